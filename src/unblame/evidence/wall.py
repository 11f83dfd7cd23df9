"""The wall clock of a stream: which minute a stamp lies in, before zone, year and day are known.

A minute is written as the log writes it, so that counting needs no calendar. Stamps without a year
or without a day carry how often the calendar has rolled since the portion began; where the
portions meet, the rolls add up, and only then are minutes placed on the one time line.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import msgspec

from unblame.evidence import times
from unblame.evidence.zones import Zones
from unblame.model import Moment, Precision

FULL = re.compile(
    r"(?P<minute>\d{4}[-/]\d\d[-/]\d\d[T_ ]\d\d:\d\d):(?P<second>\d\d(?:[.,]\d{1,9})?)(?P<zone>\D.*)?$",
    re.DOTALL,
)
FORMAL = re.compile(
    r"(?P<minute>(?P<d>\d\d)[/ -](?P<m>[A-Z][a-z]{2})[/ -](?P<y>\d{4})[: ](?P<c>\d\d:\d\d))"
    r":(?P<second>\d\d(?:[.,]\d{1,9})?)(?P<zone>\D.*)?$",
    re.DOTALL,
)
_FORMAL_MINUTE = re.compile(
    r"(\d\d)[/ -]([A-Z][a-z]{2})[/ -](\d{4})[: ](\d\d:\d\d)(.*)$", re.DOTALL
)
_NUMBER = re.compile(r"\d{9,19}(?:\.\d+)?$")
YEARLESS = re.compile(
    r"(?P<minute>(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?P<day>[ \d]\d) "
    r"(?P<clock>\d\d:\d\d)):(?P<second>\d\d(?:[.,]\d{1,9})?)$"
)
_DAYLESS = re.compile(r"(?P<clock>(?P<hour>\d\d):\d\d):(?P<second>\d\d(?:[.,]\d{1,9})?)$")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_DAYS = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335)
_YEAR, _DAY = "y", "d"
#: How long one round of the clock is, and how far a line may lag behind the one before it.
_ROUNDS = {_YEAR: (366, 7), _DAY: (24 * 60, 60)}


@dataclass(slots=True)
class Rolls:
    """How often a clock without a year or a day has begun anew, from one value to the next."""

    first: int
    last: int
    count: int = 0

    def step(self, value: int, kind: str) -> int:
        """Return the rolls of the next value."""
        self.count += _rolled(self.last, value, kind)
        self.last = value
        return self.count

    def follow(self, before: "Rolls", kind: str) -> int:
        """Return by how many rolls these values come after those of the portion before."""
        return before.count + _rolled(before.last, self.first, kind)


def _rolled(last: int, value: int, kind: str) -> int:
    length, slack = _ROUNDS[kind]
    if value - last < -slack:
        return 1
    return -1 if value - last > length - slack else 0


class Wall:
    """Reads stamps of one portion, in the order of its lines."""

    def __init__(self) -> None:
        self.rolls: dict[str, Rolls] = {}
        self._valid: dict[str, bool] = {}

    def minute(self, stamp: str) -> tuple[str, float] | None:
        """Return the minute as written and the seconds in it, or None where it is no time."""
        match = FULL.match(stamp) or FORMAL.match(stamp)
        if match is not None:
            minute = match["minute"] + (match["zone"] or "")
            second = float(match["second"].replace(",", "."))
            return (minute, second) if second < 61 and self.is_valid(minute) else None
        if _NUMBER.match(stamp):
            seconds = float(stamp) / _unit(stamp)
            return f"@{int(seconds // 60)}", seconds % 60
        match = YEARLESS.match(stamp)
        if match is not None:
            month = _MONTHS.index(match["month"]) // 3
            day = _DAYS[month] + int(match["day"])
            written = f"{month + 1:02d}-{int(match['day']):02d}T{match['clock']}"
            return self._rolling(_YEAR, day, written, match["second"])
        match = _DAYLESS.match(stamp)
        if match is not None:
            clock = int(match["hour"]) * 60 + int(match["clock"][3:])
            return self._rolling(_DAY, clock, match["clock"], match["second"])
        found = times.stamp(stamp, _UTC) or times.read_time(stamp, zones=_UTC)
        return (f"={stamp}", 0.0) if found is not None and found.at is not None else None

    def is_valid(self, minute: str) -> bool:
        """Say whether a full minute is one that the calendar has."""
        known = self._valid.get(minute)
        if known is None:
            if len(self._valid) > 20_000:
                self._valid.clear()
            full = iso(minute)
            known = times.stamp(f"{full[:16]}:00{full[16:]}", _UTC) is not None
            self._valid[minute] = known
        return known

    def _rolling(
        self, kind: str, value: int, written: str, second: str
    ) -> tuple[str, float] | None:
        full = f"2000-{written}" if kind == _YEAR else f"2000-01-01T{written}"
        if not self.is_valid(full) or float(second.replace(",", ".")) >= 61:
            return None
        rolls = self.rolls.get(kind)
        if rolls is None:
            rolls = self.rolls[kind] = Rolls(value, value)
        count = rolls.step(value, kind)
        return f"{kind}{count}|{written}", float(second.replace(",", "."))


def _unit(number: str) -> float:
    """Return how many of its unit make a second: a Unix time tells its unit by its size."""
    digits = len(number.partition(".")[0].lstrip("0"))
    return 1e9 if digits > 17 else 1e6 if digits > 14 else 1e3 if digits > 11 else 1.0


def iso(minute: str) -> str:
    """Return a minute with an English month name in the form of ISO 8601; others as they are."""
    match = _FORMAL_MINUTE.match(minute)
    if match is None:
        return minute
    day, month, year, clock, zone = match.groups()
    at = _MONTHS.find(month)
    return f"{year}-{at // 3 + 1 if at % 3 == 0 else 0:02d}-{day}T{clock}{zone}"


_UTC = Zones(default="UTC")


def shifted(minute: str, by: dict[str, int]) -> str:
    """Return the minute with the rolls of the portions before it added."""
    kind = minute[0]
    if kind not in by or not by[kind]:
        return minute
    count, _, written = minute[1:].partition("|")
    return f"{kind}{int(count) + by[kind]}|{written}"


class Placed:
    """Places minutes on the one time line, once zone, year and day are known.

    The year is that in which the last stamp is not after the file's last change, but where `zones.day`
    tells a day, the one that brings the first stamp nearest to it. A stamp without a day begins on that day.
    """

    def __init__(self, zones: Zones, rolls: dict[str, Rolls], end: datetime | None) -> None:
        self.zones = zones
        self.year: int | None = None
        self._known: dict[str, float | None] = {}
        #: Minutes that a clock change skips or repeats, by how they are written; as a whole stamp.
        self.odd: dict[str, Moment] = {}
        #: Whether a minute was placed in a zone that it does not state.
        self.assumed = False
        if _YEAR in rolls and zones.day is not None:
            self.year = _year_near(rolls[_YEAR], zones.day)
        elif _YEAR in rolls and end is not None:
            limit = end.astimezone(UTC).date() + timedelta(days=1)
            late = rolls[_YEAR].last > _DAYS[limit.month - 1] + limit.day
            self.year = limit.year - rolls[_YEAR].count - late

    def start(self, minute: str) -> float | None:
        """Return the instant at which a minute begins, in seconds since the epoch, or None."""
        if minute not in self._known:
            self._known[minute] = self._start(minute)
        return self._known[minute]

    def moment(self, stamp: str, minute: str, second: float) -> Moment:
        """Return the moment of a stamp that lies in a minute; without an instant where none is known."""
        if minute[:1] not in (_YEAR, _DAY):
            return moment_of_stamp(stamp, self.zones)
        full = self._full(minute)
        precision = Precision.EXACT if set(".,") & set(stamp) else Precision.SECOND
        if full is None:
            return Moment(as_written=stamp, precision=precision)
        found = times.stamp(
            f"{full}:{second:09.6f}"
            if precision is Precision.EXACT
            else f"{full}:{int(second):02d}",
            self.zones,
        )
        return msgspec.structs.replace(found or Moment(), as_written=stamp)

    def _start(self, minute: str) -> float | None:
        if minute[0] == "@":
            return int(minute[1:]) * 60.0
        if minute[0] == "=":
            at = moment_of_stamp(minute[1:], self.zones).at
            return at.timestamp() if at is not None else None
        full = self._full(minute)
        found = times.stamp(f"{full[:16]}:00{full[16:]}", self.zones) if full is not None else None
        self.assumed |= found is not None and found.zone_basis.startswith("assumed:")
        if found is not None and found.at is None and found.zone_basis != "none":
            self.odd[minute] = msgspec.structs.replace(found, as_written=str(full)[:16])
        return found.at.timestamp() if found is not None and found.at is not None else None

    def _full(self, minute: str) -> str | None:
        kind = minute[0]
        if kind not in (_YEAR, _DAY):
            return iso(minute)
        count, _, written = minute[1:].partition("|")
        if kind == _YEAR:
            return f"{self.year + int(count)}-{written}" if self.year is not None else None
        if self.zones.day is None:
            return None
        return f"{self.zones.day + timedelta(days=int(count))}T{written}"


def _year_near(rolls: Rolls, day: date) -> int:
    """Return the year in which the first of the stamps is nearest to a day."""
    apart = rolls.first - (_DAYS[day.month - 1] + day.day)
    return day.year + (1 if apart < -183 else -1 if apart > 183 else 0)


def moment_of_stamp(stamp: str, zones: Zones) -> Moment:
    """Return the moment of a whole stamp; without an instant where it is no time."""
    if _NUMBER.match(stamp):
        return times.epoch(stamp)
    formal = FORMAL.match(stamp)
    if formal is not None:
        full = f"{iso(formal['minute'])}:{formal['second']}{formal['zone'] or ''}"
        return msgspec.structs.replace(times.stamp(full, zones) or Moment(), as_written=stamp)
    found = times.stamp(stamp, zones) or times.read_time(stamp, zones=zones)
    return found if found is not None else Moment(as_written=stamp)
