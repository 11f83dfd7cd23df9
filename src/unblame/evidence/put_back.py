"""Times of a log that go back and stay back: a clock that was put back, or two logs in one file.

A line or two that stands late, a log that tells the newest first, and a year or a day that begins
anew are none of these.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from unblame.evidence.wall import iso

SORT: Final = "times that go back"
#: A line may stand so many minutes behind those before it, as buffers and long requests have it.
_SLACK: Final = 5
#: So many lines show that the times stay back where no minute follows.
_STAY: Final = 3
#: A log goes forward where its minutes do so many times as often as they go back.
_FORWARD: Final = 4
_MOST: Final = 1000
_TOLD: Final = "the times go back by about "
_FULL: Final = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)[T_ ](\d\d):(\d\d)(.*)", re.DOTALL)
_ROLLING: Final = re.compile(r"([yd]-?\d+)\|(?:(\d\d)-(\d\d)T)?(\d\d):(\d\d)")
Step = tuple[int, str]


class Order:
    """Follows the minutes of a log in the order of its lines."""

    def __init__(self) -> None:
        self._minute = ""
        self._latest: tuple[str, int] | None = None
        self._written = ""
        self._back: tuple[int, str, int] | None = None
        self._forward = 0
        self._steps: list[Step] = []

    def turn(self, minute: str, line: int) -> None:
        """Take a minute that may be another than the one before, with its line."""
        if minute == self._minute:
            return
        self._minute = minute
        at = _number(minute)
        if at is None:
            return
        latest = self._latest
        if latest is None or latest[0] != at[0]:
            self._begin(minute, at)
            return
        behind = latest[1] - at[1]
        if behind <= _SLACK:
            self._forward += behind < 0
            self._back = None
            if behind < 0:
                self._latest, self._written = at, minute
        elif self._back is None:
            self._back = line, minute, at[1]
        elif at[1] > self._back[2]:
            self._step(latest[1])
            self._begin(minute, at)
            self._forward += 1
        else:
            self._forward -= 1

    def steps(self, last: int) -> list[Step]:
        """Return where the times go back and stay back, up to the last line, and what to say of it."""
        if self._back is not None and self._latest and last - self._back[0] + 1 >= _STAY:
            self._step(self._latest[1])
            self._back = None
        return self._steps if self._forward >= _FORWARD * len(self._steps) else []

    def _begin(self, minute: str, at: tuple[str, int]) -> None:
        self._latest, self._written, self._back = at, minute, None

    def _step(self, latest: int) -> None:
        if self._back is not None and len(self._steps) < _MOST:
            line, minute, at = self._back
            self._steps.append((line, _said(latest - at, self._written, minute)))


def tells_of_going_back(what: str) -> bool:
    """Say whether a warning tells that the times of a log go back."""
    return what.startswith(_TOLD)


def _said(by: int, before: str, after: str) -> str:
    days, hours, minutes = by // 1440, by // 60 % 24, by % 60
    parts = ((days, "d"), (hours, "h"), (minutes, "min"))
    length = " ".join(f"{count} {unit}" for count, unit in parts if count)
    return (
        f"{_TOLD}{length} here, from {_shown(before)} to {_shown(after)}, and stay back: a clock "
        "that was put back, or two logs in one file; the order of the lines and that of the times differ"
    )


def _shown(minute: str) -> str:
    return minute.partition("|")[2] or iso(minute)[:16].replace("T", " ")


@lru_cache(maxsize=4096)
def _number(minute: str) -> tuple[str, int] | None:
    """Return a minute as a number among those that are counted alike, and what tells these apart."""
    rolling = _ROLLING.fullmatch(minute)
    if rolling is not None:
        roll, month, day, hour, clock = rolling.groups()
        days = date(2000, int(month), int(day)).toordinal() if month else 0
        return roll, days * 1440 + int(hour) * 60 + int(clock)
    full = _FULL.fullmatch(iso(minute))
    if full is None:
        return ("@", int(minute[1:])) if re.fullmatch(r"@\d+", minute) else None
    year, month, day, hour, clock, zone = full.groups()
    days = date(int(year), int(month), int(day)).toordinal()
    return zone, days * 1440 + int(hour) * 60 + int(clock)
