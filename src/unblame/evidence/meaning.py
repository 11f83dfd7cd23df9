"""Times that a sentence of prose gives a meaning to, such as `the outage began at 17:10 UTC`."""

import re
from datetime import datetime
from typing import Final

from unblame.evidence.record import Statement
from unblame.evidence.times import moment_of
from unblame.model import Moment, Precision, Source

PROSE: Final = "prose: "
_I = re.IGNORECASE
_HURT = re.compile(
    r"\b(?:outage|down(?:time)?|offline|unavailab\w+|unreachable|degrad\w+|disrupt\w*|incident|"
    r"impact\w*|fail\w*|broken|errors?|slow\w*|interrupt\w*|could not|couldn't|unable|lasted|"
    r"affected|blackout|critical levels)\b",
    _I,
)
_BEFORE: Final = (
    ("declared at", r"\b(?:declar\w+|announc\w+|opened an? incident)\b[^,;]{0,40}$"),
    (
        "acknowledged at",
        (
            r"\b(?:acknowledg\w+|(?:start|beg[au]n)\w* (?:to )?investigat\w*|investigation"
            r" (?:start|began)\w*|picked up)\b[^,;]{0,40}$"
        ),
    ),
    (
        "detected at",
        (
            r"\b(?:alert\w*|alarm\w*|detect\w*|notic\w+|paged|discover\w*|found out|learn(?:ed|t)|first report\w*|"
            r"(?:were|was) (?:notified|informed|made aware))\b[^,;]{0,60}$"
        ),
    ),
    (
        "resolved at",
        r"\b(?:resolved|closed|full(?:y)? (?:\w+ )?(?:restored|recovered))\b[^,;]{0,30}$",
    ),
    (
        "restored at",
        (
            r"\b(?:restor\w+|recover\w*|(?:back|return\w*) (?:up|online|to normal)|mitigated|repaired|fixed)\b"
            r"[^,;]{0,30}$"
        ),
    ),
    (
        "outage until",
        (
            r"\b(?:lasted|continued|ran|persisted)? ?(?:until|till)\b[^,;]{0,15}$"
            r"|\bended\b[^,;]{0,20}$"
        ),
    ),
    (
        "outage started at",
        (
            r"\b(?:start(?:ed|s|ing)?|beg[aiu]n(?:ning|s)?|commenc\w+|onset)\b[^,;]{0,40}$"
            r"|\b(?:since|from)\s*(?:about |approximately |around )?$"
        ),
    ),
)
_COMPILED = tuple((label, re.compile(pattern, _I)) for label, pattern in _BEFORE)
_FAILING = re.compile(
    r"\b(?:started|began) (?:failing|to fail|to increase|returning|seeing|to see)", _I
)
_STOPPED = re.compile(
    r"[^.;]{0,50}\b(?:stopped(?: working| responding)?|went (?:down|offline|dark)|became (?:un\w+|slow)|"
    r"crashed|broke|ran out of|expired)\b",
    _I,
)
_NOT_THIS = re.compile(
    r"\b(?:deploy\w*|maintenance|upgrade|scheduled|planned|window|meeting|support hours|previous\w*|"
    r"normally|usually|every|weekly|daily)\b",
    _I,
)


def statements_in(
    text: str, times: list[tuple[int, int, Moment]], *, source: Source, section: str | None
) -> list[Statement]:
    """Return a statement for each time of the sentence whose meaning its words give."""
    hurt = bool(_HURT.search(text)) and not _NOT_THIS.search(text)
    found: list[tuple[str, Moment]] = []
    starts = [start for start, _, _ in times]
    for at, (start, end, moment) in enumerate(times):
        if moment.at is None or moment.precision is Precision.DAY:
            continue
        if moment.precision is Precision.RANGE and moment.until is not None:
            if hurt:
                found.append(("outage started at", _side(moment, moment.at)))
                found.append(("outage until", _side(moment, moment.until)))
            continue
        follows = starts[at + 1] if at + 1 < len(starts) else len(text)
        after = text[end : min(follows, end + 130)]
        label = _label(text[max(0, start - 90) : start], after, hurt)
        if label is not None:
            found.append((label, moment))
    return [
        Statement(label=PROSE + label, text=text, source=source, moment=moment, section=section)
        for label, moment in found
    ]


def _label(before: str, after: str, hurt: bool) -> str | None:
    if hurt and _FAILING.search(after):
        return "outage started at"
    label = next((name for name, pattern in _COMPILED if pattern.search(before)), None)
    if label is None and _STOPPED.match(after):
        return "outage started at"
    return None if label == "outage started at" and not hurt else label


def _side(moment: Moment, at: datetime) -> Moment:
    written = moment.as_written.lower()
    about = "~" in written or "approx" in written or "about" in written
    precision = Precision.APPROXIMATE if about else Precision.MINUTE
    return moment_of(at, precision, moment.as_written, moment.zone_basis)
