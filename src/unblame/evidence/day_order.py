"""Which of two numbers in a date is the month: as a person says, or as the other dates of a text show."""

import re
from collections.abc import Iterable
from typing import Final

from unblame.model import Taken

_NUMBERS: Final = re.compile(
    r"(?<![\w./-])(\d{1,2})([/-])(\d{1,2})(?:\2(?:\d{4}|\d\d(?!\d)))(?![\w/-])|(?<![\w./-])(\d{1,2})/(\d{1,2})(?=,?\s+\d{1,2}:\d\d)"
)
BY_DATES: Final = "its other dates"
SAID: Final = "--dates"


def order_in(text: str) -> str | None:
    """Return `dmy` or `mdy` where a date of the text can be read in one order only, else None."""
    return order_of(
        (int(one[1] or one[4]), int(one[3] or one[5])) for one in _NUMBERS.finditer(text)
    )


def order_of(pairs: Iterable[tuple[int, int]]) -> str | None:
    """Return the order in which all of the pairs can be a day and a month, where only one is."""
    first = second = 0
    for one, other in pairs:
        if max(one, other) <= 31:
            first, second = max(first, one), max(second, other)
    if first > 12 >= second:
        return "dmy"
    return "mdy" if second > 12 >= first else None


def is_doubtful(written: str) -> bool:
    """Say whether a time as written has a day and a month that could be either way round."""
    found = _NUMBERS.search(written)
    if found is None:
        return False
    one, other = int(found[1] or found[4]), int(found[3] or found[5])
    return max(one, other) <= 12 and one != other


def taken(order: str | None, *, by: str) -> tuple[Taken, ...]:
    """Return what was taken for the order of day and month in a source, if anything was."""
    return () if order is None else (Taken(what="order", value=order, by=by),)
