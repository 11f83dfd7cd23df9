from datetime import UTC, datetime, timedelta

from unblame.evidence import Evidence
from unblame.model import Event, EvidenceItem, Kind, Precision
from unblame.testing.morning import a_line
from unblame.timeline import build

DAY = datetime(2026, 3, 4, 12, tzinfo=UTC)
READERS = {"S1": "pagerduty", "S2": "slack", "S3": "plain_log", "S4": "git_log"}


def an_event(minute: float, text: str, *kinds: Kind, item: str) -> Event:
    return a_line(DAY, minute, text, *kinds, item=item, precision=Precision.SECOND)


def asked(*events: Event) -> dict[str, str]:
    items = tuple(
        EvidenceItem(id=name, path=f"{name}.x", sha256="0", reader=reader)
        for name, reader in READERS.items()
    )
    found = build(Evidence(items=items, events=events), now=DAY + timedelta(days=1)).questions
    return {one.about: one.ask for one in found}


COMMIT = "Commit 9f1c0a7b5d: Fix the pool size"
DEPLOYED = "deploy pool 9f1c0a7 to prod finished"


def test_a_commit_after_its_own_deployment_is_asked_about():
    ask = asked(
        an_event(20, COMMIT, Kind.CHANGE, item="S4"), an_event(5, DEPLOYED, Kind.CHANGE, item="S3")
    )["events.order.commits"]

    assert "12:20 UTC after" in ask
    assert "12:05 UTC" in ask


def test_a_commit_before_its_deployment_or_of_another_one_is_not():
    first = an_event(1, COMMIT, Kind.CHANGE, item="S4")
    other = an_event(20, "Commit 1e4c3f2a1b: Fix more", Kind.CHANGE, item="S4")

    found = asked(first, other, an_event(5, DEPLOYED, Kind.CHANGE, item="S3"))

    assert "events.order.commits" not in found


def test_a_page_accepted_before_it_was_sent_by_another_clock_is_asked_about():
    found = asked(
        an_event(10, "OrderErrors: [#502]", Kind.ALERT, item="S1"),
        an_event(2, "Acknowledged: #502 OrderErrors", Kind.ACKNOWLEDGED, item="S2"),
    )

    assert "events.order.impossible" in found


def test_a_run_that_ends_before_it_starts_is_asked_about_and_not_within_one_source():
    start = an_event(10, "run 2212 started", Kind.CHANGE, item="S2")

    assert "events.order.impossible" in asked(
        start, an_event(2, "run 2212 succeeded", Kind.CHANGE, item="S3")
    )
    assert "events.order.impossible" not in asked(
        start, an_event(2, "run 2212 succeeded", Kind.CHANGE, item="S2")
    )
