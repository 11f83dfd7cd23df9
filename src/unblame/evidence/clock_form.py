"""The forms in which a time of day and its zone are written: their pattern, and the parts of a match."""

import re
from datetime import time, timedelta
from functools import cache
from typing import Final

from msgspec import Struct

from unblame.evidence.zones import ABBREVIATED, SPELT_OUT
from unblame.model import Precision

_GROUPS: Final = (
    "h", "colon", "m", "s", "f", "ap", "tail", "h2", "ap2", "h4", "m4", "hb", "mb2", "sb",
)  # fmt: skip
_WORDED: Final = (
    r"(?-i:(?:Eastern|Pacific|Mountain)(?: (?:Standard |Daylight )?Time)?"
    rf"|Central (?:Standard |Daylight )?Time|(?:{SPELT_OUT}) (?:[Ss]tandard )?[Tt]ime)\b"
)
#: A leap second stands at the end of an hour of UTC, so at one of these minutes of a zone.
LEAP_MINUTES: Final = (14, 29, 44, 59)
_TEN_MINUTES: Final = timedelta(minutes=9, seconds=59, milliseconds=999)


class Clock(Struct, frozen=True, kw_only=True):
    """A time of day as written. `carry` are days to add, `leap` says that it is second 60.

    `late` is by how much it can be later, where its last digit is not known.
    """

    clock: time
    precision: Precision
    carry: int = 0
    leap: bool = False
    about: bool = False
    late: timedelta | None = None


def clock_pattern(tag: str) -> str:
    """Return the pattern of a time of day; group names end in `tag`."""
    return (
        rf"(?:(?P<h{tag}>\d{{1,2}})(?P<colon{tag}>[:.h])(?P<m{tag}>[0-5]\d|[Xx?]{{2}}|[0-5][Xx])"
        rf"(?::(?P<s{tag}>[0-6]\d)(?:[.,](?P<f{tag}>\d{{1,9}}))?)?"
        rf"(?:\s?(?P<ap{tag}>[ap]\.?m\b\.?)|(?P<tail{tag}>h\b|(?<=\d\d[:.]\d\d)\s?(?:hrs|hours)\b|\s?Uhr\b|-?ish\b))?"
        rf"|(?P<h2{tag}>\d{{1,2}})\s?(?:(?P<ap2{tag}>[ap]\.?m\b\.?)|Uhr\b)"
        rf"|(?P<h4{tag}>[01]\d|2[0-3])(?P<m4{tag}>[0-5]\d)"
        rf"(?=\s?(?:(?:-|\u2013|to|and|until)\s?(?:[01]\d|2[0-3])[0-5]\d\s?)?(?:Z|UTC|GMT|hrs|hours)\b)(?:\s?(?:hrs|hours)\b)?"
        rf"|(?<=T)(?P<hb{tag}>\d{{2}})(?P<mb2{tag}>\d{{2}})(?P<sb{tag}>\d{{2}})?)"
    )


def zone_pattern(tag: str) -> str:
    """Return the pattern of a zone after a time; group names end in `tag`."""
    return (
        rf"(?:\s?[(\[]?(?:\+(?=UTC|GMT))?(?P<z{tag}>Z\b|(?:UTC|GMT)\s?[+\-\u2212]\d{{1,2}}(?::?\d{{2}})?(?![\d:])"
        rf"|(?-i:{ABBREVIATED})\b(?![/+])|{_WORDED}|[+\u2212-]\d{{2}}:?\d{{2}}(?![\d:])|\+\d{{2}}(?![\d:]|\s?(?:m|mins?|minutes?|h|hrs?|hours?|s|secs?|seconds?|d|days?)\b|\s?%)"
        rf"|(?-i:[A-Z][a-z]+/[A-Z][A-Za-z_]+))[)\]]?)?"
    )


@cache
def _names(tag: str) -> tuple[str, ...]:
    return tuple(f"{name}{tag}" for name in _GROUPS)


def clock_parts(found: re.Match[str], tag: str) -> Clock | None:
    """Return the time of day of a match, or None where no clock shows it."""
    part = dict(zip(_GROUPS, found.group(*_names(tag)), strict=True))
    half = None
    if part["hb"]:
        hour, minute, second = part["hb"], part["mb2"], part["sb"]
    elif part["h4"]:
        hour, minute, second = part["h4"], part["m4"], None
    else:
        hour, minute, second = part["h"] or part["h2"], part["m"], part["s"]
        half = part["ap"] or part["ap2"]
        if part["ap2"] and int(hour) > 12:
            return None
    whole, carry = hour_of(int(hour), half)
    about = (part["tail"] or "").endswith("ish")
    if whole > 23 or (carry and int((minute or "0").strip("Xx?") or 0) + int(second or 0)):
        return None
    if minute is None or not minute[0].isdigit():
        return Clock(clock=time(whole), precision=Precision.HOUR, carry=carry, about=about)
    if not minute.isdigit():
        clock, late = time(whole, int(minute[0]) * 10), _TEN_MINUTES
        return Clock(clock=clock, precision=Precision.APPROXIMATE, carry=carry, late=late)
    return _sharp(whole, int(minute), second, part["f"], carry, about=about)


def _sharp(
    hour: int, minute: int, second: str | None, fraction: str | None, carry: int, *, about: bool
) -> Clock | None:
    leap = second is not None and int(second) == 60
    if (second and int(second) > 60) or (leap and minute not in LEAP_MINUTES):
        return None
    micros = int((fraction or "0")[:6].ljust(6, "0"))
    clock = time(hour, minute, 59 if leap else int(second or 0), micros)
    precision = Precision.EXACT if fraction else Precision.SECOND if second else Precision.MINUTE
    return Clock(clock=clock, precision=precision, carry=carry, leap=leap, about=about)


def hour_of(hour: int, half: str | None) -> tuple[int, int]:
    """Return the hour of the day and the days to add; `half` is am or pm, where it is said."""
    if half and 1 <= hour <= 12:
        return hour % 12 + (12 if half[0].lower() == "p" else 0), 0
    return (0, 1) if hour == 24 else (hour, 0)
