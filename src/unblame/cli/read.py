"""`unblame read`: all merged events, no analysis."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import msgspec

from unblame.cli import files, inputs, known, screen, told
from unblame.cli.read_text import event_lines, summary
from unblame.cli.stored import open_document
from unblame.evidence import Evidence, Unreadable, read
from unblame.model import Event, Postmortem
from unblame.timeline.log_change import log_events

_COLUMNS = (
    "at", "kind", "id", "key", "actor", "text", "precision", "zone_basis", "as_written", "sources",
)  # fmt: skip


@click.command("read")
@click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--document",
    type=click.Path(path_type=Path),
    help="Print the ids and names of people that this document gave, with its zone and clocks.",
)
@inputs.evidence_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "parquet"]),
    default="text",
    show_default=True,
)
def command(evidence: tuple[Path, ...], form: str, document: Path | None, **rest: Any) -> None:
    """Show all merged events: when (UTC), what, and where it stands in the evidence.

    Of large logs and of metrics, the moments where they changed. What was read of each source, and
    what could not be, goes to standard error.

    \b
    Examples:
      unblame read evidence/
      unblame read slack.zip pages.json --tz Europe/Oslo --format csv > events.csv
    """
    held = open_document(document).postmortem if document else None
    told.remember(held, rest)
    options = inputs.options_of(rest)
    if held is not None:
        options = replace(options, clocks=inputs.clocks_decided(held) | options.clocks)
    people = files.people_map_of(document) if document else None
    cast = known.cast_of(rest["roster"], people, rest["reader"])
    try:
        with screen.progress("Reading the evidence") as tell:
            found = read(list(evidence), options=replace(options, tell=tell), cast=cast)
    except Unreadable as error:
        raise screen.CannotDo(
            f"Part of the evidence could not be read, and --strict was asked for: {error}"
        ) from error
    screen.warn(inputs.warnings_of(found))
    if not found.items:
        raise screen.CannotDo(inputs.NOTHING_READ)
    _print(found, _in_order(found), _ids(held), form)


def _ids(held: Postmortem | None) -> dict[str, str]:
    return {event.key: event.id for event in held.events} if held is not None else {}


def _in_order(found: Evidence) -> list[Event]:
    """Return the events with the changes of logs and series, those without a time last."""
    events = [*found.events, *log_events(found)]
    dated = [(one.at, one.key, one) for one in events if one.at is not None]
    return [*(one for *_, one in sorted(dated, key=lambda row: row[:2])), *(
        one for one in events if one.at is None
    )]  # fmt: skip


def _print(found: Evidence, events: Sequence[Event], ids: dict[str, str], form: str) -> None:
    if form == "json":
        report = {
            "schema": "unblame.events/1",
            "evidence": found.items,
            "skipped": found.skipped,
            "events": [
                {**msgspec.to_builtins(event), "id": ids.get(event.key)} for event in events
            ],
        }
        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    elif form == "parquet":
        from unblame.cli.parquet import print_parquet

        print_parquet(events, ids)
    elif form == "csv":
        click.echo(_as_csv(events, ids), nl=False)
    else:
        for line in event_lines(events, ids):
            click.echo(line)
        for line in summary(found, events):
            click.echo(line, err=True)


def _as_csv(events: Sequence[Event], ids: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for event in events:
        writer.writerow(
            [
                event.at.isoformat().replace("+00:00", "Z") if event.at else "",
                event.kind,
                ids.get(event.key, ""),
                event.key,
                _cell(event.actor or ""),
                _cell(event.text),
                event.precision,
                event.zone_basis,
                _cell(event.as_written),
                "; ".join(f"{s.evidence} {s.place}" for s in event.sources),
            ]
        )
    return out.getvalue()


def _cell(text: str) -> str:
    """Keep a spreadsheet from running a cell that came out of the evidence."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
