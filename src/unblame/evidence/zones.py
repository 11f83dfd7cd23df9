"""Which zone a written time is in, and on whose word; it never guesses.

Abbreviations with one common offset are taken literally; those with several (IST, BST, CST, AST)
need the user's choice, or a zone given that bears the abbreviation itself; local times that a
clock change skips or repeats have no instant.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_HALF = {
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 2, "CET": 2, "CEST": 4, "MEZ": 2, "MESZ": 4,
    "EET": 4, "EEST": 6, "MSK": 6, "SAST": 4, "EAT": 6, "CAT": 4, "WAT": 2,
    "PST": -16, "PDT": -14, "MST": -14, "MDT": -12, "CDT": -10, "EST": -10, "EDT": -8,
    "AKST": -18, "AKDT": -16, "HST": -20, "NDT": -5, "BRT": -6, "ART": -6,
    "GST": 8, "TRT": 6, "WIB": 14, "MYT": 16, "JST": 18, "KST": 18, "SGT": 16, "HKT": 16, "PHT": 16, "PKT": 10,
    "AEST": 20, "AEDT": 22, "ACST": 19, "ACDT": 21, "AWST": 16, "NZST": 24, "NZDT": 26,
}  # fmt: skip
LITERAL = {name: timezone(timedelta(minutes=30 * half)) for name, half in _HALF.items()}
REGIONAL = {
    "PT": "America/Los_Angeles",
    "MT": "America/Denver",
    "CT": "America/Chicago",
    "ET": "America/New_York",
}
_WORDED = {"Eastern": "ET", "Pacific": "PT", "Mountain": "MT", "Central": "CT"}
#: Zones that are written out, without `standard` and `time`; those of several places stand in no doubt here.
SPELT = {
    "coordinated universal": "UTC", "greenwich mean": "GMT", "central european summer": "CEST",
    "central european": "CET", "west africa": "WAT", "west african": "WAT", "west central africa": "WAT",
    "central africa": "CAT", "central african": "CAT", "east africa": "EAT", "east african": "EAT",
    "south africa": "SAST", "south african": "SAST", "india": "Asia/Kolkata", "indian": "Asia/Kolkata",
    "japan": "JST", "british summer": "+01:00", "singapore": "SGT",
}  # fmt: skip
#: The pattern of a zone that is written out, as far as `time`, with or without capitals.
SPELT_OUT = "|".join(
    " ".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in name.split())
    for name in sorted(SPELT, key=len, reverse=True)
)
AMBIGUOUS = ("IST", "BST", "CST", "AST")
ABBREVIATIONS = (*LITERAL, *REGIONAL, *AMBIGUOUS)
#: The abbreviations as a pattern.
ABBREVIATED = "|".join(sorted(ABBREVIATIONS, key=len, reverse=True))
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-\u2212])(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Zones:
    """The zone for times that state none, and the user's choices for abbreviations.

    `default` is an IANA name or an offset. `order` is `dmy` or `mdy` where all-number dates are
    known to be written so. `by` says on whose word the default stands (`--tz`, `document`).
    `day` is the day of accounts that name none, as a person (`day_by`) or the other evidence tells it.
    """

    default: str | None = None
    chosen: dict[str, str] = field(default_factory=dict)
    order: str | None = None
    order_by: str | None = None
    by: str | None = None
    day: date | None = None
    day_by: str | None = None


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo | None:
    """Return the zone of an IANA name or of an offset such as `+02:00`, or None."""
    name = name.strip()
    if name.upper() in {"Z", "UTC"}:
        return UTC
    if match := _OFFSET.match(name):
        sign = 1 if match[1] == "+" else -1
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours > 15 or minutes > 59:
            return None
        return timezone(sign * timedelta(hours=hours, minutes=minutes))
    if not re.fullmatch(r"[A-Za-z][\w+\-/]*", name):
        return None
    if name.upper() in LITERAL:
        return LITERAL[name.upper()]
    try:
        return ZoneInfo(REGIONAL.get(name, name))
    except (OSError, ValueError, KeyError):
        return None


def zone_stated(written: str | None, zones: Zones) -> tuple[tzinfo | None, str]:
    """Return the zone of the text after a time and its basis; None with `none` where unknown."""
    name = (written or "").strip(" ()[]")
    if not name:
        return _default(zones)
    chosen = zones.chosen.get(name) or zones.chosen.get(name.upper())
    if chosen is not None:
        return zone_of(chosen), f"chosen:{chosen}"
    name = SPELT.get(spelt(name), name)
    upper = _WORDED.get(name.partition(" ")[0], name.upper())
    if upper in {"Z", "UTC"}:
        return UTC, "stated"
    if upper in LITERAL:
        return LITERAL[upper], f"abbreviation:{upper}"
    if upper in REGIONAL:
        return zone_of(REGIONAL[upper]), f"abbreviation:{upper}"
    if upper in AMBIGUOUS:
        return own_zone(upper, zones)
    zone = zone_of(name)
    if zone is None:
        return None, "none"
    return zone, "stated" if "/" in name else "offset"


def spelt(name: str) -> str:
    """Return the name of a zone that is written out as `SPELT` has it."""
    return " ".join(word for word in name.lower().split() if word not in ("standard", "time"))


def own_zone(abbreviation: str, zones: Zones) -> tuple[tzinfo | None, str]:
    """Return the zone that is taken for times without one, where it bears the abbreviation itself."""
    zone, _ = _default(zones)
    if zone is None:
        return None, "none"
    halves = (datetime(2026, month, 1, tzinfo=zone).tzname() for month in (1, 7))
    return (zone, f"assumed:{zones.default}") if abbreviation in halves else (None, "none")


def _default(zones: Zones) -> tuple[tzinfo | None, str]:
    if zones.default is None:
        return None, "none"
    zone = zone_of(zones.default)
    return (zone, f"assumed:{zones.default}") if zone is not None else (None, "none")


def instant(wall: datetime, zone: tzinfo) -> datetime | None:
    """Return the UTC instant of a wall clock, or None where it is skipped or repeated there."""
    first = wall.replace(tzinfo=zone, fold=0)
    try:
        if isinstance(zone, ZoneInfo):
            second = wall.replace(tzinfo=zone, fold=1)
            if first.utcoffset() != second.utcoffset():
                return None
        return first.astimezone(UTC)
    except OverflowError:
        return None
