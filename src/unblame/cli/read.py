"""`unblame read`: all merged events, no analysis."""

import csv
import io
from pathlib import Path
from typing import Any

import click
import msgspec

from unblame.cli import inputs, known, screen
from unblame.cli.stored import open_document
from unblame.evidence import Evidence, Unreadable, read
from unblame.model import Event


@click.command("read")
@click.argument("evidence", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--document", type=click.Path(path_type=Path), help="Print the ids that this document gave."
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
    """Show all merged events: when, what, and where it stands in the evidence.

    \b
    Examples:
      unblame read evidence/
      unblame read slack.zip pages.json --tz Europe/Oslo --format csv > events.csv
    """
    options = inputs.read_options(
        tz=rest["tz"],
        zones=rest["zones"],
        owners=rest["owners"],
        history=rest["history"],
        columns=rest["columns"],
        save_columns=rest["save_columns"],
        recorded=rest["recorded"],
        clocks=rest["clocks"],
        strict=rest["strict"],
        jobs=rest["jobs"],
        no_cache=rest["no_cache"],
    )
    cast = known.cast_of(rest["roster"], None, rest["reader"])
    try:
        with screen.progress("Reading the evidence"):
            found = read(list(evidence), options=options, cast=cast)
    except Unreadable as error:
        raise screen.CannotDo(
            f"Part of the evidence could not be read, and --strict was asked for: {error}"
        ) from error
    ids = (
        {event.key: event.id for event in open_document(document).postmortem.events}
        if document
        else {}
    )
    screen.warn(inputs.warnings_of(found))
    if not found.items:
        raise screen.CannotDo("Nothing in the given evidence could be read.")
    _print(found, ids, form)
    if rest["strict"] and any(item.warnings for item in found.items):
        raise screen.CannotDo("Part of the evidence could not be read, and --strict was asked for.")


def _print(found: Evidence, ids: dict[str, str], form: str) -> None:
    if form == "json":
        events = [
            {**msgspec.to_builtins(event), "id": ids.get(event.key)} for event in found.events
        ]
        report = {"schema": "unblame.events/1", "evidence": found.items, "events": events}
        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    elif form == "parquet":
        from unblame.cli.parquet import print_parquet

        print_parquet(found.events, ids)
    elif form == "csv":
        click.echo(_as_csv(found, ids), nl=False)
    else:
        for event in found.events:
            click.echo(_line(event, ids.get(event.key)))
        click.echo(f"{len(found.events)} events from {len(found.items)} sources.", err=True)


def _line(event: Event, known: str | None) -> str:
    when = f"{event.at:%Y-%m-%d %H:%M:%S}" if event.at else "no known time    ".ljust(19)
    sources = ", ".join(f"{source.evidence} {source.place}" for source in event.sources)
    text = " ".join(event.text.split())
    actor = f"{event.actor}: " if event.actor else ""
    return f"{when}  {event.kind:<17} {known or event.key}  {actor}{text[:160]}  [{sources}]"


def _as_csv(found: Evidence, ids: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            "at",
            "kind",
            "id",
            "key",
            "actor",
            "text",
            "precision",
            "zone_basis",
            "as_written",
            "sources",
        ]
    )
    for event in found.events:
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
