"""A whole invented post-mortem: a checkout regression at a shop that does not exist."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from unblame import model
from unblame.model import (
    Action,
    ActionCategory,
    ActionStatus,
    Alternative,
    BaseRate,
    Confidence,
    Coverage,
    DetectedBy,
    Distribution,
    DistributionStatus,
    Duration,
    EditionName,
    Event,
    EvidenceClass,
    EvidenceItem,
    Factor,
    FactorCategory,
    FactorRole,
    Impact,
    ImpactComputed,
    Incident,
    Interval,
    Kind,
    Learnt,
    Measure,
    MeasureState,
    Milestone,
    MilestoneStatus,
    OwnerKind,
    OwnerStatus,
    Postmortem,
    Precision,
    Question,
    Silence,
    SixMonths,
    Source,
    Span,
    Strength,
    WhyNot,
    Would,
    ZoneUsed,
)

START = datetime(2026, 3, 4, 13, 2, tzinfo=UTC)


def an_account(**changes: Any) -> Postmortem:
    """Return the example with the given fields of `Postmortem` changed."""
    return replace(_EXAMPLE, **changes)


def at(minutes: float) -> datetime:
    """Return the instant that many minutes after the example's impact began."""
    return START + timedelta(minutes=minutes)


def an_event(number: int, minutes: float, kind: Kind, text: str, **changes: Any) -> Event:
    """Return one event of the example's day."""
    when = at(minutes)
    source = changes.pop("source", Source(evidence="S1", place=f"message {number}"))
    return Event(
        id=f"E{number}",
        key=f"{number:016x}",
        at=when,
        earliest=when,
        latest=when + timedelta(milliseconds=999),
        as_written=f"{when:%H:%M:%S}Z",
        zone_basis="stated",
        precision=changes.pop("precision", Precision.SECOND),
        kind=kind,
        kinds=(kind,),
        text=text,
        sources=(source,),
        **changes,
    )


def a_milestone(minutes: float, reason: str, event: str, **changes: Any) -> Milestone:
    """Return one milestone, inferred with medium confidence unless told otherwise."""
    when = at(minutes)
    fields: dict[str, Any] = {
        "at": when,
        "earliest": when,
        "latest": when + timedelta(seconds=59),
        "status": MilestoneStatus.INFERRED,
        "confidence": Confidence.MEDIUM,
        "reason": reason,
        "events": (event,),
    }
    return Milestone(**(fields | changes))


def _duration(aka: str, formula: str, minutes: float, slack: float = 0) -> Duration:
    return Duration(
        aka=aka,
        formula=formula,
        seconds=minutes * 60,
        min_seconds=(minutes - slack) * 60,
        max_seconds=(minutes + slack) * 60,
    )


_PAGER = "S2"
_EVENTS = (
    an_event(
        1,
        -9,
        Kind.CHANGE,
        "Release 88 of checkout-api deployed to all regions",
        source=Source(evidence="S4", place="commit 4be1c20"),
        actor="deploy-bot",
    ),
    an_event(
        2,
        0,
        Kind.LOG_CHANGE,
        "“coupon total is negative” rises from 0 to 61 a minute",
        source=Source(evidence="S5", place="lines 2114–2790"),
        precision=Precision.MINUTE,
    ),
    an_event(
        3,
        4,
        Kind.ALERT,
        "CheckoutErrorBudgetBurn firing (severity ticket)",
        source=Source(evidence="S3", place="alert 1"),
    ),
    an_event(
        4,
        19,
        Kind.CUSTOMER_REPORT,
        "Support has eleven tickets: the basket shows a total, paying returns an error",
        actor="Responder A",
    ),
    an_event(
        5,
        21,
        Kind.PAGE,
        "Checkout on-call paged, incident declared",
        source=Source(evidence=_PAGER, place="log entry R7Q2"),
    ),
    an_event(
        6,
        24,
        Kind.ACKNOWLEDGED,
        "Page acknowledged",
        source=Source(evidence=_PAGER, place="log entry R7Q5"),
        actor="Responder B",
    ),
    an_event(
        7,
        31,
        Kind.HYPOTHESIS,
        "Card provider looks slow, their status page is green though",
        actor="Responder B",
    ),
    an_event(
        8,
        38,
        Kind.MITIGATION_TRIED,
        "Routing a tenth of payments to the second provider",
        actor="Responder C",
    ),
    an_event(9, 43, Kind.CHATTER, "no change on the graph", actor="Responder C"),
    an_event(
        10,
        47,
        Kind.HYPOTHESIS,
        "Every failing basket has two coupons; release 88 touched those",
        actor="Responder B",
        known_at=at(95),
    ),
    an_event(
        11,
        51,
        Kind.MITIGATION_TRIED,
        "Rollback of release 88 started",
        actor="Responder B",
        source=Source(evidence="S4", place="deployment 3021"),
    ),
    an_event(
        12,
        57,
        Kind.MITIGATION_WORKED,
        "Errors back to base level in every region",
        source=Source(evidence="S5", place="lines 4801–4880"),
        precision=Precision.MINUTE,
    ),
    an_event(13, 64, Kind.CUSTOMER_UPDATE, "Status page: payments work again", actor="Responder A"),
    an_event(
        14,
        82,
        Kind.RESOLVED,
        "Incident closed",
        source=Source(evidence=_PAGER, place="log entry R7QH"),
        actor="Responder B",
    ),
)

