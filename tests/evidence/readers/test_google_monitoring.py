import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.google_monitoring import GoogleMonitoringReader
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    source = OpenSource(path="a.json", data=data)
    return GoogleMonitoringReader().read(source, Zones("Europe/Oslo"))


def told(found):
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.source_id) for r in found.records]


def test_recognises_its_samples_and_no_neighbour():
    samples = [
        (SAMPLES / f"google_monitoring.{n}.json").read_bytes() for n in ("webhook", "alerts")
    ]
    others = [
        b'{"incident":{"id":"PT4","incident_number":42,"created_at":"2026-03-04T05:06:07Z"}}',
        b'{"alerts":[{"labels":{},"startsAt":"2026-03-04T05:06:07Z"}],"state":"alerting"}',
    ]

    found = [reader_for(Sample.of("x", one)) for one in samples]

    assert [one.name for one in found if one is not None] == ["google_monitoring"] * 2
    assert [GoogleMonitoringReader().recognises(Sample.of("x", o)) for o in others] == [0.0] * 2


def test_deliveries_of_one_incident_become_its_two_ends():
    assert told(reading((SAMPLES / "google_monitoring.webhook.json").read_bytes())) == [
        ("05:06:07", Kind.ALERT, "[firing] pay 5xx: 5xx ratio is above 0.02 (pay-eu)", "0.mabc/start"),
        ("06:10:00", Kind.RECOVERY, "[resolved] pay 5xx: 5xx ratio is above 0.02 (pay-eu)", "0.mabc/end"),
    ]  # fmt: skip


def test_alerts_of_the_interface_become_their_two_ends():
    assert told(reading((SAMPLES / "google_monitoring.alerts.json").read_bytes())) == [
        ("05:06:07", Kind.ALERT, "[firing] pay 5xx", "projects/norvane/alerts/0.mabc/start"),
        ("06:10:00", Kind.RECOVERY, "[resolved] pay 5xx", "projects/norvane/alerts/0.mabc/end"),
    ]  # fmt: skip


def test_an_automatic_close_is_no_recovery():
    one = {"incident_id": "1", "policy_name": "p", "started_at": 1772600767, "ended_at": 1772604600, "state": "closed", "summary": "Auto-closed: no data"}  # fmt: skip

    assert [r.kind for r in reading({"incident": one}).records] == [Kind.ALERT, Kind.NOTE]


def test_hostile_incidents_give_warnings_with_places():
    value = [{"incident": {"started_at": 0}}, {"incident": []}, {"incident": {"started_at": 1772600767, "resource": 3, "ended_at": "never", "policy": []}}]  # fmt: skip

    found = reading(value)

    assert [r.text for r in found.records] == ["[firing] alert"]
    assert found.warnings == (
        Warned(where="incident 1", what="no time in this record"),
        Warned(where="incident 2", what="no time in this record"),
    )


def test_times_are_utc_also_when_clocks_change():
    one = {"name": "projects/p/alerts/1", "openTime": "2026-10-25T01:30:00Z", "state": "OPEN", "closeTime": "2026-10-25T01:40:00Z"}  # fmt: skip

    (record,) = reading([one]).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_repeated_delivery_adds_nothing():
    data = (SAMPLES / "google_monitoring.webhook.json").read_bytes()

    assert reading(data + data) == reading(data)
