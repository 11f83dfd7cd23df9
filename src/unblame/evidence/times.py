"""Reads times as people and machines write them, and never makes one up.

The bounds follow the precision: a minute is [t, t + 59.999 s]. A time without a day, or without a
zone that is stated, given or assumed, keeps its text and its precision and has no instant.
"""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from unblame.evidence import written
from unblame.evidence.clock_form import LEAP_MINUTES
from unblame.evidence.in_text import Known, found_in, place
from unblame.evidence.moment import moment_of, placed
from unblame.evidence.zones import Zones
from unblame.model import Moment, Precision

__all__ = [
    "Zones",
    "duration_seconds",
    "epoch",
    "find_times",
    "moment_of",
    "read_day",
    "read_time",
    "stamp",
]

_STAMP = re.compile(
    r"(\d{4})[-/](\d{2})[-/](\d{2})[T_ ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s*(Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2}|[A-Z]{2,5})?$"
)
_UNITS = {"s": 0, "ms": 3, "us": 6, "ns": 9}
_SENTINELS = {"", "0", "-", "null", "none", "nil", "n/a", "never"}


def epoch(value: float | str | None, unit: str = "") -> Moment:
    """Return the moment of a Unix time in `s`, `ms`, `us` or `ns`; no unit: by its size.

    Zero, nothing and impossible values are no times and give a moment without an instant.
    """
    raw = "" if value is None else str(value)
    if raw.strip().lower() in _SENTINELS:
        return Moment(as_written=raw)
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return Moment(as_written=raw)
    if not number.is_finite() or number <= 0:
        return Moment(as_written=raw)
    digits = _UNITS.get(unit, _unit_by_size(number))
    try:
        micros = int(number.scaleb(6 - digits))
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
    except (OverflowError, InvalidOperation):
        return Moment(as_written=raw)
    whole = digits == 0 and "." not in raw
    return moment_of(at, Precision.SECOND if whole else Precision.EXACT, raw, "epoch")


def _unit_by_size(number: Decimal) -> int:
    for digits, least in ((9, 10**17), (6, 10**14), (3, 10**11)):
        if number >= least:
            return digits
    return 0


def stamp(text: str, zones: Zones) -> Moment | None:
    """Return the moment of a strict machine stamp (`2026-03-04 05:06:07,123Z`), or None."""
    match = _STAMP.match(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    if year == "0001":
        return None
    leap = second == "60" and int(minute) in LEAP_MINUTES
    try:
        wall = datetime(  # noqa: DTZ001 (a wall clock; its zone is applied next)
            int(year), int(month), int(day), int(hour), int(minute), 59 if leap else int(second or 0),
            int((fraction or "0")[:6].ljust(6, "0")),
        ) + timedelta(seconds=leap)  # fmt: skip
    except (ValueError, OverflowError):
        return None
    precision = Precision.EXACT if fraction else Precision.SECOND if second else Precision.MINUTE
    return placed(wall, precision, text.strip(), zone, zones)


def read_time(text: str, *, zones: Zones, day: date | None = None) -> Moment | None:
    """Return the time that the whole text is, in any common form, or None where it is no time.

    `day` completes a time that states no day, and the year of a day that states none.
    """
    text = text.strip().strip("[]*_`").rstrip(":,;").strip()
    if text.lower() in _SENTINELS or text.startswith("0001-01-01"):
        return None
    if re.fullmatch(r"\d{10}(?:\.\d+)?|\d{13}|\d{16}|\d{19}", text):
        return epoch(text)
    if (strict := stamp(text, zones)) is not None:
        return strict
    found = written.match(text, whole=True)
    return place(found, zones, day) if found is not None else None


def read_day(text: str, *, near: date | None = None, order: str | None = None) -> date | None:
    """Return the first calendar day written in the text, whatever the zone, or None."""
    days = (written.day_of(found, None, order) for found in written.search(text))
    first = next((day for day in days if day is not None and day.year > 1), None)
    if first is None and near is not None:
        days = (written.day_of(found, near, order) for found in written.search(text) if found.month)
        first = next((day for day in days if day is not None), None)
    return first


def find_times(
    text: str, zones: Zones, day: date | None = None, *, near: tuple[datetime, ...] = ()
) -> list[tuple[int, int, Moment]]:
    """Return every time in running text as (start, end, moment), in order.

    A day found on the way completes the times after it. `near` are instants that are known already:
    a spoken hour is in the half of the day that is nearer to one of them.
    """
    found = found_in(text, zones, Known(day=day, near=near))
    return [(one.start, one.end, one.moment) for one in found]


_AMOUNT = (
    r"(\d+(?:[.,]\d+)?|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half an?)(?=[\s-]))"
)
_UNIT = (
    r"(days?|d|hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|sec|s|weeks?|w|"
    r"milliseconds?|ms)"
)
_PART = re.compile(rf"(?<![\w.:]){_AMOUNT}[\s-]*{_UNIT}(?![a-zA-Z])", re.IGNORECASE)
_NEXT = re.compile(rf"[\s,]*(?:and\s+)?{_AMOUNT}\s*{_UNIT}(?![a-zA-Z])", re.IGNORECASE)
_CLOCK = re.compile(r"(?:about|~|approx\.?|approximately)?\s*(\d{1,3}):(\d{2}):(\d{2})\s*$")
_ISO = re.compile(r"P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$")
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "half a": 0.5, "half an": 0.5,
}  # fmt: skip


def duration_seconds(text: str) -> float | None:
    """Return the first duration that the text states, in seconds (`1h 20m`, `57 minutes`)."""
    text = text.strip()
    if (clock := _CLOCK.match(text)) is not None:
        hours, minutes, seconds = (int(part) for part in clock.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    if (iso := _ISO.match(text)) is not None and any(iso.groups()):
        parts = [float(part or 0) for part in iso.groups()]
        return parts[0] * 86400 + parts[1] * 3600 + parts[2] * 60 + parts[3]
    match = _PART.search(text)
    if match is None:
        return None
    total = 0.0
    while match is not None:
        total += _amount(match[1]) * _unit_seconds(match[2].lower())
        match = _NEXT.match(text, match.end())
    return total


def _amount(written_amount: str) -> float:
    known = _WORDS.get(" ".join(written_amount.lower().split()))
    return float(known) if known is not None else float(written_amount.replace(",", "."))


def _unit_seconds(unit: str) -> float:
    if unit.startswith(("ms", "milli")):
        return 0.001
    return {"w": 604800.0, "d": 86400.0, "h": 3600.0, "m": 60.0, "s": 1.0}[unit[0]]
