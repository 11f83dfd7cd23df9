"""The day and the zone that a written account states once for all of its times."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import msgspec

from unblame.evidence.number_date import calendar_day
from unblame.evidence.times import Zones, read_day
from unblame.evidence.zones import (
    ABBREVIATED,
    AMBIGUOUS,
    LITERAL,
    REGIONAL,
    SPELT,
    SPELT_OUT,
    own_zone,
    spelt,
)
from unblame.model import Moment
from unblame.text import Block

_TOKEN = re.compile(
    rf"(?:\b(?:UTC|GMT)\s?[+\-−]\d{{1,2}}(?::?\d{{2}})?(?!\d)|(?<![^\W_])(?:{ABBREVIATED})(?![^\W_])"
    r"|\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z][A-Za-z_]+\b|\bU[SC]/(?:Pacific|Eastern|Central|Mountain)\b"
    rf"|\b(?:{SPELT_OUT}) (?:[Ss]tandard )?[Tt]ime\b"
    r"|\b(?:Pacific|Eastern|Mountain|Central European)(?: (?:Standard |Daylight )?Time)?\b"
    r"|\bZulu\b)"
)
_IN_BRACKETS = re.compile(
    r"[(\[]\s*(?:(?:all )?(?:times? )?(?:in )?)(" + _TOKEN.pattern + r")\s*(?:times?)?\s*[)\]]"
)
_WORDED: Final = {
    "pacific": "America/Los_Angeles",
    "eastern": "America/New_York",
    "mountain": "America/Denver",
    "central european": "CET",
    "zulu": "UTC",
    "central": "America/Chicago",
}
_SAYS_ZONE = re.compile(
    r"(?:\btime(?:s|lines?|stamps?|[- ]?zone)?\b|\bclocks?\b|\bdates? and times?\b|\bhours\b)"
    r"[^.\n|]{0,70}|^\W*(?:time|when|date|timestamp)\b[^|\n]{0,30}",
    re.IGNORECASE,
)
_BESIDE_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?[ (]{0,2}"
    rf"((?:UTC|GMT)\s?[+\-\u2212]\d{{1,2}}(?::?\d{{2}})?(?![\d:])|(?:{ABBREVIATED})\b)"
)
_SAYS_DAY = re.compile(
    r"\b(?:times?|timelines?|timestamps?)\b[^.\n]{0,40}\bon\b[^.\n]*", re.IGNORECASE
)
_UNLESS_NOTED = re.compile(
    r"\b(?:unless|except where|if not)\b[^.]{0,30}\b(?:noted|stated|mentioned|specified|indicated|marked)\b"
    r"[^.]{0,80}?\bon\s([^.]{6,40})",
    re.IGNORECASE,
)
_NOT_THE_DAY = re.compile(
    r"\b(?:modified|created|updated|published|posted|written|reviewed|due|deadline|version|by)\b",
    re.IGNORECASE,
)
_OF_ACTIONS = re.compile(
    r"\b(?:action|to-?do|follow[- ]?up|next step|remediation|corrective|preventive|prevention)s?\b"
    r"|\baction items?\b|\bto be done\b",
    re.IGNORECASE,
)
_HANDED_OUT = re.compile(
    r"^\W*(?:action|todo|owner|assignee|due)\b[^\n]*:|\b(?:owner|assignee|due(?: date)?)\s*:"
    r"|\((?:[^()\d]|\d(?!\d{3}-))*,\s*(?:due |by )?20\d\d-\d\d-\d\d\)\W*$",
    re.IGNORECASE,
)
_CLOCK_LINE = re.compile(r"[\s\[(*_`~]*(\d{1,2}):(\d{2})(?:\D|$)")
_FULL_STAMP = re.compile(r"\b(20\d\d-\d\d-\d\d)[T ](\d\d):(\d\d)")
_JOINED_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)"
)


#: When a message of a status page was posted; all of one day, they tell the day of the incident.
_POSTED = re.compile(
    r"^[^\w\n]*+Posted\b.{0,40}?([A-Z][a-z]{2,8} \d{1,2}, \d{4}\b.*)$", re.MULTILINE
)
_SHORT_DAY = re.compile(r"(?<![\w.:/-])(\d{1,2})[-/](\d{1,2})[-/](\d\d)(?![\w.:/-])")
_DAYS = re.compile(
    r"(?<![\d:-])(?P<first>\d{1,2})\s?[-–]\s?\d{1,2}\.? (?P<month>[A-Z][a-z]{2,8}) (?P<year>20\d\d)\b"
    r"|\b(?P<name>[A-Z][a-z]{2,8}) (?P<begin>\d{1,2})\s?[-–]\s?\d{1,2},? (?P<of>20\d\d)\b"
)


#: A post on an incident is written no later than so many days after it.
_POSTED_WITHIN: Final = timedelta(days=45)
_TITLE_LINE = re.compile(r"title\s*:", re.IGNORECASE)
_DAY_AND_CLOCK = re.compile(
    r"\bon\s[^.\n]{3,40}?\bat\s(?:about |around |approximately )?~?\d{1,2}[:.]?\d{0,2}|\bat\s~?\d{1,2}:\d\d[^.\n]{0,20}\bon\s",
    re.IGNORECASE,
)


def zone_in(text: str) -> str | None:
    """Return the zone that a sentence states for the times of a document, as written, or None."""
    for match in _SAYS_ZONE.finditer(text):
        tokens = _TOKEN.findall(match[0])
        offsets = [token for token in tokens if re.search(r"[+\-−]\d", token)]
        if offsets or tokens:
            return str((offsets or tokens)[0])
    return None


def zone_in_title(text: str) -> str | None:
    """Return the zone that a heading or a column names: in a sentence, or alone in brackets."""
    stated = zone_in(text)
    if stated is not None:
        return stated
    bracketed = _IN_BRACKETS.search(text)
    return bracketed[1] if bracketed else None


def zone_of_account(blocks: Iterable[Block], text: str) -> str | None:
    """Return the zone of a whole account: stated for all times, else the one that its times bear."""
    for block in blocks:
        if block.kind in ("heading", "paragraph", "item", "cell", "quote", "front_matter"):
            stated = zone_in(block.text)
            if stated is not None:
                return stated
    titled = _zone_of_titles(blocks)
    if titled is not None:
        return titled
    beside = set(_BESIDE_TIME.findall(text))
    return beside.pop() if len(beside) == 1 else None


def _zone_of_titles(blocks: Iterable[Block]) -> str | None:
    """Return the zone in brackets of the first heading that has one, or of the first line."""
    for at, block in enumerate(blocks):
        line = block.text.strip().partition("\n")[0]
        if block.kind == "heading" or (at == 0 and block.kind == "paragraph"):
            bracketed = _IN_BRACKETS.search(line)
            if bracketed is not None and not _CLOCK_LINE.match(line):
                return bracketed[1]
    return None


def zones_within(zone: str | None, zones: Zones) -> tuple[Zones, str | None]:
    """Return the zones to read an account with, and the basis that its own zone gives."""
    if zone is None:
        return zones, None
    written = zone.strip()
    chosen = zones.chosen.get(written) or zones.chosen.get(written.upper())
    if chosen is not None:
        return replace(zones, default=chosen, by="document"), f"chosen:{chosen}"
    words = (to for word, to in _WORDED.items() if word in written.lower())
    written = SPELT.get(spelt(written)) or next(words, written)
    if written in AMBIGUOUS and own_zone(written, zones)[0] is not None:
        return zones, None
    if written in AMBIGUOUS:
        return replace(zones, default=None, by="document"), None
    if written in LITERAL:
        name = _offset(LITERAL[written].utcoffset(None))
        basis = "stated" if written in ("UTC", "GMT") else f"abbreviation:{written}"
        return replace(zones, default=name, by="document"), basis
    if written in REGIONAL:
        return replace(zones, default=REGIONAL[written], by="document"), f"abbreviation:{written}"
    name = re.sub(r"^(?:UTC|GMT)\s?", "", written).replace("\u2212", "-")
    if re.fullmatch(r"[+-]\d", name):
        name = f"{name[0]}0{name[1]}"
    return replace(zones, default=name, by="document"), "stated"


def with_basis(moment: Moment, basis: str | None) -> Moment:
    """Return the moment with the basis of the document's zone, where its zone was not its own."""
    if basis is None or not moment.zone_basis.startswith("assumed:"):
        return moment
    return msgspec.structs.replace(moment, zone_basis=basis)


