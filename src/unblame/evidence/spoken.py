"""Times as people say them: “about ten past two”, “half past three”, “noon”.

A spoken hour does not say which half of the day it is in; both are offered, and what else is known of
the incident chooses. In running text many such words are amounts (“five to ten pods”); there only
those count that something beside them shows to be a time.
"""

import re
from collections.abc import Iterator
from datetime import time
from typing import Final

from unblame.evidence.written import Written
from unblame.model import Precision

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
}
_MINUTES: Final = {
    "five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25,
    "twenty five": 25, "half": 30,
}  # fmt: skip
_DAY_HALVES: Final = ("noon", "midday", "midnight")
_HOUR: Final = rf"(?P<hour>noon|midnight|{'|'.join(_NUMBERS)}|1[0-2]|[1-9])(?![:.]?\d)"
_ABOUT: Final = r"(?P<about>(?:\b(?:about|around|roughly|circa|ca\.?|some ?time around)\s|~)\s*)?"
_HALF: Final = (
    r"(?:\s*(?P<half>[ap])\.?m\b\.?|\s+(?:in the|that|this) (?P<part>morning|afternoon|evening)\b"
    r"|\s+at (?P<night>night)\b)?"
)
_ZONE: Final = r"(?:\s?\(?(?P<zone>UTC|GMT|[CEMPW]E?[SD]?T|MSK|JST)\b\)?)?"
_PAST: Final = re.compile(
    rf"{_ABOUT}\b(?P<minute>{'|'.join(sorted(_MINUTES, key=len, reverse=True))}"
    rf"|[1-5]?\d(?= min))(?P<unit> min(?:ute)?s?)? (?P<way>past|after|to|before) {_HOUR}\b{_HALF}{_ZONE}",
    re.IGNORECASE,
)
_SHARP: Final = re.compile(
    rf"{_ABOUT}\b(?:(?P<noon>noon|midday|midnight)\b"
    rf"|(?P<word>{'|'.join(_NUMBERS)}|1[0-2]|[1-9])(?:(?P<clock>\s?o['\u2019]?clock\b)"
    rf"|(?=\s+(?:in the|that|this) (?:morning|afternoon|evening)\b|\s+at night\b)){_HALF}){_ZONE}",
    re.IGNORECASE,
)
#: An hour alone, after a word that names a part of some day: “the next morning at 9”.
_PART_FIRST: Final = re.compile(
    r"\b(?:(?:next|following|same|previous) |this |that |yesterday )(?P<part>morning|afternoon|evening)"
    rf",? (?:at|around|about|by) (?P<word>{'|'.join(_NUMBERS)}|1[0-2]|[1-9])\b(?![:.]\d|%| ?[ap]\.?m\b|['\u2019])",
    re.IGNORECASE,
)
_ANY: Final = re.compile(
    r"past|after|\bto\b|before|noon|midday|midnight|clock|morning|evening|at night", re.IGNORECASE
)
_LED: Final = re.compile(
    r"(?:^|\n|[(\[\u2014\u2013]|\b(?:at|by|since|until|till|from|before|after|past|around|about|between)\b|~)\W*$",
    re.IGNORECASE,
)
_AT: Final = re.compile(r"\b(?:at|by|since|until|till|around|about)\W*$", re.IGNORECASE)
_LED_HOUR: Final = re.compile(
    r"\b(?:at|by|since|until|till|before|after|around|about)\W*$", re.IGNORECASE
)
_LABEL: Final = re.compile(r"\s*[:\u2013\u2014]")
#: What can follow a time; after an amount comes what is counted.
_FOLLOWED: Final = re.compile(
    r"\s*(?:$|[.,;:!?)\]\u2013\u2014\n-]|(?:the|we|i|it|they|he|she|you|a|an|and|when|then|but|that|this|"
    r"on|until|till|as|because|after|before|somebody|someone|everything|all)\b)",
    re.IGNORECASE,
)
_LATE: Final = {"p", "afternoon", "evening"}
_REACH: Final = 16


