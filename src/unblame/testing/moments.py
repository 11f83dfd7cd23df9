"""The instants, events and milestones of the example's day."""

from datetime import UTC, datetime, timedelta
from typing import Any

from unblame.model import (
    Confidence,
    Event,
    Kind,
    Milestone,
    MilestoneStatus,
    Precision,
    Source,
)

START = datetime(2026, 3, 4, 13, 2, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """Return the instant that many minutes after the example's impact began."""
    return START + timedelta(minutes=minutes)


def an_event(number: int, minutes: float, kind: Kind, text: str, **changes: Any) -> Event:
    """Return one event of the example's day."""
    when = at(minutes)
    source = changes.pop("source", Source(evidence="S1", place=f"message {number}"))
    return Event(
        id=f"E{number}",
        key=f"{number:016x}",
        at=when,
        earliest=when,
        latest=when + timedelta(milliseconds=999),
        as_written=f"{when:%H:%M:%S}Z",
        zone_basis="stated",
        precision=changes.pop("precision", Precision.SECOND),
        kind=kind,
        kinds=(kind,),
        text=text,
        sources=(source,),
        **changes,
    )


def a_milestone(minutes: float, reason: str, event: str, **changes: Any) -> Milestone:
    """Return one milestone, inferred with medium confidence unless told otherwise."""
    when = at(minutes)
    fields: dict[str, Any] = {
        "at": when,
        "earliest": when,
        "latest": when + timedelta(seconds=59),
        "status": MilestoneStatus.INFERRED,
        "confidence": Confidence.MEDIUM,
        "reason": reason,
        "events": (event,),
    }
    return Milestone(**(fields | changes))
