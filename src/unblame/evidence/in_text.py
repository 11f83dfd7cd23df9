"""Times in running text: in digits, in words, beside the name of a day, or relative to one before."""

import heapq
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import msgspec

from unblame.evidence import day_word, since, spoken, written
from unblame.evidence.moment import moment_of, placed
from unblame.evidence.since import Since
from unblame.evidence.written import Written
from unblame.evidence.zones import Zones
from unblame.model import Moment, Precision

#: A time so soon after “5 minutes later” is that time.
_ITSELF = 8


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A time in a text. `day` is its day; `own_day` says that it needs no other to tell it."""

    start: int
    end: int
    moment: Moment
    day: date | None = None
    own_day: bool = False


def found_in(
    text: str,
    zones: Zones,
    day: date | None = None,
    *,
    near: tuple[datetime, ...] = (),
    now: datetime | None = None,
) -> Iterator[Found]:
    """Yield every time in running text, in order; a day found on the way completes those after it.

    `near` are instants that were told before: they choose the half of the day, and relative times
    count from the last of them. `now` is when the text was written, from which “2 hours ago” counts.
    """
    told, position = day, 0
    last: Moment | None = None
    for one in _all(text):
        if one.start < position:
            continue
        if isinstance(one, Since):
            found = _after(one, last, near, now)
        else:
            found = _found(text, one, zones, day, told, near)
        if found is None:
            continue
        position, moment = found.end, found.moment
        day = found.day or day
        if moment.at is not None and moment.precision is not Precision.DAY:
            last = moment
            near = (moment.at,)
        yield found


def _all(text: str) -> Iterator[Written | Since]:
    digits: Iterator[Written | Since] = written.search(text)
    worded: Iterator[Written | Since] = spoken.search(text)
    relative: Iterator[Written | Since] = _alone(text)
    return heapq.merge(digits, worded, relative, key=lambda one: one.start)


def _alone(text: str) -> Iterator[Since]:
    """Yield relative times but those that the clock says as well: “5 minutes later, at 14:07”."""
    for one in since.search(text):
        follows = next(written.search(text[one.end : one.end + 40]), None)
        if follows is None or follows.start > _ITSELF:
            yield one


def _after(
    one: Since, last: Moment | None, near: tuple[datetime, ...], now: datetime | None
) -> Found | None:
    """Return when it was, counted from the time before; its basis is that one's, where it is known."""
    if one.ago:
        base, basis = now, "relative:"
    elif last is not None:
        base, basis = last.at, last.zone_basis
    else:
        base, basis = (near[-1] if near else None), "relative:"
    if base is None:
        return None
    early = late = one.within
    if last is not None and not one.ago and last.earliest and last.latest and last.at:
        early, late = early + (last.at - last.earliest), late + (last.latest - last.at)
    try:
        moment = moment_of(
            base + one.after, one.precision, one.text.strip(), basis, within=(early, late)
        )
    except OverflowError:
        return None
    return Found(start=one.start, end=one.end, moment=moment, own_day=True)


def _found(
    text: str,
    one: Written,
    zones: Zones,
    day: date | None,
    told: date | None,
    near: tuple[datetime, ...],
) -> Found | None:
    start, end = one.start, one.end
    named = None
    if not one.dated and day is not None:
        named = day_word.beside(text, start, end, one.clock, told=told or day, last=day)
    if named is not None:
        start, end = min(start, named.start), max(end, named.end)
    moment = place(one, zones, named.day if named else day, near)
    if moment is None:
        return None
    if named is not None:
        moment = msgspec.structs.replace(moment, as_written=text[start:end].strip())
    own = written.day_of(one, day, zones.order) if one.dated else None
    goes_on = named.day if named is not None and named.goes_on else None
    return Found(start=start, end=end, moment=moment, day=own or goes_on,
                 own_day=one.dated or named is not None)  # fmt: skip


def place(
    found: Written, zones: Zones, day: date | None, near: tuple[datetime, ...] = ()
) -> Moment | None:
    """Place what was written on the one time line, or return None where it means “never”."""
    if found.year == 1:
        return None
    first = written.day_of(found, day, zones.order)
    if first is None:
        return Moment(as_written=found.text, precision=found.precision)
    halves = found.halves or ((found.clock, found.carry),)
    starts = [_start(found, zones, first, clock, carry) for clock, carry in halves]
    start = _nearest(starts, near) if len(starts) > 1 else starts[0]
    if start is None:
        return Moment(as_written=found.text, precision=found.precision)
    if found.end_time is None or start.at is None:
        return start
    return _range(found, found.end_time, start, first, zones)


def _start(found: Written, zones: Zones, day: date, clock: time, carry: int) -> Moment:
    try:
        wall = datetime.combine(day, clock) + timedelta(days=carry, seconds=found.leap)
    except OverflowError:
        return Moment(as_written=found.text, precision=found.precision)
    zone = found.zone or (found.end_time.zone if found.end_time is not None else None)
    return placed(wall, found.precision, found.text, zone, zones, found.within)


def _nearest(starts: list[Moment], near: tuple[datetime, ...]) -> Moment | None:
    """Return the one that is nearest to what is known; None where nothing is or it has no zone."""
    dated = [(moment.at, moment) for moment in starts if moment.at is not None]
    if not dated or not near:
        return starts[0] if not dated else None
    return min(dated, key=lambda pair: min(abs(pair[0] - known) for known in near))[1]


def _range(found: Written, last: Written, start: Moment, first: date, zones: Zones) -> Moment:
    """Return the moment from its start to its end, past midnight where the end stands before it."""
    assert start.at is not None
    day = written.day_of(last, first, zones.order) or first
    zone = last.zone or found.zone
    try:
        wall = datetime.combine(day, last.clock) + timedelta(days=last.carry)
        if not last.dated and wall < datetime.combine(first, found.clock):
            wall += timedelta(days=1)
    except OverflowError:
        return start
    end = placed(wall, Precision.MINUTE, found.text, zone, zones)
    if end.at is None or end.at < start.at:
        return start
    return moment_of(start.at, Precision.RANGE, found.text, start.zone_basis, until=end.at)
