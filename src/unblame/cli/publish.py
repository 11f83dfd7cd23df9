"""`unblame publish`: one edition of the post-mortem in one form, with what was withheld listed."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import msgspec

from unblame.cli import deciding, files, known, screen
from unblame.cli.deciding import Given
from unblame.cli.house import House
from unblame.cli.reader import recogniser_option
from unblame.cli.stored import Stored, open_document
from unblame.document import Edition, edition
from unblame.document.decision import Decisions
from unblame.publish import render
from unblame.recognise import Reader

FORMS = {"md": "markdown"}
WITHHELD_SCHEMA = "unblame.withheld/1"


@click.command("publish")
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "--edition", "name", type=click.Choice(["team", "readout", "public"]), help="For whom."
)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Choice(["markdown", "md", "html", "json"]),
    help="In which form.",
)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    help="Where to write; otherwise printed.",
)
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    help="Tells to which team the owner of an action belongs.",
)
@recogniser_option
@click.option(
    "--withheld",
    type=click.Path(path_type=Path),
    help="Write the list of what was withheld, and why; for internal eyes.",
)
@click.option("--safe", multiple=True, metavar="WORD", help="Public: this may be shown.")
@click.option(
    "--replace", multiple=True, metavar="WORD=OTHER", help="Public: say it in other words."
)
@click.option("--leave-out", multiple=True, metavar="WORD", help="Public: leave its sentence out.")
@click.option("--forget", multiple=True, metavar="WORD", help="Public: ask about it again.")
@click.option(
    "--show",
    multiple=True,
    metavar="PART",
    help="Public: let a part of the record in: E4, F2, went_well or lucky.",
)
@click.option(
    "--keep-in", multiple=True, metavar="PART", help="Public: keep that part inside again."
)
@click.option(
    "--decide/--no-decide",
    "asks",
    default=None,
    help="Public: ask about each undecided string; on a terminal this is the default.",
)
@click.pass_obj
def command(
    house: House | None,
    /,
    document: Path,
    name: str | None,
    target: str,
    out: Path | None,
    roster: Path | None,
    reader: Reader | None,
    withheld: Path | None,
    asks: bool | None,
    **given: tuple[str, ...],
) -> None:
    """Make one edition: team, readout or public.

    The public edition is built from what is allowed in, never from what was not struck out. A gate
    refuses an edition that would leak or blame, and says what stands in the way. For the public
    edition every string that no list knows is asked of a person once; the answers are kept in a
    private file beside the document.

    \b
    Examples:
      unblame publish inc-42.md --edition readout --to html -o readout.html
      unblame publish inc-42.md --edition public --to md --withheld withheld.md
      unblame publish inc-42.md --edition public --to html --show E4 --safe Nimbus \\
          --replace "db-eu-7=the payment database" -o public.html
      unblame publish inc-42.md --to json            the whole record
    """
    stored = open_document(document)
    target = FORMS.get(target, target)
    if name is None and target == "json":
        _write(out, render(stored.postmortem, "json"), stored)
        return
    cut = partial(
        edition,
        stored.postmortem,
        name or "team",
        people_map=_people_map(stored),
        roster=known.roster_of(roster),
        reader=reader,
        names_in_team=bool(house and house.names_in_team),
        titles=house.titles if house else (),
    )
    if name == "public":
        made = _decided(stored, cut, Given(**given), house.safe_words if house else (), asks)
    elif any(given.values()):
        raise screen.CannotDo("Decisions are about the public edition; add --edition public.")
    else:
        made = cut()
    if withheld is not None:
        _refuse_other_list(withheld)
        files.write_text(withheld, _withheld(made, stored, withheld), private=True)
    if made.refused:
        _tell_refused(made, document)
        sys.exit(1)
    text = made.text if target == "markdown" else render(made.postmortem, target, edition=made)
    _write(out, text, stored)
    _tell_left(made, withheld)


def _decided(
    stored: Stored,
    cut: Callable[..., Edition],
    given: Given,
    safe_words: tuple[str, ...],
    asks: bool | None,
) -> Edition:
    """Return the public edition by what is decided: kept, settled, given now, or asked for."""

    def make(decisions: Decisions) -> Edition:
        return cut(decisions=deciding.settled_words(decisions, safe_words))

    before = deciding.kept(stored.path)
    decisions = given.onto(before)
    made = make(decisions)
    deciding.refuse_unfit(given, made)
    if decisions != before and (warning := deciding.keep(stored.path, decisions)):
        screen.warn([warning])
    if asks is None:
        asks = sys.stdin.isatty() and sys.stderr.isatty()
    if asks and made.undecided:
        return deciding.Asking(decisions, make, partial(deciding.keep, stored.path)).run()
    return made


def _tell_refused(made: Edition, document: Path) -> None:
    """Print what has to be mended, then what a person has to decide."""
    for refusal in made.refused:
        if not refusal.open:
            click.echo(f"{document}: {refusal.where}: {refusal.what} ({refusal.why})", err=True)
    if made.undecided:
        count = len(made.undecided)
        click.echo(f"{count} {'string is' if count == 1 else 'strings are'} undecided:", err=True)
        click.echo("\n".join(deciding.listing(made.undecided)), err=True)
        click.echo(deciding.HOW, err=True)
    mend = "" if all(r.open for r in made.refused) else " Mend the places above and try again."
    click.echo(f"The {made.name} edition was refused; nothing was written.{mend}", err=True)


def _tell_left(made: Edition, withheld: Path | None) -> None:
    """Print what a person has still to write, and how much was withheld."""
    for prompt in made.prompts:
        click.echo(f"to be written by a person: {prompt}", err=True)
    if made.withheld:
        place = f"see {withheld}" if withheld else "--withheld FILE lists it"
        click.echo(f"{len(made.withheld)} things were withheld; {place}.", err=True)


def _people_map(stored: Stored) -> dict[str, object] | None:
    place = files.people_map_of(stored.path)
    if not place.exists():
        return None
    try:
        known: dict[str, object] = json.loads(files.read_text(place, "The people map"))
    except ValueError as error:
        raise screen.CannotDo(
            f"The people map {place} is not valid JSON; mend it or move it away."
        ) from error
    return known


def _refuse_other_list(place: Path) -> None:
    if not place.is_file():
        return
    text = files.read_text(place, "The list")
    if not text.startswith("# Withheld from the ") and WITHHELD_SCHEMA not in text[:200]:
        raise screen.CannotDo(
            f"{place} exists and is no list of what was withheld; it was left as it is."
        )


def _withheld(made: Edition, stored: Stored, place: Path) -> str:
    incident = stored.postmortem.incident.id
    if place.suffix.lower() == ".json":
        report = {
            "schema": WITHHELD_SCHEMA,
            "edition": made.name,
            "incident": incident,
            "withheld": made.withheld,
            "undecided": made.undecided,
            "refused": made.refused,
        }
        return msgspec.json.format(msgspec.json.encode(report), indent=1).decode() + "\n"
    lines = [f"# Withheld from the {made.name} edition of {incident}", ""]
    lines += [f"- {item.where}: {item.what} ({item.why})" for item in made.withheld]
    if made.undecided:
        lines += ["", "## Undecided", ""]
        lines += [f"- {' '.join(line.split())}" for line in deciding.listing(made.undecided)]
    return "\n".join(lines) + "\n"


def _write(out: Path | None, text: str, stored: Stored) -> None:
    if out is None:
        click.echo(text, nl=False)
    else:
        files.refuse_foreign(out, stored.postmortem.incident.id)
        files.write_text(out, text)
        click.echo(f"wrote {out}", err=True)
