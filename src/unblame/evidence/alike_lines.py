"""The lines of a stream that a change is made of: those alike from its first line until it ends.

How long it lasts is measured on the log's own clock, so neither its zone nor its year is needed.
"""

from collections.abc import Iterator
from datetime import date
from typing import Protocol, TypeGuard, runtime_checkable

from unblame.evidence.form import OpenSource
from unblame.evidence.laid import Entry
from unblame.evidence.portion import Line, without_colour
from unblame.evidence.template import level, template
from unblame.evidence.wall import Placed, Wall
from unblame.evidence.zones import Zones
from unblame.model import Event, Kind

Place = tuple[str, str, Line | None]
"""A place in a stream, the text that stands there, and how it splits."""


@runtime_checkable
class Splits(Protocol):
    """A reader that says how one line of a log splits."""

    def split(self, line: str) -> Line | None: ...


@runtime_checkable
class Enters(Protocol):
    """A reader that lays the entries of a nested log out as lines."""

    def entries(self, source: OpenSource) -> Iterator[Entry]: ...


def is_streamed(reader: object) -> TypeGuard[Splits | Enters]:
    """Say whether a reader can show the lines of a stream one by one."""
    return isinstance(reader, Splits | Enters)


def places(
    reader: Splits | Enters, opened: OpenSource, *, entries: bool, later: bool
) -> Iterator[Place]:
    """Yield the lines or entries of a stream; those of a later file of its log are placed in it."""
    file = f" of {opened.path}" if later else ""
    if entries and isinstance(reader, Enters):
        for number, line in reader.entries(opened):
            text = f"{line.stamp}  {line.text}" if line is not None else ""
            yield f"entry {number}{file}", text, line
    elif isinstance(reader, Splits):
        for number, text, _ in opened.lines():
            yield f"line {number}{file}", text, reader.split(without_colour(text))


def lines_alike(
    event: Event, place: str, stream: Iterator[Place], zones: Zones, most: int
) -> tuple[list[tuple[str, str]], int]:
    """Return the first lines of a change, and how many more like them follow until it ends."""
    found: list[tuple[str, str]] = []
    wanted: tuple[str, str] | None = None
    more = 0
    clock = _Clock(event, zones)
    for at, text, line in stream:
        if line is None or (wanted is None and at != place):
            continue
        pattern = (level(line.level, line.text), template(line.text))
        wanted = wanted or pattern
        if pattern != wanted:
            continue
        if clock.is_over(line.stamp):
            break
        if len(found) < most:
            found.append((at, text))
        else:
            more += 1
        if event.kind is Kind.SILENCE:
            break
    return found, more


class _Clock:
    """Tells when a change is over, by the time that has passed on the log's own clock."""

    def __init__(self, event: Event, zones: Zones) -> None:
        length = event.until - event.at if event.until and event.at else None
        self.seconds = length.total_seconds() if length is not None else None
        self.wall = Wall()
        day = event.at.date() if event.at is not None else date(2000, 1, 1)
        zones = Zones(default=zones.default or "UTC", chosen=zones.chosen, day=day)
        self.placed = Placed(zones, {}, None)
        self.placed.year = day.year
        self.start: float | None = None

    def is_over(self, stamp: str) -> bool:
        if self.seconds is None:
            return False
        written = self.wall.minute(stamp)
        begins = self.placed.start(written[0]) if written is not None else None
        if written is None or begins is None:
            return False
        now = begins + written[1]
        self.start = now if self.start is None else self.start
        return now - self.start > self.seconds
