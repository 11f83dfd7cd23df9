"""What went well is shown by times or told in a review's own sections, and never made up."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from msgspec import structs

from unblame.evidence.record import Evidence, Passage
from unblame.factors import learnt
from unblame.model import (
    Confidence,
    DetectedBy,
    Event,
    Kind,
    Learnt,
    Milestone,
    MilestoneStatus,
    Source,
)
from unblame.testing.morning import a_line

NINE = datetime(2026, 5, 19, 9, 0, tzinfo=UTC)


def a_milestone(minute: int, **changes) -> Milestone:
    found = Milestone(
        at=NINE + timedelta(minutes=minute),
        status=MilestoneStatus.INFERRED,
        confidence=Confidence.HIGH,
        events=(f"E:{minute:016x}",),
    )
    return structs.replace(found, **changes)


def an_event(minute: int, text: str, kind: Kind) -> Event:
    return a_line(NINE, minute, text, kind, key=f"{minute:016x}", sources=())


def shown(*events: Event, **milestones: Milestone) -> tuple[str, ...]:
    timeline = SimpleNamespace(events=events, milestones=milestones)
    return learnt(Evidence(), timeline).went_well


def told(text: str, section: str) -> Learnt:
    passage = Passage(text=text, section=section, source=Source(evidence="S1", place="line 4"))
    return learnt(Evidence(passages=(passage,)), SimpleNamespace(events=(), milestones={}))


def test_an_empty_record_shows_nothing():
    assert learnt(Evidence(), SimpleNamespace(events=(), milestones={})) == Learnt()


def test_a_soon_alert_and_a_soon_answer_are_shown_with_their_events():
    assert shown(
        impact_start=a_milestone(0),
        detected=a_milestone(2, by=DetectedBy.MONITOR),
        acknowledged=a_milestone(5),
    ) == (
        "An alert fired 2 min after impact began (E:0000000000000002).",
        "The incident was picked up 3 min after detection (E:0000000000000005).",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"by": DetectedBy.CUSTOMER},
        {"by": DetectedBy.MONITOR, "confidence": Confidence.LOW},
        {"by": DetectedBy.MONITOR, "status": MilestoneStatus.CONFLICT},
    ],
)
def test_what_is_doubtful_or_came_from_customers_is_no_soon_alert(changes):
    assert shown(impact_start=a_milestone(0), detected=a_milestone(2, **changes)) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Automatic rollback to v481 finished, errors stopped", 1),
        ("Traffic failed over automatically to the second zone", 1),
        ("The automatic rollback did not start, rolled back by hand", 0),
        ("Rolled back to v481 by hand", 0),
    ],
)
def test_automation_that_ended_it_is_shown(text, count):
    event = an_event(9, text, Kind.MITIGATION_WORKED)

    assert len(shown(event, mitigated=a_milestone(9))) == count


def test_a_soon_word_to_customers_is_shown():
    update = an_event(12, "Status page: we are looking into failed payments", Kind.CUSTOMER_UPDATE)

    assert shown(update, impact_start=a_milestone(0)) == (
        "The first customer update appeared 12 min after impact began (E:000000000000000c).",
    )


def test_what_a_review_says_under_its_headings_is_told_with_its_place():
    text = "- The standby took the load as planned."

    assert told(text, "Review / What went well") == Learnt(
        went_well=("The standby took the load as planned (S1 line 4)",)
    )
    assert told(text, "Where we got lucky") == Learnt(
        lucky=("The standby took the load as planned (S1 line 4)",)
    )
    assert told(text, "What went wrong") == Learnt()


def test_a_heading_without_an_answer_tells_nothing():
    assert told("- nothing", "What went well") == Learnt()
    assert told("TBD", "What went well") == Learnt()


def test_nobody_is_in_what_is_told():
    found = told("Responder B found the lock by reading pg_stat_activity.", "What went well")

    assert found.went_well == ("One person found the lock by reading pg_stat_activity (S1 line 4)",)
