"""What the recogniser says of the milestones: one voice among the others.

Where the line that an inferred milestone rests on reads as such, it is surer; where another line reads so,
that line is an alternative. It makes none itself: on labelled documents it made more wrong ones than right.
"""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from unblame.model import Confidence, Kind, MilestoneName, MilestoneStatus
from unblame.timeline.awareness import told_by
from unblame.timeline.pick import Pick, alternative, of_row, reference, same
from unblame.timeline.scene import Row, Scene

_SOON: Final = timedelta(minutes=5)
_RAISED: Final = {Confidence.LOW: Confidence.MEDIUM, Confidence.MEDIUM: Confidence.HIGH}


class _Part(Struct, frozen=True, kw_only=True):
    """Which kinds tell of a milestone, whether the last such line is meant, and what goes before it."""

    kinds: tuple[Kind, ...]
    last: bool = False
    after: MilestoneName | None = None


_PARTS: Final[dict[MilestoneName, _Part]] = {
    MilestoneName.IMPACT_START: _Part(kinds=(Kind.SYMPTOM,)),
    MilestoneName.DETECTED: _Part(
        kinds=(Kind.ALERT, Kind.PAGE, Kind.CUSTOMER_REPORT, Kind.ACKNOWLEDGED)
    ),
    MilestoneName.ACKNOWLEDGED: _Part(kinds=(Kind.ACKNOWLEDGED,), after=MilestoneName.DETECTED),
    MilestoneName.DECLARED: _Part(kinds=(Kind.DECLARED,)),
    MilestoneName.MITIGATED: _Part(
        kinds=(Kind.MITIGATION_WORKED, Kind.RECOVERY), after=MilestoneName.DETECTED
    ),
    MilestoneName.RESOLVED: _Part(
        kinds=(Kind.RESOLVED, Kind.RECOVERY), last=True, after=MilestoneName.MITIGATED
    ),
}


def weighed(picks: dict[MilestoneName, Pick], scene: Scene) -> dict[MilestoneName, Pick]:
    """Return the milestones with what the recogniser says of each; the same where it says nothing."""
    if not any(row.heard for row in scene.told):
        return picks
    found = dict(picks)
    for name, part in _PARTS.items():
        pick = found.get(name)
        if pick is not None and pick.status is MilestoneStatus.INFERRED:
            row = _heard(part, scene, _instant(found, part.after))
            found[name] = _beside(pick, part, row, scene)
    return found


def alone(scene: Scene) -> dict[MilestoneName, Pick]:
    """Return the milestones as the recogniser would tell them by itself, to be measured beside the others."""
    found: dict[MilestoneName, Pick] = {}
    for name, part in _PARTS.items():
        row = _heard(part, scene, _instant(found, part.after))
        if row is not None:
            found[name] = _alone(name, part, row)
    return found


def _instant(picks: dict[MilestoneName, Pick], name: MilestoneName | None) -> datetime | None:
    pick = picks.get(name) if name is not None else None
    return pick.at if pick is not None else None


def _heard(part: _Part, scene: Scene, since: datetime | None) -> Row | None:
    """Return the row that reads as the milestone: the first such one, or the last."""
    rows = [
        row
        for row in scene.told
        if (since is None or row.at >= since - _SOON) and _kind(part, row) is not None
    ]
    return (rows[-1] if part.last else rows[0]) if rows else None


def _kind(part: _Part, row: Row) -> Kind | None:
    return next((kind for kind in row.heard if kind in part.kinds), None)


def _said(kind: Kind | None) -> str:
    return str(kind).replace("_", " ")


def _alone(name: MilestoneName, part: _Part, row: Row) -> Pick:
    return of_row(
        row,
        f"Nothing else tells of it; this line reads as {_said(_kind(part, row))}.",
        confidence=Confidence.LOW,
        by=told_by(row) if name is MilestoneName.DETECTED else None,
    )


def _beside(pick: Pick, part: _Part, row: Row | None, scene: Scene) -> Pick:
    """Return an inferred milestone, surer where its own line reads as such."""
    own = next((one for one in scene.told if reference(one) in pick.events), None)
    kind = _kind(part, own) if own is not None else None
    if kind is not None:
        sure = _RAISED.get(pick.confidence, pick.confidence)
        return replace(pick, reason=f"{pick.reason} It reads as {_said(kind)}.", confidence=sure)
    if row is None or same(row.at, pick.at):
        return pick
    other = alternative(row, f"This line reads as {_said(_kind(part, row))}.")
    return replace(pick, others=(*pick.others, other))
