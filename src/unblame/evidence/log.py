"""Reads logs line by line: small ones as records, large ones condensed to their changes.

A reader says how one line is split into its stamp, its level and its message; this module does the
rest in bounded memory.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

import msgspec

from unblame.evidence import cues, times
from unblame.evidence.change_point import changes
from unblame.evidence.condense import Condensation
from unblame.evidence.form import OpenSource
from unblame.evidence.record import Change, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment, Precision, Warning

FEW_LINES = 80
_SECONDS = re.compile(r"(.{10}[T ]\d\d:\d\d):(\d\d)(?:[.,](\d{1,9}))?(.*)$", re.DOTALL)
_NUMBER = re.compile(r"\d{9,19}(?:\.\d+)?$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_MINUTES_KEPT = 4096
_WARNED = 5


class Line(NamedTuple):
    """One line of a log, split; `stamp` is a machine stamp or a Unix time, as written."""

    stamp: str
    level: object
    text: str
    place: str | None = None


Split = Callable[[str], Line | None]
"""Splits a line; None where it carries no time of its own (a stack trace, a broken line)."""


class Clock:
    """Turns stamps to seconds since the epoch, working out each minute once."""

    def __init__(self, zones: Zones) -> None:
        """Start with the zones that complete stamps without one."""
        self.zones = zones
        self._minutes: OrderedDict[tuple[str, str], float | None] = OrderedDict()

    def seconds(self, stamp: str) -> float | None:
        """Return the instant of a stamp in seconds since the epoch, or None."""
        match = _SECONDS.match(stamp)
        if match is None:
            at = self.moment(stamp).at
            return at.timestamp() if at is not None else None
        minute, second, fraction, rest = match.groups()
        key = (minute, rest)
        if key in self._minutes:
            start = self._minutes[key]
        else:
            moment = times.stamp(f"{minute}:00{rest}", self.zones)
            at = moment.at if moment is not None else None
            start = self._minutes[key] = at.timestamp() if at is not None else None
            if len(self._minutes) > _MINUTES_KEPT:
                self._minutes.popitem(last=False)
        if start is None:
            return None
        return start + int(second) + (float("0." + fraction) if fraction else 0.0)

    def moment(self, stamp: str, _at: float = 0.0) -> Moment:
        """Return the moment of a stamp; without an instant where it is no time."""
        if _NUMBER.match(stamp):
            return times.epoch(stamp)
        found = times.stamp(stamp, self.zones) or times.read_time(stamp, zones=self.zones)
        return found if found is not None else Moment(as_written=stamp)


def read_log(source: OpenSource, zones: Zones, split: Split) -> Reading:
    """Return the changes of a log, or its lines as records where they are few."""
    return read_lines(source.lines(), zones, split)


def read_lines(lines: Iterable[tuple[int, str, bool]], zones: Zones, split: Split) -> Reading:
    """Return the changes of numbered lines, as `OpenSource.lines` gives them, or the lines."""
    clock = Clock(zones)
    log = Condensation()
    kept: list[tuple[int, Line]] = []
    warned = _Warned()
    timed = unzoned = 0
    for number, text, cut in lines:
        if cut:
            warned.note("cut", number, "the line is longer than 64 kB; its start was read")
        if "\x1b" in text:
            text = _COLOUR.sub("", text)  # noqa: PLW2901 (colours are no part of a line)
        line = split(text)
        if line is None:
            if text.strip() and not timed:
                warned.note("untimed", number, "no time in this line")
            continue
        at = clock.seconds(line.stamp)
        if at is None:
            unzoned += 1
            if unzoned == 1 and clock.moment(line.stamp).precision is Precision.NONE:
                warned.note("untimed", number, f"not a time: {line.stamp[:40]!r}")
        timed += 1
        if len(kept) <= FEW_LINES:
            kept.append((number, line))
        if at is not None:
            log.add(at, line.stamp, line.level, line.text, number)
    if unzoned:
        warned.note(
            "zone", 0, f"{unzoned} lines cannot be placed: their times state no zone, or no year"
        )
    if timed <= FEW_LINES:
        return Reading(records=tuple(_records(kept, clock)), warnings=warned.all())
    covers = log.covers()
    return Reading(
        changes=changes(log, clock.moment),
        covers=(_instant(covers[0]), _instant(covers[1])) if covers else None,
        warnings=warned.all(),
    )


def at_entries(reading: Reading) -> Reading:
    """Return the reading of lines that stood for entries, with their places called so."""
    return msgspec.structs.replace(
        reading,
        records=tuple(_at_entry(one) for one in reading.records),
        changes=tuple(_at_entry(one) for one in reading.changes),
        warnings=tuple(
            Warning(where=one.where.replace("line ", "entry "), what=one.what)
            for one in reading.warnings
        ),
    )


_Placed = TypeVar("_Placed", Record, Change)


def _at_entry(one: _Placed) -> _Placed:
    return msgspec.structs.replace(one, place=one.place.replace("line ", "entry "))


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _records(kept: list[tuple[int, Line]], clock: Clock) -> Iterator[Record]:
    for number, line in kept:
        found = cues.kinds(line.text)
        yield Record(
            moment=clock.moment(line.stamp),
            text=line.text,
            place=line.place or f"line {number}",
            kind=Kind.NOTE if found[0] in {Kind.CHATTER, Kind.QUESTION} else found[0],
            kinds=found,
        )


class _Warned:
    """Warnings by sort: the first few with their places, then a count."""

    def __init__(self) -> None:
        self._made: list[Warning] = []
        self._counts: dict[str, int] = {}

    def note(self, sort: str, number: int, what: str) -> None:
        self._counts[sort] = count = self._counts.get(sort, 0) + 1
        if count <= _WARNED:
            where = f"line {number}" if number else "the file"
            self._made.append(Warning(where=where, what=what))

    def all(self) -> tuple[Warning, ...]:
        more = [
            Warning(where="the file", what=f"{count - _WARNED} more places like these ({sort})")
            for sort, count in self._counts.items()
            if count > _WARNED
        ]
        return (*self._made, *more)
