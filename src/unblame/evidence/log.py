"""Reads logs line by line: small ones as records, large ones condensed to their changes.

A reader says how one line is split into its stamp, its level and its message; this module does the
rest in bounded memory. The older files of a rotated log are read before it, as one log.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from unblame.evidence import cues
from unblame.evidence.change_point import changes
from unblame.evidence.condense import covers
from unblame.evidence.form import OpenSource
from unblame.evidence.odd_hour import why_odd
from unblame.evidence.portion import (
    FEW_LINES,
    WARNED,
    Alike,
    Kept,
    Line,
    Split,
    counted,
    digits_alike,
)
from unblame.evidence.put_back import SORT
from unblame.evidence.record import Change, Reading, Record
from unblame.evidence.settled import Settled, Timed, timed
from unblame.evidence.stream import condense
from unblame.evidence.times import Zones
from unblame.evidence.wall import moment_of_stamp
from unblame.model import Kind, Moment, Taken, Warning

__all__ = [
    "FEW_LINES",
    "Alike",
    "Line",
    "Split",
    "at_entries",
    "digits_alike",
    "read_lines",
    "read_log",
]

_ODD = "minutes of an hour that a clock change skips or repeats"
_UNPLACED = "lines cannot be placed: their times state"


def read_log(source: OpenSource, zones: Zones, split: Split, alike: Alike | None = None) -> Reading:
    """Return the changes of a log, or its lines as records where they are few.

    `alike` tells which lines split to the same parts, where a reader can say so: such are counted
    many times as fast.
    """
    settled, starts = condense((*source.before, source), split, alike)
    end = source.modified or (source.window[1] if source.window else None)
    return _reading(settled, zones, end, starts)


def read_lines(lines: Iterable[tuple[int, str, bool]], zones: Zones, split: Split) -> Reading:
    """Return the changes of numbered lines, as `OpenSource.lines` gives them, or the lines."""
    settled = Settled()
    settled.take(counted(lines, split))
    return _reading(settled, zones, None, [0])


_Placed = TypeVar("_Placed", Record, Change)


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


def _at_entry(one: _Placed) -> _Placed:
    return msgspec.structs.replace(one, place=one.place.replace("line ", "entry "))


def _reading(settled: Settled, zones: Zones, end: datetime | None, starts: list[int]) -> Reading:
    """Return what the last file of a log holds, with the readings of the older ones beside it."""
    found = timed(settled, zones, end)
    if found.odd and settled.timed > FEW_LINES:
        settled.notes[_ODD] = len(found.odd), _odd(found, zones)
    back = settled.order.steps(settled.lines)
    if back and not found.odd:  # else the clock change of its zone is told already
        settled.notes[SORT] = len(back), back[:WARNED]
    lost = found.unplaced + settled.notes.get("no time", (0, []))[0]
    if settled.timed <= FEW_LINES:
        whole = Reading(records=tuple(_records(settled.kept, found)))
    else:
        span = covers(found.log)
        whole = Reading(
            changes=changes(found.log, _Reader(found).moment),
            covers=(_instant(span[0]), _instant(span[1])) if span else None,
            dayless=not found.log.patterns and "d" in settled.rolls,
            counted=settled.lines,
            assumed=found.placed.assumed,
        )
    whole = msgspec.structs.replace(whole, taken=_year(found, zones))
    spans = _spans(found, starts) if whole.covers is not None else {}
    parts = [_part(whole, settled, starts, spans, at) for at in range(len(starts))]
    if lost:
        what = "no day" if whole.dayless else "no zone, or no year"
        missed = Warning(where="the file", what=f"{lost} {_UNPLACED} {what}")
        parts[-1] = msgspec.structs.replace(parts[-1], warnings=(*parts[-1].warnings, missed))
    return msgspec.structs.replace(parts[-1], before=tuple(parts[:-1]))


def _odd(found: Timed, zones: Zones) -> list[tuple[int, str]]:
    """Return by its first line each minute that a clock change skips or repeats, as far as they are named."""
    zone = zones.default or "its zone"
    first = sorted((line, found.placed.odd[minute]) for minute, line in found.odd.items())[:WARNED]
    return [(line, why_odd(moment.as_written, zone, zones)) for line, moment in first]


def _year(found: Timed, zones: Zones) -> tuple[Taken, ...]:
    """Return the year that was taken for stamps that state none."""
    year = found.placed.year
    if year is None:
        return ()
    by = zones.day_by or ("the other evidence" if zones.day else "the last change of the file")
    return (Taken(what="year", value=f"{year:04d}", by=by),)


def _spans(found: Timed, starts: list[int]) -> dict[int, tuple[datetime, datetime]]:
    """Return what each of the files covers, to the minute where one gives way to the next."""
    spans: dict[int, tuple[float, float]] = {}
    for _, minutes in found.log:
        for cell in minutes.values():
            at = bisect_right(starts, cell.line - 1) - 1
            first, last = spans.get(at, (cell.first, cell.last))
            spans[at] = min(first, cell.first), max(last, cell.last)
    return {at: (_instant(first), _instant(last)) for at, (first, last) in spans.items()}


def _part(
    whole: Reading,
    settled: Settled,
    starts: list[int],
    spans: dict[int, tuple[datetime, datetime]],
    at: int,
) -> Reading:
    """Return what stands in one of the files, with lines numbered within it."""

    def number(place: str) -> int:
        return int(place.removeprefix("line ")) if place.startswith("line ") else 1

    def here(line: int) -> bool:
        return bisect_right(starts, line - 1) - 1 == at

    def placed(line: int) -> str:
        return f"line {line - starts[at]}"

    records = tuple(
        msgspec.structs.replace(one, place=placed(number(one.place)))
        if one.place.startswith("line ")
        else one
        for one in whole.records
        if here(number(one.place))
    )
    held = tuple(
        msgspec.structs.replace(one, place=placed(number(one.place)))
        for one in whole.changes
        if here(number(one.place))
    )
    return msgspec.structs.replace(
        whole,
        records=records,
        changes=held,
        covers=whole.covers if len(starts) == 1 else spans.get(at),
        counted=(*starts, settled.lines)[at + 1] - starts[at] if whole.counted else None,
        warnings=tuple(_warnings(settled, here, placed)),
    )


def _warnings(
    settled: Settled, here: Callable[[int], bool], placed: Callable[[int], str]
) -> Iterator[Warning]:
    """Yield the first few warnings of each sort with their places, then a count."""
    more = []
    for sort, (count, seen) in settled.notes.items():
        shown = seen[:1] if sort == "no time" else seen
        yield from (Warning(where=placed(n), what=what) for n, what in shown if here(n))
        if count > WARNED and sort != "no time" and seen and here(seen[-1][0]):
            more.append(f"{count - WARNED} more places like these ({sort})")
    yield from (Warning(where="the file", what=what) for what in more)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the moment of a cell: by its stamp, or where that states no year or day, by its place."""

    found: Timed

    def moment(self, stamp: str, line: int) -> Moment:
        written = self.found.minutes.get(line)
        if written is None:
            return moment_of_stamp(stamp, self.found.placed.zones)
        return self.found.placed.moment(stamp, *written)


def _records(kept: list[Kept], found: Timed) -> Iterator[Record]:
    for one in kept:
        kinds = cues.kinds(one.line.text)
        if one.minute is None:
            moment = moment_of_stamp(one.line.stamp, found.placed.zones)
        else:
            moment = found.placed.moment(one.line.stamp, one.minute, one.second)
        yield Record(
            moment=moment,
            text=one.line.text,
            place=one.line.place or f"line {one.number}",
            kind=Kind.NOTE if kinds[0] in {Kind.CHATTER, Kind.QUESTION} else kinds[0],
            kinds=kinds,
        )
