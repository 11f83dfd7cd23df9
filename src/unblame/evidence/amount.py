"""Digits that look like a time of day and are an amount: durations, ratios, measures, versions."""

import re
from typing import Final

from unblame.text import late

_I: Final = re.IGNORECASE
#: After such a word comes how long, how many or which part, not when.
_BEFORE: Final = late(
    r"(?:\b(?:took|takes?|taking|last(?:s|ed|ing)|durations?|elapsed|uptime|runtime|downtime|within|"
    r"ratios?|scored?|aspect|odds|rates?|lines?|rows?|columns?|ports?|versions?|average|avg|mean|p\d\d)"
    r"(?:\s+(?:of|was|is|were|time))?|[+$\u20ac\u00a3])[\s:=]*(?:about|around|~|\u2248)?\s*$",
    _I,
)
_SPAN_BEFORE: Final = late(r"\bfor\s+(?:about\s+|around\s+|~\s*)?$", _I)
_UNIT: Final = (
    r"(?:\s?%|\u2030|\s?[\u20ac$\u00a3]|[xkm]\b|\u00d7|[\s-]?(?:percent|ms|msecs?|\u00b5s|us|ns|s|secs?|seconds?|mins?|minutes?|"
    r"h|hrs?|hours?|days?|weeks?|[kmgtp]i?b(?:/s|ps)?|[kmg]?hz|bytes?|eur|usd|gbp|nok|sek|lts|odds|ratio|"
    r"rps|qps|tps|req(?:uests?)?|cores?|cpus?|degrees?|points?|times|million|billion|bn)\b)"
)
_AFTER: Final = late(
    rf"{_UNIT}|,?\s+(?:later|ago|earlier|afterwards|in total|long|left|remaining|elapsed|"
    r"odds|ratio|before (?:that|this)|after (?:that|this)|of (?!(?:the )?(?:\d|night|day|same|that)))\b",
    _I,
)
#: How long it was out, as in `a 12:30 outage`; where a line or an `at` leads to the time, it tells when.
_OUT: Final = late(r",?\s+(?:downtime|outage)\b", _I)
_WHEN: Final = late(r"(?:^|[|\n]|\b(?:at|by|since|from|until|about|around))[\s\W]*$", _I)
#: A version or a measure goes on where no clock does: `22.04 to 24.04`.
_BEYOND: Final = late(
    r"\s?(?:-|\u2013|\u2014|\bto\b|\band\b|/|,)\s*(?:2[4-9]|[3-9]\d|\d{3,})[.:]\d"
)
_REACH: Final = 32


def is_amount(text: str, start: int, end: int, *, span: bool) -> bool:
    """Say whether the digits from `start` to `end` are an amount by what stands beside them.

    A `span` from one time to another can be how long something took, and tells when as well.
    """
    after = text[end : end + _REACH]
    if _AFTER.match(after) or _BEYOND.match(after):
        return True
    if span:
        return False
    before = text[max(0, start - _REACH) : start]
    if _OUT.match(after) and not _WHEN.search(before):
        return True
    if _BEFORE.search(before) is not None:
        return True
    parts = text.count(":", start, end)
    return parts == 2 and _SPAN_BEFORE.search(before) is not None
