import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.google_logging import GoogleLoggingReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLE = Path(__file__).parent / "samples" / "google_logging.json"
ENTRY = {"insertId": "z", "logName": "projects/norvane/logs/app", "resource": {"type": "global"}, "timestamp": "2026-10-25T01:30:00Z", "textPayload": "x"}  # fmt: skip


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return GoogleLoggingReader().read(OpenSource(path="a.json", data=data), Zones("Europe/Oslo"))


def test_recognises_its_samples_and_no_neighbour():
    entries = json.loads(SAMPLE.read_bytes())
    samples = [SAMPLE.read_bytes(), "\n".join(json.dumps(one) for one in entries).encode()]
    others = [
        b'{"timestamp":"2026-03-04T05:06:07Z","severity":"INFO","message":"x","logName":"app"}',
        b'[{"insertId":"a","timestamp":"2026-03-04T05:06:07Z","message":"x"}]',
    ]

    found = [reader_for(Sample.of("x", one)) for one in samples]

    assert [one.name for one in found if one is not None] == ["google_logging"] * 2
    assert [GoogleLoggingReader().recognises(Sample.of("x", o)) for o in others] == [0.0] * 2


def test_audit_entries_are_changes_and_the_rest_is_a_log():
    found = reading(SAMPLE.read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.place, r.actor) for r in found.records] == [
        ("05:00:00", Kind.CHANGE, "cloudsql: cloudsql.instances.update of projects/norvane/instances/pay-db", "entry i2", Identity(email="ana.ruiz@norvane.example")),
        ("04:50:00", Kind.NOTE, "container: google.container.v1.ClusterManager.UpdateCluster of clusters/prod was refused: permission denied", "entry i1", Identity(name="deploy", bot=True)),
        ("05:06:07", Kind.NOTE, "database connections used up", "entry 1", None),
        ("05:06:06", Kind.NOTE, "pool ready", "entry 2", None),
    ]  # fmt: skip
    assert found.warnings == (
        Warned(where="the file", what="calls that only read were left out: 1"),
    )


def test_hostile_entries_give_warnings_with_places():
    value = [{"insertId": 3, "protoPayload": {"methodName": "x.update"}}, {"textPayload": []}, {**ENTRY, "jsonPayload": [], "httpRequest": 5}]  # fmt: skip

    found = reading("\n".join(json.dumps(one) for one in value).encode() + b"\n{]")

    assert [(r.text, r.place) for r in found.records] == [("x", "entry 3")]
    assert found.warnings == (
        Warned(where="entry 4", what="broken JSON"),
        Warned(where="audit entry 1", what="no time in this record"),
        Warned(where="entry 2", what="no time in this record"),
    )


def test_stamps_say_that_they_are_utc_also_when_clocks_change():
    (record,) = reading([ENTRY]).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert record.moment.zone_basis == "stated"


def test_an_audit_entry_twice_is_read_once():
    entries = json.loads(SAMPLE.read_bytes())[2:]

    assert len(reading(entries + entries).records) == 2
