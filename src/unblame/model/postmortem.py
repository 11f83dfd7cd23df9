"""The one record: a whole post-mortem as a value."""

from datetime import date

from msgspec import Struct

from unblame.model.action import Action
from unblame.model.event import Event, Instant, Source
from unblame.model.evidence import Coverage, EvidenceItem
from unblame.model.factor import Factor, Learnt
from unblame.model.milestone import Duration, Interval, Milestone
from unblame.model.vocabulary import (
    Confidence,
    DistributionStatus,
    EditionName,
    EvidenceClass,
    QuestionStatus,
    SixMonthsStatus,
    WhyNot,
    Would,
)

SCHEMA = "unblame.postmortem/1"


class Incident(Struct, frozen=True, kw_only=True):
    id: str
    product: str
    severity: str | None = None
    zone: str | None = None


class ImpactComputed(Struct, frozen=True, kw_only=True):
    duration_s: float | None = None
    share: float | None = None


class Impact(Struct, frozen=True, kw_only=True):
    """The customer impact as given, what could be read out of it, and what the timeline computes.

    `share` is a fraction of one; `duration_s` is in seconds.
    """

    text: str = ""
    share: float | None = None
    count: float | None = None
    duration_s: float | None = None
    data_loss: bool | None = None
    computed: ImpactComputed = ImpactComputed()


class HistoryCoverage(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    from_: str | None = None
    until: str | None = None
    items: int = 0


class BaseRate(Struct, frozen=True, kw_only=True):
    k: int
    n: int
    of: str


class SixMonths(Struct, frozen=True, kw_only=True):
    """The one action six months ago, bound to what was dated before then, and why it was not taken."""

    as_of: date | None = None
    evidence_class: EvidenceClass | None = None
    coverage: HistoryCoverage = HistoryCoverage()
    action: str | None = None
    why_not: str | None = None
    statement: str | None = None
    addresses: tuple[str, ...] = ()
    would: Would | None = None
    why_not_codes: tuple[WhyNot, ...] = ()
    confidence: Confidence | None = None
    base_rate: BaseRate | None = None
    what_differs: str | None = None
    status: SixMonthsStatus = SixMonthsStatus.DRAFT
    sources: tuple[Source, ...] = ()


class Distribution(Struct, frozen=True, kw_only=True):
    edition: EditionName
    due: Instant | None = None
    counted_from: str | None = None
    status: DistributionStatus = DistributionStatus.NOT_STARTED
    reason: str | None = None


class Question(Struct, frozen=True, kw_only=True):
    """An open question; `about` is a path such as `milestones.acknowledged` or `actions.A3.owner`."""

    id: str
    about: str
    ask: str
    why: str = ""
    status: QuestionStatus = QuestionStatus.OPEN


class Decision(Struct, frozen=True, kw_only=True):
    at: Instant
    by: str
    on: str
    was: str | None = None
    now: str | None = None
    reason: str | None = None


class Section(Struct, frozen=True, kw_only=True):
    heading: str
    markdown: str


class Postmortem(Struct, frozen=True, kw_only=True):
    """The whole account of one incident. People are already replaced by pseudonyms in every text."""

    incident: Incident
    drafted_at: Instant
    schema: str = SCHEMA
    tool_version: str = ""
    recogniser: dict[str, str] | None = None
    summary: str | None = None
    impact: Impact = Impact()
    evidence: tuple[EvidenceItem, ...] = ()
    coverage: Coverage = Coverage()
    events: tuple[Event, ...] = ()
    milestones: dict[str, Milestone] = {}
    intervals: tuple[Interval, ...] = ()
    durations: dict[str, Duration] = {}
    factors: tuple[Factor, ...] = ()
    learnt: Learnt = Learnt()
    actions: tuple[Action, ...] = ()
    six_months: SixMonths = SixMonths()
    public_text: str | None = None
    distribution: tuple[Distribution, ...] = ()
    questions: tuple[Question, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sections: tuple[Section, ...] = ()
