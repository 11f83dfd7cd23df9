"""The day and the zone in force while an account is walked, line after line.

A time without a day takes it from what stands above, and rolls past midnight where it must.
"""

import re
from datetime import date, timedelta
from typing import Final

import msgspec

from unblame.evidence.setting import (
    day_of_account,
    with_basis,
    zone_in_title,
    zone_of_account,
    zones_within,
)
from unblame.evidence.times import Zones, find_times, read_day, read_time
from unblame.model import Moment, Precision
from unblame.text import Parsed

_LEAD = re.compile(r"^[\s\[(*_`~>|\-–—•]*")
_AFTER = re.compile(r"^[\s\])*_`~:;,.|\-–—>]*")
_NO_WORDS = re.compile(
    r"[\s,:|\-–—(]*(?:ca\.?|circa|about|around|approx\w*\.?|at|~)?[\s~]*", re.IGNORECASE
)
_OWN_DAY = re.compile(r"\d{4}[-/.]\d|[A-Za-z]{3,}|\d/\d")
_ZONE_OR_HALF = re.compile(r"(?i:[ap]\.?m)\b|[A-Z]{3,5}\b")
_DOTTED_LINE = re.compile(r"^\s*[•*\-]?\s*\d{1,2}\.\d\d\s", re.MULTILINE)
_DOTTED = re.compile(r"^\d{1,2}\.\d{1,2}(?!\d)")
_CARRIED: Final = timedelta(hours=6)
_ABOUT: Final = timedelta(minutes=5)
_PLAIN = re.compile(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*\)")


def plain(text: str) -> str:
    """Return the text without the marks of emphasis, code and links."""
    return _PLAIN.sub("", _LINK.sub(r"\1", text)).strip()


class DayClock:
    """Reads the times of one account; `given` are the zones that the caller chose."""

    def __init__(self, parsed: Parsed, given: Zones, name: str) -> None:
        self.given = given
        self.stated = zone_of_account(parsed.blocks, parsed.text)
        self.zones, self.basis = zones_within(self.stated, given)
        self.base = day_of_account(parsed.blocks, parsed.text, name) or given.day
        self.day = self.base
        self.dotted = len(_DOTTED_LINE.findall(parsed.text)) >= 3
        self.last: Moment | None = None
        self.first: Moment | None = None
        self.broken = False

    def take_zone(self, text: str) -> bool:
        """Take the zone that a heading, a column or a line states, if it does; say whether."""
        zone = zone_in_title(text)
        if zone is not None:
            self.zones, self.basis = zones_within(zone, self.given)
        return zone is not None

    def begin_day(self, text: str) -> bool:
        """Begin the day that the text names, if it names one; say whether."""
        day = read_day(text, near=self.day, order=self.zones.order)
        if day is None:
            return False
        self.day, self.last = day, None
        return True

    def set_day(self, text: str) -> None:
        """Take the day of a cell beside the time; unlike a heading it begins nothing."""
        self.day = read_day(text, near=self.day, order=self.zones.order) or self.day

    def interrupt(self) -> None:
        """Note that prose stands between the lines before and after: a new list may begin."""
        self.broken = self.last is not None

    def take(self, moment: Moment) -> None:
        """Note the time of a line that has been read."""
        if moment.precision is Precision.DAY:
            self.begin_day(moment.as_written)
        elif moment.at is not None:
            self.last = moment
            self.first = self.first or moment

    def times(self, text: str) -> list[tuple[int, int, Moment]]:
        """Return every time in running text as (start, end, moment)."""
        found = find_times(text, self.zones, self.base or self.day)
        return [(a, b, with_basis(moment, self.basis)) for a, b, moment in found]

    def leading(self, text: str) -> tuple[Moment, str] | None:
        """Return the time that a line begins with, and the rest of the line."""
        start = _LEAD.match(text)
        body = text[start.end() :] if start else text
        if not body[:1].isalnum() or (_DOTTED.match(body[:6]) and not self.dotted):
            return None
        times = find_times(body[:120], self.zones, self.day)
        if not times or times[0][0] > 0:
            return None
        begin, end, moment = times[0]
        if moment.precision is Precision.DAY and len(times) > 1:
            between = body[end : times[1][0]]
            if _NO_WORDS.fullmatch(between) and times[1][2].precision is not Precision.DAY:
                end, moment = times[1][1], times[1][2]
        if moment.precision is Precision.DAY and body[end:].strip()[:1].islower():
            return None
        rest = _AFTER.sub("", body[end:], count=1)
        written = moment.as_written
        tilde = body[end : end + 1] == "~" or text[: start.end() if start else 0].endswith("~")
        if not _OWN_DAY.search(_ZONE_OR_HALF.sub("", written)):
            moment = self._rolled(moment, body[begin:end])
        elif moment.at is not None:
            self.set_day(body[begin:end])
        moment = with_basis(moment, self.basis)
        if tilde and moment.at is not None and moment.precision is Precision.MINUTE:
            moment = _about(moment)
        return moment, rest

    def trailing(self, raw: str) -> tuple[Moment, str] | None:
        """Return the time that the last line of a block is, as status pages write, and the rest."""
        body, newline, last = raw.rstrip().rpartition("\n")
        if not newline or not body.strip():
            return None
        moment = read_time(plain(last), zones=self.zones, day=self.day)
        if moment is None or moment.precision is Precision.DAY:
            return None
        return with_basis(moment, self.basis), " ".join(plain(body).split())

    def _rolled(self, moment: Moment, written: str) -> Moment:
        """Place a time without a day after the line before it, past midnight where it must be."""
        if moment.at is None or self.day is None or self.last is None or self.last.at is None:
            self.broken = False
            return moment
        broken, self.broken = self.broken, False
        if moment.at >= self.last.at - _CARRIED:
            return moment
        if broken and self.base is not None:
            restarted = self._on(written, self.base)
            if restarted is not None and self._is_after_first(restarted):
                self.day = self.base
                return restarted
            return moment
        self.day = self.day + timedelta(days=1)
        return self._on(written, self.day) or moment

    def _on(self, written: str, day: date) -> Moment | None:
        again = find_times(written, self.zones, day)
        return again[0][2] if again else None

    def _is_after_first(self, moment: Moment) -> bool:
        first = self.first.at if self.first is not None else None
        return first is None or moment.at is None or moment.at >= first - timedelta(hours=1)


def _about(moment: Moment) -> Moment:
    if moment.at is None:
        return moment
    return msgspec.structs.replace(
        moment,
        precision=Precision.APPROXIMATE,
        earliest=moment.at - _ABOUT,
        latest=moment.at + _ABOUT,
    )
