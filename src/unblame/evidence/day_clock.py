"""The day and the zone in force while an account is walked, line after line.

A time without a day takes it from what stands above, and rolls past midnight where it must.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Final

import msgspec

from unblame.evidence import day_word
from unblame.evidence.day_order import order_in
from unblame.evidence.in_text import BEGINS, Known, evening_of, found_in
from unblame.evidence.moment import moment_of
from unblame.evidence.setting import (
    day_of_account,
    day_unless_noted,
    with_basis,
    zone_in_title,
    zone_of_account,
    zones_within,
)
from unblame.evidence.times import Zones, read_day, read_time
from unblame.model import Moment, Precision
from unblame.text import Parsed, late

#: What may stand before the time of an entry: signs and pictures, the name of its zone.
_LEAD = re.compile(
    r"^[\s\[(*_`~>|\-–—•@\u2600-\u27bf\u2b50-\u2b55\ufe0f\U0001f000-\U0001faff]*(?:(?:UTC|GMT)\s(?=\d{1,2}:\d\d))?"
)
#: A word before the time with which an item of a list begins.
_LED = late(
    r"^\W{0,3}(?:(?:at|day \d{1,2},?)\s(?=\W{0,3}~?\d{1,2}[:.h]\d\d)"
    r"|on\s(?=(?:\d{4}-\d\d-\d\d|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?),? at ~?\d{1,2}[:.h]\d\d))",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^[\s\])*_`~:;,.|\-–—>]*")
_NO_WORDS = re.compile(
    r"[\s,:|\-–—(]*(?:ca\.?|circa|about|around|approx\w*\.?|at|~)?[\s~]*", re.IGNORECASE
)
_DOTTED_LINE = re.compile(r"^[^\S\n]*+[•*\-]?+[^\S\n]*+\d{1,2}\.\d\d\s", re.MULTILINE)
_DOTTED = re.compile(r"^\d{1,2}\.\d{1,2}(?!\d|\.(?:19|20)\d\d)")
_CARRIED: Final = timedelta(hours=6)
_NOON: Final = timedelta(hours=12)
#: An hour of one digit that names no half of the day.
_SHORT_HOUR = re.compile(r"(?:^|\s)\W*[1-9][:.h]\d\d(?![\d:.])(?!\s?[ap]\.?m)", re.IGNORECASE)
#: The middle of the twelve hours, from one before the last line, in which a spoken hour is meant.
_FORWARD: Final = timedelta(hours=5)
_LAST: Final = datetime.max.replace(tzinfo=UTC) - _FORWARD
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
        self.order = order_in(parsed.text) if given.order is None else None
        if self.order is not None:
            self.given = replace(given, order=self.order)
            self.zones = replace(self.zones, order=self.order)
        self.fixed = day_unless_noted(parsed.text)
        said = self.fixed or (given.day if given.day_by is not None else None)
        self.base = said or day_of_account(parsed.blocks, parsed.text, name) or given.day
        self.day = self.base
        self.dotted = len(_DOTTED_LINE.findall(parsed.text)) >= 3
        self.last: Moment | None = None
        self.told: Moment | None = None
        self.told_day: date | None = None
        self.first: Moment | None = None
        self.broken = False
        self.night = False

    def take_zone(self, text: str) -> bool:
        """Take the zone that a heading, a column or a line states, if it does; say whether."""
        zone = zone_in_title(text)
        if zone is not None:
            self.zones, self.basis = zones_within(zone, self.given)
        return zone is not None

    def begin_day(self, text: str) -> bool:
        """Begin the day that the text names, if it names one; say whether."""
        self.told = self.told_day = None
        day = read_day(text, near=self.day, order=self.zones.order)
        if day is None:
            return self.begin_day_in_words(text)
        self.day, self.last = day, None
        return True

    def begin_day_in_words(self, text: str) -> bool:
        """Begin the day of a line that is nothing but its name, such as “The next day:”."""
        if self.day is None:
            return False
        last = evening_of(self.day) if self.night else self.day
        day = day_word.alone(text, told=self.base or self.day, last=last)
        if day is None:
            return False
        self.day, self.last, self.night = day, None, False
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

    def times(self, text: str, zone: str | None = None) -> list[tuple[int, int, Moment]]:
        """Return every time in running text as (start, end, moment); `zone` is that of its label.

        What is told relative to another time counts from the one told last, here or in a line above.
        """
        zones, basis = (self.zones, self.basis) if zone is None else zones_within(zone, self.given)
        before = self.told or self.last
        found = []
        day = self.told_day or self.base or self.day
        known = Known(day=day, told=self.base or self.day, last=before, near=_near(before))
        for one in found_in(text, zones, known):
            moment = with_basis(one.moment, basis)
            if moment.zone_basis == "relative:" and before is not None:
                moment = msgspec.structs.replace(moment, zone_basis=before.zone_basis)
            found.append((one.start, one.end, moment))
            if moment.at is not None and moment.precision is not Precision.DAY:
                self.told = moment
                self.told_day = one.day if one.own_day else self.told_day
        return found

    def leading(self, text: str, *, listed: bool = False) -> tuple[Moment, str] | None:
        """Return the time that a line begins with, and the rest of the line; an item is `listed`."""
        if listed:
            text = _LED.sub("", text)
        start = _LEAD.match(text)
        body = text[start.end() :] if start else text
        if not body[:1].isalnum() or (_DOTTED.match(body[:10]) and not self.dotted):
            return None
        if not BEGINS.match(body):
            return None
        times = list(islice(found_in(body[:120], self.zones, self._known(self.day)), 2))
        if not times or times[0].start > 0:
            return None
        first = chief = times[0]
        if first.moment.precision is Precision.DAY and len(times) > 1:
            between = body[first.end : times[1].start]
            if _NO_WORDS.fullmatch(between) and times[1].moment.precision is not Precision.DAY:
                chief = times[1]
        moment, end = chief.moment, chief.end
        if moment.precision is Precision.DAY and body[end:].strip()[:1].islower():
            return None
        rest = _AFTER.sub("", body[end:], count=1)
        tilde = body[end : end + 1] == "~" or text[: start.end() if start else 0].endswith("~")
        self.night = chief.night
        if not chief.own_day and not first.own_day:
            moment = self._rolled(moment, body[:end])
        elif moment.at is not None and self.fixed is None:
            self.day = chief.day or first.day or self.day
            moment = self._after_noon(moment, chief.moment.as_written) or moment
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
        noon = self._after_noon(moment, written)
        if noon is not None:
            return noon
        if broken and self.base is not None:
            restarted = self._on(written, self.base)
            if restarted is not None and self._is_after_first(restarted):
                self.day = self.base
                return restarted
            return moment
        self.day = self.day + timedelta(days=1)
        return self._on(written, self.day) or moment

    def _after_noon(self, moment: Moment, written: str) -> Moment | None:
        """Return `1:02` after `12:56` as two minutes past one in the afternoon, not in the night."""
        if moment.at is None or self.last is None or self.last.at is None:
            return None
        if moment.at > _LAST or _SHORT_HOUR.search(written) is None:
            return None
        if moment.at >= self.last.at - _CARRIED:
            return None
        apart = moment.at + _NOON - self.last.at
        return _later(moment, _NOON) if timedelta() <= apart <= _CARRIED else None

    def _known(self, day: date | None) -> Known:
        """Return what a line begins from: those of an account run forward through the hours."""
        near = tuple(at + _FORWARD for at in _near(self.last) if at < _LAST)
        told = self.base or day
        return Known(
            day=day, told=told, last=self.last, night=self.night, near=near, opening=self.dotted
        )

    def _on(self, written: str, day: date) -> Moment | None:
        again = next(found_in(written, self.zones, self._known(day)), None)
        return again.moment if again is not None else None

    def _is_after_first(self, moment: Moment) -> bool:
        first = self.first.at if self.first is not None else None
        return first is None or moment.at is None or moment.at >= first - timedelta(hours=1)


def _near(moment: Moment | None) -> tuple[datetime, ...]:
    return (moment.at,) if moment is not None and moment.at is not None else ()


def _later(moment: Moment, by: timedelta) -> Moment:
    ends = {
        name: at + by
        for name in ("at", "earliest", "latest", "until")
        if (at := getattr(moment, name)) is not None
    }
    return msgspec.structs.replace(moment, **ends)


def _about(moment: Moment) -> Moment:
    if moment.at is None:
        return moment
    return moment_of(moment.at, Precision.APPROXIMATE, moment.as_written, moment.zone_basis)
