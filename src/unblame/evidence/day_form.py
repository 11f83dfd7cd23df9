"""The forms in which people and machines write a day: their pattern, and the parts of a match."""

import re
from datetime import date
from functools import cache
from typing import Final

from msgspec import Struct

from unblame.evidence.number_date import calendar_day, day_of_numbers, days_by_order

_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MONTH: Final = (
    r"(?-i:(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
)
_WEEKDAY: Final = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_GROUPS: Final = (
    "y", "mo", "d", "basic", "wy", "ww", "wd", "oy", "od", "n1", "sep", "n2", "ny", "s1", "s2",
    "dd", "dm", "da", "ma", "ya", "mb", "db", "yb", "yc", "mc", "dc",
)  # fmt: skip

#: A day without a year and with its month in doubt is only taken where it is so close.
_CLOSE_DAYS: Final = 31


class Day(Struct, frozen=True, kw_only=True):
    """A day as written: year, month and day as far as they stand, or numbers of unknown order.

    Of the numbers the year is 0 where it is not written.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    numbers: tuple[int, int, int] | None = None


def day_pattern(tag: str) -> str:
    """Return the pattern of a day; group names end in `tag`."""
    return (
        rf"(?:(?P<y{tag}>\d{{4}})[-/.](?P<mo{tag}>\d{{1,2}})[-/.](?P<d{tag}>\d{{1,2}})"
        rf"|(?P<yc{tag}>(?:19|20)\d\d)[-/ ](?P<mc{tag}>{_MONTH})[-/ ](?P<dc{tag}>\d{{1,2}})(?!\d)"
        rf"|(?P<basic{tag}>(?:19|20)\d{{6}})(?=T)"
        rf"|(?P<wy{tag}>(?:19|20)\d\d)-?W(?P<ww{tag}>\d\d)-?(?P<wd{tag}>[1-7])(?![\d-])"
        rf"|(?P<oy{tag}>(?:19|20)\d\d)-?(?P<od{tag}>[0-3]\d\d)(?=T\d\d:?\d\d)"
        rf"|(?P<n1{tag}>\d{{1,2}})(?P<sep{tag}>[/.-])(?P<n2{tag}>\d{{1,2}})(?P=sep{tag})"
        rf"(?P<ny{tag}>\d{{4}}|(?<!-)\d{{2}}(?![\d.]))"
        rf"|(?P<s1{tag}>\d{{1,2}})/(?P<s2{tag}>\d{{1,2}})(?=,?\s+(?:at\s+|@\s*)?\d{{1,2}}:\d\d)"
        rf"|(?P<dd{tag}>\d{{1,2}})\.(?P<dm{tag}>0\d|1[0-2])\."
        rf"(?=,?\s+(?:um\s|kl\.?\s?)?\d{{1,2}}[:.]\d\d)"
        rf"|{_WEEKDAY}?(?P<da{tag}>\d{{1,2}}){_ORDINAL}(?:\.?\s+(?:of\s+)?|[-/])"
        rf"(?P<ma{tag}>{_MONTH})\b\.?(?:,?[\s/-]+(?P<ya{tag}>\d{{4}})(?!\d))?"
        rf"|{_WEEKDAY}?(?P<mb{tag}>{_MONTH})(?:\.?\s+|-(?=\d{{1,2}}-(?:19|20)\d\d\b))(?P<db{tag}>\d{{1,2}})(?!\d|:){_ORDINAL}"
        rf"(?:(?:,?\s+|-)(?P<yb{tag}>\d{{4}})(?![\d:]))?)"
    )


@cache
def _names(tag: str) -> tuple[str, ...]:
    return tuple(f"{name}{tag}" for name in _GROUPS)


def day_parts(found: re.Match[str], tag: str) -> Day:
    """Return the day of a match; an empty one where none is written."""
    part = dict(zip(_GROUPS, found.group(*_names(tag)), strict=True))
    if part["y"]:
        return Day(year=int(part["y"]), month=int(part["mo"]), day=int(part["d"]))
    if part["basic"]:
        raw = part["basic"]
        return Day(year=int(raw[:4]), month=int(raw[4:6]), day=int(raw[6:]))
    if part["wy"]:
        return _of_week(int(part["wy"]), int(part["ww"]), int(part["wd"]))
    if part["oy"]:
        return _of_year(int(part["oy"]), int(part["od"]))
    if part["n1"]:
        return _of_numbers(int(part["n1"]), int(part["n2"]), int(part["ny"]), part["sep"])
    if part["s1"]:
        return Day(numbers=(int(part["s1"]), int(part["s2"]), 0))
    if part["dd"]:
        return Day(month=int(part["dm"]), day=int(part["dd"]))
    last = next((tag for tag in "acb" if part[f"m{tag}"]), "b")
    name, day, year = part[f"m{last}"], part[f"d{last}"], part[f"y{last}"]
    if not name:
        return Day()
    month = _MONTHS.index(name[:3].lower()) + 1
    return Day(year=int(year) if year else None, month=month, day=int(day))


def _of_numbers(first: int, second: int, year: int, parted: str) -> Day:
    if parted == ".":
        return Day(year=year + (2000 if year < 100 else 0), month=second, day=first)
    return Day(numbers=(first, second, year))


def _of_week(year: int, week: int, weekday: int) -> Day:
    try:
        found = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return Day(year=year, month=0, day=0)
    return Day(year=found.year, month=found.month, day=found.day)


def _of_year(year: int, day: int) -> Day:
    try:
        found = date.fromordinal(date(year, 1, 1).toordinal() + day - 1)
    except (ValueError, OverflowError):
        found = None
    if found is None or found.year != year:
        return Day(year=year, month=0, day=0)
    return Day(year=year, month=found.month, day=found.day)


def day_by_order(
    numbers: tuple[int, int, int], order: str | None, near: date | None
) -> date | None:
    """Return the day of three numbers, or None where nothing says which of them is the month.

    Without a year it is one close to `near`, in the only order that has such a day.
    """
    first, second, year = numbers
    if not year:
        return _close(first, second, order, near)
    return day_of_numbers(numbers, order, near)


def is_day(numbers: tuple[int, int, int]) -> bool:
    """Say whether the calendar has a day of these numbers, in whatever order."""
    return bool(days_by_order(numbers))


def _close(first: int, second: int, order: str | None, near: date | None) -> date | None:
    if near is None:
        return None
    pairs = {"mdy": (first, second), "dmy": (second, first)}
    months = [pairs[order]] if order in pairs else list(dict.fromkeys(pairs.values()))
    days = [near_day(month, day, near) for month, day in months]
    close = [day for day in days if day is not None and abs((day - near).days) <= _CLOSE_DAYS]
    return close[0] if len(close) == 1 else None


def near_day(month: int, day: int, near: date) -> date | None:
    """Return the day of a month that is nearest to another, in the year of that or beside it."""
    around = [calendar_day(near.year + step, month, day) for step in (0, -1, 1)]
    return min((d for d in around if d is not None), key=lambda d: abs(d - near), default=None)