_MILESTONES = {
    "trigger": a_milestone(-9, "The last change before the errors began.", "E1"),
    "impact_start": a_milestone(
        0,
        "The first minute in which checkout errors left their base level.",
        "E2",
        latest=at(3),
        alternatives=(Alternative(at=at(4), reason="The alert’s own start.", events=("E3",)),),
    ),
    "signalled": a_milestone(
        4, "The alert went to a ticket queue that is read in the morning.", "E3"
    ),
    "detected": a_milestone(
        19,
        "Support told the channel of customers’ tickets.",
        "E4",
        by=DetectedBy.CUSTOMER,
        status=MilestoneStatus.STATED,
        confidence=Confidence.HIGH,
    ),
    "acknowledged": a_milestone(
        24,
        "The page was accepted.",
        "E6",
        status=MilestoneStatus.STATED,
        confidence=Confidence.HIGH,
    ),
    "declared": a_milestone(21, "Declared together with the page.", "E5"),
    "diagnosed": a_milestone(
        47, "The explanation that led to the rollback.", "E10", confidence=Confidence.LOW
    ),
    "mitigated": a_milestone(57, "Errors were back to base level.", "E12"),
    "resolved": a_milestone(
        82,
        "The incident was closed.",
        "E14",
        status=MilestoneStatus.STATED,
        confidence=Confidence.HIGH,
    ),
    "all_clear": Milestone(reason="Nobody in the record says that the watch ended."),
}

_FACTORS = (
    Factor(
        id="F1",
        category=FactorCategory.CODE,
        subtype_code="C1",
        subtype="logic defect",
        role=FactorRole.TRIGGER,
        confidence=Confidence.MEDIUM,
        events=("E1", "E10"),
        statement="Release 88 subtracts two coupons before the floor at zero, so a basket with two"
        " coupons gets a negative total, which `payments` rejects.",
    ),
    Factor(
        id="F2",
        category=FactorCategory.PROCESS,
        subtype_code="P2",
        subtype="release process",
        role=FactorRole.AMPLIFYING,
        confidence=Confidence.HIGH,
        events=("E1",),
        statement="The release reached all regions in one step; no stage held it to a small share.",
    ),
    Factor(
        id="F3",
        category=FactorCategory.TOOLING,
        subtype_code="T2",
        subtype="misrouted alert",
        role=FactorRole.DELAYED_DETECTION,
        confidence=Confidence.HIGH,
        events=("E3", "E4"),
        statement="The error-budget alert carries severity `ticket`; it fired 15 minutes before"
        " the first customer report and paged nobody.",
    ),
)

_ACTIONS = (
    Action(
        id="A1",
        title="Page the on-call when checkout errors burn the error budget",
        category=ActionCategory.DETECTION,
        owner="Checkout",
        owner_kind=OwnerKind.TEAM,
        owner_status=OwnerStatus.PROPOSED,
        due=date(2026, 3, 18),
        strength=Strength.INTERMEDIATE,
        addresses=("F3",),
        public=True,
        measure=Measure(
            text="A test alert reaches the on-call within 2 minutes; checked in the drill of 18 March",
            state=MeasureState.MEASURABLE,
        ),
    ),
    Action(
        id="A2",
        title="Roll out `checkout-api` to one region first and stop on error rate",
        category=ActionCategory.PREVENTION,
        due=date(2026, 4, 15),
        strength=Strength.STRONGER,
        addresses=("F1", "F2"),
        measure=Measure(
            text="Share of releases with a first stage: 0 % → 100 % over 30 days",
            state=MeasureState.PARTIAL,
        ),
    ),
    Action(
        id="A3",
        title="Reject negative totals in the basket with a property test on coupons",
        category=ActionCategory.PREVENTION,
        owner="Robin Vale",
        owner_kind=OwnerKind.PERSON,
        owner_status=OwnerStatus.CONFIRMED,
        due=date(2026, 3, 25),
        status=ActionStatus.OPEN,
        addresses=("F1",),
        strength=Strength.STRONGER,
        measure=Measure(text="`test_totals.py` fails on release 88", state=MeasureState.MEASURABLE),
    ),
    Action(
        id="A4",
        title="Show coupon use on the payments board",
        category=ActionCategory.DETECTION,
        status=ActionStatus.IDEA,
        addresses=("F3",),
    ),
)

