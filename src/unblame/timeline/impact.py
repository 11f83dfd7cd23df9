"""The customer impact as people write it, read into numbers; and where the timeline disagrees."""

import re
from typing import Final

from unblame.evidence.times import duration_seconds
from unblame.model import Impact, ImpactComputed, Question
from unblame.timeline.question import question

_SHARE = re.compile(r"(?<![\w.])(\d{1,3}(?:[.,]\d+)?)\s?(?:%|per ?cent\b)")
_OUT_OF = re.compile(
    r"\b(\d{1,6}|one|two|three|four|five)\s+(?:out of|of|in)\s+(?:every\s+)?(\d{1,6}|two|three|four|five"
    r"|six|ten)\b(?!\s*(?:minutes|hours))",
    re.IGNORECASE,
)
_FRACTION = {"half": 0.5, "a third": 1 / 3, "a quarter": 0.25, "a tenth": 0.1, "two thirds": 2 / 3}
_ALL = re.compile(
    r"\b(?:all|every|no) (?:users?|customers?|one|requests?|orders?|traffic)\b", re.IGNORECASE
)
_COUNT = re.compile(
    r"(?<![\w.:])(\d{1,3}(?:[,  ]\d{3})+|\d+)(\s?[kKmM]\b)?\s+(?:\w+\s){0,2}?(?:users?|customers?|"
    r"orders?|requests?|accounts?|shops?|merchants?|clients?|sessions?|payments?|checkouts?|people|"
    r"transactions?|messages?|emails?|jobs?|tenants?|logins?|bookings?|calls?)\b"
)
_NO_LOSS = re.compile(
    r"\b(?:no|without|any) (?:\w+ )?(?:data|orders?|records?)(?: \w+)? ?(?:loss|lost|was lost|were lost)"
    r"|\bno (?:data|order|message|record)s? (?:was|were|is|got) lost|\b(?:nothing|none) (?:was|were|got) lost",
    re.IGNORECASE,
)
_LOSS = re.compile(
    r"\bdata loss\b|\b(?:data|[a-z]+s) (?:was|were|got|have been) "
    r"(?:permanently )?(?:lost|deleted|corrupted)|\blost (?:\w+ ){0,2}(?:data|orders?|records?|messages?)",
    re.IGNORECASE,
)
_WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_TOLERANCE = 0.25
_LEAST_S = 300.0


def parse_impact(text: str, computed: ImpactComputed | None = None) -> Impact:
    """Return the impact with what its wording says: share of one, count, seconds, data loss."""
    return Impact(
        text=text,
        share=_share(text),
        count=_count(text),
        duration_s=duration_seconds(text),
        data_loss=_data_loss(text),
        computed=computed or ImpactComputed(),
    )


def mismatch(impact: Impact) -> Question | None:
    """Return a question where the given duration and the computed one differ by much."""
    given, computed = impact.duration_s, impact.computed.duration_s
    if given is None or computed is None:
        return None
    apart = abs(given - computed)
    if apart < _LEAST_S or apart <= _TOLERANCE * max(given, abs(computed)):
        return None
    return question(
        "impact.duration_s",
        "differs",
        f"How do {_minutes(given)} as given and {_minutes(computed)} as the timeline computes go "
        "together: what part of the time were users affected?",
        "The impact as given and the impact intervals on record differ.",
    )


def _share(text: str) -> float | None:
    if match := _SHARE.search(text):
        value = float(match[1].replace(",", ".")) / 100
        return value if value <= 1 else None
    if match := _OUT_OF.search(text):
        part, whole = _number(match[1]), _number(match[2])
        return part / whole if 0 < part <= whole else None
    lowered = text.lower()
    for words, value in _FRACTION.items():
        if re.search(rf"\b{words} (?:of|the)\b", lowered):
            return value
    return 1.0 if _ALL.search(text) else None


def _number(text: str) -> float:
    return float(_WORDS.get(text.lower(), 0) or text if text.isdigit() else _WORDS[text.lower()])


def _count(text: str) -> float | None:
    match = _COUNT.search(text)
    if match is None:
        return None
    scale = {"k": 1_000, "m": 1_000_000}.get((match[2] or "").strip().lower(), 1)
    return float(re.sub(r"\D", "", match[1])) * scale


def _data_loss(text: str) -> bool | None:
    if _NO_LOSS.search(text):
        return False
    return True if _LOSS.search(text) else None


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} h {minutes % 60:02d} min"
