import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.incident_io import IncidentIoReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return IncidentIoReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))


def told(name: str):
    found = reading((SAMPLES / f"incident_io.{name}").read_bytes())
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


def stated(name: str):
    found = reading((SAMPLES / f"incident_io.{name}").read_bytes())
    return [(s.label, f"{s.moment.at:%H:%M:%S}", s.source.place) for s in found.statements]


@pytest.mark.parametrize("name", ["incident.json", "updates.json", "follow_ups.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"incident_io.{name}").read_bytes()))

    assert found is not None
    assert found.name == "incident_io"


@pytest.mark.parametrize(
    "other",
    [
        b'{"data":[{"id":"e1","incident_id":"i","type":"note","occurred_at":"2026-03-04T05:06:07Z","visibility":"x","data":{}}]}',
        b'{"incidents":[{"id":"i1","incident_updates":[{"id":"u1","status":"investigating","body":"x","created_at":"2026-03-04T05:06:07Z"}]}]}',
    ],
)
def test_takes_no_neighbour(other):
    assert IncidentIoReader().recognises(Sample.of("x", other)) == 0.0


ANA = Identity(name="Ana Ruiz", email="ana.ruiz@norvane.example", id="01A")


def test_an_incident_is_declared_and_states_the_times_it_keeps():
    assert told("incident.json") == [
        ("05:09:00", Kind.DECLARED, "Incident INC-42 declared: Checkout answers 5xx", ANA)
    ]
    assert stated("incident.json") == [
        ("Reported at", "05:09:00", "incident INC-42"),
        ("Impact started at", "05:06:00", "incident INC-42"),
        ("Fixed at", "05:32:00", "incident INC-42"),
    ]


def test_updates_and_follow_ups_become_records():
    assert told("updates.json") == [
        ("06:30:00", Kind.RESOLVED, "Status Closed: Backlog is done", Identity(name="Close after calm", bot=True)),
        ("05:30:00", Kind.NOTE, "Status Monitoring: Rolled back to v6", ANA),
        ("05:12:00", Kind.NOTE, "Status Investigating: severity Major", Identity(name="Bo Lind", id="01B")),
    ]  # fmt: skip
    assert [text for _, _, text, _ in told("follow_ups.json")] == [
        "Follow-up agreed: Reject pools below the peak",
        "Follow-up done: Reject pools below the peak",
    ]


def test_hostile_answers_give_warnings_with_places():
    value = {"incident_updates": [{"incident_id": 1, "created_at": 0}, {"incident_id": [], "created_at": "2026-03-04T05:06:07Z", "updater": 3, "new_incident_status": "x"}, {"created_at": None, "incident_timestamp_values": [{"value": 7}, 3]}]}  # fmt: skip

    found = reading(value)

    assert [r.text for r in found.records] == ["An update without a text"]
    assert found.warnings == (
        Warned(where="entry 1", what="no time in this record"),
        Warned(where="entry 3", what="no time in this record"),
    )


def test_stamps_are_utc_also_when_clocks_change():
    (record,) = reading([{"id": "1", "incident_id": "2", "created_at": "2026-10-25T01:30:00Z"}]).records  # fmt: skip

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert record.moment.zone_basis == "stated"


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    data = (SAMPLES / "incident_io.updates.json").read_bytes()
    (tmp_path / "one.json").write_bytes(data)
    (tmp_path / "two.json").write_bytes(data + b"\n")

    assert [len(event.sources) for event in read([tmp_path]).events] == [2] * 3


def test_bodies_of_webhooks_tell_the_incident_and_its_changes_of_status():
    data = (SAMPLES / "incident_io.webhooks.jsonl").read_bytes()
    found = reading(data + data)

    assert [(f"{r.moment.at:%H:%M}", r.kind, r.text) for r in found.records] == [
        ("05:09", Kind.DECLARED, "Incident INC-42 declared: Checkout answers 5xx"),
        ("06:30", Kind.RESOLVED, "Status Closed: Backlog is done"),
    ]


def test_odd_webhooks_give_warnings_with_places():
    odd = {
        "event_type": "public_incident.x",
        "public_incident.x": {"incident": {"id": []}, "new_status": 3},
    }

    assert [w.where for w in reading(odd).warnings] == ["entry 1", "entry 2"]


def test_escalations_tell_who_was_called_and_who_answered():
    found = reading((SAMPLES / "incident_io.escalations.json").read_bytes())

    bo = Identity(id="01B", name="Bo Lind", email="bo.lind@norvane.example")
    watch = Identity(name="Http5xx on checkout", bot=True)
    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records] == [
        ("05:06:12", Kind.PAGE, "Escalation begun: Http5xx on checkout", watch),
        ("05:06:13", Kind.PAGE, "Escalation notified users: Http5xx on checkout", None),
        ("05:08:00", Kind.ACKNOWLEDGED, "Escalation acked: Http5xx on checkout", bo),
    ]
    assert bo in found.identities


def test_odd_escalations_give_warnings_with_places():
    odd = {
        "escalations": [
            {"title": [], "events": [{"occurred_at": 3.5e300}, 7]},
            {"title": 1, "events": {}},
        ]
    }

    assert [w.where for w in reading(odd).warnings] == ["entry 1", "entry 2"]
