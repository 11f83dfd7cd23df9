"""`unblame publish`: one edition of the post-mortem in one form, with what was withheld listed."""

import json
import sys
from pathlib import Path

import click

from unblame.cli import files, known, screen
from unblame.cli.house import House
from unblame.cli.stored import Stored, open_document
from unblame.document import Edition, edition
from unblame.publish import render

FORMS = {"md": "markdown"}


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
@click.option(
    "--withheld",
    type=click.Path(path_type=Path),
    help="Write the list of what was withheld, and why; for internal eyes.",
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
    withheld: Path | None,
) -> None:
    """Make one edition: team, readout or public.

    The public edition is built from what is allowed in, never from what was not struck out. A gate
    refuses an edition that would leak or blame, and says what stands in the way.

    \b
    Examples:
      unblame publish inc-42.md --edition readout --to html -o readout.html
      unblame publish inc-42.md --edition public --to md --withheld withheld.md
      unblame publish inc-42.md --to json            the whole record
    """
    stored = open_document(document)
    target = FORMS.get(target, target)
    if name is None and target == "json":
        _write(out, render(stored.postmortem, "json"), stored)
        return
    made = edition(
        stored.postmortem,
        name or "team",
        people_map=_people_map(stored),
        roster=known.roster_of(roster),
        names_in_team=bool(house and house.names_in_team),
    )
    if withheld is not None:
        _refuse_other_list(withheld)
        files.write_text(withheld, _withheld(made, stored), private=True)
    if made.refused:
        for refusal in made.refused:
            click.echo(f"{document}: {refusal.where}: {refusal.what} ({refusal.why})", err=True)
        click.echo(
            f"The {name or 'team'} edition was refused; nothing was written. Mend the places above and try again.",
            err=True,
        )
        sys.exit(1)
    text = made.text if target == "markdown" else render(made.postmortem, target, edition=made)
    _write(out, text, stored)
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
    if place.is_file() and not files.read_text(place, "The list").startswith(
        "# Withheld from the "
    ):
        raise screen.CannotDo(
            f"{place} exists and is no list of what was withheld; it was left as it is."
        )


def _withheld(made: Edition, stored: Stored) -> str:
    lines = [f"# Withheld from the {made.name} edition of {stored.postmortem.incident.id}", ""]
    lines += [f"- {item.where}: {item.what} ({item.why})" for item in made.withheld]
    return "\n".join(lines) + "\n"


def _write(out: Path | None, text: str, stored: Stored) -> None:
    if out is None:
        click.echo(text, nl=False)
    else:
        files.refuse_foreign(out, stored.postmortem.incident.id)
        files.write_text(out, text)
        click.echo(f"wrote {out}", err=True)