def day_of_account(blocks: tuple[Block, ...], text: str, name: str) -> date | None:
    """Return the day that an account is about, by its own words, else by its file name."""
    title = next((block.text.strip() for block in blocks if block.kind == "heading"), None)
    handed = [block for block in blocks if _hands_out(block, title)]
    blocks = tuple(block for block in blocks if not _hands_out(block, title))
    for finder in (_day_for_times, _day_in_title, _day_in_stamp, _day_in_prose):
        found = finder(blocks)
        if found is not None:
            return found
    stem = name.rsplit("/", 1)[-1]
    posted = [read_day(line) for line in _POSTED.findall(text)]
    if len(posted) > 1 and len(set(posted)) == 1:
        return posted[0]
    return _joined(stem) or _joined(_without(text, handed))


def day_unless_noted(text: str) -> date | None:
    """Return the day of every line that names none, where the account says so, or None."""
    found = _UNLESS_NOTED.search(text)
    return read_day(found[1]) if found is not None else None


def _without(text: str, blocks: Iterable[Block]) -> str:
    for block in blocks:
        text = text[: block.start] + " " * (block.end - block.start) + text[block.end :]
    return text


def _hands_out(block: Block, title: str | None) -> bool:
    """Say whether a block is an action or its owner's, whose day is when it is due."""
    if block.kind in ("front_matter", "heading") or _CLOCK_LINE.match(block.text):
        return False
    if any(_OF_ACTIONS.search(name) for name in block.section if name.strip() != title):
        return True
    return block.kind in ("item", "cell", "paragraph") and bool(_HANDED_OUT.search(block.text))


