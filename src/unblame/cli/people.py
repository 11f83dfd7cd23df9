"""`unblame people`: every mention of a person, with the pseudonym it would get."""

import sys
from pathlib import Path

import click
import msgspec

from unblame.cli import files, known, screen
from unblame.people import mentions
from unblame.text import line_column


@click.command("people")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--roster", type=click.Path(path_type=Path), help="People to find; YAML, JSON or CSV."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def command(paths: tuple[str, ...], roster: Path | None, form: str) -> None:
    """List every mention of a person: names, handles, addresses, ids.

    \b
    Examples:
      unblame people inc-42.md
      unblame people notes/*.md --roster team.yaml --format json
    """
    rows: list[dict[str, object]] = []
    problems: list[str] = []
    for name in paths:
        try:
            text = sys.stdin.read() if name == "-" else files.read_text(Path(name), "The file")
        except screen.CannotDo as error:
            problems.append(error.message)
            continue
        cast = known.cast_of(roster, files.people_map_of(Path(name)))
        for mention in mentions(text, cast):
            line, column = line_column(text, mention.start)
            end_line, end_column = line_column(text, mention.end)
            rows.append(
                {
                    "file": name,
                    "line": line,
                    "column": column,
                    "end_line": end_line,
                    "end_column": end_column,
                    "text": mention.text,
                    "kind": mention.kind,
                    "person": mention.person,
                    "pseudonym": mention.pseudonym,
                    "sure": mention.sure,
                    "basis": mention.basis,
                }
            )
    screen.warn(problems)
    nothing_read = len(problems) == len(paths)
    if form == "json" or not nothing_read:
        _print(rows, form)
    sys.exit(2 if nothing_read else 0)


def _print(rows: list[dict[str, object]], form: str) -> None:
    if form == "json":
        report = {"schema": "unblame.people/1", "people": rows}
        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
        return
    for row in rows:
        sure = "" if row["sure"] else "  unsure"
        click.echo(
            f"{row['file']}:{row['line']}:{row['column']} {row['text']}  {row['kind']}"
            f" → {row['pseudonym'] or 'undecided'}  ({row['basis']}){sure}"
        )
    people = len({row["person"] for row in rows if row["person"]})
    click.echo(
        f"{len(rows)} mentions, {people} people." if rows else "No person is mentioned.", err=True
    )
