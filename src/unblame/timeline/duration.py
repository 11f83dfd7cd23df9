"""The four durations of an incident, each with its formula; what is unknown stays unknown."""

from datetime import datetime
from typing import Final

from unblame.model import Duration, Milestone, MilestoneStatus

FORMULAS: Final[dict[str, tuple[str, str, str | None]]] = {
    "ttd": ("detected", "impact_start", "MTTD"),
    "tta": ("acknowledged", "detected", "MTTA"),
    "ttm": ("mitigated", "impact_start", "MTTM"),
    "ttr": ("resolved", "impact_start", "MTTR"),
}


def durations(milestones: dict[str, Milestone]) -> dict[str, Duration]:
    """Return `ttd`, `tta`, `ttm` and `ttr` in seconds, bounds carried through; never clamped."""
    return {
        name: _duration(milestones.get(end), milestones.get(start), end, start, aka)
        for name, (end, start, aka) in FORMULAS.items()
    }


def _duration(
    end: Milestone | None, start: Milestone | None, end_name: str, start_name: str, aka: str | None
) -> Duration:
    formula = f"{end_name} - {start_name}"
    pending = end is not None and end.status is MilestoneStatus.PENDING
    for value, name in ((start, start_name), (end, end_name)):
        if value is None or value.at is None:
            reason = f"not computable: no {name} time"
            return Duration(aka=aka, formula=formula, missing=reason, open_ended=pending)
    assert start is not None
    assert end is not None
    assert start.at is not None
    assert end.at is not None
    return Duration(
        aka=aka,
        formula=formula,
        seconds=_seconds(end.at, start.at),
        min_seconds=_seconds(end.earliest or end.at, start.latest or start.at),
        max_seconds=_seconds(end.latest or end.at, start.earliest or start.at),
    )


def _seconds(end: datetime, start: datetime) -> float:
    return (end - start).total_seconds()
