"""Which of the numbers in a date is the month: as a person says, or as the other dates of a text show."""

import re
from typing import Final

from unblame.evidence import number_date
from unblame.model import Taken

_NUMBERS: Final = re.compile(
    r"(?<![\w./-])(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|(?<!-)\d\d(?!\d)))(?![\w/-])"
)
_NO_YEAR: Final = re.compile(r"(?<![\w./-])(\d{1,2})/(\d{1,2})(?=,?\s+\d{1,2}:\d\d)")
BY_DATES: Final = "its other dates"
SAID: Final = "--dates"


def order_in(text: str) -> str | None:
    """Return `dmy`, `mdy` or `ymd` where the dates of a text can be read in one order only, else None."""
    return number_date.order_of(
        (int(one[1]), int(one[3]), int(one[4])) for one in _NUMBERS.finditer(text)
    )


def is_doubtful(written: str) -> bool:
    """Say whether a time as written has a date that could be several days."""
    whole = _NUMBERS.search(written)
    if whole is not None:
        return number_date.is_doubtful((int(whole[1]), int(whole[3]), int(whole[4])))
    found = _NO_YEAR.search(written)
    return found is not None and max(int(found[1]), int(found[2])) <= 12 and found[1] != found[2]


def taken(order: str | None, *, by: str) -> tuple[Taken, ...]:
    """Return what was taken for the order of day and month in a source, if anything was."""
    return () if order is None else (Taken(what="order", value=order, by=by),)