def spoken(text: str) -> tuple[str, ...]:
    """Return the text with its spoken time as digits, once for each half of the day it may be in."""
    found = _PAST.search(text) or _SHARP.search(text)
    if found is None:
        return ()
    about = "~" if found["about"] else ""
    zone = f" {found['zone']}" if found["zone"] else ""
    return tuple(
        f"{text[: found.start()]}{about}{at // 60:02d}:{at % 60:02d}{zone}{text[found.end() :]}".strip()
        for at in _minutes(found)
    )


def search(text: str) -> Iterator[Written]:
    """Yield every spoken time in running text, left to right, with the halves of the day it may be in."""
    if _ANY.search(text) is None:
        return
    position = 0
    while (found := _first(text, position)) is not None:
        position = found.end()
        if _is_time(text, found):
            yield _written(found)


def _first(text: str, position: int) -> re.Match[str] | None:
    ways = (form.search(text, position) for form in (_PAST, _SHARP, _PART_FIRST))
    return min((one for one in ways if one is not None), key=lambda one: one.start(), default=None)


def _is_time(text: str, found: re.Match[str]) -> bool:
    """Say whether the words tell when, by what stands before and after them."""
    parts = found.groupdict()
    if found.re is _PART_FIRST:
        return _FOLLOWED.match(text, found.end()) is not None
    if "clock" in parts and not (parts["noon"] or parts["clock"]):
        before = text[max(0, found.start() - _REACH) : found.start()]
        return bool(parts["about"]) or _LED_HOUR.search(before) is not None
    if parts["zone"] or parts.get("half") or parts.get("part") or parts.get("night"):
        return True
    before = text[max(0, found.start() - _REACH) : found.start()]
    led = bool(parts["about"]) or _LED.search(before) is not None
    if "minute" in parts:
        sure = parts["minute"].lower() in ("half", "quarter", "a quarter")
        return sure or parts["way"].lower() == "past" or _is_led(text, found, before)
    if parts["noon"] is None:
        return True
    return led and _FOLLOWED.match(text, found.end()) is not None


def _is_led(text: str, found: re.Match[str], before: str) -> bool:
    """Say whether `five to ten` is a time: after “at” and before no noun, or as the label of a line."""
    if _LABEL.match(text, found.end()) and not before.strip():
        return True
    led = bool(found["about"]) or _AT.search(before) is not None
    return led and _FOLLOWED.match(text, found.end()) is not None


def _written(found: re.Match[str]) -> Written:
    """Return the time; what is said in words is never sharper than about."""
    start = found.start("word") if found.re is _PART_FIRST else found.start()
    halves = tuple((time(at // 60 % 24, at % 60), 0) for at in _minutes(found))
    if halves[0][0] == time(0) and len(halves) == 1:
        halves = (halves[0], (time(0), 1))
    return Written(
        text=found.string[start : found.end()].strip(), start=start, end=found.end(), clock=halves[0][0],
        precision=Precision.APPROXIMATE, zone=found.groupdict().get("zone"), halves=halves if len(halves) > 1 else (),
    )  # fmt: skip


def _minutes(found: re.Match[str]) -> list[int]:
    """Return the minutes of the day that the words can mean."""
    parts = found.groupdict()
    if "minute" in parts:
        minute, hour = parts["minute"].lower(), parts["hour"].lower()
        after = _MINUTES[minute] if minute in _MINUTES else int(minute)
        total = _hour(hour) * 60 + (after if parts["way"].lower() in ("past", "after") else -after)
    else:
        hour = (parts.get("noon") or parts["word"]).lower()
        total = _hour(hour) * 60
    if hour in _DAY_HALVES:
        return [total % 1440]
    early = total % 720
    if parts.get("night"):
        return [early + 720 if early >= 360 else early]
    said = (parts.get("half") or parts.get("part") or "").lower()
    return [early + 720] if said in _LATE else [early] if said else [early, early + 720]


def _hour(word: str) -> int:
    if word in _DAY_HALVES:
        return 0 if word == "midnight" else 12
    return _NUMBERS[word] if word in _NUMBERS else int(word)
