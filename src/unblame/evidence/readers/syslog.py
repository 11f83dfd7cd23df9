"""Syslog as of RFC 3164 (no year, no zone) and RFC 5424.

The last stamp of RFC 3164 is of the year of the file's last change, of the one before where it would
lie after it; the year rolls at New Year.
"""

import re

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.log import Line, read_log
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SEVERITIES = ("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug")
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
    rotates = True
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

    def split(self, line: str) -> Line | None:
        """Return the stamp, level and message of one line, or None where it has no time."""
        return split(line)

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or its lines where they are few."""
        return read_log(source, zones, split, alike)


def split(line: str) -> Line | None:
    """Return the stamp, level and message of one line; a stamp of RFC 3164 stays without its year."""
    match = _NEW.match(line) or _ISO.match(line)
    if match is not None:
        stamp = match["stamp"]
        if stamp == "-":
            return None
    else:
        match = _OLD.match(line)
        if match is None:
            return None
        stamp = f"{match['month']} {match['day']} {match['clock']}"
        if match["year"]:
            month = _MONTHS.index(match["month"]) + 1
            stamp = f"{match['year']}-{month:02d}-{int(match['day']):02d}T{match['clock']}"
    pri = match.groupdict().get("pri")
    severity = _SEVERITIES[int(pri) % 8] if pri else None
    text = (match["text"] or "").strip()
    app = match["app"]
    return Line(stamp, severity, f"{app}: {text}" if app and app != "-" else text)


def alike(line: str, same: str) -> str:
    """Keep the digits of the priority, which tell the level; no others decide anything."""
    if not line.startswith("<"):
        return same
    end = line.find(">") + 1
    return line[:end] + same[end:]
