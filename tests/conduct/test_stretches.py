from datetime import UTC, datetime, timedelta

from unblame.conduct.correction import moved
from unblame.model import Incident, Interval, Milestone, MilestoneStatus, Postmortem
from unblame.people import Cast

DAY = datetime(2026, 3, 6, 8, tzinfo=UTC)


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


def test_a_moved_end_of_two_stretches_moves_the_last_and_counts_no_time_between_them():
    record = Postmortem(
        drafted_at=at(39),
        incident=Incident(id="INC-7", product="Orders"),
        milestones={
            "impact_start": Milestone(at=at(0), status=MilestoneStatus.INFERRED),
            "mitigated": Milestone(at=at(30), status=MilestoneStatus.INFERRED),
        },
        intervals=(
            Interval(id="I1", from_=at(0), until=at(4)),
            Interval(id="I2", from_=at(29), until=at(30)),
        ),
    )

    changed = moved(
        record, "mitigated", "2026-03-07 13:30 UTC", reason="the graph", now=at(40), cast=Cast()
    )

    assert changed.intervals == (
        Interval(id="I1", from_=at(0), until=at(4)),
        Interval(id="I2", from_=at(29), until=at(29.5)),
    )
    assert changed.impact.computed.duration_s == 4.5 * 3600
