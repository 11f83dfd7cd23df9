"""Times as people say them: “about ten past two”, “half past three”, “noon”.

A spoken hour does not say which half of the day it is in; both are offered, and what else is known of
the incident chooses.
"""

import re
from typing import Final

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
_HOUR: Final = rf"(?P<hour>noon|midnight|{'|'.join(_NUMBERS)}|1[0-2]|[1-9])"
_ABOUT: Final = r"(?P<about>(?:about|around|roughly|circa|ca\.?|some time around|~)\s*)?"
_HALF: Final = (
    r"(?:\s*(?P<half>[ap])\.?m\b\.?|\s+in the (?P<part>morning|afternoon|evening|night)\b)?"
)
_PAST: Final = re.compile(
    rf"{_ABOUT}\b(?P<minute>{'|'.join(sorted(_MINUTES, key=len, reverse=True))}"
    rf"|[1-5]?\d(?= min))(?: minutes?)? (?P<way>past|after|to|before) {_HOUR}\b{_HALF}",
    re.IGNORECASE,
)
_SHARP: Final = re.compile(
    rf"{_ABOUT}\b(?:(?P<noon>noon|midday|midnight)\b|(?P<word>{'|'.join(_NUMBERS)}) o'?clock\b{_HALF})",
    re.IGNORECASE,
)
_LATE: Final = {"p", "afternoon", "evening"}


def spoken(text: str) -> tuple[str, ...]:
    """Return the text with its spoken time as digits, once for each half of the day it may be in."""
    found = _PAST.search(text)
    if found is not None:
        minute, way = found["minute"].lower(), found["way"].lower()
        after = _MINUTES[minute] if minute in _MINUTES else int(minute)
        total = _hour(found["hour"]) * 60 + (after if way in ("past", "after") else -after)
        return _halves(text, found, total, sure=found["hour"].lower() in ("noon", "midnight"))
    found = _SHARP.search(text)
    if found is None:
        return ()
    hour = _hour(found["noon"] or found["word"])
    return _halves(text, found, hour * 60, sure=found["noon"] is not None)


def _hour(word: str) -> int:
    plain = word.lower()
    if plain in ("noon", "midday", "midnight"):
        return 0 if plain == "midnight" else 12
    return _NUMBERS[plain] if plain in _NUMBERS else int(plain)


def _halves(text: str, found: re.Match[str], total: int, *, sure: bool) -> tuple[str, ...]:
    """Return the text for each half of the day; `sure` says that the words tell which."""
    said = (found.groupdict().get("half") or found.groupdict().get("part") or "").lower()
    if sure:
        minutes = [total % 1440]
    else:
        early = total % 720
        minutes = [early + 720] if said in _LATE else [early] if said else [early, early + 720]
    about = "~" if found["about"] else ""
    return tuple(
        f"{text[: found.start()]}{about}{at // 60:02d}:{at % 60:02d}{text[found.end() :]}".strip()
        for at in minutes
    )
