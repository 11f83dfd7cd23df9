"""Syslog as of RFC 3164 (no year, no zone) and RFC 5424.

The year of a 3164 stamp is that of the file's last change, one less where the stamp would lie after
it, and it rolls at New Year.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, timedelta

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.log import Line, read_log
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAY = re.compile(r"(?:<\d{1,3}>)?([A-Z][a-z]{2}) ([ \d]\d) ")
_OLD = re.compile(
    r"(?:<(?P<pri>\d{1,3})>)?(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"(?P<day>[ \d]\d) (?P<clock>\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?) (?:(?P<year>\d{4}) )?"
    r"(?P<host>[\w.:-]+) (?P<app>[^\s:\[]{1,64})?(?:\[(?P<pid>[^\]]*)\])?: ?(?P<text>.*)$",
    re.DOTALL,
)
_NEW = re.compile(
    r"<(?P<pri>\d{1,3})>\d{1,2} (?P<stamp>\S+) (?P<host>\S+) (?P<app>\S+) (?P<pid>\S+) (?P<id>\S+) "
    r"(?P<data>-|(?:\[(?:[^\]\\\"]|\\.|\"(?:[^\"\\]|\\.)*\")*\])+)(?: \ufeff?(?P<text>.*))?$",
    re.DOTALL,
)
_ISO = re.compile(
    r"(?P<stamp>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})) "
    r"(?P<host>[\w.-]+) (?P<app>[^\s:\[]{1,64})\[(?P<pid>\d+)\]: (?P<text>.*)$",
    re.DOTALL,
)


class SyslogReader:
    """Reads syslog files, old and new, and the ISO form of rsyslog and journalctl."""

    name = "syslog"
    about = About(
        title="syslog of RFC 3164 and RFC 5424, and the ISO form of rsyslog",
        export=("copy /var/log/syslog, /var/log/messages, rotated ones too"),
        zone="RFC 5424 states it; RFC 3164 states neither zone nor year: --tz, and the year by the file's last change, rolled at New Year",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="standard: RFC 3164, RFC 5424",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely the lines are syslog."""
        lines = [line for line in head.text.splitlines() if line.strip()][:50]
        seen = sum(
            any(form.match(line) is not None for form in (_NEW, _OLD, _ISO)) for line in lines
        )
        if not seen:
            return 0.0
        return 0.85 if seen * 2 >= len(lines) else 0.3

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or its lines where they are few."""
        return read_log(source, zones, splitter(source))


def splitter(source: OpenSource) -> Callable[[str], Line | None]:
    """Return the function that splits the lines of one file, with its years worked out."""
    years = Years(source)

    def split(line: str) -> Line | None:
        match = _NEW.match(line) or _ISO.match(line)
        if match is not None:
            stamp = match["stamp"]
            if stamp == "-":
                return None
        else:
            match = _OLD.match(line)
            if match is None:
                return None
            month = _MONTHS.index(match["month"]) + 1
            year = match["year"] or years.of(month)
            stamp = f"{match['month']} {match['day']} {match['clock']}"
            if year is not None:
                stamp = f"{year}-{month:02d}-{int(match['day']):02d}T{match['clock']}"
        pri = match.groupdict().get("pri")
        severity = str(int(pri) % 8) if pri else None
        text = (match["text"] or "").strip()
        app = match["app"]
        return Line(stamp, severity, f"{app}: {text}" if app and app != "-" else text)

    return split


class Years:
    """The year of each stamp of one file, in the order of its lines."""

    def __init__(self, source: OpenSource) -> None:
        """Find the first year, such that the last stamp is not after the file's last change."""
        end = source.modified or (source.window[1] if source.window else None)
        self._last_month = 0
        self._year: int | None = None
        if end is not None:
            self._year = _first_year(source, end.astimezone(UTC).date())

    def of(self, month: int) -> int | None:
        """Return the year of the next stamp, or None where nothing tells it."""
        if self._year is not None and self._last_month == 12 and month == 1:
            self._year += 1
        self._last_month = month
        return self._year


def _first_year(source: OpenSource, end: date) -> int:
    rolls, before, day = 0, 0, 1
    for _, line, _ in source.lines():
        match = _DAY.match(line)
        if match is not None and match[1] in _MONTHS:
            month, day = _MONTHS.index(match[1]) + 1, int(match[2])
            rolls += before == 12 and month == 1
            before = month
    limit = end + timedelta(days=1)
    late = limit.year == end.year and (before, day) > (limit.month, limit.day)
    return end.year - rolls - (1 if late else 0)
