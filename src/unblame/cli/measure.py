"""`unblame measure`: blame, questions, people and detail in numbers, by section and across drafts."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from unblame.cli import files, known, screen
from unblame.cli.house import House
from unblame.cli.reader import recogniser_option
from unblame.recognise import Reader

if TYPE_CHECKING:
    from unblame.language.measures import Change, Measured, Measures

HEAD = ("words", "blame", "per 1,000", "how/what", "why/who", "people", "details")


@click.command("measure")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="EARLIER",
    help="An earlier draft of the one FILE: what fell, and which facts are gone.",
)
@click.option(
    "--roster", type=click.Path(path_type=Path), help="People to find; never printed as such."
)
@recogniser_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.pass_obj
def command(
    house: House | None,
    paths: tuple[str, ...],
    against: Path | None,
    roster: Path | None,
    reader: Reader | None,
    form: str,
) -> None:
    """Measure prose: blame per 1,000 words, questions, people named, and the detail it carries.

    \b
    Examples:
      unblame measure inc-42.md
      unblame measure inc-42.md --against inc-42.first.md     did an edit wash facts out?
      unblame measure reviews/*.md --format json
    For a team and its next review, never for appraisal. Few words of blame are good news only
    where the detail stayed; the two are always shown together.
    """
    if against is not None and len(paths) != 1:
        raise click.UsageError("--against compares one FILE with one earlier draft.")
    measured, problems = [], []
    for name in paths:
        try:
            measured.append((name, _measured(Path(name), roster, reader, house)))
        except screen.CannotDo as error:
            problems.append(error.message)
    change = (
        _change(against, measured[0][1], roster, reader, house) if against and measured else None
    )
    screen.warn(problems)
    if form == "json":
        click.echo(_as_json(measured, change, problems, reader))
    else:
        for name, found in measured:
            _show(name, found)
        if change:
            _show_change(str(against), change)
    sys.exit(2 if not measured else 0)


def _measured(
    path: Path, roster: Path | None, reader: Reader | None, house: House | None
) -> "Measured":
    from unblame.cli.checking import KINDS, read
    from unblame.language import UnknownRule
    from unblame.language.measures import measure

    try:
        return measure(
            read(str(path)),
            kind=KINDS.get(path.suffix.lower(), "markdown"),
            cast=known.cast_of(roster, files.people_map_of(path), reader),
            config=house.check if house else {},
        )
    except UnknownRule as error:
        raise screen.CannotDo(f"unblame.toml: {error}") from error


def _change(
    against: Path,
    after: "Measured",
    roster: Path | None,
    reader: Reader | None,
    house: House | None,
) -> "Change":
    from unblame.language.measures import compare

    return compare(_measured(against, roster, reader, house), after)


def _show(name: str, measured: "Measured") -> None:
    rows = [*measured.sections, measured.whole] if len(measured.sections) > 1 else [measured.whole]
    wide = min(max(len(name), *(len(row.section) for row in rows)), 44)
    click.echo(
        screen.style(name[-wide:].ljust(wide), bold=True) + "".join(f"{h:>10}" for h in HEAD)
    )
    for row in rows:
        line = _cut(row.section, wide) + "".join(f"{value:>10}" for value in _values(row))
        click.echo(screen.style(line, bold=True) if row is measured.whole else line)


def _cut(text: str, wide: int) -> str:
    return (text if len(text) <= wide else text[: wide - 1] + "…").ljust(wide)


def _values(row: "Measures") -> tuple[str, ...]:
    density = "—" if row.density is None else f"{row.density:.1f}"
    counts = (row.how_what, row.why_who, row.people, row.details)
    return (str(row.words), str(row.blaming), density, *map(str, counts))


def _show_change(against: str, change: "Change") -> None:
    before, after = (
        "—" if value is None else f"{value:.1f}"
        for value in (change.density_before, change.density_after)
    )
    kept = "no detail to keep" if change.kept is None else f"{change.kept:.0%} of the detail kept"
    click.echo(
        f"\nSince {against}: blame {before} → {after} per 1,000 words, "
        f"people named {change.people_before} → {change.people_after}, {kept}."
    )
    click.echo(change.reading)
    if change.lost:
        shown = ", ".join(change.lost[:20])
        more = len(change.lost) - 20
        click.echo(f"Gone: {shown}{f' and {more} more' if more > 0 else ''}")


def _as_json(
    measured: list[tuple[str, "Measured"]],
    change: "Change | None",
    problems: list[str],
    reader: Reader | None,
) -> str:
    report = {
        "schema": "unblame.measures/1",
        "recogniser": reader.stated() if reader else None,
        "errors": problems,
        "files": [
            {"file": name, "whole": found.whole, "sections": found.sections}
            for name, found in measured
        ],
        "change": change,
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()
