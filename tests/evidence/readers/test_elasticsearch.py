import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.elasticsearch import ElasticsearchReader
from unblame.evidence.record import Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object, zones: Zones | None = None) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    source = OpenSource(path="h.json", data=data)
    return ElasticsearchReader().read(source, zones or Zones())


def told(found: Reading):
    return sorted((f"{r.moment.at:%H:%M:%S.%f}"[:-3], r.text, r.place) for r in found.records)


@pytest.mark.parametrize("name", ["elasticsearch.json", "elasticsearch.dump.jsonl"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / name).read_bytes()))

    assert found is not None
    assert found.name == "elasticsearch"


def test_hits_become_records_by_their_source_or_their_fields():
    assert told(reading((SAMPLES / "elasticsearch.json").read_bytes())) == [
        ("05:06:06.000", "pay: pool ready", "entry 2"),
        ("05:06:07.123", "pay: pool exhausted", "entry 1"),
    ]
    assert told(reading((SAMPLES / "elasticsearch.dump.jsonl").read_bytes())) == [
        ("05:06:06.000", "pool ready", "entry 2"),
        ("05:06:07.123", "pay: pool exhausted", "entry 1"),
    ]


def test_many_hits_are_condensed():
    hits = [{"_index": "l", "_id": str(n), "_source": {"@timestamp": f"2026-03-04T05:{n // 60:02}:{n % 60:02}Z", "message": "pool empty", "level": "error"}} for n in range(300)]  # fmt: skip

    found = reading({"rawResponse": {"hits": {"hits": hits}}})

    assert found.records == ()
    assert found.covers == (
        datetime(2026, 3, 4, 5, 0, tzinfo=UTC),
        datetime(2026, 3, 4, 5, 4, 59, tzinfo=UTC),
    )


def test_hostile_hits_give_warnings_with_places():
    odd = [7, {"_source": 3, "fields": {"@timestamp": []}}, {"_source": {"@timestamp": {}, "message": "x"}}, {"_source": {"@timestamp": "2026-03-04T05:06:07Z", "message": {}}}]  # fmt: skip

    found = reading({"hits": {"hits": odd}})

    assert len(found.records) == 1
    assert [w.where for w in found.warnings] == ["entry 1", "entry 2"]


def test_a_stamp_without_a_zone_needs_one_and_a_repeated_hour_has_no_instant():
    hit = {
        "_index": "l",
        "_id": "1",
        "_source": {"@timestamp": "2026-10-25T02:30:00", "message": "x"},
    }

    for zones in (Zones(), Zones("Europe/Oslo")):
        found = reading(hit, zones)
        assert [r.moment.at for r in found.records] == [None] or found.records == ()
