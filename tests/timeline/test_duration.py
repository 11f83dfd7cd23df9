from datetime import UTC, datetime, timedelta

from unblame.model import Duration, Milestone, MilestoneStatus
from unblame.timeline import durations

AT = datetime(2026, 3, 4, 9, tzinfo=UTC)


def a_milestone(minute: float, width_s: float = 0) -> Milestone:
    at = AT + timedelta(minutes=minute)
    return Milestone(
        at=at, earliest=at, latest=at + timedelta(seconds=width_s), status=MilestoneStatus.STATED
    )


def test_bounds_are_carried_through():
    found = durations({"impact_start": a_milestone(0, 60), "detected": a_milestone(12, 60)})

    assert found["ttd"] == Duration(
        aka="MTTD",
        formula="detected - impact_start",
        seconds=720.0,
        min_seconds=660.0,
        max_seconds=780.0,
    )


def test_detected_before_impact_stays_negative():
    found = durations({"impact_start": a_milestone(27), "detected": a_milestone(0)})

    assert found["ttd"].seconds == -27 * 60


def test_what_has_no_time_says_so_and_is_never_zero():
    found = durations({"detected": a_milestone(0), "acknowledged": Milestone()})

    assert found["tta"] == Duration(
        aka="MTTA",
        formula="acknowledged - detected",
        missing="not computable: no acknowledged time",
    )
    assert [found[name].aka for name in found] == ["MTTD", "MTTA", "MTTM", "MTTR"]
