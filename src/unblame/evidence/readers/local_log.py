"""Long logs whose lines begin with a clock alone, or with a date as a country writes it.

A few such lines can be anybody's notes, so only many of them that repeat are taken for a log.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from unblame.evidence.about import About
from unblame.evidence.day_order import order_in
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.log import Line, digits_alike, read_log
from unblame.evidence.readers.plain_log import day_in_name
from unblame.evidence.record import Reading
from unblame.evidence.template import template
from unblame.evidence.times import Zones
from unblame.model import Warning

_LINE = re.compile(
    r"[\[(<]?(?:(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4})[ ,T]{1,2})?"
    r"(?P<hour>\d{1,2})(?P<rest>:\d\d:\d\d(?:[.,]\d{1,9})?)(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"[\])>]?(?=[\s:|,;-])[\s:|,;-]{0,4}(?P<text>\S.*)$",
    re.DOTALL,
)
_LEVEL = re.compile(
    r"(?<![\w.])(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|SEVERE|CRITICAL|FATAL|trace|debug|info|"
    r"warn(?:ing)?|error|fatal)(?![\w.])"
)
_MANY = 200
_REPEATS = 4


class LocalLogReader:
    """Reads long logs of lines that begin with a clock or a local date."""

    name = "local_log"
    rotates = True
    about = About(
        title="long logs of lines that begin with a clock alone or a local date (04.03.2026, 03/04/2026 5:06:07 AM)",
        export="copy the log as it is; a few hundred lines at least, for fewer are read as notes",
        zone="none is stated: --tz; a clock alone takes its day from the file's name or the other evidence and rolls at midnight; a date with / asks for --dates where both orders could be meant",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="common use",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether nearly all of many lines begin so, and say the same again and again."""
        lines = [line for line in head.text.splitlines() if line.strip()][:_MANY]
        if len(lines) < _MANY:
            return 0.0
        texts = [found["text"] for line in lines if (found := _LINE.match(line)) is not None]
        if len(texts) * 10 < len(lines) * 9:
            return 0.0
        return 0.6 if len({template(text) for text in texts}) * _REPEATS <= len(texts) else 0.0

    def split(self, line: str) -> Line | None:
        """Split one line; the day first, where the date does not tell."""
        return day_first(line)

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or one warning where its dates can be read in two ways."""
        oldest = source.before[0] if source.before else source
        text = oldest.sample().text
        day = day_in_name(oldest.path)
        if day is not None and zones.day_by is None:
            zones = replace(zones, day=day)
        slashed = (found := _LINE.match(text)) is not None and found["mark"] == "/"
        order = zones.order or order_in(text) if slashed else "dmy"
        split = _OF_ORDER.get(order or "")
        if split is None:
            name = oldest.path.rpartition("/")[2]
            what = f"a day and a month that could be either way round; say which with --dates {name}=dmy or =mdy"
            return Reading(warnings=(Warning(where="the file", what=what),))
        return read_log(source, zones, split, digits_alike)


def day_first(line: str) -> Line | None:
    """Split a line whose dates name the day first."""
    return _split(line, "a", "b")


def month_first(line: str) -> Line | None:
    """Split a line whose dates name the month first; a date with dots names the day first all the same."""
    return _split(line, "b", "a")


_OF_ORDER: dict[str, Callable[[str], Line | None]] = {"dmy": day_first, "mdy": month_first}


def _split(line: str, day: str, month: str) -> Line | None:
    found = _LINE.match(line)
    if found is None:
        return None
    if found["mark"] == ".":
        day, month = "a", "b"
    hour = int(found["hour"])
    if found["half"] is not None:
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    stamp = f"{hour:02d}{found['rest']}"
    if found["year"] is not None:
        stamp = f"{found['year']}-{int(found[month]):02d}-{int(found[day]):02d} {stamp}"
    level = _LEVEL.search(found["text"], 0, 100)
    return Line(stamp, level[1] if level is not None else None, found["text"])
