"""Times that count from another: “5 minutes later”, “ten minutes before that”, “56m ago”."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from msgspec import Struct

from unblame.model import Precision
from unblame.text import late

_NUMBERS: Final = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0,
    "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0,
    "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "forty-five": 45.0, "fifty": 50.0,
    "sixty": 60.0, "ninety": 90.0, "half a": 0.5, "half an": 0.5, "a couple of": 2.0, "couple of": 2.0,
}  # fmt: skip
_AMOUNT: Final = (
    r"(\d{1,4}(?:\.\d{1,2})?|(?:"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r")(?=[\s-]))"
)
_UNIT: Final = r"(hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)"
_PATTERN: Final = late(
    rf"(?<![\w.:/-])(?P<about>(?:about|around|roughly|some|almost|nearly|approx\w*\.?)\s+|~\s*)?"
    rf"{_AMOUNT}[\s-]*{_UNIT}(?:,?\s*(?:and\s+)?(\d{{1,2}})\s?(minutes?|mins?|m|seconds?|secs?|s))?"
    r"\s+(?P<way>later|earlier|ago|afterwards|after (?:that|this)|before (?:that|this))(?!\s+than)\b",
    re.IGNORECASE,
)
_HINT: Final = late(r"later|earlier|ago\b|afterwards|after th|before th", re.IGNORECASE)
_SIZE: Final = {"h": 3600.0, "m": 60.0, "s": 1.0}
_BACK: Final = ("earlier", "ago", "before")


class Since(Struct, frozen=True, kw_only=True):
    """A time told by how long after or before another it was.

    `ago` counts from when it is told; all others from what was told before. `within` is by how much
    it can be off.
    """

    text: str
    start: int
    end: int
    after: timedelta
    within: timedelta
    ago: bool

    @property
    def precision(self) -> Precision:
        """Return how sharp it is: to the second where it is counted in seconds, else about."""
        return Precision.SECOND if not self.within else Precision.APPROXIMATE


def search(text: str) -> Iterator[Since]:
    """Yield what is told relative to another time, left to right."""
    if _HINT.search(text) is None:
        return
    for found in _PATTERN.finditer(text):
        way = found["way"].lower()
        unit = found[3][0].lower()
        seconds = _number(found[2]) * _SIZE[unit]
        if found[4]:
            unit = found[5][0].lower()
            seconds += int(found[4]) * _SIZE[unit]
        after = timedelta(seconds=-seconds if way.startswith(_BACK) else seconds)
        within = _within(seconds, unit, exact=found["about"] is None)
        yield Since(text=found[0], start=found.start(), end=found.end(), after=after, within=within,
                    ago=way == "ago")  # fmt: skip


def _number(word: str) -> float:
    plain = " ".join(word.lower().split())
    return _NUMBERS[plain] if plain in _NUMBERS else float(word)


def _within(seconds: float, unit: str, *, exact: bool) -> timedelta:
    """Return by how much a told length is off: people round to five minutes and to half an hour."""
    if unit == "s":
        return timedelta(0) if exact else timedelta(seconds=30)
    if unit == "h":
        return timedelta(minutes=30)
    round_number = seconds % 300 == 0 or not exact
    return timedelta(minutes=5 if round_number else 1)
