import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource
from unblame.evidence.readers.datadog import DatadogReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).with_name("samples")


def sample(name: str):
    return json.loads((SAMPLES / name).read_text())


def reading(value: object) -> Reading:
    source = OpenSource(path="d.json", data=json.dumps(value).encode())
    return DatadogReader().read(source, Zones("Asia/Tokyo"))


def told(found: Reading):
    return [(r.moment.at.strftime("%H:%M:%S"), r.kind, r.text, r.source_id) for r in found.records]


def test_events_of_version_1_keep_their_ids_as_text():
    assert told(reading(sample("datadog.v1.json"))) == [
        ("05:06:07", Kind.ALERT, "[Triggered] 5xx on pay\n5xx over 2 % for five minutes", "8306082202796025694"),
        ("05:45:00", Kind.RECOVERY, "[Recovered] 5xx on pay\nback under 2 %", "8306082202796025695"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["datadog.v2.json", "datadog.webhook.json"])
def test_events_of_version_2_and_webhooks_say_the_same(name):
    (record,) = reading(sample(name)).records

    assert (record.kind, record.text) == (Kind.ALERT, "[Triggered] 5xx on pay\n5xx over 2 %")
    assert record.moment.at.replace(microsecond=0) == datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_a_monitor_tells_its_last_states_and_that_it_is_muted():
    found = reading(sample("datadog.monitor.json"))

    assert [(kind, text) for _, kind, text, _ in told(found)] == [
        (Kind.ALERT, "Monitor triggered: 5xx on pay"),
        (Kind.PAGE, "Monitor notified: 5xx on pay"),
        (Kind.RECOVERY, "Monitor recovered: 5xx on pay"),
        (Kind.NOTE, "Monitor last changed: 5xx on pay"),
    ]
    assert found.identities == (Identity(name="Inger Halvorsen", email="inger@kestrel.example"),)
    assert found.warnings == (
        Warned(where="monitor 91", what="is muted: what it saw reached nobody while it was"),
    )


def test_an_incident_states_its_milestones():
    found = reading(sample("datadog.incident.json"))

    assert [(kind, text) for _, kind, text, _ in told(found)] == [
        (Kind.SYMPTOM, "Customer impact began: One in three card payments failed"),
        (Kind.NOTE, "Incident 42 detected: Card payments fail"),
        (Kind.DECLARED, "Incident 42 declared: Card payments fail"),
        (Kind.RECOVERY, "Customer impact ended: One in three card payments failed"),
        (Kind.RESOLVED, "Incident 42 resolved: Card payments fail"),
    ]
    assert [(one.label, one.moment.at.strftime("%H:%M")) for one in found.statements] == [
        ("Customer impact start", "05:01"),
        ("Detected at", "05:06"),
        ("Customer impact end", "05:44"),
        ("Resolved at", "06:15"),
    ]


def test_logs_of_a_search_are_lines_and_many_are_condensed():
    logs = sample("datadog.logs.json")

    few = reading(logs)
    many = reading({"data": logs["data"] * 100})

    assert [(r.text, r.place) for r in few.records] == [
        ("pay: pool exhausted", "entry 1"),
        ("pay: retrying", "entry 2"),
    ]
    assert (many.records, many.covers is not None) == ((), True)


def test_what_a_person_posted_says_what_its_words_say():
    event = {"id_str": "7", "date_happened": 1772600767, "title": "Rolled back pay", "text": "", "alert_type": "info"}  # fmt: skip

    (record,) = reading({"events": [event]}).records

    assert record.kinds == ()


def test_unix_times_are_utc_in_a_night_of_daylight_saving():
    event = {"id_str": "7", "date_happened": 1792888200, "title": "x", "alert_type": "info"}

    (record,) = reading({"events": [event]}).records

    assert (record.moment.at, record.moment.zone_basis) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "epoch",
    )


def test_the_same_events_twice_are_read_once():
    events = sample("datadog.v1.json")

    assert reading([events, events]).records == reading(events).records


def test_odd_records_give_warnings_with_places():
    found = reading({"events": [{"title": "x", "date_happened": 0}, {"attributes": 3}, "x"]})

    assert found == Reading(
        warnings=(
            Warned(where="record 1", what="no time in this record"),
            Warned(where="record 2", what="no time in this record"),
        )
    )
