"""A time as somebody tells it in the review, read in the incident's zone on its day."""

import re
from datetime import date, datetime

from msgspec.structs import replace

from unblame.evidence.spoken import spoken
from unblame.evidence.times import Zones, find_times, read_time
from unblame.model import (
    Moment,
    Postmortem,
)

_ZONE_SAID = re.compile(r"\b(?:UTC|GMT)\b|(?<=\d)Z\b|[+-]\d\d:?\d\d\b")


class NotUnderstood(ValueError):
    """The answer could not be used as it is; the message says what would do."""


def time_of(text: str, pm: Postmortem) -> Moment:
    """Return the time in an answer, read in the incident's zone on the incident's day.

    Raises NotUnderstood where no time, no day or no zone can be known: none is assumed silently.
    """
    day = next((m.at.date() for m in pm.milestones.values() if m.at), None)
    zones = Zones(pm.incident.zone, {})
    known = tuple(m.at for m in pm.milestones.values() if m.at)
    moment = _read(text, zones, day, known)
    if moment is None or moment.at is None:
        moment = _spoken(text, zones, day, known) or moment
    if moment is not None and moment.at is not None:
        return moment
    if moment is not None and pm.incident.zone is None:
        raise NotUnderstood(
            "In which zone is that? None is known yet: say it once, like 2026-03-04 14:02 UTC."
        )
    unknown = ", with the day: none is known yet." if day is None else "."
    raise NotUnderstood(
        f"No time could be read in {text!r}. Give it like 14:02 or 2026-03-04 14:02 UTC{unknown}"
    )


def _read(text: str, zones: Zones, day: date | None, known: tuple[datetime, ...]) -> Moment | None:
    moment = read_time(text, zones=zones, day=day)
    if moment is None:
        found = find_times(text, zones, day, near=known)
        moment = next((moment for _, _, moment in found), None)
    return moment


def _spoken(
    text: str, zones: Zones, day: date | None, known: tuple[datetime, ...]
) -> Moment | None:
    """Return a time as people say it, in the half of the day that is nearer to what is known."""
    read = [_read(one, zones, day, known) for one in spoken(text)]
    meant = [moment for moment in read if moment is not None]
    if any(moment.at is None for moment in meant):
        return meant[0]
    if not known:
        return meant[0] if len(meant) == 1 else None
    return min(meant, key=lambda one: min(abs(at - one.at) for at in known if one.at), default=None)


def with_zone(pm: Postmortem, text: str) -> Postmortem:
    """Take the zone that was said for the times still to come, where none was known."""
    said = _ZONE_SAID.search(text)
    if pm.incident.zone is not None or said is None:
        return pm
    zone = said[0] if said[0][0] in "+-" else "UTC"
    return replace(pm, incident=replace(pm.incident, zone=zone))
