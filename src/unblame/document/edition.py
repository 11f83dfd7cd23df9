"""One account cut for an audience: what goes in, what was withheld and why, what refuses it."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from unblame.document.account import account
from unblame.document.allowed import Undecided
from unblame.document.decision import Decisions
from unblame.document.gate import gate
from unblame.document.naming import with_names
from unblame.document.ours import signed
from unblame.document.public import public
from unblame.document.publicaccount import public_account
from unblame.document.readout import readout, readout_prompts
from unblame.document.withheld import Refusal, Withheld
from unblame.model import EditionName, Postmortem
from unblame.people import Cast, Roster
from unblame.recognise import Reader


class Edition(Struct, frozen=True, kw_only=True):
    """An edition; where `refused` is not empty it may not go out yet.

    `undecided` holds what a person has to decide before the public edition goes out; `strays` are
    decided strings that stand nowhere in it.

    `prompts` are things that only a person can write. What is in `withheld` stands nowhere in
    `text` or `postmortem`.
    """

    name: EditionName
    postmortem: Postmortem
    text: str
    withheld: tuple[Withheld, ...] = ()
    refused: tuple[Refusal, ...] = ()
    prompts: tuple[str, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    strays: tuple[str, ...] = ()


def edition(
    postmortem: Postmortem,
    name: EditionName | str,
    *,
    people_map: dict[str, Any] | None = None,
    roster: Roster | None = None,
    reader: Reader | None = None,
    names_in_team: bool = False,
    decisions: Decisions | None = None,
    titles: Iterable[str] = (),
) -> Edition:
    """Return the edition of an account for the team, the cross-team readout or the public.

    Names are restored only in the team edition, only where the team chose that, and only in the
    timeline and the thanks. The roster tells to which team the owner of an action belongs. The
    decisions say what may stand in the public edition, and which parts of the record enter it.
    `titles` are what the house calls its services, teams and vendors: nobody's names.
    """
    name = EditionName(name)
    cast = Cast(roster, people_map or {}, reader)
    cast.set_aside(postmortem.incident.product or "")
    cast.entitle(*titles)
    if name is EditionName.PUBLIC:
        return _public(postmortem, cast, decisions or Decisions())
    if name is EditionName.READOUT:
        shown, withheld = readout(postmortem, roster, cast)
        title, prompts = "Readout", readout_prompts(shown)
    else:
        shown = with_names(postmortem, cast) if names_in_team else postmortem
        withheld, title, prompts = (), "Post-mortem", ()
    return Edition(
        name=name,
        postmortem=shown,
        text=signed(account(shown, title=title), f"{name.value} edition", shown.incident.id),
        withheld=withheld,
        prompts=prompts,
        refused=gate(postmortem if names_in_team else shown, name, cast),
    )


def _public(postmortem: Postmortem, cast: Cast, decisions: Decisions) -> Edition:
    made = public(postmortem, cast, decisions)
    return Edition(
        name=EditionName.PUBLIC,
        postmortem=made.postmortem,
        text=signed(public_account(made.postmortem), "public edition", made.postmortem.incident.id),
        withheld=made.withheld,
        refused=made.refused,
        prompts=made.prompts,
        undecided=made.undecided,
        strays=made.strays,
    )
