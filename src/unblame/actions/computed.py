"""Values computed from the timeline, each with its formula, and targets proposed from them."""

from typing import TYPE_CHECKING

from unblame.model import Kind, Milestone, MilestoneName

if TYPE_CHECKING:
    from unblame.timeline import Timeline

_PAIRS = {
    "ttd": (MilestoneName.IMPACT_START, MilestoneName.DETECTED),
    "tta": (MilestoneName.DETECTED, MilestoneName.ACKNOWLEDGED),
    "ttm": (MilestoneName.IMPACT_START, MilestoneName.MITIGATED),
    "declared_after": (MilestoneName.DETECTED, MilestoneName.DECLARED),
}


def minutes(timeline: "Timeline") -> dict[str, str]:
    """Return `ttd`, `tta`, `ttm`, `declared_after`, `first_update` in whole minutes where known."""
    found = {}
    for name, (first, second) in _PAIRS.items():
        seconds = _seconds(timeline.milestones.get(first), timeline.milestones.get(second))
        if seconds is not None and seconds >= 60:
            found[name] = str(round(seconds / 60))
    start = timeline.milestones.get(MilestoneName.IMPACT_START)
    if start is not None and start.at is not None:
        updates = [
            event.at
            for event in timeline.events
            if event.kind is Kind.CUSTOMER_UPDATE and event.at is not None and event.at >= start.at
        ]
        if updates and (updates[0] - start.at).total_seconds() >= 60:
            found["first_update"] = str(round((updates[0] - start.at).total_seconds() / 60))
    return found


def target_of(baseline: str) -> str:
    """Return the target proposed for a baseline in minutes: a quarter of it, at least one."""
    return str(max(1, round(float(baseline) / 4)))


def _seconds(first: Milestone | None, second: Milestone | None) -> float | None:
    if first is None or second is None or first.at is None or second.at is None:
        return None
    return (second.at - first.at).total_seconds()
