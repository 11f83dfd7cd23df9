"""Times that people and machines write in digits, found in running text without zones applied."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache

from unblame.evidence.amount import is_amount
from unblame.evidence.clock_form import Clock, clock_parts, clock_pattern, hour_of, zone_pattern
from unblame.evidence.day_form import day_by_order, day_parts, day_pattern, is_day, near_day
from unblame.model import Precision
from unblame.text import late

_NEAR = timedelta(minutes=5)
_LEAP_YEAR = 2000
_ABOUT_WORDS = r"about|around|approx(?:imately|\.)?|circa|ca?\.|roughly|some ?time around"
_ABOUT = (
    rf"(?:(?P<about>(?:~|\u2248|\b(?:{_ABOUT_WORDS})\s)\s*)"
    r"|\b(?P<lean>(?:shortly|just|right|soon|moments)\s+(?:before|after|past))\s+)?"
)
#: How a time can begin, but for digits; it is only here to fail early.
_BEGINNINGS = (
    r"(?-i:[Aa](?:b|r|pp|pr|PR|ug|UG)|[Cc](?:ir|a)|[Rr](?:ou|ig)|[Ss](?:om|ho|oo|ep|EP|at|un)|[Jj](?:us|an|AN|u[nl]|U[NL])"
    r"|[Mm](?:om|a[ry]|A[RY]|on)|F(?:eb|EB|ri)|O(?:ct|CT)|N(?:ov|OV)|D(?:ec|EC)|T(?:ue|hu)|Wed)"
)
_HALF_OF_END = (
    r"(?:(?P<ph>\d{1,2})(?::(?P<pm>[0-5]\d))?\s?(?P<pj>[-\u2013\u2014]|\bto\b|\band\b|\buntil\b)\s?"
    r"(?=\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b))?"
)
_JOIN = (
    r"(?:T|:|\s+at\s+|\s*@\s*|,?\s+(?:um|kl\.?)\s+|,?\s+(?:[-\u2013\u2014]\s+)?|,)"
    r"(?:~\s*|about\s+|around\s+)?"
)
_FULL = late(
    rf"(?<![\w.:/+-])(?=[\d~\u2248]|{_BEGINNINGS}){_ABOUT}"
    rf"(?:{day_pattern('1')}(?P<join>{_JOIN}){clock_pattern('1')}{zone_pattern('1')}"
    r"(?:\s+(?P<yt>\d{4})(?!\d|[:.-]\d))?(?:\s(?P<zt>[+-]\d{4})(?!\d))?"
    rf"|{_HALF_OF_END}{clock_pattern('2')}{zone_pattern('2')}(?:(?:,|\s+on(?: the)?)?\s+{day_pattern('2')})?"
    rf"|{day_pattern('3')})(?![\w]|[:.]\d|:[\da-f]{{2}}:)",
    re.IGNORECASE,
)
_UNTIL = late(
    r"\s*(?:->|=>|-|\u2013|\u2014|\u2192|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b)"
    rf"(?:\s*~|\s+(?:{_ABOUT_WORDS})(?=\s))?\s*(?:{day_pattern('1')}{_JOIN})?"
    rf"{clock_pattern('1')}{zone_pattern('1')}(?![\w]|[:.]\d|:[\da-f]{{2}}:)",
    re.IGNORECASE,
)
_BETWEEN = late(r"between(?: the hours of)?\s*$", re.IGNORECASE)
#: The day of a range that stands after its end: `10:15 to 11:40 UTC on 5 March 2026`.
_ON_DAY = late(
    rf"(?:,|\s+on(?: the)?)?\s+{day_pattern('1')}(?![\w]|[:.]\d)(?!,?\s+(?:at\s)?~?\d{{1,2}}[:.]\d\d)",
    re.IGNORECASE,
)
_MINUTES = late(r"[-\u2013](\d{1,2})(?![\d:.\w])")
#: Before digits that are parted by a dot or an h, and are no time of day elsewhere: words that name a time,
#: the end of a stretch, or its beginning; versions and measures stand after the last as well.
_LED = late(
    r"(?:(?P<at>\bat|\bkl\.?|\bum|\bvers|\u00e0|\bhours of|\[)|(?P<by>\buntil|\btill|\bby)"
    r"|(?P<since>\bfrom|\bsince|\bde|\bentre|\bbetween)|(?P<open>^|\n))\s*[~*]*$",
    re.IGNORECASE,
)
#: Two digits of a year before a month, and a day: nothing says which is which.
_CUT_DAY = late(r"(?<!\d)\d\d-\d\d-\d\d[ T]$")
_DATED = late(r"(?:\b(?P<word>am|den|vom|on|of|dated?)\b|^)\W*$", re.IGNORECASE)
#: At the beginning of a text `1.7.10` is a version, and `1.7.26` a day.
_LEAST_YEAR = 15


#: No time is written without one of these.
_CUE = late(
    r"\d(?:[:.h/-][\dXx?]|\s?[APap]\.?[Mm]\b|\d\d\d\s?(?:Z|UTC|GMT|hrs|hours)\b|\s?Uhr|-?W\d|T\d"
    r"|(?:st|nd|rd|th)?(?:\.?\s+(?:of\s+)?|[-/])[JFMASOND][A-Za-z]{2})|[JFMASOND][A-Za-z]{2,8}(?:\.?\s+|-)\d",
)
#: No words before the digits of a time are longer.
_REACH = 80
_SHORT = 200
_ROUGH = late(r"~|about|around")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A time as found: its parts, and its place in the text.

    `halves` are the clock times it can be, where nothing beside it tells the half of the day.
    `within` says how much earlier and later it can be, where that is written.
    """

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
    leap: bool = False
    within: tuple[timedelta, timedelta] | None = None
    halves: tuple[tuple[time, int], ...] = ()
    end_time: "Written | None" = None

    @property
    def dated(self) -> bool:
        """Say whether it states its day."""
        return self.numbers is not None or self.month is not None


