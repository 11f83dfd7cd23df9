"""Logs whose lines start with a time, in the common forms of log4j, Python, Go, Rails, nginx errors.

The level is the first level word near the start; lines without a time belong to the line before.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.log import Line, digits_alike, read_log
from unblame.evidence.readers.json_lines import inside
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones
from unblame.evidence.zones import ABBREVIATIONS

_ZONE = rf"(?:\s?(?:Z|UTC|[+-]\d{{2}}:?\d{{2}}|(?:{'|'.join(ABBREVIATIONS)})(?=[\]\s])))?"
_STAMP = re.compile(
    r"(?:\x1b\[[0-9;]*m)?(?:[\w.-]{1,60}\s{0,20}\| )?(?:(?P<first>[A-Z]{4,8}):? )?[\[(<]?(?:[A-Z], \[)?"
    r"(?P<stamp>(?P<date>\d{4}[-/]\d{2}[-/]\d{2})[T_ ](?P<clock>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)"
    rf"(?P<zone>{_ZONE})"
    r"|\d{10}(?:\.\d{1,9})?(?=[\s\]])|\d{13}(?=[\s\]])"
    r"|\d{2}[ /-](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ /-]\d{4}[ :]\d{2}:\d{2}:\d{2}"
    rf"(?:[.,]\d{{1,9}})?{_ZONE}"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d"
    r" \d{2}:\d{2}:\d{2}(?:\.\d{1,9})? \d{4})"
    r"(?=[\])>\s|:,;]|$)(?: #\d+)?[\])>]?[\s|:,;-]*"
)
_FORMAL = re.compile(
    r"(?P<d>\d{2})[ /-](?P<m>[A-Z][a-z]{2})[ /-](?P<y>\d{4})[ :](?P<c>[\d:.,]+)(?P<z>.*)$"
    r"|[A-Z][a-z]{2} (?P<m2>[A-Z][a-z]{2}) (?P<d2>[ \d]\d) (?P<c2>[\d:.]+) (?P<y2>\d{4})$"
)
_MONTHS = {
    name: f"{number:02d}"
    for number, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        start=1,
    )
}
_LEVEL = re.compile(
    r"(?<![\w.])(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|SEVERE|CRIT(?:ICAL)?|ALERT|EMERG|"
    r"FATAL|PANIC|LOG|trace|debug|info|notice|warn(?:ing)?|error|crit(?:ical)?|alert|emerg|fatal|"
    r"panic)(?![\w.])"
)


_USUAL = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?) +"
    r"\[?(TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\]?[:,]? +(?=[^\s{|,-])"
)
_CLOCKED = re.compile(
    r"[\[(]?(\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?)[\])]?[ |:,-]{1,3}(?:\[[\w./ -]{1,40}\] ?)?"
    r"\[?(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|CRITICAL|FATAL)\]?(?![\w.])[ |:,-]*(.*)$",
    re.DOTALL,
)
_GLOG = re.compile(
    r"(?P<level>[DIWEF])(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01]) "
    r"(?P<clock>\d\d:\d\d:\d\d\.\d{3,9})\s+\d+ (?P<text>[^\s\]]{1,200}:\d+\] .*)$",
    re.DOTALL,
)
_GLOG_LEVELS = {"D": "DEBUG", "I": "INFO", "W": "WARNING", "E": "ERROR", "F": "FATAL"}
_CREATED = re.compile(r"Log file created at: (20\d\d)/(\d\d)/(\d\d)\b")
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")
#: The heading of a written account, into which lines of a log are pasted.
_TITLE = re.compile(r"\s*#{1,3} \S")
_TO_THE_SECOND = re.compile(r".{0,16}\d{2}:\d{2}:\d{2}|\W*\d{10}")


class PlainLogReader:
    """Reads lines that start with a time."""

    name = "plain_log"
    rotates = True
    about = About(
        title="any log: lines that start with a date and a time; glog and klog",
        export=("copy the log as it is"),
        zone="as stated in the line; a stamp without a zone needs --tz; one without a day takes it from the file's name or the other evidence, and rolls at midnight; glog's year is that of its header",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="common use: forms of log4j, Python, Go, Rails, PostgreSQL and glog",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely most lines start with a full date and time."""
        lines = [line for line in head.text.splitlines() if line.strip()][:200]
        timed = sum(split(line) is not None for line in lines)
        if timed < 2:
            return 0.0
        if sum(_GLOG.match(line) is not None for line in lines) * 2 > timed:
            return 0.8
        if sum(_CLOCKED.match(line) is not None for line in lines) * 2 > len(lines):
            return 0.5
        levels = sum(_LEVEL.search(line[:120]) is not None for line in lines)
        share = timed / len(lines)
        if share < 0.5 and _TITLE.match(lines[0]):
            return 0.1
        if levels * 2 >= timed:
            return 0.65 if share >= 0.5 else 0.5 if share >= 0.1 else 0.1
        if not any(_TO_THE_SECOND.match(line) for line in lines):
            return 0.15
        return 0.55 if share >= 0.8 and timed >= 5 else 0.45 if share >= 0.5 else 0.1

    def split(self, line: str) -> Line | None:
        """Return the stamp, level and message of one line, or None where it has no time."""
        return split(line)

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or its lines where they are few."""
        oldest = source.before[0] if source.before else source
        day = day_in_name(oldest.path)
        begun = _CREATED.search(oldest.sample().text[:500]) if zones.day_by is None else None
        if begun is not None and (created := _day(begun)) is not None:
            zones = replace(zones, day=created, day_by="its header")
        elif day is not None:
            zones = replace(zones, day=day)
        return read_log(source, zones, split, digits_alike)


def day_in_name(path: str) -> date | None:
    """Return the day that the name of a file states: that of its first line, where lines name none."""
    found = _DAY_IN_NAME.search(PurePosixPath(path).name)
    return _day(found) if found is not None else None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def split(line: str) -> Line | None:
    """Return the stamp, level and message of one line, or None where it starts with no time."""
    usual = _USUAL.match(line)
    if usual is not None:
        return Line(usual[1], usual[2], line[usual.end() :])
    match = _STAMP.match(line)
    if match is None:
        return _glog(line) if line[:1] in _GLOG_LEVELS else _clocked(line)
    rest = line[match.end() :]
    stamp = match["stamp"]
    if match["date"] is None:
        stamp = formal(stamp)
    if rest.startswith("{") and (held := inside(rest)) is not None:
        return Line(stamp, *held)
    if match["first"] is not None:
        return Line(stamp, match["first"], rest)
    level = _LEVEL.search(rest, 0, 100)
    if level is None:
        return Line(stamp, None, rest)
    if level.start() <= 2:
        rest = rest[level.end() :].lstrip(" ]:|,-")
    return Line(stamp, level[1], rest)


def _clocked(line: str) -> Line | None:
    clocked = _CLOCKED.match(line)
    return Line(clocked[1], clocked[2], clocked[3]) if clocked is not None else None


def _glog(line: str) -> Line | None:
    """Return a line of glog or klog, as Kubernetes writes them: level, month, day and clock, no year."""
    found = _GLOG.match(line)
    if found is None:
        return None
    month = next(name for name, number in _MONTHS.items() if number == found["month"])
    stamp = f"{month} {int(found['day']):>2} {found['clock']}"
    return Line(stamp, _GLOG_LEVELS[found["level"]], found["text"].rstrip())


def formal(stamp: str) -> str:
    """Return a stamp with an English month name in the form of ISO 8601; others as they are."""
    match = _FORMAL.match(stamp)
    if match is None:
        return stamp
    if match["m"]:
        day, month, year, clock, zone = match["d"], match["m"], match["y"], match["c"], match["z"]
    else:
        day, month, year, clock, zone = match["d2"], match["m2"], match["y2"], match["c2"], ""
    return f"{year}-{_MONTHS.get(month, '00')}-{int(day):02d}T{clock}{zone}"
