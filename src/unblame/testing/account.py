"""A whole invented post-mortem: a checkout regression at a shop that does not exist."""

from typing import Any

from msgspec.structs import replace

from unblame import model
from unblame.model import (
    Coverage,
    Distribution,
    DistributionStatus,
    Duration,
    EditionName,
    EvidenceItem,
    Impact,
    ImpactComputed,
    Incident,
    Interval,
    Learnt,
    Postmortem,
    Question,
    Silence,
    Span,
    ZoneUsed,
)
from unblame.testing.followed import ACTIONS, FACTORS, SIX_MONTHS
from unblame.testing.happened import EVENTS, MILESTONES
from unblame.testing.moments import at


def an_account(**changes: Any) -> Postmortem:
    """Return the example with the given fields of `Postmortem` changed."""
    return replace(_EXAMPLE, **changes)


def _duration(aka: str, formula: str, minutes: float, slack: float = 0) -> Duration:
    return Duration(
        aka=aka,
        formula=formula,
        seconds=minutes * 60,
        min_seconds=(minutes - slack) * 60,
        max_seconds=(minutes + slack) * 60,
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
    events=EVENTS,
    milestones=MILESTONES,
    intervals=(Interval(id="I1", from_=at(0), until=at(57), events=("E2", "E12")),),
    durations={
        "ttd": _duration("MTTD", "detected - impact_start", 19, 2),
        "tta": _duration("MTTA", "acknowledged - detected", 5),
        "ttm": _duration("MTTM", "mitigated - impact_start", 57, 2),
        "ttr": _duration("MTTR", "resolved - impact_start", 82, 2),
    },
    factors=FACTORS,
    learnt=Learnt(
        went_well=("The rollback took six minutes from the decision to the last region.",),
        lucky=("It was early afternoon; the evening peak has four times the traffic.",),
    ),
    actions=ACTIONS,
    six_months=SIX_MONTHS,
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
