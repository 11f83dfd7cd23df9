import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.loki import LokiReader
from unblame.evidence.record import Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return LokiReader().read(OpenSource(path="l.json", data=data), Zones("Asia/Tokyo"))


def told(found: Reading):
    return sorted((f"{r.moment.at:%H:%M:%S.%f}"[:-3], r.text, r.place) for r in found.records)


@pytest.mark.parametrize("name", ["loki.json", "loki.lines.jsonl"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / name).read_bytes()))

    assert found is not None
    assert found.name == "loki"


def test_lines_become_records_with_what_stands_inside_them():
    assert told(reading((SAMPLES / "loki.json").read_bytes())) == [
        ("05:06:00.000", "gateway: upstream slow", "entry 3"),
        ("05:06:07.123", "pay: pool exhausted", "entry 2"),
        ("05:06:07.500", "pay: request failed after 30 s", "entry 1"),
    ]
    assert told(reading((SAMPLES / "loki.lines.jsonl").read_bytes())) == [
        ("05:06:07.123", "pay: pool exhausted", "entry 1"),
        ("05:06:07.500", "pay: request failed after 30 s", "entry 2"),
    ]


def test_many_lines_are_condensed_and_each_opens_to_its_entry():
    values = [[str((1772600767 + n) * 10**9), "ERROR pool empty"] for n in range(300)]
    whole = {"status": "success", "data": {"resultType": "streams", "result": [{"stream": {"app": "pay"}, "values": values[::-1]}]}}  # fmt: skip
    source = OpenSource(path="l.json", data=json.dumps(whole).encode())

    found = LokiReader().read(source, Zones())

    assert found.records == ()
    assert found.covers == (
        datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
        datetime(2026, 3, 4, 5, 11, 6, tzinfo=UTC),
    )
    assert len(list(LokiReader().entries(source))) == 300


def test_hostile_streams_give_warnings_with_places():
    odd = {
        "data": {
            "result": [
                {"stream": 3, "values": [[], [{}, 1], 7, ["1772600767000000000"]]},
                7,
                {"values": "x"},
            ]
        }
    }

    found = reading(odd)

    assert [r.text for r in found.records] == [""]
    assert [w.where for w in found.warnings] == ["entry 1", "entry 2", "entry 3"]


def test_times_are_unix_time_also_when_clocks_change():
    one = {"labels": {}, "line": "x", "timestamp": "1792888200000000000"}

    (record,) = reading(one).records

    assert record.moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
