"""What happened on the example's day, and the milestones in it."""

from unblame.model import (
    Alternative,
    Confidence,
    DetectedBy,
    Kind,
    Milestone,
    MilestoneStatus,
    Precision,
    Source,
)
from unblame.testing.moments import a_milestone, an_event, at

_PAGER = "S2"
EVENTS = (
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

MILESTONES = {
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