def day_of(found: Written, near: date | None, order: str | None) -> date | None:
    """Return the day that is written, completed from `near`; None where it stays open."""
    try:
        if found.numbers is not None:
            return day_by_order(found.numbers, order, near)
        if found.month is None or found.day is None:
            return near
        if found.year is not None:
            return date(found.year, found.month, found.day)
        return near_day(found.month, found.day, near) if near is not None else None
    except ValueError:
        return None


def match(text: str, *, whole: bool = False) -> Written | None:
    """Return the time at the start of the text; with `whole`, only where it is all of the text."""
    return _matched(text, whole) if len(text) <= _SHORT else _matched.__wrapped__(text, whole)


@lru_cache(maxsize=4096)
def _matched(text: str, whole: bool) -> Written | None:
    found = _FULL.match(text)
    if found is None:
        return None
    result = _read(text, found, opening=True)
    if result is None or (whole and text[result.end :].strip(" .)]*")):
        return None
    return result


def search(text: str, *, opening: bool = False) -> Iterator[Written]:
    """Yield every time in running text, left to right.

    With `opening` the text may begin with a time such as `8.40`; elsewhere that is a number.
    """
    if len(text) <= _SHORT:
        return iter(_again(text, opening))
    return _searched(text, opening)


@lru_cache(maxsize=4096)
def _again(text: str, opening: bool) -> tuple[Written, ...]:
    """Return the times of a short text; logs and chats hold the same ones over and over."""
    return tuple(_searched(text, opening))


def _searched(text: str, opening: bool) -> Iterator[Written]:
    cue = _CUE.search(text)
    if cue is None:
        return
    position = max(0, cue.start() - _REACH)
    while (found := _FULL.search(text, position)) is not None:
        result = _read(text, found, opening=opening)
        if result is not None:
            position = result.end
            yield result
        else:
            position = found.end() if _is_impossible(found) else found.start() + 1


def _read(text: str, found: re.Match[str], *, opening: bool) -> Written | None:
    tag = "1" if found["join"] is not None else "3" if _has_day(found, "3") else "2"
    first = _parts(found, tag)
    if first is None or _is_impossible(found):
        return None
    if tag == "3":
        return first if _is_day(text, found) else None
    dash = _dash_for_offset(text, found, tag)
    if dash is not None:
        first = replace(first, end=dash, zone=None)
    whole = _ranged(text, found, first)
    span = whole.end_time is not None
    if tag == "2" and not _is_clock(text, found, span=span, opening=opening):
        return None
    bare = tag == "2" and not first.dated and first.zone is None and not _half(found, "2")
    if bare and is_amount(text, first.start, whole.end, span=span):
        return None
    return whole


def _ranged(text: str, found: re.Match[str], first: Written) -> Written:
    """Return the time with its end, where it is written as a range."""
    if found["ph"]:
        return _before_half(text, found, first)
    last = _long_end(text, first) or _short_end(text, first)
    if last is None:
        return first
    if not first.dated and not last.dated:
        first, last = _dated_after(text, first, last)
    return replace(first, text=text[first.start : last.end], end=last.end, end_time=last)


def _dated_after(text: str, first: Written, last: Written) -> tuple[Written, Written]:
    """Return both ends of a range with the day that is written after it, if one is."""
    found = _ON_DAY.match(text, last.end)
    if found is None:
        return first, last
    day = day_parts(found, "1")
    own = replace(first, year=day.year, month=day.month, day=day.day, numbers=day.numbers)
    return own, replace(last, end=found.end())


def _before_half(text: str, found: re.Match[str], last: Written) -> Written:
    """Read the beginning of `3-4 pm`, whose half of the day stands at the end only."""
    between = found["pj"].lower() != "and" or _BETWEEN.search(
        text[max(0, last.start - 12) : last.start]
    )
    hour, half = int(found["ph"]), _half(found, "2")
    if not between or not 1 <= hour <= 12:
        start = found.start("h2") if found["h2"] else found.start("h22")
        return replace(last, text=text[start : last.end].strip(), start=start)
    clock = time(hour_of(hour, half)[0], int(found["pm"] or 0))
    if clock > last.clock:
        clock = time(hour_of(hour, "am")[0], clock.minute)
    precision = Precision.MINUTE if found["pm"] else Precision.HOUR
    end = replace(last, year=None, month=None, day=None, numbers=None)
    return replace(last, clock=clock, precision=precision, end_time=end)


