import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.rootly import RootlyReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return RootlyReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))


def told(name: str):
    found = reading((SAMPLES / f"rootly.{name}").read_bytes())
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


def stated(name: str):
    found = reading((SAMPLES / f"rootly.{name}").read_bytes())
    return [(s.label, f"{s.moment.at:%H:%M:%S}", s.source.place) for s in found.statements]


@pytest.mark.parametrize("name", ["events.json", "incident.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"rootly.{name}").read_bytes()))

    assert found is not None
    assert found.name == "rootly"


@pytest.mark.parametrize(
    "other",
    [
        b'{"data":{"type":"incidents","attributes":{"title":"x","customer_impact_start":"2026-03-04T05:06:07Z","created":"2026-03-04T05:06:07Z"}}}',
        b'{"data":[{"id":"e1","incident_id":"i","type":"note","occurred_at":"2026-03-04T05:06:07Z","visibility":"x","data":{}}]}',
    ],
)
def test_takes_no_neighbour(other):
    assert RootlyReader().recognises(Sample.of("x", other)) == 0.0


def test_events_become_records_and_those_written_down_later_keep_both_times():
    found = reading((SAMPLES / "rootly.events.json").read_bytes())

    assert [(f"{r.moment.at:%H:%M}", r.text, r.place, r.known_at) for r in found.records] == [
        ("05:30", "Rolled back to v6", "event ev1 (internal)", None),
        ("05:00", "Pool was made smaller", "event ev2", datetime(2026, 3, 4, 8, 0, tzinfo=UTC)),
    ]
    assert found.identities == (Identity(name="Ana Ruiz"),)


def test_an_incident_is_opened_and_states_the_times_it_keeps():
    bo = Identity(name="Bo Lind", email="bo.lind@norvane.example")

    assert told("incident.json") == [
        ("05:09:00", Kind.DECLARED, "Incident opened: Checkout answers 5xx", bo)
    ]
    assert stated("incident.json") == [
        ("Started at", "05:06:00", "incident inc1"),
        ("Detected at", "05:08:00", "incident inc1"),
        ("Mitigated at", "05:32:00", "incident inc1"),
        ("Resolved at", "06:30:00", "incident inc1"),
    ]


def test_hostile_objects_give_warnings_with_places():
    value = {"data": [{"type": [], "attributes": 3}, {"type": "incident_events", "attributes": {"occurred_at": "soon", "user": 7}}, 5, {"type": "incident_events", "attributes": {"event": "<<<p", "occurred_at": "2026-03-04T05:06:07Z", "user": {"data": []}}}]}  # fmt: skip

    found = reading(value)

    assert [r.text for r in found.records] == ["<<<p"]
    assert found.warnings == (
        Warned(where="object 1", what="no time in this record"),
        Warned(where="object 2", what="no time in this record"),
    )


def test_an_offset_is_kept_through_a_daylight_saving_night():
    event = {"id": "1", "type": "incident_events", "attributes": {"event": "x", "occurred_at": "2026-10-25T02:30:00+01:00"}}  # fmt: skip

    (record,) = reading({"data": [event]}).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    data = (SAMPLES / "rootly.events.json").read_bytes()
    (tmp_path / "one.json").write_bytes(data)
    (tmp_path / "two.json").write_bytes(data + b"\n")

    assert [len(event.sources) for event in read([tmp_path]).events] == [2] * 2


def test_bodies_of_webhooks_say_what_answers_say():
    assert told("webhooks.jsonl") == [
        ("05:09:00", Kind.DECLARED, "Incident opened: Checkout answers 5xx", Identity(name="Bo Lind", email="bo.lind@norvane.example")),
        ("05:06:10", Kind.ALERT, "Alert: Http5xx over 2 % on checkout", None),
    ]  # fmt: skip
    assert stated("webhooks.jsonl") == [
        ("Started at", "05:06:00", "incident inc7"),
        ("Mitigated at", "05:32:00", "incident inc7"),
        ("Resolved at", "06:30:00", "incident inc7"),
    ]


def test_odd_webhooks_give_warnings_with_places():
    odd = [{"event": {"type": "incident.created"}, "data": {"created_at": []}}]

    assert [w.where for w in reading(odd).warnings] == ["object 1"]
