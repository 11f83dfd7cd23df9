"""A value chosen for a milestone, with its reason and the values that were not chosen."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from unblame.evidence.record import Change
from unblame.model import (
    Alternative,
    Confidence,
    DetectedBy,
    Milestone,
    MilestoneStatus,
    Source,
)
from unblame.timeline.claim import Claim
from unblame.timeline.log_change import key_of
from unblame.timeline.scene import Row

SAME_S = 60.0
_MOST = 3


class Pick(Struct, frozen=True, kw_only=True):
    """One chosen value; `others` are the candidates that were not chosen."""

    at: datetime
    earliest: datetime | None = None
    latest: datetime | None = None
    status: MilestoneStatus = MilestoneStatus.INFERRED
    confidence: Confidence = Confidence.MEDIUM
    reason: str = ""
    events: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    by: DetectedBy | None = None
    automatic: bool = False
    recorded_at: datetime | None = None
    others: tuple[Alternative, ...] = ()

    def milestone(self) -> Milestone:
        """Return the pick as a milestone of the record."""
        others = [one for one in self.others if not same(one.at, self.at)]
        return Milestone(
            at=self.at,
            earliest=self.earliest or self.at,
            latest=self.latest or self.at,
            status=self.status,
            by=self.by,
            automatic=self.automatic,
            recorded_at=self.recorded_at,
            confidence=self.confidence,
            reason=self.reason,
            events=self.events,
            sources=self.sources,
            alternatives=tuple(others[:_MOST]),
        )


def same(one: datetime, other: datetime) -> bool:
    """Say whether two instants are one for a reader: at most a minute apart."""
    return abs((one - other).total_seconds()) <= SAME_S


def of_row(
    row: Row,
    reason: str,
    *,
    confidence: Confidence = Confidence.MEDIUM,
    status: MilestoneStatus = MilestoneStatus.INFERRED,
    by: DetectedBy | None = None,
    automatic: bool = False,
    others: Sequence[tuple[Row, str]] = (),
) -> Pick:
    """Return a pick that rests on one event."""
    return Pick(
        at=row.at,
        earliest=row.event.earliest,
        latest=row.event.latest,
        status=status,
        confidence=confidence,
        reason=reason,
        events=(reference(row),),
        sources=row.event.sources,
        by=by,
        automatic=automatic,
        others=tuple(alternative(other, why) for other, why in others),
    )


def of_change(change: Change, reason: str) -> Pick:
    """Return the pick of a jump in the logs that has an instant."""
    moment = change.moment
    assert moment.at is not None
    return Pick(
        at=moment.at,
        earliest=moment.earliest,
        latest=moment.latest,
        reason=reason,
        events=(f"E:{key_of(change)}",),
        sources=(Source(evidence=change.evidence, place=change.place),),
    )


def of_claims(claims: Sequence[Claim], row: Row | None) -> Pick:
    """Return a pick that rests on what documents state; differing statements are a conflict."""
    first = claims[0]
    if row is not None and not _bears_out(row, first):
        row = None
    differing = [claim for claim in claims[1:] if not same(claim.at, first.at)]
    return Pick(
        at=first.at,
        earliest=first.moment.earliest,
        latest=first.moment.latest,
        status=MilestoneStatus.CONFLICT if differing else MilestoneStatus.STATED,
        confidence=Confidence.MEDIUM if differing or first.prose else Confidence.HIGH,
        reason=first.reason,
        events=(reference(row),) if row is not None else (),
        sources=(first.source,),
        others=tuple(Alternative(at=claim.at, reason=claim.reason) for claim in differing),
    )


def _bears_out(row: Row, claim: Claim) -> bool:
    """Say whether an event stands in the claim's own line, or in the same minute as it says."""
    apart = abs((row.at - claim.at).total_seconds())
    own = any(
        (source.evidence, source.place) == (claim.source.evidence, claim.source.place)
        for source in row.event.sources
    )
    return own or apart < SAME_S


def beside(pick: Pick, row: Row | None, why: str) -> Pick:
    """Return the pick with an event that says otherwise as an alternative."""
    if row is None or same(row.at, pick.at):
        return pick
    return replace(pick, others=(*pick.others, alternative(row, why)))


def alternative(row: Row, why: str) -> Alternative:
    """Return an event as an alternative value."""
    return Alternative(at=row.at, reason=why, events=(reference(row),))


def reference(row: Row) -> str:
    """Return the temporary id by which a draft cites an event."""
    return f"E:{row.event.key}"
