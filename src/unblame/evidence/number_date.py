"""Dates in numbers alone: which days `03/04/2026` and `26/03/04` can be, and what chooses among them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

Numbers = tuple[int, int, int]
ORDERS: Final = ("dmy", "mdy", "ymd")
#: Two digits of a year are none before this one, where another order gives a later year.
_LEAST_YEAR: Final = 2015
#: Dates of one source lie so near one another, and in a wrong order a year apart.
_NEAR: Final = timedelta(days=62)
_FAR: Final = timedelta(days=300)
_YEAR: Final = timedelta(days=366)
#: A date so near the day of the account is that day or one beside it, in whatever order it stands.
_BESIDE: Final = timedelta(days=3)


def days_by_order(numbers: Numbers) -> dict[str, date]:
    """Return by order the days that three numbers can be; a year of four digits stands last."""
    first, second, third = numbers
    year = third + 2000 if third < 100 else third
    tried = {"dmy": (year, second, first), "mdy": (year, first, second)}
    if third < 100:
        tried["ymd"] = (2000 + first, second, third)
    found = {order: calendar_day(*parts) for order, parts in tried.items()}
    return {order: day for order, day in found.items() if day is not None}


def calendar_day(year: int, month: int, day: int) -> date | None:
    """Return the day of these numbers, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of_numbers(numbers: Numbers, order: str | None, near: date | None) -> date | None:
    """Return the day of three numbers, or None where nothing says in which order they stand."""
    days = days_by_order(numbers)
    if order in days:
        return days[order]
    likely = _only(_likely(numbers, days))
    if likely is not None or near is None:
        return likely
    return _only(_around(near, days, _BESIDE)) or _only(_around(near, days, _YEAR))


def is_doubtful(numbers: Numbers) -> bool:
    """Say whether the numbers can be several days."""
    return len(set(_likely(numbers, days_by_order(numbers)).values())) > 1


def _likely(numbers: Numbers, days: dict[str, date]) -> dict[str, date]:
    """Return the days but those of long ago, where two digits can be another year."""
    late = {order: day for order, day in days.items() if day.year >= _LEAST_YEAR}
    return late if late and numbers[2] < 100 else days


def _around(near: date, days: dict[str, date], within: timedelta) -> dict[str, date]:
    return {order: day for order, day in days.items() if abs(day - near) <= within}


def _only(days: dict[str, date]) -> date | None:
    distinct = set(days.values())
    return distinct.pop() if len(distinct) == 1 else None


def order_of(dates: Iterable[Numbers]) -> str | None:
    """Return the only order in which all of the dates are days, and of one stretch of time, else None."""
    known = set(dates)
    if not known:
        return None
    read = {one: days_by_order(one) for one in known}
    late = {one: _likely(one, days) for one, days in read.items()}
    for held in (late, read):
        spans = {
            order: max(days[order] for days in held.values())
            - min(days[order] for days in held.values())
            for order in ORDERS
            if all(order in days for days in held.values())
        }
        if len(spans) == 1:
            return next(iter(spans))
        if spans:
            best, other = sorted(spans, key=lambda order: spans[order])[:2]
            return best if spans[best] <= _NEAR and spans[other] >= _FAR else None
    return None
