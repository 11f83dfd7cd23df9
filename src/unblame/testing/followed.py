"""What follows from the example's day: factors, actions and the answer to the six months."""

from datetime import date

from unblame.model import (
    Action,
    ActionCategory,
    ActionStatus,
    BaseRate,
    Confidence,
    EvidenceClass,
    Factor,
    FactorCategory,
    FactorRole,
    Measure,
    MeasureState,
    OwnerKind,
    OwnerStatus,
    SixMonths,
    Source,
    Strength,
    WhyNot,
    Would,
)

FACTORS = (
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

ACTIONS = (
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

SIX_MONTHS = SixMonths(
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
