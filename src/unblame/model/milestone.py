"""Milestones, the intervals of impact, and the durations computed from them."""

from msgspec import Struct, field

from unblame.model.event import Instant, Source
from unblame.model.vocabulary import Basis, Confidence, DetectedBy, MilestoneStatus


class Alternative(Struct, frozen=True, kw_only=True):
    at: Instant
    reason: str
    events: tuple[str, ...] = ()


class Milestone(Struct, frozen=True, kw_only=True):
    """One milestone. `at` is null exactly for the statuses missing, pending and not applicable."""

    at: Instant | None = None
    earliest: Instant | None = None
    latest: Instant | None = None
    status: MilestoneStatus = MilestoneStatus.MISSING
    basis: Basis = Basis.RECORD
    by: DetectedBy | None = None
    automatic: bool = False
    recorded_at: Instant | None = None
    confidence: Confidence | None = None
    reason: str = ""
    events: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


class Interval(Struct, frozen=True, kw_only=True):
    """One stretch of customer impact; a relapse opens another."""

    id: str
    from_: Instant | None = field(name="from", default=None)
    until: Instant | None = None
    share: float | None = None
    events: tuple[str, ...] = ()


class Duration(Struct, frozen=True, kw_only=True):
    """A difference of two milestones in seconds; negative stays negative, unknown stays null."""

    aka: str | None
    formula: str
    seconds: float | None = None
    min_seconds: float | None = None
    max_seconds: float | None = None
    open_ended: bool = False
    missing: str | None = None
