"""Days that words name beside a time: “yesterday at 14:05”, “00:10 the next day”, “Tuesday 09:00”."""

import re
from datetime import date, time, timedelta
from typing import Final

from msgspec import Struct

from unblame.text import late

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY: Final = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_PART: Final = r"(?:day|morning|afternoon|evening|night)"
_COUNT: Final = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_WORD: Final = (
    r"(?:(?P<now>yesterday(?: morning| afternoon| evening| night)?|today|tonight|tomorrow|last night|"
    r"this (?:morning|afternoon|evening))"
    rf"|(?:on )?(?:the )?(?P<rel>next|following|previous|same) {_PART}"
    r"|the day (?P<beside>before|after)"
    r"|(?P<count>\d|one|a|two|three|four|five|six) days? (?P<way>later|earlier)"
    rf"|(?:on )?(?:(?P<which>last|next) )?(?-i:(?P<weekday>{_WEEKDAY})))"
)
_BEFORE: Final = late(
    rf"(?<![\w-]){_WORD}\.?,?\s*(?:\(?\b(?:at|around|about|from|by|before|after)\s*|[@~(]\s*)?$",
    re.IGNORECASE,
)
_AFTER: Final = late(rf",?\s+\(?(?:on\s+)?{_WORD}(?!['\u2019\w-])", re.IGNORECASE)
_ALONE: Final = late(rf"\W*{_WORD}\W*(?:\([^()]*\)\W*)?", re.IGNORECASE)
_HINT: Final = late(r"day|night|morning|tom|noon|even|mon|tue|wed|thu|fri|sat|sun", re.IGNORECASE)
_REACH: Final = 44


class Named(Struct, frozen=True, kw_only=True):
    """The day that words beside a time name, where these words begin and end, and whether a story goes on from it."""

    day: date
    start: int
    end: int
    goes_on: bool


def beside(text: str, start: int, end: int, clock: time, *, told: date, last: date) -> Named | None:
    """Return the day that is named in words before or after a time, or None.

    `told` is the day on which it is told, from which yesterday counts; `last` is the day told of last,
    from which the next one counts.
    """
    low = max(0, start - _REACH)
    near = text[low : end + _REACH]
    if _HINT.search(near) is None:
        return None
    before = _BEFORE.search(text[low:start])
    if before is not None:
        day = _day(before, clock, told, last)
        return _named(before, day, low + before.start(), end)
    after = _AFTER.match(text, end)
    if after is not None:
        return _named(after, _day(after, clock, told, last), start, after.end())
    return None


def alone(text: str, *, told: date, last: date) -> date | None:
    """Return the day that a heading or a short line names in words and nothing else, or None."""
    if len(text) > _REACH or _HINT.search(text) is None:
        return None
    found = _ALONE.fullmatch(text)
    return _day(found, time(12), told, last) if found is not None else None


def _named(found: re.Match[str], day: date | None, start: int, end: int) -> Named | None:
    if day is None:
        return None
    return Named(day=day, start=start, end=end, goes_on=found["now"] is None)


def _day(found: re.Match[str], clock: time, told: date, last: date) -> date | None:
    try:
        if found["now"]:
            return told + timedelta(days=_from_now(found["now"].lower(), clock))
        if found["weekday"]:
            return told + timedelta(days=_to_weekday(found, told))
        return last + timedelta(days=_from_last(found))
    except OverflowError:
        return None


def _from_now(word: str, clock: time) -> int:
    if word.startswith("yesterday"):
        return -1
    if word == "last night":
        return 0 if clock.hour < 12 else -1
    if word == "tonight":
        return 1 if clock.hour < 6 else 0
    return 1 if word == "tomorrow" else 0


def _from_last(found: re.Match[str]) -> int:
    if found["count"]:
        count = found["count"].lower()
        days = int(count) if count.isdigit() else _COUNT[count]
        return days if found["way"].lower() == "later" else -days
    if found["beside"]:
        return 1 if found["beside"].lower() == "after" else -1
    return {"next": 1, "following": 1, "previous": -1, "same": 0}[found["rel"].lower()]


def _to_weekday(found: re.Match[str], told: date) -> int:
    """Return the days to the weekday: the nearest one, but before or after where that is said."""
    ahead = (_DAYS.index(found["weekday"][:3].lower()) - told.weekday()) % 7
    which = (found["which"] or "").lower()
    if which == "last":
        return ahead - 7
    if which == "next":
        return ahead or 7
    return ahead if ahead <= 3 else ahead - 7
