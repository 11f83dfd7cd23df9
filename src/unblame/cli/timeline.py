"""`unblame timeline`: the timeline of a document in the terminal, milestones as marks."""

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from unblame.cli.screen import style
from unblame.cli.stored import open_document
from unblame.document.clock import length
from unblame.model import Event, Postmortem


@click.command("timeline")
@click.argument("document", type=click.Path(path_type=Path))
@click.option("--kind", multiple=True, help="Only events of this kind; may be repeated.")
@click.option(
    "--source", multiple=True, metavar="S1", help="Only events of this source; may be repeated."
)
@click.option("--utc", is_flag=True, help="Show UTC, not the incident's zone.")
def command(document: Path, kind: tuple[str, ...], source: tuple[str, ...], *, utc: bool) -> None:
    """Look at the timeline of a document: events in order, milestones as marks.

    \b
    Example:
      unblame timeline inc-42.md --kind alert --kind change
    """
    pm = open_document(document).postmortem
    zone = ZoneInfo(
        "UTC" if utc or not pm.incident.zone or pm.incident.zone[0] in "+-" else pm.incident.zone
    )
    marks = _marks(pm)
    lines = [
        _line(event, zone, marks.get(event.id, []))
        for event in pm.events
        if (not kind or event.kind in kind)
        and (not source or any(s.evidence in source for s in event.sources))
    ]
    for name, duration in pm.durations.items():
        known = duration.missing if duration.seconds is None else length(duration.seconds)
        lines.append(f"{name.upper():<4} {known}   = {duration.formula}")
    lines.insert(0, f"{pm.incident.id} · times in {zone.key}")
    (click.echo_via_pager if len(lines) > 50 else click.echo)("\n".join(lines) + "\n")


def _marks(pm: Postmortem) -> dict[str, list[str]]:
    marks: dict[str, list[str]] = {}
    for name, milestone in pm.milestones.items():
        if milestone.at is not None:
            for event in milestone.events[:1]:
                marks.setdefault(event, []).append(name)
    return marks


def _line(event: Event, zone: ZoneInfo, marks: list[str]) -> str:
    when = f"{event.at.astimezone(zone):%m-%d %H:%M:%S}" if event.at else "no known time "
    mark = style("◆ " + ", ".join(marks), fg="cyan", bold=True) + " " if marks else ""
    return f"{when:<14}  {event.id:<4} {event.kind:<17} {mark}{' '.join(event.text.split())[:140]}"
