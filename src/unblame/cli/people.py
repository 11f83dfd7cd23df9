"""`unblame people`: every mention of a person, with the pseudonym it would get."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from unblame.cli import files, known, screen
from unblame.cli.house import House
from unblame.cli.reader import recogniser_option
from unblame.people import Mention, mentions
from unblame.recognise import Reader
from unblame.text import line_column

Row = dict[str, Any]


@click.command("people")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--roster", type=click.Path(path_type=Path), help="People to find; YAML, JSON or CSV."
)
@recogniser_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.pass_obj
def command(
    house: House | None,
    /,
    paths: tuple[str, ...],
    roster: Path | None,
    reader: Reader | None,
    form: str,
) -> None:
    """List every mention of a person: names, handles, addresses, ids.

    One person has one pseudonym in all the files, unless a file has a people map of its own. What
    unblame.toml calls services, teams and vendors names nobody, nor does what a document keeps for
    itself: its front matter and the places of its evidence.

    \b
    Examples:
      unblame people inc-42.md
      unblame people notes/*.md --roster team.yaml --format json
      git log | unblame people -
    """
    rows: list[Row] = []
    problems: list[str] = []
    titles = house.titles if house else ()
    together = known.cast_of(roster, None, reader, titles)
    for name in paths:
        try:
            text = _read(name)
        except screen.CannotDo as error:
            problems.append(error.message)
            continue
        people_map = files.people_map_of(Path(name))
        own = people_map.exists()
        cast = known.cast_of(roster, people_map, reader, titles) if own else together
        rows += [_row(name, text, mention) for mention in mentions(text, cast)]
    screen.warn(problems)
    if form == "json":
        used = reader.stated() if reader else None
        report = {"schema": "unblame.people/1", "recogniser": used, "people": rows}
        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    elif len(problems) < len(paths):
        _print(rows)
    sys.exit(2 if len(problems) == len(paths) else 0)


def _read(name: str) -> str:
    if name == "-":
        return files.decoded(sys.stdin.buffer.read(), "Standard input")
    return files.read_text(Path(name), "The file")


def _row(name: str, text: str, mention: Mention) -> Row:
    line, column = line_column(text, mention.start)
    end_line, end_column = line_column(text, mention.end)
    return {
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


def _print(rows: list[Row]) -> None:
    """Print the mentions of each file in columns, then who was mentioned how often."""
    if not rows:
        click.echo("No person is mentioned.", err=True)
        return
    for name in dict.fromkeys(row["file"] for row in rows):
        click.echo(screen.style(name, bold=True))
        _print_columns([_cells(row) for row in rows if row["file"] == name])
        click.echo()
    called = _by_person(rows)
    unsure = sum(not row["sure"] for row in rows)
    _print_columns([(who, _times(len(said)), _forms(said)) for who, said in called.items()])
    summary = [_count(len(rows), "mention"), _count(len(called), "person", "people")]
    if unsure:
        summary.append(f"{unsure} unsure (marked ?): a person decides")
    click.echo(", ".join(summary) + ".", err=True)


def _cells(row: Row) -> tuple[str, ...]:
    place = f"{row['line']}:{row['column']}"
    who = row["pseudonym"] or "?"
    return (place, " ".join(row["text"].split()), row["kind"], who, row["basis"])


def _by_person(rows: list[Row]) -> dict[str, list[str]]:
    called: dict[str, list[str]] = {}
    for row in rows:
        if row["pseudonym"]:
            called.setdefault(row["pseudonym"], []).append(" ".join(row["text"].split()))
    return called


def _forms(said: list[str]) -> str:
    """Return the different ways in which somebody is written, the first few of them."""
    forms = list(dict.fromkeys(said))
    return ", ".join(forms[:4]) + (f" and {len(forms) - 4} more" if len(forms) > 4 else "")


def _print_columns(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows with each column as wide as its widest cell, within reason."""
    rows = list(rows)
    widths = [min(max(map(len, column)), 40) for column in zip(*rows, strict=True)]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  " + line.rstrip())


def _times(number: int) -> str:
    return f"{number}×"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
