import json
from datetime import UTC, datetime

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.json_table import JsonTableReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones

MAPPING = {"time": "happened", "text": "summary", "actor": "by"}
ROWS = [
    {"happened": "2026-03-04T05:06:07Z", "summary": "alarm fires", "by": {"name": "Ana Ruiz"}, "n": 1},
    {"happened": "2026-03-04T05:20:00Z", "summary": "rolled back", "by": None, "n": 2},
]  # fmt: skip


def source(rows: object, **more: object) -> OpenSource:
    return OpenSource(path="x.json", data=json.dumps(rows).encode(), **more)


def reading(rows: object, zones: Zones | None = None, **more: object) -> Reading:
    return JsonTableReader().read(source(rows, **more), zones or Zones())


def test_recognises_what_the_user_named_and_never_before_a_tool_of_its_own():
    named = source(ROWS, profiles=(MAPPING,)).sample()
    slack = [{"type": "message", "user": "U1", "ts": "1772600767.1", "text": "x", "happened": 1, "summary": 2, "by": 3}]  # fmt: skip

    found = [reader_for(one) for one in (named, source(slack, columns=MAPPING).sample())]

    assert [one.name for one in found if one is not None] == ["json_table", "slack"]
    assert JsonTableReader().recognises(Sample.of("x.json", b'{"a": [1, 2]}')) == 0.0


def test_objects_become_records():
    found = reading({"items": ROWS}, columns=MAPPING)

    assert [(r.moment.at, r.text, r.actor, r.place) for r in found.records] == [
        (datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), "alarm fires", Identity(name="Ana Ruiz"), "entry 1"),
        (datetime(2026, 3, 4, 5, 20, tzinfo=UTC), "rolled back", None, "entry 2"),
    ]  # fmt: skip


def test_hostile_objects_give_warnings_with_places():
    rows = [
        {"happened": ["x"], "summary": {"a": {}}},
        {"happened": {}, "summary": "no time"},
        *ROWS,
        7,
        None,
    ]

    found = reading(rows, columns=MAPPING)
    nothing = reading([{"a": 1}, {"a": 2}])

    assert [one.text for one in found.records] == ["no time", "alarm fires", "rolled back"]
    assert [w.where for w in found.warnings] == ["entry 1", "entry 2"]
    assert [w.what[:30] for w in nothing.warnings] == ["no key that holds times; name "]


def test_a_time_without_a_zone_has_no_instant_until_a_zone_is_given():
    rows = [
        {"happened": "2026-10-25 02:30", "summary": "x"},
        {"happened": "2026-10-25 03:30", "summary": "y"},
    ]

    zoneless = reading(rows, columns=MAPPING)
    saved = reading(rows, profiles=({"time": "happened", "text": "summary", "tz": "Europe/Oslo"},))

    assert [r.moment.at for r in zoneless.records] == [None, None]
    assert [r.moment.at for r in saved.records] == [None, datetime(2026, 10, 25, 2, 30, tzinfo=UTC)]


def test_the_same_objects_twice_have_the_same_ids():
    one, other = reading(ROWS, columns=MAPPING), reading(ROWS, columns=MAPPING)

    assert [r.source_id for r in one.records] == [r.source_id for r in other.records]
