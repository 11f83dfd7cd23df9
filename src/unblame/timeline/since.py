"""Since when it hurts, as people say it in a chat: by a time, or by the change that it followed.

A time is taken where its zone is known; what is bounded only by a change before the first sign is an
interval, and says so.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from unblame.evidence.in_text import Found, Known, found_in
from unblame.evidence.spoken import spoken
from unblame.evidence.zones import Zones, zone_of
from unblame.model import Alternative, Confidence, Kind, Moment
from unblame.text import late
from unblame.timeline import signal
from unblame.timeline.pick import Pick, alternative, of_row, reference
from unblame.timeline.scene import Rank, Row, Scene
from unblame.timeline.zone_taken import zone_taken

_LEAD: Final = timedelta(hours=24)
_BEFORE: Final = timedelta(hours=12)
_ASKED: Final = timedelta(minutes=10)
_RECENT: Final = timedelta(hours=1)
_SOFT: Final = len("approximately ")
_SINCE: Final = late(
    r"\b(?:since|(?:start(?:ed|s|ing)?|began|begun|beginning|from)(?: at| around)?)\s+(?=(?:about |around |roughly |"
    r"approximately |circa |~ ?)?(?:\d{1,2}[:.h]\d\d|[a-z]+ (?:past|to) |half past|noon|midnight|\d{1,2} ?[ap]m\b"
    r"|yesterday|last night|this morning|(?:\d{1,3}|[a-z]+(?: an?)?)[ -]?(?:m|mins?|minutes?|h|hrs?|hours?) ago\b))",
    re.IGNORECASE,
)
_SINCE_WHEN: Final = late(
    r"\bsince when\b|\bwhen did (?:it|this|that|the \w+) (?:start|begin)\b", re.IGNORECASE
)
_HURT: Final = late(
    r"\b(?:refus\w+|den(?:y|ied)|fail\w*|errors?|erroring|cannot|can'?t|no \w+ (?:goes|gets|works?)|down|outage|broken|"
    r"unavailab\w+|unreachable|missing|gone|slow|stuck|bad|at (?:9\d|100)(?= ?%)|5\d\ds?|timing out|impact)\b"
    r"|\b(?:do|does|did|is|are|has|have)(?: not|n't) (?:\w+ ?){1,4}$",
    re.IGNORECASE,
)
_CALM: Final = late(
    r"\b(?:quiet|green|ok|fine|normal|stable|back|again|works?|working|up)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_NONE_SINCE: Final = late(
    r"\bno (?:more |further |new |single )?(?:failed|refused|errors?|failures?|timeouts?|alerts?|5\d\ds?)\b",
    re.IGNORECASE,
)
_AFTER_CHANGE: Final = late(
    r"\b(?:since|after|following|by|with|from) (?:the |our |that |this |last |latest |my |yesterday'?s |today'?s )*"
    r"(?:deploy\w*|release|roll-?out|merge|bump|upgrade|update|change|migration|switch\w*)\b",
    re.IGNORECASE,
)


def from_chat(scene: Scene, known: datetime | None) -> Pick | None:
    """Return since when it hurts by the word of a chat, or None where none tells; `known` is detection."""
    if known is None:
        return None
    told = [
        row
        for row in scene.between(known - _BEFORE, known + _BEFORE)
        if row.rank is Rank.CHAT and row.event.kind is not Kind.QUESTION
    ]
    times = list(_times(scene, told, known))
    if times:
        return _stated(*times[0], [one for one in times[1:] if one[1].at != times[0][1].at])
    return _after_change(scene, told, known)


def _stated(row: Row, moment: Moment, others: list[tuple[Row, Moment]]) -> Pick:
    assert moment.at is not None
    return Pick(
        at=moment.at,
        earliest=moment.earliest,
        latest=moment.latest,
        reason="A message says since when it fails.",
        events=(reference(row),),
        sources=row.event.sources,
        others=tuple(
            Alternative(
                at=told.at, reason="Another message says since then.", events=(reference(one),)
            )
            for one, told in others
            if told.at is not None
        ),
    )


def _times(scene: Scene, rows: list[Row], known: datetime) -> Iterator[tuple[Row, Moment]]:
    """Yield each message that says since what time it fails, with that time."""
    asked: datetime | None = None
    for row in rows:
        for match in _SINCE.finditer(row.text):
            sentence = re.split(r"[.!?;\n] ", row.text[: match.start()])[-1]
            answers = asked is not None and row.at - asked <= _ASKED
            hurts = _HURT.search(sentence) is not None
            calm = _NONE_SINCE.search(sentence) or (not hurts and _CALM.search(sentence))
            if calm or not (hurts or answers):
                continue
            moment = _moment(scene, row, row.text[match.end() : match.end() + 40])
            if moment is not None and moment.at is not None and moment.at >= known - _LEAD:
                yield row, moment
        if _SINCE_WHEN.search(row.text):
            asked = row.at


def _moment(scene: Scene, row: Row, text: str) -> Moment | None:
    """Return the time that stands at the beginning of a text, no later than the message itself."""
    name = zone_taken(scene.evidence)
    zone = zone_of(name or "UTC")
    if zone is None:
        return None
    day = row.at.astimezone(zone).date()
    known = Known(day=day, now=row.at)
    found = [_first(words, Zones(default=name), known) for words in spoken(text) or (text,)]
    dated = [_before(one, row.at) for one in found if one is not None]
    if len(dated) < len(found):
        return None
    best = max(dated, key=lambda moment: str(moment.at))
    return best if best.at is not None and row.at - best.at <= _BEFORE else None


def _first(text: str, zones: Zones, known: Known) -> Found | None:
    found = next(found_in(text, zones, known), None)
    return found if found is not None and found.moment.at and found.start <= _SOFT else None


def _before(found: Found, at: datetime) -> Moment:
    """Return a time of the day as the last one before an instant, where it does not tell its day."""
    moment = found.moment
    if found.own_day or moment.at is None or moment.at <= at:
        return moment
    return _day_before(moment)


def _day_before(moment: Moment) -> Moment:
    day = timedelta(days=1)
    earliest, latest = moment.earliest or moment.at, moment.latest or moment.at
    if moment.at is None or earliest is None or latest is None:
        return moment
    return replace(moment, at=moment.at - day, earliest=earliest - day, latest=latest - day)


def _after_change(scene: Scene, told: list[Row], known: datetime) -> Pick | None:
    """Return the change after which it began, by the chat's word or because it came shortly before."""
    changes = [
        row
        for row in scene.between(known - _LEAD, known)
        if row.rank is Rank.CHAT and row.event.kind is Kind.CHANGE and row.at < known
    ]
    if not changes:
        return None
    last = changes[-1]
    word = next((row for row in told if row.at >= known and _blames_change(row)), None)
    if word is None and known - last.at > _RECENT:
        return None
    said = (
        "A message says that it began after this change"
        if word
        else "This is the last change told of"
    )
    pick = of_row(
        last,
        f"{said}; the first sign of it came later, and the impact began in between.",
        confidence=Confidence.LOW,
    )
    others = (alternative(word, "It says after what it began."),) if word else ()
    return Pick(
        at=pick.at, earliest=pick.at, latest=known, confidence=pick.confidence, reason=pick.reason,
        events=pick.events, sources=pick.sources, others=others,
    )  # fmt: skip


def _blames_change(row: Row) -> bool:
    return _AFTER_CHANGE.search(row.text) is not None and (
        _HURT.search(row.text) is not None or row.says(signal.BROKE)
    )
