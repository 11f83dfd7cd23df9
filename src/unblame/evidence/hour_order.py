"""Times of an hour that a clock has twice, settled by the order in which a source keeps its entries.

Where a source goes forward and steps back once within such an hour, what stands before the step is of the
first of the two hours and what stands after it of the second. Without such a step it stays open.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec

from unblame.evidence.odd_hour import instants, is_odd
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import moment_of, read_time
from unblame.evidence.zones import Zones, zone_of
from unblame.model import Taken

#: The order of the entries, as a source's assumption is said to rest on it.
BY_ORDER = "the order of its entries"
_UTC = Zones("UTC")
#: So far may an entry stand behind the one before it without the clock having been put back.
_SLACK = timedelta(minutes=2)


def settle(reading: Reading, zones: Zones) -> Reading:
    """Return the reading with the times of a repeated hour placed, where the order of entries tells."""
    zone = zone_of(zones.default) if zones.default is not None else None
    if not isinstance(zone, ZoneInfo) or not any(is_odd(one.moment) for one in reading.records):
        return reading
    records = list(reading.records)
    taken: list[Taken] = []
    for run in _runs(records):
        walls = [_wall(records, at, zone) for at in run]
        whole = [wall for wall in walls if wall is not None and len(instants(wall, zone)) == 2]
        back = [at for at, (one, after) in enumerate(pairwise(whole), 1) if after < one - _SLACK]
        if len(whole) != len(run) or len(back) != 1:
            continue
        placed = [instants(wall, zone)[at >= back[0]] for at, wall in enumerate(whole)]
        if not _fits(records, run, placed):
            continue
        for at, instant in zip(run, placed, strict=True):
            records[at] = _at(records[at], instant)
        last, first = whole[back[0] - 1], whole[back[0]]
        value = f"up to {last:%H:%M} the first of the two, from {first:%H:%M} on the second"
        taken.append(Taken(what="hour", value=value, by=BY_ORDER))
    if not taken:
        return reading
    return msgspec.structs.replace(reading, records=tuple(records), taken=(*reading.taken, *taken))


def _runs(records: list[Record]) -> Iterator[list[int]]:
    """Yield the places of entries of such an hour that follow one another."""
    run: list[int] = []
    for at, record in enumerate(records):
        if is_odd(record.moment):
            run.append(at)
        elif record.moment.at is not None and run:
            yield run
            run = []
    if run:
        yield run


def _wall(records: list[Record], at: int, zone: ZoneInfo) -> datetime | None:
    """Return the clock time of an entry; its day is its own, else that of the dated entry nearest to it."""
    moment = read_time(records[at].moment.as_written, zones=_UTC, day=_day(records, at, zone))
    return moment.at.replace(tzinfo=None) if moment is not None and moment.at is not None else None


def _day(records: list[Record], at: int, zone: ZoneInfo) -> date | None:
    for away in range(1, len(records)):
        for near in (at - away, at + away):
            if 0 <= near < len(records) and (found := records[near].moment.at) is not None:
                return found.astimezone(zone).date()
    return None


def _fits(records: list[Record], run: list[int], placed: list[datetime]) -> bool:
    """Say whether the placed times stand between the entries before and after them."""
    before = next((records[at].moment.at for at in range(run[0] - 1, -1, -1)
                   if records[at].moment.at is not None), None)  # fmt: skip
    after = next((records[at].moment.at for at in range(run[-1] + 1, len(records))
                  if records[at].moment.at is not None), None)  # fmt: skip
    early = before is None or before <= placed[0] + _SLACK
    late = after is None or placed[-1] <= after + _SLACK
    return early and late


def _at(record: Record, instant: datetime) -> Record:
    old = record.moment
    new = moment_of(instant.astimezone(UTC), old.precision, old.as_written, old.zone_basis)
    return msgspec.structs.replace(record, moment=new)
