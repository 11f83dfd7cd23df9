from datetime import UTC, datetime, timedelta

from unblame.evidence import Evidence
from unblame.model import Event, EvidenceItem, Kind, Precision
from unblame.testing.morning import a_line
from unblame.timeline import build
from unblame.timeline.later import learnt

DAY = datetime(2026, 3, 4, 12, tzinfo=UTC)
NOW = DAY + timedelta(days=2)
READERS = {"S1": "pagerduty", "S2": "slack", "S3": "mail", "S4": "markdown"}


def an_event(
    minute: float, text: str, *kinds: Kind, item: str = "S2", known: float | None = None
) -> Event:
    learnt = None if known is None else DAY + timedelta(minutes=known)
    return a_line(DAY, minute, text, *kinds, item=item, known_at=learnt, precision=Precision.SECOND)


def evidence_of(*events: Event) -> Evidence:
    items = tuple(
        EvidenceItem(id=name, path=f"{name}.x", sha256="0", reader=reader)
        for name, reader in READERS.items()
    )
    return Evidence(items=items, events=events, zone="Europe/Oslo")


def test_a_time_told_afterwards_is_an_event_of_then_known_when_it_was_told():
    told = an_event(120, "It turned out that the alert fired at 12:55 and nobody saw it.")

    (found,) = learnt(evidence_of(told))

    assert (found.at, found.known_at) == (DAY - timedelta(minutes=5), told.at)
    assert found.sources == told.sources
    assert found.kinds == (Kind.NOTE,)


def test_nothing_is_derived_where_the_day_is_told_in_words_or_nothing_says_later():
    assert learnt(evidence_of(an_event(120, "There was an alert, 00:26 yesterday."))) == ()
    assert learnt(evidence_of(an_event(120, "The alert fired at 12:55."))) == ()


def test_what_was_known_only_later_is_no_detection():
    timeline = build(
        evidence_of(
            an_event(
                1, "cards are refused at our tills", Kind.CUSTOMER_REPORT, item="S3", known=90
            ),
            an_event(10, "OrderErrors on orders-1: [#502]", Kind.ALERT, item="S1"),
            an_event(14, "[#502] Acknowledged by Responder A", Kind.ACKNOWLEDGED, item="S1"),
        ),
        now=NOW,
    )

    assert timeline.milestones["detected"].at == DAY + timedelta(minutes=10)


def test_a_line_of_an_account_that_says_later_found_is_no_detection():
    timeline = build(
        evidence_of(
            an_event(-70, "We later found that an alert fired here", Kind.ALERT, item="S4"),
            an_event(10, "OrderErrors on orders-1: [#502]", Kind.ALERT, item="S1"),
            an_event(14, "[#502] Acknowledged by Responder A", Kind.ACKNOWLEDGED, item="S1"),
        ),
        now=NOW,
    )

    assert timeline.milestones["detected"].at == DAY + timedelta(minutes=10)
