from datetime import UTC, datetime, timedelta

import pytest

from unblame.evidence import Evidence
from unblame.model import EvidenceItem, Milestone, MilestoneStatus, Silence, Span
from unblame.timeline.coverage import coverage

START = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)


def item(ident: str, *, counted: int | None = None, minutes: int = 90) -> EvidenceItem:
    span = Span(from_=START, until=START + timedelta(minutes=minutes))
    return EvidenceItem(
        id=ident, path=f"{ident}.log", sha256="", reader="plain_log", covers=span, counted=counted
    )


def silences(*items: EvidenceItem) -> tuple[Silence, ...]:
    milestones = {
        "impact_start": Milestone(at=START, status=MilestoneStatus.STATED),
        "resolved": Milestone(at=START + timedelta(minutes=60), status=MilestoneStatus.STATED),
    }
    return coverage(Evidence(items=items), milestones).silences


def test_a_stretch_without_an_event_is_a_silence_of_every_source():
    (quiet,) = silences(item("S1"), item("S2"))

    assert quiet.evidence == ("S1", "S2")


def test_a_log_that_runs_on_without_a_change_is_not_silent():
    (quiet,) = silences(item("S1"), item("S2", counted=4000))

    assert quiet.evidence == ("S1",)


def test_a_stretch_that_a_log_covers_alone_is_no_silence():
    assert silences(item("S1", counted=4000)) == ()


def test_a_log_that_ends_within_the_stretch_is_silent_like_the_others():
    (quiet,) = silences(item("S1", counted=4000, minutes=30))

    assert quiet.evidence == ("S1",)


@pytest.mark.parametrize(
    ("reader", "held"),
    [
        ("nagios", {"paging record", "alerts"}),
        ("zabbix", {"alerts"}),
        ("loki", {"logs or metrics"}),
        ("elasticsearch", {"logs or metrics"}),
        ("grafana_oncall", {"paging record"}),
        ("google_chat", {"chat"}),
        ("matrix", {"chat"}),
        ("rocket_chat", {"chat"}),
        ("uptime_checks", {"alerts"}),
        ("launchdarkly", {"record of changes"}),
        ("new_relic", {"alerts"}),
        ("azure_monitor", {"alerts", "record of changes"}),
        ("aws_events", {"record of changes"}),
        ("jenkins", {"record of changes"}),
        ("circleci", {"record of changes"}),
        ("azure_devops", {"record of changes"}),
    ],
)
def test_what_a_source_is_of_is_not_said_to_be_missing(reader, held):
    absent = coverage(
        Evidence(items=(EvidenceItem(id="S1", path="x", sha256="", reader=reader),)), {}
    ).expected_absent

    assert {"paging record", "alerts", "chat", "record of changes", "logs or metrics"} - {
        *absent
    } == held
