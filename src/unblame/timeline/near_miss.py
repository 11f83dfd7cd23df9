"""A near miss: nobody was hurt, so that what needs an impact does not apply."""

import re
from typing import Final

from unblame.model import Alternative, Milestone, MilestoneName, MilestoneStatus
from unblame.timeline import signal
from unblame.timeline.claim import Claims
from unblame.timeline.scene import Scene

_NONE: Final = re.compile(
    r"^\W*(?:none\b|no(?:body| one)?\b[^.;:]{0,30}\b(?:impact|hurt|harm|affected)\b|near[- ]miss)",
    re.IGNORECASE,
)
_REASON: Final = "The record tells of a near miss: nobody was hurt, so there is no such moment."
_TWICE: Final = 2


def is_near_miss(scene: Scene, claims: Claims, impact_text: str) -> bool:
    """Say whether the incident was caught before it hurt anybody, on the word of the record."""
    if claims.labelled(MilestoneName.IMPACT_START):
        return False
    texts = [row for row in scene.rows if row.says(signal.NEAR_MISS)]
    if _NONE.match(impact_text):
        return bool(texts) or signal.NEAR_MISS.search(impact_text) is not None
    return len(texts) >= _TWICE and any(row.says(signal.NOBODY_HURT) for row in scene.rows)


def without_impact(found: dict[str, Milestone]) -> dict[str, Milestone]:
    """Return the milestones with those that need an impact marked as not applying."""
    names = [MilestoneName.IMPACT_START, MilestoneName.MITIGATED]
    if found[MilestoneName.DECLARED].at is None:
        names.append(MilestoneName.DECLARED)
    return found | {name.value: _none(found[name.value]) for name in names}


def _none(old: Milestone) -> Milestone:
    kept = (
        (Alternative(at=old.at, reason=old.reason, events=old.events),)
        if old.at is not None
        else ()
    )
    return Milestone(
        status=MilestoneStatus.NOT_APPLICABLE,
        reason=_REASON,
        alternatives=(*kept, *old.alternatives),
    )
