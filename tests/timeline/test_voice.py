"""The recogniser is one voice among the others that tell of a milestone."""

from datetime import UTC, datetime, timedelta

from unblame.evidence import Evidence, Statement
from unblame.model import (
    Confidence,
    Event,
    EvidenceItem,
    Kind,
    Milestone,
    MilestoneStatus,
    Moment,
    Precision,
    Source,
)
from unblame.testing.morning import a_line
from unblame.timeline import build

DAY = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 9, tzinfo=UTC)


def an_event(minute: int, text: str, *kinds: Kind) -> Event:
    return a_line(DAY, minute, text, *kinds, key=f"{minute:016x}")


def milestones(
    *events: Event, heard: tuple[int, ...] = (), stated: tuple[Statement, ...] = ()
) -> dict[str, Milestone]:
    """Return the milestones; the events of the minutes in `heard` have their kinds from the recogniser."""
    evidence = Evidence(
        items=(EvidenceItem(id="S1", reader="notes", path="notes.txt", sha256="0" * 64),),
        events=events,
        worded={f"{minute:016x}": (Kind.NOTE,) for minute in heard},
        statements=stated,
    )
    return build(evidence, now=NOW).milestones


def test_a_line_that_reads_as_a_milestone_makes_none_where_nothing_else_tells_of_it():
    lines = (
        an_event(0, "alert: queue length", Kind.ALERT),
        an_event(30, "kicking the broker did the trick", Kind.MITIGATION_WORKED),
    )

    assert milestones(*lines, heard=(30,))["mitigated"].status is MilestoneStatus.MISSING


def test_a_milestone_whose_line_reads_as_such_is_surer():
    lines = (
        an_event(0, "alert: queue length", Kind.ALERT),
        an_event(30, "service restored", Kind.RECOVERY),
    )

    without = milestones(*lines)["mitigated"]
    found = milestones(*lines, heard=(30,))["mitigated"]

    assert (without.confidence, found.confidence) == (Confidence.MEDIUM, Confidence.HIGH)
    assert found.at == without.at
    assert found.reason == f"{without.reason} It reads as recovery."


def test_another_line_that_reads_so_is_an_alternative():
    lines = (
        an_event(0, "alert: queue length", Kind.ALERT),
        an_event(20, "kicking the broker did the trick", Kind.MITIGATION_WORKED),
        an_event(30, "service restored", Kind.RECOVERY),
    )

    found = milestones(*lines, heard=(20,))["mitigated"]

    assert found.at == DAY + timedelta(minutes=30)
    assert [(one.at, one.reason) for one in found.alternatives] == [
        (DAY + timedelta(minutes=20), "This line reads as mitigation worked.")
    ]


def test_what_a_document_states_is_left_as_it_is():
    at = DAY + timedelta(minutes=40)
    moment = Moment(
        at=at,
        earliest=at,
        latest=at,
        as_written="09:40",
        zone_basis="offset",
        precision=Precision.MINUTE,
    )
    stated = Statement(
        label="Mitigated at",
        text="09:40",
        source=Source(evidence="S1", place="line 1"),
        moment=moment,
    )
    lines = (an_event(20, "kicking the broker did the trick", Kind.MITIGATION_WORKED),)

    with_voice = milestones(*lines, heard=(20,), stated=(stated,))["mitigated"]

    assert with_voice == milestones(*lines, stated=(stated,))["mitigated"]
