"""The forms in which people write a day and a time of day, as one grammar without zones applied."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from unblame.evidence.zones import AMBIGUOUS, LITERAL, REGIONAL
from unblame.model import Precision

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?-i:(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)"
_ORDINAL = r"(?:st|nd|rd|th)?"


def _day(tag: str) -> str:
    """Return the pattern of a day; group names end in `tag`."""
    return (
        rf"(?:(?P<y{tag}>\d{{4}})[-/.](?P<mo{tag}>\d{{1,2}})[-/.](?P<d{tag}>\d{{1,2}})"
        rf"|(?P<basic{tag}>(?:19|20)\d{{6}})(?=T)"
        rf"|(?P<n1{tag}>\d{{1,2}})(?P<sep{tag}>[/.])(?P<n2{tag}>\d{{1,2}})(?P=sep{tag})"
        rf"(?P<ny{tag}>\d{{4}}|\d{{2}}(?![\d.]))"
        rf"|{_WEEKDAY}?(?P<da{tag}>\d{{1,2}}){_ORDINAL}(?:\.?\s+(?:of\s+)?|[-/])"
        rf"(?P<ma{tag}>{_MONTH})\b\.?(?:,?[\s/-]+(?P<ya{tag}>\d{{4}})(?!\d))?"
        rf"|{_WEEKDAY}?(?P<mb{tag}>{_MONTH})\.?\s+(?P<db{tag}>\d{{1,2}})(?!\d|:){_ORDINAL}"
        rf"(?:,?\s+(?P<yb{tag}>\d{{4}})(?![\d:]))?)"
    )


def _clock(tag: str) -> str:
    return (
        rf"(?:(?P<h{tag}>\d{{1,2}})(?P<colon{tag}>[:.h])(?P<m{tag}>[0-5]\d|[Xx?]{{2}})"
        rf"(?::(?P<s{tag}>[0-6]\d)(?:[.,](?P<f{tag}>\d{{1,9}}))?)?"
        rf"(?:\s?(?P<ap{tag}>[ap]\.?m\b\.?))?"
        rf"|(?P<h2{tag}>\d{{1,2}})\s?(?P<ap2{tag}>[ap]\.?m\b\.?)"
        rf"|(?<=T)(?P<hb{tag}>\d{{2}})(?P<mb2{tag}>\d{{2}})(?P<sb{tag}>\d{{2}})?)"
    )


_NAMES = "|".join(sorted({*LITERAL, *REGIONAL, *AMBIGUOUS}, key=len, reverse=True))


def _zone(tag: str) -> str:
    return (
        rf"(?:\s?[(\[]?(?P<z{tag}>Z\b|(?:UTC|GMT)\s?[+\-\u2212]\d{{1,2}}(?::?\d{{2}})?(?![\d:])"
        rf"|(?-i:{_NAMES})\b(?![/+])|[+\u2212-]\d{{2}}:?\d{{2}}(?![\d:])|\+\d{{2}}(?![\d:])"
        rf"|(?-i:[A-Z][a-z]+/[A-Z][A-Za-z_]+))[)\]]?)?"
    )


_ABOUT = (
    r"(?P<about>(?:~|\u2248|\b(?:about|around|approx(?:imately|\.)?|circa|ca?\.|roughly)\s)\s*)?"
)
_JOIN = r"(?:T|:|\s+at\s+|\s*@\s*|,?\s+(?:[-\u2013\u2014]\s+)?|,)(?:~\s*|about\s+|around\s+)?"
_FULL = re.compile(
    rf"(?<![\w.:/-]){_ABOUT}"
    rf"(?:{_day('1')}(?P<join>{_JOIN}){_clock('1')}{_zone('1')}(?:\s+(?P<yt>\d{{4}})(?!\d|[:.-]\d))?"
    rf"(?:\s(?P<zt>[+-]\d{{4}})(?!\d))?"
    rf"|{_clock('2')}{_zone('2')}(?:(?:,|\s+on)?\s+{_day('2')})?"
    rf"|{_day('3')})(?![\w]|[:.]\d)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b|\btill\b|\band\b)\s*~?(?:{_day('1')}{_JOIN})?"
    rf"{_clock('1')}{_zone('1')}(?![\w]|[:.]\d)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"between\s*$", re.IGNORECASE)
_MINUTES = re.compile(r"[-\u2013](\d{1,2})(?![\d:.\w])")
_DOTTED_AFTER = re.compile(
    r"(?:^|\n|\bat|\bfrom|\bkl\.?|\bum|\buntil|\bby|[\[|(*])\s*[~*]*$", re.IGNORECASE
)


_DAY_GROUPS = (
    "y", "mo", "d", "basic", "n1", "sep", "n2", "ny", "da", "ma", "ya", "mb", "db", "yb",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A time as found: its parts, and its place in the text."""

    text: str
    start: int
    end: int
    clock: time
    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    numbers: tuple[int, int, int] | None = None
    zone: str | None = None
    carry: int = 0
    end_time: "Written | None" = None