def _dash_for_offset(text: str, found: re.Match[str], tag: str) -> int | None:
    """Return where the dash of `14:02-14:10` stands: a range, and no offset of minus 14:10."""
    zone = found[f"z{tag}"] or ""
    start = found.start(f"z{tag}")
    joined = tag == "1" and found["join"].upper() == "T"
    if zone[:1] not in ("-", "\u2212") or ":" not in zone or joined or found[f"s{tag}"]:
        return None
    return start if text[start - 1] != " " else None


def _long_end(text: str, first: Written) -> Written | None:
    follow = _UNTIL.match(text, first.end)
    if follow is None:
        return None
    before = text[max(0, first.start - 24) : first.start]
    if follow[0].lstrip().lower().startswith("and") and not _BETWEEN.search(before):
        return None
    parted = follow["colon1"] in (".", "h") and not _half(follow, "1")
    if parted and f"{follow['colon1']}" not in first.text:
        return None
    return _parts(follow, "1")


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
    return any(
        found[f"{name}{tag}"]
        for name in ("y", "yc", "basic", "wy", "oy", "n1", "s1", "dd", "da", "mb")
    )


def _half(found: re.Match[str], tag: str) -> str | None:
    return found[f"ap{tag}"] or found[f"ap2{tag}"]


def _is_impossible(found: re.Match[str]) -> bool:
    """Say whether no calendar has the day of a date in numbers: `12.30.45` is none."""
    tag = next((tag for tag in "123" if found[f"n1{tag}"] or found[f"s1{tag}"]), None)
    if tag is None:
        return False
    day = day_parts(found, tag)
    if day.numbers is None:
        return not (1 <= (day.month or 0) <= 12 and 1 <= (day.day or 0) <= 31)
    numbers = (*day.numbers[:2], day.numbers[2] or _LEAP_YEAR)
    return not is_day(numbers)


def _is_day(text: str, found: re.Match[str]) -> bool:
    """Say whether a date alone is one: `4.3.26` is a version, where no word says otherwise."""
    if found["sep3"] != "." or len(found["ny3"]) == 4:
        return True
    led = _DATED.search(text[max(0, found.start() - 12) : found.start()])
    return led is not None and (bool(led["word"]) or int(found["ny3"]) >= _LEAST_YEAR)


def _is_clock(text: str, found: re.Match[str], *, span: bool, opening: bool) -> bool:
    """Say whether digits parted by a dot, an `h` or nothing are a time: by what stands beside."""
    before = text[max(0, found.start() - 12) : found.start()]
    if _CUT_DAY.search(before):
        return False
    year = (found["h42"] or "") in ("19", "20")
    if not year and (found["colon2"] not in (".", "h") or found["z2"] or _half(found, "2")):
        return True
    if (found["tail2"] or "").strip().lower() == "uhr":
        return True
    led = _LED.search(before)
    if led is None:
        return False
    long = len(found["h2"] or "00") > 1
    if found["colon2"] != ".":
        return long or led["open"] is None
    if led["since"]:
        return span
    return long if led["by"] else (opening or led["open"] is None) and found["h2"] != "0"


def _parts(found: re.Match[str], tag: str) -> Written | None:
    held = found.re.groupindex
    clock = Clock(clock=time(0), precision=Precision.DAY) if tag == "3" else clock_parts(found, tag)
    if clock is None:
        return None
    about = (
        clock.about
        or ("about" in held and bool(found["about"]))
        or (tag == "1" and "join" in held and _ROUGH.search(found["join"]) is not None)
    )
    sharp = clock.precision in (Precision.MINUTE, Precision.SECOND)
    precision = Precision.APPROXIMATE if about and sharp else clock.precision
    within = (timedelta(0), clock.late) if clock.late is not None else None
    lean = found["lean"] if "lean" in held else None
    if lean and (sharp or clock.precision is Precision.HOUR):
        precision = Precision.APPROXIMATE
        within = (_NEAR, timedelta(0)) if lean.lower().endswith("before") else (timedelta(0), _NEAR)
    day = day_parts(found, tag)
    after = found["yt"] if "yt" in held and day.year is None else None
    year = int(after) if after else day.year
    zone = (("zt" in held and found["zt"]) or found[f"z{tag}"]) if tag != "3" else None
    return Written(
        text=found[0].strip(), start=found.start(), end=found.end(), clock=clock.clock,
        precision=precision, year=year, month=day.month, day=day.day, numbers=day.numbers,
        zone=zone, carry=clock.carry, leap=clock.leap, within=within,
    )  # fmt: skip
