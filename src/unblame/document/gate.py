"""The gates: what keeps an edition from going out to its audience."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from unblame import language
from unblame.document.account import account
from unblame.document.withheld import Refusal
from unblame.model import EditionName, Postmortem
from unblame.people import Cast, mask_secrets, mentions
from unblame.people.pseudonym import PSEUDONYM
from unblame.text import without_places

_TRAILER = re.compile(r"^[\w-]+-by:[ \t]*(?:an? )?", re.IGNORECASE)
_ID = re.compile(r"(?<=[|-] )[EFAQS]\d+(?= [|·])")


def gate(
    postmortem: Postmortem, name: EditionName, cast: Cast | None = None
) -> tuple[Refusal, ...]:
    """Return what refuses the team edition or the readout of an account.

    Team: secrets, and identifiers outside the Owner column. Readout: also any finding that blocks,
    and any person by name. What the tool itself put for a person refuses nothing.
    """
    ownerless = tuple(replace(a, owner=None, owner_reason=None) for a in postmortem.actions)
    text = account(replace(postmortem, actions=ownerless))
    refused = list(secrets(text))
    text = without_places(text)
    for finding in language.check(text, kind="markdown", cast=cast, edition=name.value):
        blocks = name is not EditionName.TEAM and finding.level == "block"
        if finding.rule == "UB120" and _is_pseudonym(finding.text, cast):
            continue
        if finding.rule == "UB120" or blocks:
            refused.append(
                _refusal(text, finding.rule, finding.text, finding.line, finding.message)
            )
    if name is not EditionName.TEAM:
        refused += _people(text, cast, {refusal.what for refusal in refused})
    return tuple(refused)


def _people(text: str, cast: Cast | None, told: set[str]) -> Iterator[Refusal]:
    """Yield a refusal for each person whom a text names for sure, by name or otherwise."""
    for mention in mentions(text, cast):
        if mention.sure and mention.text not in told:
            told.add(mention.text)
            line = text.count("\n", 0, mention.start) + 1
            why = "this names a person; say the role, or give the roster so that it can be put"
            yield _refusal(text, "UB102", mention.text, line, why)


def _is_pseudonym(found: str, cast: Cast | None) -> bool:
    """Say whether an identity that was found is one that the tool put there, or its trailer."""
    rest = _TRAILER.sub("", found, count=1)
    put = PSEUDONYM.match(rest)
    if not put:
        return False
    return not any(m.sure for part in (rest, rest[put.end() :]) for m in mentions(part, cast))


def secrets(text: str) -> tuple[Refusal, ...]:
    """Return a refusal for each line that holds a key, token or password; the secret is not shown."""
    return tuple(
        Refusal(
            what="a secret",
            where=_where(text, number),
            why="a key, token or password stands in this line; mask it and revoke it",
        )
        for number, line in enumerate(text.splitlines(), start=1)
        if mask_secrets(line) != line
    )


def public_refusals(text: str, where: str, cast: Cast | None = None) -> tuple[Refusal, ...]:
    """Return what nobody can decide away in a text for the public: a secret, or blame.

    Whom and what it names is asked by the allow-list.
    """
    refused = [replace(secret, where=where) for secret in secrets(text)]
    refused += [
        Refusal(what=finding.text, where=where, why=finding.message, rule=finding.rule)
        for finding in language.check(text, kind="markdown", cast=cast, edition="public")
        if finding.level == "block" and finding.family != "identity"
    ]
    return tuple(refused)


def _refusal(text: str, rule: str, what: str, line: int, why: str) -> Refusal:
    return Refusal(what=what, where=_where(text, line), why=why, rule=rule)


def _where(text: str, number: int) -> str:
    """Return the heading above a line, and the id that the line begins with, where it has one."""
    lines = text.splitlines()[:number]
    heading = next((line.lstrip("# ") for line in reversed(lines) if line.startswith("#")), "top")
    held = _ID.search(lines[-1]) if lines else None
    return f"{heading}, {held.group()}" if held else heading
