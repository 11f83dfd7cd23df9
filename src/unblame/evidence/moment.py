"""Places a wall clock on the one time line, with the bounds that its precision gives it."""

from datetime import UTC, datetime, timedelta
from typing import Final

from unblame.evidence.zones import Zones, instant, zone_stated
from unblame.model import Moment, Precision

_WIDTH: Final = {
    Precision.EXACT: timedelta(0),
    Precision.SECOND: timedelta(milliseconds=999),
    Precision.MINUTE: timedelta(seconds=59, milliseconds=999),
    Precision.HOUR: timedelta(minutes=59, seconds=59, milliseconds=999),
    Precision.DAY: timedelta(hours=23, minutes=59, seconds=59, milliseconds=999),
}
_ABOUT: Final = timedelta(minutes=5)
Within = tuple[timedelta, timedelta]


def moment_of(
    at: datetime,
    precision: Precision,
    as_written: str,
    zone_basis: str,
    *,
    until: datetime | None = None,
    within: Within | None = None,
) -> Moment:
    """Return the moment of an aware instant with its bounds set by the precision.

    `within` says how much earlier and later an approximate one can be, where that is known.
    """
    at = at.astimezone(UTC)
    earliest, latest = at, at
    try:
        if until is not None:
            until = until.astimezone(UTC)
            precision, latest = Precision.RANGE, until
        elif precision is Precision.APPROXIMATE:
            before, after = within or (_ABOUT, _ABOUT)
            earliest, latest = at - before, at + after
        else:
            latest = at + _WIDTH.get(precision, timedelta(0))
    except OverflowError:
        return Moment(as_written=as_written)
    return Moment(
        at=at,
        earliest=earliest,
        latest=latest,
        until=until,
        as_written=as_written,
        zone_basis=zone_basis,
        precision=precision,
    )


def placed(
    wall: datetime,
    precision: Precision,
    as_written: str,
    zone: str | None,
    zones: Zones,
    within: Within | None = None,
) -> Moment:
    """Return the moment of a wall clock in the zone that is written beside it, else the given one.

    Without an instant where no zone is known, or where its clock skips or repeats the time.
    """
    where, basis = zone_stated(zone, zones)
    at = instant(wall, where) if where is not None else None
    if at is None:
        return Moment(as_written=as_written, zone_basis=basis, precision=precision)
    return moment_of(at, precision, as_written, basis, within=within)