_EVIDENCE = (
    EvidenceItem(
        id="S1",
        path="slack/inc-42.json",
        sha256="0" * 64,
        reader="slack",
        events=41,
        covers=Span(from_=at(17), until=at(96)),
        warnings=(model.Warning(where="message 17", what="no time in this record"),),
    ),
    EvidenceItem(
        id="S2",
        path="pagerduty/log_entries.json",
        sha256="1" * 64,
        reader="pagerduty",
        events=6,
        covers=Span(from_=at(21), until=at(82)),
    ),
    EvidenceItem(
        id="S3",
        path="alerts.json",
        sha256="2" * 64,
        reader="alertmanager",
        events=2,
        covers=Span(from_=at(4), until=at(58)),
    ),
    EvidenceItem(
        id="S4",
        path="repo.git.txt",
        sha256="3" * 64,
        reader="git",
        events=9,
        covers=Span(from_=at(-4000), until=at(51)),
    ),
    EvidenceItem(
        id="S5",
        path="logs/checkout-api.log",
        sha256="4" * 64,
        reader="log",
        events=12,
        covers=Span(from_=at(-60), until=at(120)),
        zone=ZoneUsed(assumed="Europe/Oslo", by="--tz"),
    ),
)

_SIX_MONTHS = SixMonths(
    as_of=date(2025, 9, 4),
    evidence_class=EvidenceClass.A,
    action="OPS-311: page on the error budget",
    statement="On 12 August 2025 the option **page on the error budget** was proposed (OPS-311). It"
    " would likely have interrupted F3 by paging 15 minutes sooner (confidence: medium). It was not"
    " done because it ranked 19th of 37 reliability tickets, which was reasonable given two quiet"
    " quarters. What now differs: A1.",
    would=Would.SHORTEN,
    why_not_codes=(WhyNot.RATED_LOW, WhyNot.PAST_SUCCESS),
    confidence=Confidence.MEDIUM,
    addresses=("F3",),
    what_differs="A1",
    base_rate=BaseRate(k=1, n=37, of="open reliability tickets"),
    sources=(Source(evidence="S4", place="OPS-311", date="2025-08-12"),),
)

_EXAMPLE = Postmortem(
    tool_version="0.1.0",
    drafted_at=at(60 * 20),
    incident=Incident(id="INC-42", product="Checkout", severity="SEV2", zone="Europe/Oslo"),
    summary="A release changed how two coupons in one basket are added up. Baskets with two coupons"
    " got a negative total, and paying for them failed in every region. An alert fired after four"
    " minutes but opened a ticket; customers were the first to reach somebody who could act."
    " A rollback ended the impact.",
    impact=Impact(
        text="About 6 % of customers could not pay for about 20 minutes.",
        share=0.06,
        duration_s=1200.0,
        computed=ImpactComputed(duration_s=3420.0),
    ),
    evidence=_EVIDENCE,
    coverage=Coverage(
        silences=(Silence(from_=at(4), until=at(17), evidence=("S1", "S2")),),
        expected_absent=("status page history",),
    ),
    events=_EVENTS,
    milestones=_MILESTONES,
    intervals=(Interval(id="I1", from_=at(0), until=at(57), events=("E2", "E12")),),
    durations={
        "ttd": _duration("MTTD", "detected - impact_start", 19, 2),
        "tta": _duration("MTTA", "acknowledged - detected", 5),
        "ttm": _duration("MTTM", "mitigated - impact_start", 57, 2),
        "ttr": _duration("MTTR", "resolved - impact_start", 82, 2),
    },
    factors=_FACTORS,
    learnt=Learnt(
        went_well=("The rollback took six minutes from the decision to the last region.",),
        lucky=("It was early afternoon; the evening peak has four times the traffic.",),
    ),
    actions=_ACTIONS,
    six_months=_SIX_MONTHS,
    distribution=(
        Distribution(
            edition=EditionName.TEAM,
            due=at(57 + 48 * 60),
            counted_from="mitigated",
            status=DistributionStatus.DRAFT,
        ),
        Distribution(
            edition=EditionName.READOUT, due=at(57 + 7 * 24 * 60), counted_from="mitigated"
        ),
        Distribution(
            edition=EditionName.PUBLIC, reason="where it applies: a person decides whether and when"
        ),
    ),
    questions=(
        Question(
            id="Q1",
            about="impact.duration_s",
            ask="The impact text says about 20 minutes; the timeline gives 57. What did customers see?",
            why="Both figures stand in the account.",
        ),
        Question(
            id="Q2",
            about="actions.A2.owner",
            ask="Which team can change how checkout is rolled out?",
        ),
        Question(
            id="Q3", about="milestones.all_clear", ask="How did you know that it was over for good?"
        ),
    ),
)
