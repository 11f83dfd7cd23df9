import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.dispatch import DispatchReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return DispatchReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))


def told(name: str):
    found = reading((SAMPLES / f"dispatch.{name}").read_bytes())
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


def stated(name: str):
    found = reading((SAMPLES / f"dispatch.{name}").read_bytes())
    return [(s.label, f"{s.moment.at:%H:%M:%S}", s.source.place) for s in found.statements]


@pytest.mark.parametrize("name", ["json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"dispatch.{name}").read_bytes()))

    assert found is not None
    assert found.name == "dispatch"


@pytest.mark.parametrize(
    "other",
    [
        b'[{"uuid":"a","started_at":"2026-03-04T05:06:07","source":"x","name":"y"}]',
        b'{"workflow_runs":[{"id":1,"run_started_at":"2026-03-04T05:06:07Z","created_at":"2026-03-04T05:06:07Z","description":"x"}]}',
    ],
)
def test_takes_no_neighbour(other):
    assert DispatchReader().recognises(Sample.of("x", other)) == 0.0


def test_events_become_records_and_the_times_of_the_incident_are_stated():
    assert told("json") == [
        ("05:30:00", Kind.NOTE, "Rolled back to v6", Identity(email="ana.ruiz@norvane.example")),
        ("05:09:10", Kind.NOTE, "Incident created", Identity(name="Dispatch Core App", bot=True)),
    ]
    assert stated("json") == [
        ("Reported at", "05:09:00", "incident dispatch-norvane-42"),
        ("Stabilised at", "05:32:00", "incident dispatch-norvane-42"),
        ("Closed at", "06:30:00", "incident dispatch-norvane-42"),
    ]


def test_hostile_events_give_warnings_with_places():
    value = [{"uuid": 3, "started_at": []}, {"started_at": "yesterday"}, {"started_at": "2026-03-04T05:06:07", "description": {}, "owner": []}]  # fmt: skip

    found = reading(value)

    assert [(r.text, r.actor) for r in found.records] == [("", None)]
    assert found.warnings == (
        Warned(where="event 1", what="no time in this record"),
        Warned(where="event 2", what="no time in this record"),
    )


def test_stamps_without_a_zone_are_utc_whatever_zone_was_given_also_when_clocks_change():
    (record,) = reading([{"uuid": "1", "started_at": "2026-10-25T02:30:00"}]).records

    assert record.moment.at == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)
    assert record.moment.zone_basis == "utc_by_spec"


def test_an_event_that_was_written_down_later_keeps_both_times():
    one = {"uuid": "1", "started_at": "2026-03-04T05:00:00", "created_at": "2026-03-04T08:00:00"}

    (record,) = reading([one]).records

    assert record.known_at == datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    data = (SAMPLES / "dispatch.json").read_bytes()
    (tmp_path / "one.json").write_bytes(data)
    (tmp_path / "two.json").write_bytes(data + b"\n")

    assert [len(event.sources) for event in read([tmp_path]).events] == [2] * 2
