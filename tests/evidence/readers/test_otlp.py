import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.otlp import OtlpReader
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return OtlpReader().read(OpenSource(path="a.json", data=data), Zones("Europe/Oslo"))


def logs(*records: object):
    return {"resourceLogs": [{"scopeLogs": [{"logRecords": [*records]}]}]}


def told(found):
    return [(f"{r.moment.at:%H:%M:%S.%f}", r.text, r.place) for r in found.records]


def test_recognises_its_samples_and_no_neighbour():
    samples = [(SAMPLES / f"otlp.{n}.json").read_bytes() for n in ("logs", "spans")]
    others = [
        b'{"timeUnixNano":"1772600767123456789","body":{"stringValue":"x"}}',
        b'{"resourceMetrics":[{"scopeMetrics":[{"metrics":[]}]}]}',
    ]

    found = [reader_for(Sample.of("x", one)) for one in samples]

    assert [one.name for one in found if one is not None] == ["otlp"] * 2
    assert [OtlpReader().recognises(Sample.of("x", o)) for o in others] == [0.0] * 2


def test_log_records_become_records_by_their_own_time_or_that_of_observation():
    assert told(reading((SAMPLES / "otlp.logs.json").read_bytes())) == [
        ("05:06:07.123456", "pay: database connections used up", "entry 1"),
        ("05:06:08.000000", "pay: pool=slow", "entry 2"),
        ("05:06:09.000000", "pool ready", "entry 3"),
    ]


def test_of_spans_those_that_ended_in_an_error_are_told():
    assert told(reading((SAMPLES / "otlp.spans.json").read_bytes())) == [
        ("05:06:06.900000", "pay: POST /pay: deadline exceeded: TimeoutError: no connection in 30 s", "entry 1"),
    ]  # fmt: skip


def test_a_large_export_is_condensed():
    records = [
        {"timeUnixNano": str(1772600767000000000 + n * 10**9), "severityNumber": 17, "body": {"stringValue": "pool empty"}}
        for n in range(200)
    ]  # fmt: skip

    found = reading(logs(*records))

    assert (found.records, found.warnings) == ((), ())
    assert found.covers is not None


def test_hostile_records_give_warnings_with_places():
    record = {"timeUnixNano": "1772600767000000000", "body": {"arrayValue": {"values": [[], {"boolValue": True}]}}, "severityNumber": 99}  # fmt: skip
    value = [logs({"timeUnixNano": "soon"}, {"body": 3}, record, 7), {"resourceSpans": [{"scopeSpans": [{"spans": [{"status": {"code": 2}}]}]}]}, {"resourceLogs": 7}]  # fmt: skip

    found = reading(value)

    assert [r.text for r in found.records if r.moment.at is not None] == ["true"]
    assert found.warnings[:3] == (
        Warned(where="entry 2", what="no time in this record"),
        Warned(where="entry 4", what="no time in this record"),
        Warned(where="entry 1", what="not a time: 'soon'"),
    )


def test_nanoseconds_are_utc_also_when_clocks_change():
    (record,) = reading(logs({"timeUnixNano": "1792891800000000000", "body": {"stringValue": "x"}})).records  # fmt: skip

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert record.moment.zone_basis == "epoch"


def test_the_same_file_twice_gives_the_same_reading():
    data = (SAMPLES / "otlp.logs.json").read_bytes()

    assert reading(data) == reading(data)
