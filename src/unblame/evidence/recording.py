"""When a recording began, so that the times of its transcript, counted from there, become instants."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath

from unblame.evidence.times import Zones, find_times, moment_of, read_time, stamp
from unblame.model import Moment, Precision

_ZOOM = re.compile(r"GMT(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)[T _-]+(?:at )?(\d\d)[-_.:h]?(\d\d)(?:[-_.:]?(\d\d))?(Z|UTC)?(?![\d])"
)
SAID = "--recorded"
_CLOCK = (Precision.EXACT, Precision.SECOND, Precision.MINUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """The start of a recording, and what states it."""

    moment: Moment
    stated_by: str


def began(told: str | None, header: Sequence[str], path: str, zones: Zones) -> Began | None:
    """Return when the recording began: as the user says, else its header, else its name."""
    if told is not None:
        within = (one for _, _, one in find_times(told, zones, zones.day))
        moment = read_time(told, zones=zones, day=zones.day) or next(within, None)
        if moment is not None:
            return Began(moment=moment, stated_by=SAID)
    for line in header:
        for _, _, moment in find_times(line, zones):
            if moment.precision in _CLOCK and (moment.at is not None or zones.default is None):
                return Began(moment=moment, stated_by="its header")
    named = _in_name(PurePosixPath(path).name, zones)
    return Began(moment=named, stated_by="its name") if named is not None else None


def _in_name(name: str, zones: Zones) -> Moment | None:
    zoom = _ZOOM.search(name)
    if zoom is not None:
        year, month, day, hour, minute, second = zoom.groups()
        return stamp(f"{year}-{month}-{day}T{hour}:{minute}:{second}Z", zones)
    found = _NAMED.search(name)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    clock = f"{hour}:{minute}:{second}" if second else f"{hour}:{minute}"
    return stamp(f"{year}-{month}-{day}T{clock}{zone or ''}", zones)


def after(start: Moment | None, offset: timedelta, as_written: str) -> Moment:
    """Return the moment so long after the start; never more precise than a second.

    Without a start it has no instant, and its basis says what it counts from.
    Where the start itself is known to the minute only, so is everything that counts from it. Its
    basis is `anchor:`, to be completed with the id of the evidence, or the zone that was assumed.
    """
    if start is None or start.at is None:
        return Moment(as_written=as_written, zone_basis="anchor:")
    minute = start.precision in (Precision.MINUTE, Precision.APPROXIMATE)
    precision = start.precision if minute else Precision.SECOND
    assumed = start.zone_basis.startswith("assumed:")
    basis = start.zone_basis if assumed else "anchor:"
    try:
        return moment_of(start.at + offset, precision, as_written, basis)
    except OverflowError:
        return Moment(as_written=as_written)
