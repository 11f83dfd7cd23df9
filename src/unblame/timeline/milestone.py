"""The milestones of an incident: statements first, then machines and accounts, chat last.

What the record does not say is missing, with a question; what it says twice is a conflict.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from unblame.model import (
    CORE_MILESTONES,
    Confidence,
    Milestone,
    MilestoneName,
    MilestoneStatus,
    Question,
)
from unblame.timeline import awareness, ending, onset, voice
from unblame.timeline.claim import Claims
from unblame.timeline.near_miss import is_near_miss, without_impact
from unblame.timeline.pick import Pick
from unblame.timeline.question import about_missing, question
from unblame.timeline.scene import Scene

_FRESH = timedelta(hours=12)
_STILL_OPEN = "The record breaks off shortly before now without telling of it."
_MISSING = "Nothing on record tells of it."


def milestones(scene: Scene, impact_text: str = "") -> dict[str, Milestone]:
    """Return every milestone that the record tells of, and the core ones in any case."""
    claims = Claims(scene.evidence)
    picks = _picks(scene, claims)
    found: dict[str, Milestone] = {}
    for name in MilestoneName:
        pick = picks.get(name)
        if pick is not None:
            found[name.value] = pick.milestone()
        elif name in CORE_MILESTONES or name is MilestoneName.DECLARED:
            found[name.value] = Milestone(status=MilestoneStatus.MISSING, reason=_MISSING)
    if is_near_miss(scene, claims, impact_text):
        return without_impact(found)
    return _pending(found, scene)


def _pending(found: dict[str, Milestone], scene: Scene) -> dict[str, Milestone]:
    """Mark the ends as still to come where the record breaks off shortly before now."""
    known = any(found[name].at is not None for name in ("impact_start", "detected"))
    if not known or not scene.told or scene.now - scene.told[-1].at > _FRESH:
        return found
    ends = {name: found[name] for name in ("mitigated", "resolved") if found[name].at is None}
    return found | {
        name: replace(milestone, status=MilestoneStatus.PENDING, reason=_STILL_OPEN)
        for name, milestone in ends.items()
    }


def _picks(scene: Scene, claims: Claims) -> dict[MilestoneName, Pick]:
    stated = _stated_start(scene, claims)
    known = awareness.detected(scene, claims, stated)
    start = onset.impact_start(scene, claims, known)
    if known is None and start is not None:
        known = awareness.detected(scene, claims, start.at)
    begun = start.at if start is not None else None
    ends = ending.ending(scene, claims, begun, known.at if known is not None else None)
    back = ends.mitigated.at if ends.mitigated is not None else None
    taken = awareness.acknowledged(scene, claims, known, back)
    found = {
        MilestoneName.TRIGGER: onset.trigger(scene, claims, begun),
        MilestoneName.IMPACT_START: start,
        MilestoneName.SIGNALLED: awareness.signalled(scene, known, begun),
        MilestoneName.DETECTED: awareness.with_earlier_report(scene, known) if known else None,
        MilestoneName.ACKNOWLEDGED: taken,
        MilestoneName.DECLARED: awareness.declared(scene, claims),
        MilestoneName.DIAGNOSED: awareness.diagnosed(scene, claims, known, ends.mitigated),
        MilestoneName.MITIGATED: ends.mitigated,
        MilestoneName.RESOLVED: ends.resolved,
        MilestoneName.ALL_CLEAR: ending.all_clear(scene, claims, ends.resolved),
    }
    return voice.weighed({name: pick for name, pick in found.items() if pick is not None}, scene)


def _stated_start(scene: Scene, claims: Claims) -> datetime | None:
    """Return the start of impact where something states it, before anything is inferred."""
    pick = onset.impact_start(scene, claims, None)
    if pick is None or pick.status not in (MilestoneStatus.STATED, MilestoneStatus.CONFLICT):
        return None
    return pick.at


def questions(found: dict[str, Milestone]) -> tuple[Question, ...]:
    """Return what stays open about the milestones: the missing, the doubtful, the contradicted."""
    asked: list[Question] = []
    for name, milestone in found.items():
        if milestone.status in (MilestoneStatus.MISSING, MilestoneStatus.PENDING):
            if name != MilestoneName.DECLARED:
                asked.append(about_missing(MilestoneName(name), milestone.reason))
        elif milestone.status is MilestoneStatus.CONFLICT:
            asked.append(_which(name, milestone))
        elif milestone.confidence is Confidence.LOW and name in CORE_MILESTONES:
            asked.append(_sure(name, milestone))
    return tuple(asked)


def _which(name: str, milestone: Milestone) -> Question:
    others = ", ".join(f"{one.at:%Y-%m-%d %H:%M} UTC" for one in milestone.alternatives)
    return question(
        f"milestones.{name}",
        "conflict",
        f"What shows which time holds for “{_words(name)}”: {milestone.at:%Y-%m-%d %H:%M} UTC or "
        f"{others}?",
        "The record states more than one time for it.",
    )


def _sure(name: str, milestone: Milestone) -> Question:
    return question(
        f"milestones.{name}",
        "confirm",
        f"What shows that “{_words(name)}” was at {milestone.at:%Y-%m-%d %H:%M} UTC?",
        milestone.reason,
    )


def _words(name: str) -> str:
    return name.replace("_", " ")
