"""Events of one morning by the minute: messages that are numbered, and lines that stand at a minute."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from msgspec.structs import replace

from unblame.model import Event, Kind, Precision, Source

NINE = datetime(2026, 5, 19, 9, 0, tzinfo=UTC)


def a_message(number: int, minute: float, text: str, kind: Kind = Kind.NOTE) -> Event:
    """Return the message with that number, so many minutes after nine."""
    place = Source(evidence="S1", place=f"message {number}")
    return a_line(NINE, minute, text, kind, key=f"{number:016x}", sources=(place,))


def a_line(
    day: datetime, minute: float, text: str, *kinds: Kind, item: str = "S1", **changes: Any
) -> Event:
    """Return a line of a source that tells of a minute, counted from the start of a day.

    `changes` are other fields of the event; without a key it has one of its minute and text.
    """
    at = day + timedelta(minutes=minute)
    event = Event(
        key=sha256(f"{minute} {text}".encode()).hexdigest()[:16],
        text=text,
        kind=kinds[0] if kinds else Kind.NOTE,
        kinds=kinds or (Kind.NOTE,),
        at=at,
        earliest=at,
        latest=at,
        precision=Precision.MINUTE,
        sources=(Source(evidence=item, place=f"line {minute:g}"),),
    )
    return replace(event, **changes)
