import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.launchdarkly import LaunchdarklyReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLE = Path(__file__).parent / "samples" / "launchdarkly.json"
INGER = Identity(name="Inger Halvorsen", email="inger@kestrel.example", id="m1")
OTTO = Identity(name="Otto Wieland", email="otto@kestrel.example", id="m2")


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return LaunchdarklyReader().read(OpenSource(path="f.json", data=data), Zones("Asia/Tokyo"))


def test_recognises_its_sample_and_no_neighbour():
    others = [
        b'{"items":[{"_id":"1","date":1,"accesses":[]}]}',
        b'{"items":[{"_id":"1","kind":"flag","member":{},"target":{}}]}',
    ]

    found = reader_for(Sample.of("x", SAMPLE.read_bytes()))

    assert found is not None
    assert found.name == "launchdarkly"
    assert [LaunchdarklyReader().recognises(Sample.of("x", one)) for one in others] == [0.0] * 2


def test_changes_of_flags_say_what_where_and_who():
    found = reading(SAMPLE.read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records] == [
        ("04:58:10", Kind.CHANGE, "Flag “new-pool”: changed the default rule of in production: - Changed the default rule to serve true (“for the sale”)", INGER),
        ("05:26:40", Kind.CHANGE, "Flag “new-pool”: turned off the flag in production", OTTO),
    ]  # fmt: skip


def test_hostile_entries_give_warnings_with_places():
    odd = [
        {"date": "soon"},
        {
            "date": 1772600290000,
            "accesses": [3, {"resource": []}],
            "member": 7,
            "kind": {},
            "description": "[" * 5000,
        },
        7,
    ]

    found = reading({"items": odd})

    assert len(found.records) == 1
    assert found.warnings == (Warned(where="entry 1", what="no time in this record"),)


def test_times_are_unix_time_also_when_clocks_change():
    (record,) = reading([{"_id": "1", "date": 1792888200000}]).records

    assert record.moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_same_entries_twice_are_read_once():
    value = json.loads(SAMPLE.read_bytes())["items"]

    assert reading({"items": value * 2}).records == reading({"items": value}).records
