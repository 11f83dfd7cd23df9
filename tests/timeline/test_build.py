import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from unblame.evidence import Evidence, ReadOptions, read
from unblame.model import Event, Milestone, MilestoneStatus, Precision, Source
from unblame.timeline import build
from unblame.timeline.label import duration_of, milestones_of
from unblame.timeline.order import order_questions

NOW = datetime(2026, 2, 17, 9, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[2] / "examples" / "expired-certificate" / "evidence"


def an_event(at: datetime | None, text: str, key: str) -> Event:
    return Event(
        key=key,
        text=text,
        at=at,
        earliest=at,
        latest=at,
        precision=Precision.SECOND if at else Precision.MINUTE,
        sources=(Source(evidence="S1", place="line 1"),),
    )


@given(st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(shuffle: random.Random):
    texts = ("outage begins", "alert fired", "looking into it", "restored", "incident closed")
    events = [
        an_event(NOW - timedelta(minutes=90 - 10 * at), text, f"{at:016x}")
        for at, text in enumerate(texts)
    ]
    mixed = list(events)
    shuffle.shuffle(mixed)

    assert build(Evidence(events=tuple(mixed)), now=NOW) == build(
        Evidence(events=tuple(events)), now=NOW
    )


def test_no_evidence_gives_the_core_milestones_as_missing():
    timeline = build(Evidence(), impact_text="", now=NOW)

    assert {name: one.status for name, one in timeline.milestones.items()} == dict.fromkeys(
        ("impact_start", "detected", "acknowledged", "declared", "mitigated", "resolved"),
        MilestoneStatus.MISSING,
    )
    assert timeline.coverage.expected_absent[0] == "paging record"
    assert timeline.intervals == ()


def test_a_time_after_now_is_a_question_and_no_milestone():
    timeline = build(
        Evidence(events=(an_event(NOW + timedelta(days=300), "incident resolved", "a" * 16),)),
        now=NOW,
    )

    assert timeline.milestones["resolved"].at is None
    assert "What day was meant" in " ".join(question.ask for question in timeline.questions)


def test_entries_without_a_day_are_asked_for_once():
    events = (an_event(None, "10:00 down", "b" * 16), an_event(None, "10:20 up", "c" * 16))

    timeline = build(Evidence(events=events), now=NOW)

    assert [q.about for q in timeline.questions].count("events") == 1
    assert timeline.events == events


def test_an_unusual_order_is_a_question_and_stays_as_it_is():
    milestones = {
        "impact_start": Milestone(at=NOW, status=MilestoneStatus.STATED),
        "detected": Milestone(at=NOW - timedelta(minutes=27), status=MilestoneStatus.STATED),
    }

    (question,) = order_questions(milestones)

    assert question.about == "milestones.detected"
    assert question.ask == (
        "What explains that “detected” (2026-02-17 08:33 UTC) stands before “impact start” "
        "(2026-02-17 09:00 UTC)?"
    )


def test_labels_are_known_in_many_spellings():
    assert {
        label: tuple(str(name) for name in milestones_of(label))
        for label in (
            "First detected",
            "detectedAt",
            "Start time",
            "End",
            "Repaired",
            "Detected by",
        )
    } == {
        "First detected": ("detected",),
        "detectedAt": ("detected",),
        "Start time": ("impact_start",),
        "End": ("mitigated", "resolved"),
        "Repaired": ("mitigated",),
        "Detected by": (),
    }
    assert [duration_of(x) for x in ("Time to resolve", "MTTD", "Outage duration", "Owner")] == [
        "ttr",
        "ttd",
        "length",
        None,
    ]


def test_notes_that_name_and_shame_give_a_timeline():
    evidence = read([EXAMPLE], options=ReadOptions(tz="Europe/Oslo"))

    timeline = build(evidence, impact_text="down for about 2 hours", now=NOW)

    assert {
        name: one.at.strftime("%H:%M") for name, one in timeline.milestones.items() if one.at
    } == {
        "impact_start": "06:00",
        "signalled": "07:12",
        "detected": "08:20",
        "acknowledged": "08:20",
        "declared": "09:10",
        "diagnosed": "09:25",
        "mitigated": "09:48",
        "resolved": "10:45",
    }
    assert [question.about for question in timeline.questions] == [
        "milestones.signalled.heard",
        "milestones.detected.check",
        "events.customers",
        "events.checks",
        "impact.duration_s",
    ]
