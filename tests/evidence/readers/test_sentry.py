import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from unblame.evidence.form import OpenSource
from unblame.evidence.readers.sentry import SentryReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).with_name("samples")
OTTO = Identity(name="Otto Wieland", email="otto@kestrel.example", id="8")
INGER = Identity(name="Inger Halvorsen", email="inger@kestrel.example", id="9")


def sample(name: str):
    return json.loads((SAMPLES / name).read_text())


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    source = OpenSource(path="s.json", data=data)
    return SentryReader().read(source, Zones("Asia/Tokyo"))


def test_an_issue_becomes_its_first_and_last_time_and_its_activity():
    found = reading(sample("sentry.issue.json"))

    title = "TimeoutError: pool exhausted in ledger.pool in acquire"
    assert [(r.moment.at.strftime("%H:%M:%S"), r.kind, r.text, r.actor) for r in found.records] == [
        ("05:05:59", Kind.SYMPTOM, f"First seen: {title}", None),
        ("05:44:03", Kind.NOTE, f"Last seen, 150 events in all: {title}", None),
        ("06:00:00", Kind.NOTE, f"Marked as resolved: {title}", OTTO),
        ("05:18:00", Kind.NOTE, "same pool as in January", INGER),
    ]
    assert set(found.identities) == {OTTO, INGER}


def test_an_error_known_for_long_is_no_first_symptom():
    old = sample("sentry.issue.json") | {"firstSeen": "2025-01-03T05:05:59Z", "activity": []}

    assert [r.kind for r in reading(old).records] == [Kind.NOTE, Kind.NOTE]


def test_a_client_whose_clock_runs_ahead_is_warned_of_and_the_server_believed():
    found = reading(sample("sentry.events.json"))

    assert [(r.source_id, r.moment.at) for r in found.records] == [
        ("a1b2", datetime(2026, 3, 4, 5, 5, 59, tzinfo=UTC)),
        ("c3d4", datetime(2026, 3, 4, 5, 6, 31, tzinfo=UTC)),
    ]
    assert found.warnings == (
        Warned(
            where="event c3d4",
            what="the client's clock ran ahead of the server's by 7199 s; the server's time was taken",
        ),
    )


def test_an_event_that_came_in_late_carries_when_it_became_known():
    late = {"eventID": "e", "title": "x", "dateCreated": "2026-03-04T05:00:00Z", "dateReceived": "2026-03-04T05:30:00Z"}  # fmt: skip

    (record,) = reading([late]).records

    assert (record.moment.at, record.known_at) == (
        datetime(2026, 3, 4, 5, 0, tzinfo=UTC),
        datetime(2026, 3, 4, 5, 30, tzinfo=UTC),
    )


def test_the_addresses_of_users_are_left_behind():
    whole = msgspec.json.encode(reading(sample("sentry.events.json"))).decode()

    assert "203.0.113.9" not in whole
    assert "buyer@" not in whole


def test_an_offset_holds_through_a_daylight_saving_night():
    event = {"eventID": "e", "title": "x", "dateCreated": "2026-10-25T02:30:00+01:00"}

    (record,) = reading([event]).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_same_issue_asked_for_twice_is_read_once():
    issue = sample("sentry.issue.json")

    assert reading([issue, issue]).records == reading(issue).records


def test_odd_records_give_warnings_with_places():
    found = reading([{"shortId": "X-1", "activity": [{"type": 3}]}, {"eventID": None}, "x"])

    assert found == Reading(
        warnings=(
            Warned(where="record 1", what="no time in this record"),
            Warned(where="record 2", what="no time in this record"),
        )
    )


def test_bodies_of_webhooks_tell_alerts_and_what_they_do_not_say_is_warned_of():
    found = reading((SAMPLES / "sentry.webhooks.jsonl").read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text) for r in found.records] == [
        ("05:06:30", Kind.ALERT, "Metric alert critical: Too many errors: 1000 events in the last 10 minutes\nFilter: level:error"),
        ("05:44:00", Kind.RECOVERY, "Metric alert resolved: Too many errors"),
        ("05:06:02", Kind.ALERT, "Alert rule “Tell the pool” triggered by: TimeoutError: pool exhausted"),
        ("05:05:59", Kind.SYMPTOM, "First seen: TimeoutError: pool exhausted in ledger.pool in acquire"),
        ("05:44:03", Kind.NOTE, "Last seen, 150 events in all: TimeoutError: pool exhausted in ledger.pool in acquire"),
    ]  # fmt: skip
    assert [(w.where, w.what[:23]) for w in found.warnings] == [
        ("record 4", "says resolved, not when")
    ]