def _day_for_times(blocks: tuple[Block, ...]) -> date | None:
    for block in blocks:
        match = _SAYS_DAY.search(block.text)
        if match and (day := read_day(match[0])) is not None:
            return day
    return None


def _day_in_title(blocks: tuple[Block, ...]) -> date | None:
    for block in blocks:
        if block.kind == "front_matter":
            for line in block.text.splitlines():
                if re.match(
                    r"(?:title|date|incident_?date|subject|summary)\s*:", line, re.IGNORECASE
                ):
                    day = read_day(line.split(":", 1)[1])
                    if day is not None:
                        posted = re.match(r"date\s*:", line, re.IGNORECASE) is not None
                        return (_told_before(day, blocks) if posted else None) or day
        if block.kind == "heading" and len(block.section) <= 1:
            day = _first_of_range(block.text) or read_day(block.text) or _short_day(block.text)
            if day is not None:
                return day
    return None


def _told_before(posted: date, blocks: tuple[Block, ...]) -> date | None:
    """Return the day that a post tells of, where it was posted within weeks after that.

    Its title says it, or the sentences that name a clock as well: the day that most of them name, else
    the last of them, as what led up to an incident is told too.
    """
    named: Counter[date] = Counter()
    for block in blocks:
        for line in block.text.splitlines():
            title = block.kind == "front_matter" and _TITLE_LINE.match(line) is not None
            if not title and (block.kind != "paragraph" or not _DAY_AND_CLOCK.search(line)):
                continue
            day = read_day(line, near=posted)
            if day is None or not timedelta() <= posted - day <= _POSTED_WITHIN:
                continue
            if title:
                return day
            named[day] += 1
    return max(named, key=lambda day: (named[day], day), default=None)


def _first_of_range(text: str) -> date | None:
    """Return the first day of `4-6 March 2026` or `March 4-6, 2026`, or None."""
    days = _DAYS.search(text)
    if days is None:
        return None
    if days["first"]:
        return read_day(f"{days['first']} {days['month']} {days['year']}")
    return read_day(f"{days['begin']} {days['name']} {days['of']}")


def _short_day(text: str) -> date | None:
    """Return the day of `5-26-21`, where only one of its numbers can be the month, or None."""
    found = _SHORT_DAY.search(text)
    if found is None:
        return None
    one, other, year = (int(part) for part in found.groups())
    if (one > 12) == (other > 12):
        return None
    return calendar_day(2000 + year, min(one, other), max(one, other))


def _day_in_stamp(blocks: tuple[Block, ...]) -> date | None:
    """Find a full stamp quoted in a line whose own clock time it agrees with."""
    for block in blocks:
        lead = _CLOCK_LINE.match(block.text)
        if lead is None:
            continue
        for day, hour, minute in _FULL_STAMP.findall(block.text):
            apart = int(hour) * 60 + int(minute) - int(lead[1]) * 60 - int(lead[2])
            if abs(apart) <= 10:
                return read_day(day)
    return None


def _day_in_prose(blocks: tuple[Block, ...]) -> date | None:
    year = _year(blocks)
    near = date(year, 7, 1) if year else None
    for block in blocks:
        if block.kind not in ("paragraph", "item", "cell", "heading"):
            continue
        if _CLOCK_LINE.match(block.text):
            continue
        for line in block.text.splitlines():
            if not _NOT_THE_DAY.search(line) and (day := read_day(line, near=near)) is not None:
                return day
    return None


def _year(blocks: tuple[Block, ...]) -> int | None:
    years = [int(y) for block in blocks for y in re.findall(r"\b(20[0-4]\d)-\d\d-", block.text)]
    return years[0] if years else None


def _joined(text: str) -> date | None:
    for match in _JOINED_DAY.finditer(text):
        day = calendar_day(int(match[1]), int(match[2]), int(match[3]))
        if day is not None:
            return day
    return None


def _offset(offset: timedelta | None) -> str:
    minutes = int((offset or timedelta()).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
