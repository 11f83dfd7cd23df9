"""Factors from changes that reached production shortly before impact began."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from unblame.factors.candidate import Candidate
from unblame.factors.gaps import spoken
from unblame.factors.taxonomy import hits
from unblame.model import Confidence, Event, FactorCategory, FactorRole, Kind, MilestoneName

if TYPE_CHECKING:
    from unblame.timeline import Timeline

WINDOW = timedelta(hours=2)
_FLAG = re.compile(r"\b(feature )?flag\b|toggle|ramp", re.IGNORECASE)
_CONFIG = re.compile(
    r"\bconfig|\.ya?ml|\.toml|\.json|\.conf|\.ini\b|setting|helm|terraform|puppet|manifest|"
    r"max_|_limit|timeout|\u2192|->|values",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"deploy|release|merge|rollout|rolled out|build|commit|version|v\d", re.IGNORECASE
)
_NOT_LIVE = re.compile(
    r"roll(ed|ing)?[- ]?back|revert|failed|queued|requested|cancel|staging|scheduled", re.IGNORECASE
)


def changes(timeline: "Timeline") -> list[Candidate]:
    """Return the last change before impact began as a trigger, where one stands close before it."""
    start = timeline.milestones.get(MilestoneName.IMPACT_START)
    if start is None or start.at is None:
        return []
    before = [
        event
        for event in timeline.events
        if event.kind is Kind.CHANGE
        and event.at is not None
        and start.at - WINDOW <= event.at <= start.at
        and not _NOT_LIVE.search(event.text)
    ]
    chosen = _chosen(before, timeline)
    if chosen is None or chosen.at is None:
        return []
    code = _code(chosen.text)
    if code is None:
        return []
    seconds = (start.at - chosen.at).total_seconds()
    early = f"{spoken(seconds)} before" if seconds else "as"
    text = f"A change reached production {early} impact began: {chosen.text}"
    return [
        Candidate(
            code=code,
            text=text,
            weight=4.5,
            role=FactorRole.TRIGGER,
            confidence=_confidence(code, named=chosen in _trigger(timeline)),
            events=(f"E:{chosen.key}",),
            sources=chosen.sources,
            change=True,
        )
    ]


def _chosen(before: list[Event], timeline: "Timeline") -> Event | None:
    named = [event for event in before if event in _trigger(timeline)]
    found = named or before
    return found[-1] if found else None


def _trigger(timeline: "Timeline") -> list[Event]:
    trigger = timeline.milestones.get(MilestoneName.TRIGGER)
    cited = set(trigger.events) if trigger is not None else set()
    return [event for event in timeline.events if f"E:{event.key}" in cited]


def _confidence(code: str, *, named: bool) -> Confidence:
    """Return how sure a change is; a deployment alone says nothing of what was in it."""
    return Confidence.MEDIUM if named and len(code) > 1 else Confidence.LOW


def _code(text: str) -> str | None:
    """Return the subtype that a change tells of, only its category where it does not tell more."""
    if _FLAG.search(text):
        return "G3"
    for hit in hits(text):
        if hit.subtype.category in (FactorCategory.CONFIG, FactorCategory.CODE):
            return hit.subtype.code
    if _CONFIG.search(text):
        return "G1"
    return "C" if _CODE.search(text) else None
