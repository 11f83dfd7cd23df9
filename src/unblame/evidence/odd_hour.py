"""Local times that a clock change skips or repeats: none has one instant, and each is named."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from unblame.evidence.times import read_time
from unblame.evidence.zones import Zones, zone_of
from unblame.model import Moment, Precision

_UTC = Zones("UTC")
SKIPS, REPEATS = "skips this time", "has this time twice that night"


def is_odd(moment: Moment) -> bool:
    """Say whether a moment has a time and a zone, but none of its clock's or two instants."""
    return (
        moment.at is None
        and moment.zone_basis.startswith(("assumed:", "chosen:", "stated", "abbreviation:"))
        and moment.precision not in (Precision.NONE, Precision.DAY)
    )


def tells_of_odd_hour(what: str) -> bool:
    """Say whether a warning names a time that a clock change skips or repeats."""
    return SKIPS in what or REPEATS in what


def why_odd(written: str, zone: str, zones: Zones) -> str:
    """Return why a local time has no instant: its clock skips it, or has it twice and when."""
    moment = read_time(written, zones=_UTC, day=zones.day)
    where = zone_of(zone)
    if moment is None or moment.at is None or not isinstance(where, ZoneInfo):
        return f"{written}: the clock of {zone} skips or repeats this time"
    both = instants(moment.at.replace(tzinfo=None), where)
    if not both:
        return f"{written}: the clock of {zone} {SKIPS}"
    first, second = (f"{at:%H:%M}" for at in both)
    return f"{written}: the clock of {zone} {REPEATS}, at {first} and at {second} UTC"


def instants(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return the two instants of a repeated wall clock, in order; none where it is skipped."""
    early, late = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    early, late = early or timedelta(0), late or timedelta(0)
    if early <= late:
        return ()
    return tuple((wall - offset).replace(tzinfo=UTC) for offset in (early, late))
