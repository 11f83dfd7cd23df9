"""Takes the offset of a source's clock away from all that it says, and keeps the times as read."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import msgspec

from unblame.evidence.clock import clocks
from unblame.evidence.reading import Read
from unblame.evidence.record import Change, Reading, Record, Statement
from unblame.model import Clock, Moment, Warning

_OFFSET = re.compile(r"(?P<sign>[+\-\u2212]?)\s*(?P<amount>\S.*)$")
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(d|h|m|s)", re.IGNORECASE)
_CLOCK = re.compile(r"(\d+):(\d\d)(?::(\d\d))?$")
_UNIT = {"d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}


def offset_of(text: str) -> float | None:
    """Return the seconds of an offset such as `+4m12s`, `-00:04:12`, `731d` or `0`, else None."""
    found = _OFFSET.match(text.strip())
    if found is None:
        return None
    sign = -1.0 if found["sign"] in ("-", "\u2212") else 1.0
    amount = found["amount"].strip()
    if clock := _CLOCK.match(amount):
        first, second, third = clock.groups()
        return sign * (int(first) * 3600 + int(second) * 60 + int(third or 0))
    if amount in ("0", "right"):
        return 0.0
    if _PART.sub("", amount).strip():
        return None
    return sign * sum(float(much) * _UNIT[unit.lower()] for much, unit in _PART.findall(amount))


def aligned(
    readings: Sequence[Read], chosen: dict[str, float]
) -> tuple[list[Read], dict[int, Clock]]:
    """Return the readings on one clock, and by place what is known of each clock.

    `chosen` says by path or number (`S3`) how far a source is ahead, on a person's word.
    """
    told = {
        place: ahead
        for place, read in enumerate(readings)
        for name, ahead in chosen.items()
        if _is_called(read, place, name)
    }
    known = clocks(readings, told)
    moved = [
        _shifted(read, known[place]) if place in known and known[place].applied else read
        for place, read in enumerate(readings)
    ]
    return moved, known


def strangers(readings: Sequence[Read], chosen: dict[str, float]) -> list[Warning]:
    """Return a warning for each clock that a person set of a source that was not read."""
    return [
        Warning(where=f"the clock of {name}", what="no source of that path or number was read")
        for name in chosen
        if not any(_is_called(read, place, name) for place, read in enumerate(readings))
    ]


def _is_called(read: Read, place: int, name: str) -> bool:
    return name == f"S{place + 1}" or read.path == name or read.path.endswith(f"/{name}")


def _shifted(read: Read, clock: Clock) -> Read:
    by, wide = timedelta(seconds=-clock.offset_s), timedelta(seconds=clock.plus_minus_s)
    told = read.reading
    reading = msgspec.structs.replace(
        told,
        records=tuple(_record(one, by, wide) for one in told.records),
        statements=tuple(_moved(one, by, wide) for one in told.statements),
        changes=tuple(_change(one, by, wide) for one in told.changes),
        covers=_covers(told, by),
    )
    return replace(read, reading=reading)


def _covers(told: Reading, by: timedelta) -> tuple[datetime, datetime] | None:
    return (told.covers[0] + by, told.covers[1] + by) if told.covers is not None else None


def _record(one: Record, by: timedelta, wide: timedelta) -> Record:
    return msgspec.structs.replace(
        one,
        moment=_moment(one.moment, by, wide),
        at_source=one.moment.at,
        known_at=_by(one.known_at, by),
    )


def _moved(one: Statement, by: timedelta, wide: timedelta) -> Statement:
    if one.moment is None:
        return one
    return msgspec.structs.replace(one, moment=_moment(one.moment, by, wide))


def _change(one: Change, by: timedelta, wide: timedelta) -> Change:
    return msgspec.structs.replace(
        one, moment=_moment(one.moment, by, wide), until=_by(one.until, by)
    )


def _moment(one: Moment, by: timedelta, wide: timedelta) -> Moment:
    if one.at is None:
        return one
    return msgspec.structs.replace(
        one,
        at=_by(one.at, by),
        earliest=_by(one.earliest or one.at, by - wide),
        latest=_by(one.latest or one.at, by + wide),
        until=_by(one.until, by),
    )


def _by(at: datetime | None, by: timedelta) -> datetime | None:
    """Return the instant moved; one at the edge of the calendar stays."""
    if at is None:
        return None
    try:
        return at + by
    except OverflowError:
        return at
