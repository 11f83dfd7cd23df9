"""Action items: what will change, who owns it, by when, and how one will know that it worked."""

from datetime import date
from typing import Any

from msgspec import Struct

from unblame.model.event import Source
from unblame.model.vocabulary import (
    ActionCategory,
    ActionStatus,
    MeasureState,
    OwnerKind,
    OwnerStatus,
    Strength,
)


class Measure(Struct, frozen=True, kw_only=True):
    """The measure as written (`text`) and its slots as parsed from that text."""

    text: str = ""
    metric: str | None = None
    baseline: str | None = None
    comparator: str | None = None
    target: str | None = None
    unit: str | None = None
    window: str | None = None
    source: str | None = None
    verify_on: date | None = None
    state: MeasureState = MeasureState.NOT_MEASURABLE


class Action(Struct, frozen=True, kw_only=True):
    """One action or parked idea (`status` idea). `owner` is a team, a role or a person."""

    id: str
    title: str
    category: ActionCategory
    owner: str | None = None
    owner_kind: OwnerKind | None = None
    owner_status: OwnerStatus = OwnerStatus.MISSING
    owner_reason: str | None = None
    due: date | None = None
    status: ActionStatus = ActionStatus.PROPOSED
    strength: Strength | None = None
    addresses: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    measure: Measure = Measure()
    check: dict[str, Any] | None = None
    watch: str | None = None
    effort: str | None = None
    ticket: str | None = None
    decision: str | None = None
    public: bool = False
