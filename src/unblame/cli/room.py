"""`unblame room`: the facilitator's sheet for the meeting."""

from pathlib import Path

import click

from unblame.cli import files
from unblame.cli.stored import open_document
from unblame.document import sheet


@click.command("room")
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path), help="Where to write; .md or .html."
)
def command(document: Path, out: Path | None) -> None:
    """Make the facilitator's sheet: agenda, opening words, stops, questions, interventions.

    \b
    Examples:
      unblame room inc-42.md
      unblame room inc-42.md -o room.html      two pages when printed
    """
    pm = open_document(document).postmortem
    if out is None:
        click.echo(sheet(pm), nl=False)
        return
    files.refuse_foreign(out, pm.incident.id)
    if files.form_of(out) == "html":
        from unblame.publish import sheet_html

        files.write_text(out, sheet_html(pm))
    else:
        files.write_text(out, sheet(pm))
    click.echo(f"wrote {out}", err=True)