def day_of(found: Written, near: date | None, order: str | None) -> date | None:
    """Return the day that is written, completed from `near`; None where it stays open."""
    try:
        if found.numbers is not None:
            return _by_order(found.numbers, order)
        if found.month is None or found.day is None:
            return near
        if found.year is not None:
            return date(found.year, found.month, found.day)
        if near is None:
            return None
        around = [_maybe(near.year + step, found.month, found.day) for step in (0, -1, 1)]
        return min((d for d in around if d is not None), key=lambda d: abs(d - near), default=None)
    except ValueError:
        return None


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _by_order(numbers: tuple[int, int, int], order: str | None) -> date | None:
    first, second, year = numbers
    year += 2000 if year < 100 else 0
    if first > 12 or (order == "dmy" and second <= 12):
        return date(year, second, first)
    if second > 12 or order == "mdy" or first == second:
        return date(year, first, second)
    return None


def match(text: str, *, whole: bool = False) -> Written | None:
    """Return the time at the start of the text; with `whole`, only where it is all of the text."""
    found = _FULL.match(text)
    if found is None:
        return None
    result = _read(text, found, dotted=True)
    if result is None or (whole and text[result.end :].strip(" .)]*")):
        return None
    return result


def search(text: str) -> Iterator[Written]:
    """Yield every time in running text, left to right."""
    position = 0
    while (found := _FULL.search(text, position)) is not None:
        dotted = _DOTTED_AFTER.search(text[max(0, found.start() - 12) : found.start()]) is not None
        result = _read(text, found, dotted=dotted)
        position = result.end if result is not None else found.start() + 1
        if result is not None:
            yield result


def _read(text: str, found: re.Match[str], *, dotted: bool) -> Written | None:
    tag = "1" if found["join"] is not None else "3" if _has_day(found, "3") else "2"
    first = _parts(found, tag, dotted=dotted)
    if first is None:
        return None
    if tag == "3":
        return first
    dash = _dash_for_offset(text, found, tag)
    if dash is not None:
        first = replace(first, end=dash, zone=None)
    last = _long_end(text, found, first, tag) or _short_end(text, first)
    if last is None:
        return first
    return replace(first, text=text[first.start : last.end], end=last.end, end_time=last)


def _dash_for_offset(text: str, found: re.Match[str], tag: str) -> int | None:
    """Return where the dash of `14:02-14:10` stands: a range, and no offset of minus 14:10."""
    zone = found[f"z{tag}"] or ""
    start = found.start(f"z{tag}")
    joined = tag == "1" and found["join"].upper() == "T"
    if zone[:1] not in ("-", "\u2212") or ":" not in zone or joined or found[f"s{tag}"]:
        return None
    return start if text[start - 1] != " " else None


def _long_end(text: str, found: re.Match[str], first: Written, tag: str) -> Written | None:
    follow = _UNTIL.match(text, first.end)
    if follow is None:
        return None
    if follow[0].lstrip().lower().startswith("and") and not _BETWEEN.search(text[: first.start]):
        return None
    return _parts(follow, "1", dotted=found[f"colon{tag}"] == ".")


