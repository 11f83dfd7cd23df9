"""Times in running text: in digits, in words, beside the name of a day, or relative to one before."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import msgspec

from unblame.evidence import day_word, since, spoken, written
from unblame.evidence.moment import moment_of, placed
from unblame.evidence.since import Since
from unblame.evidence.written import Written
from unblame.evidence.zones import Zones
from unblame.model import Moment, Precision
from unblame.text import late

#: How a text begins that can begin with a time: most lines are passed over by this alone.
BEGINS = late(
    r"\d|(?:about|around|approx|circa|ca|roughly|some|almost|nearly|shortly|just|right|soon|moments|"
    r"noon|midday|midnight|half|a|an|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|couple|yesterday|today|tonight|tomorrow|last|"
    r"next|this|the|on|following|previous|same|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|"
    r"aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
#: Before this hour people still speak of the day before.
_DAWN = 5
#: A time so soon after “5 minutes later” is that time.
_ITSELF = 8


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known before a text is read, and before each time in it.

    `day` is the day in force and `told` the one on which it is told, from which yesterday counts.
    `last` is the time told before, from which relative times count; `night` says that it was before
    dawn, when the next day is yet to come. `near` are instants that choose the half of the day. `now`
    is when the text was written, from which “2 hours ago” counts. `opening` says that such texts begin
    with times, so that `8.40` is one there.
    """

    day: date | None = None
    told: date | None = None
    last: Moment | None = None
    night: bool = False
    near: tuple[datetime, ...] = ()
    now: datetime | None = None
    opening: bool = False


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A time in a text. `day` is the day from which a story goes on, where it names one.

    `own_day` says that it needs no other to tell its day, `night` that it is before dawn.
    """

    start: int
    end: int
    moment: Moment
    day: date | None = None
    own_day: bool = False
    night: bool = False


def found_in(text: str, zones: Zones, known: Known) -> Iterator[Found]:
    """Yield every time in running text, in order; what is found completes what comes after it."""
    position, before = 0, known.last
    for one in _all(text, opening=known.opening):
        if one.start < position:
            continue
        if isinstance(one, Since):
            found = _counted(one, known, from_text=known.last is not before)
        else:
            found = _found(text, one, zones, known)
        if found is not None:
            position, known = found.end, _after(found, known)
            yield found


def _after(found: Found, known: Known) -> Known:
    moment, day = found.moment, found.day or known.day
    if moment.at is None or moment.precision is Precision.DAY:
        return msgspec.structs.replace(known, day=day)
    return msgspec.structs.replace(
        known, day=day, last=moment, near=(moment.at,), night=found.night
    )


def _all(text: str, *, opening: bool) -> Iterator[Written | Since]:
    """Yield what is written in digits, told in words or told relative to another, by where it stands."""
    told: list[Written | Since] = [*spoken.search(text), *_alone(text)]
    if not told:
        return written.search(text, opening=opening)
    return iter(sorted([*told, *written.search(text, opening=opening)], key=lambda one: one.start))


def _alone(text: str) -> Iterator[Since]:
    """Yield relative times but those that the clock says as well: “5 minutes later, at 14:07”."""
    for one in since.search(text):
        follows = next(written.search(text[one.end : one.end + 40]), None)
        if follows is None or follows.start > _ITSELF:
            yield one


def _counted(one: Since, known: Known, *, from_text: bool) -> Found | None:
    """Return when it was, counted from the time before; its basis is that one's, where it is read here."""
    last = Moment(at=known.now) if one.ago else known.last
    if last is None or last.at is None:
        return None
    early = one.within + (last.at - (last.earliest or last.at))
    late = one.within + ((last.latest or last.at) - last.at)
    basis = last.zone_basis if from_text and not one.ago else "relative:"
    try:
        moment = moment_of(
            last.at + one.after, one.precision, one.text.strip(), basis, within=(early, late)
        )
    except OverflowError:
        return None
    return Found(start=one.start, end=one.end, moment=moment, own_day=True)


def _found(text: str, one: Written, zones: Zones, known: Known) -> Found | None:
    start, end = one.start, one.end
    named = _named(text, one, known)
    if named is not None:
        start, end = min(start, named.start), max(end, named.end)
    moment = place(one, zones, named.day if named else known.day, known.near)
    if moment is None:
        return None
    if named is not None:
        moment = msgspec.structs.replace(moment, as_written=text[start:end].strip())
    own = written.day_of(one, known.day, zones.order) if one.dated else None
    return Found(
        start=start,
        end=end,
        moment=moment,
        day=own or (named.day if named is not None and named.goes_on else None),
        own_day=one.dated or named is not None,
        night=one.clock.hour < _DAWN and moment.precision is not Precision.DAY,
    )


def _named(text: str, one: Written, known: Known) -> day_word.Named | None:
    if one.dated or known.day is None:
        return None
    last = evening_of(known.day) if known.night else known.day
    told = known.told or known.day
    return day_word.beside(text, one.start, one.end, one.clock, told=told, last=last)


def evening_of(day: date) -> date:
    """Return the day whose night it still is before dawn: the next one is yet to come."""
    return day - timedelta(days=1) if day > date.min else day


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
