import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.firehydrant import FirehydrantReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return FirehydrantReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))


def told(name: str):
    found = reading((SAMPLES / f"firehydrant.{name}").read_bytes())
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


def stated(name: str):
    found = reading((SAMPLES / f"firehydrant.{name}").read_bytes())
    return [(s.label, f"{s.moment.at:%H:%M:%S}", s.source.place) for s in found.statements]


@pytest.mark.parametrize("name", ["events.json", "incident.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"firehydrant.{name}").read_bytes()))

    assert found is not None
    assert found.name == "firehydrant"


@pytest.mark.parametrize(
    "other",
    [
        b'{"data":[{"id":"ev1","type":"incident_events","attributes":{"event":"x","occurred_at":"2026-03-04T05:06:07Z","visibility":"internal"}}]}',
        b'{"event":{"event_type":"incident.triggered","occurred_at":"2026-03-04T05:06:07Z","data":{"incident_id":"x"}},"visibility":1}',
    ],
)
def test_takes_no_neighbour(other):
    assert FirehydrantReader().recognises(Sample.of("x", other)) == 0.0


ANA = Identity(name="Ana Ruiz", email="ana.ruiz@norvane.example", id="u1")
BO = Identity(name="Bo Lind", email="bo.lind@norvane.example", id="u2")


def test_events_become_records_and_those_written_down_later_keep_both_times():
    found = reading((SAMPLES / "firehydrant.events.json").read_bytes())

    assert told("events.json") == [
        ("05:30:00", Kind.NOTE, "Rolled back to v6", ANA),
        ("05:32:00", Kind.NOTE, "Milestone mitigated", Identity(name="Close down", id="rb", bot=True)),
        ("05:00:00", Kind.NOTE, "Pool was made smaller", Identity(name="Ana Ruiz")),
    ]  # fmt: skip
    assert [r.known_at for r in found.records] == [
        None,
        None,
        datetime(2026, 3, 4, 8, 0, tzinfo=UTC),
    ]


def test_an_incident_is_declared_and_its_milestones_are_stated_once():
    assert told("incident.json") == [
        ("05:09:00", Kind.DECLARED, "Incident declared: Checkout answers 5xx", BO)
    ]
    assert stated("incident.json") == [
        ("Started at", "05:06:00", "incident 42"),
        ("Mitigated at", "05:32:00", "incident 42"),
        ("Resolved at", "06:30:00", "incident 42"),
    ]


def test_hostile_entries_give_warnings_with_places():
    value = {"data": [{"occurred_at": 0, "milestones": [3, {"type": []}]}, {"data": "x"}, {"id": 7, "occurred_at": "2026-03-04T05:06:07Z", "type": [], "data": [], "author": "y"}]}  # fmt: skip

    found = reading(value)

    assert [(r.text, r.source_id) for r in found.records] == [("", "7")]
    assert found.warnings == (
        Warned(where="entry 1", what="no time in this record"),
        Warned(where="entry 2", what="no time in this record"),
    )


def test_stamps_are_utc_also_when_clocks_change():
    (record,) = reading([{"id": "1", "type": "note", "occurred_at": "2026-10-25T01:30:00.000Z"}]).records  # fmt: skip

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert record.moment.zone_basis == "stated"


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    data = (SAMPLES / "firehydrant.events.json").read_bytes()
    (tmp_path / "one.json").write_bytes(data)
    (tmp_path / "two.json").write_bytes(data + b"\n")

    assert [len(event.sources) for event in read([tmp_path]).events] == [2] * 3


def test_the_body_of_a_webhook_holds_an_incident_whose_stamps_say_utc():
    data = (SAMPLES / "firehydrant.webhooks.jsonl").read_bytes()
    found = reading(data + data)

    assert [(f"{r.moment.at:%H:%M}", r.kind, r.text) for r in found.records] == [
        ("05:09", Kind.DECLARED, "Incident declared: Checkout answers 5xx")
    ]
    assert [(s.label, f"{s.moment.at:%H:%M}", s.moment.zone_basis) for s in found.statements] == [
        ("Started at", "05:06", "stated"),
        ("Resolved at", "06:30", "stated"),
    ]