def _short_end(text: str, first: Written) -> Written | None:
    """Read the end of `17:44-7`, where only the last digits of the minute are written."""
    short = _MINUTES.match(text, first.end)
    if short is None or first.zone or first.precision is not Precision.MINUTE:
        return None
    tens = first.clock.minute // 10 * 10 if len(short[1]) == 1 else 0
    minute = tens + int(short[1])
    if not first.clock.minute < minute < 60:
        return None
    return replace(first, text=short[0], start=short.start(), end=short.end(),
                   clock=first.clock.replace(minute=minute), month=None, day=None, year=None,
                   numbers=None)  # fmt: skip


def _has_day(found: re.Match[str], tag: str) -> bool:
    return any(found[f"{name}{tag}"] for name in ("y", "basic", "n1", "da", "mb"))


def _parts(found: re.Match[str], tag: str, *, dotted: bool) -> Written | None:
    day = _day_parts(found, tag)
    groups = found.groupdict()
    about = bool(groups.get("about")) or (
        tag == "1" and "join" in groups and re.search(r"~|about|around", found["join"]) is not None
    )
    if tag == "3":
        clock: tuple[time, Precision, int] | None = (time(0), Precision.DAY, 0)
    elif found[f"colon{tag}"] == "." and not dotted:
        return None
    else:
        clock = _clock_parts(found, tag)
    if clock is None:
        return None
    precision = clock[1]
    if about and precision in {Precision.MINUTE, Precision.SECOND}:
        precision = Precision.APPROXIMATE
    year = day.get("year")
    if year is None and groups.get("yt"):
        year = int(groups["yt"])
    numbers = day.get("numbers")
    zone = (groups.get("zt") or groups[f"z{tag}"]) if tag != "3" else None
    return Written(
        text=found[0].strip(), start=found.start(), end=found.end(), clock=clock[0],
        precision=precision, year=_int(year), month=_int(day.get("month")),
        day=_int(day.get("day")), zone=zone, carry=clock[2],
        numbers=numbers if isinstance(numbers, tuple) else None,
    )  # fmt: skip


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _day_parts(found: re.Match[str], tag: str) -> dict[str, int | tuple[int, int, int] | None]:
    part = {name: found[f"{name}{tag}"] for name in _DAY_GROUPS}
    if part["y"]:
        return {"year": int(part["y"]), "month": int(part["mo"]), "day": int(part["d"])}
    if part["basic"]:
        raw = part["basic"]
        return {"year": int(raw[:4]), "month": int(raw[4:6]), "day": int(raw[6:])}
    if part["n1"]:
        if part["sep"] == ".":
            year = int(part["ny"])
            return {"year": year + (2000 if year < 100 else 0), "month": int(part["n2"]),
                    "day": int(part["n1"])}  # fmt: skip
        return {"numbers": (int(part["n1"]), int(part["n2"]), int(part["ny"]))}
    name, day, year_text = (
        (part["ma"], part["da"], part["ya"]) if part["ma"] else (part["mb"], part["db"], part["yb"])
    )
    if not name:
        return {}
    return {
        "year": int(year_text) if year_text else None,
        "month": _MONTHS.index(name[:3].lower()) + 1,
        "day": int(day),
    }


def _clock_parts(found: re.Match[str], tag: str) -> tuple[time, Precision, int] | None:
    part = {
        n: found[f"{n}{tag}"] for n in ("h", "m", "s", "f", "ap", "h2", "ap2", "hb", "mb2", "sb")
    }
    if part["hb"]:
        hour, minute, second, half = part["hb"], part["mb2"], part["sb"], None
    else:
        hour, minute, second = part["h"] or part["h2"], part["m"], part["s"]
        half = part["ap"] or part["ap2"]
    h, carry = _hour(int(hour), half)
    if h > 23 or (second and int(second) > 59):
        return None
    if minute is None or not minute.isdigit():
        return time(h), Precision.HOUR, carry
    micros = int((part["f"] or "0")[:6].ljust(6, "0"))
    clock = time(h, int(minute), int(second or 0), micros)
    precision = Precision.EXACT if part["f"] else Precision.SECOND if second else Precision.MINUTE
    return clock, precision, carry


def _hour(hour: int, half: str | None) -> tuple[int, int]:
    if half and 1 <= hour <= 12:
        return hour % 12 + (12 if half[0].lower() == "p" else 0), 0
    return (0, 1) if hour == 24 else (hour, 0)
