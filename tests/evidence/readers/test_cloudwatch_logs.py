import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.cloudwatch_logs import CloudwatchLogsReader
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return CloudwatchLogsReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))


def told(found):
    return [
        (f"{r.moment.at:%H:%M:%S.%f}"[:-3], r.moment.zone_basis, r.text, r.place)
        for r in found.records
    ]


def test_recognises_its_samples_and_no_neighbour():
    samples = [(SAMPLES / f"cloudwatch_logs.{n}.json").read_bytes() for n in ("filter", "insights")]
    others = [
        b'{"@level":"info","@message":"x","@module":"terraform.ui","@timestamp":"2026-03-04T05:06:07Z"}',
        b'{"timestamp":"2026-03-04T05:06:07Z","message":"x"}',
    ]

    found = [reader_for(Sample.of("x", one)) for one in samples]

    assert [one.name for one in found if one is not None] == ["cloudwatch_logs"] * 2
    assert [CloudwatchLogsReader().recognises(Sample.of("x", o)) for o in others] == [0.0] * 2


def test_events_become_records_with_the_message_inside():
    assert told(reading((SAMPLES / "cloudwatch_logs.filter.json").read_bytes())) == [
        ("05:06:06.000", "epoch", "pool ready", "entry 1"),
        ("05:06:07.123", "epoch", "database connections used up", "entry 2"),
        ("05:06:07.500", "epoch", "request failed after 30 s", "entry 3"),
    ]


def test_rows_of_insights_are_utc_whatever_zone_was_given():
    assert told(reading((SAMPLES / "cloudwatch_logs.insights.json").read_bytes())) == [
        ("05:06:07.123", "utc_by_spec", "ERROR database connections used up", "entry 1"),
        ("05:06:07.500", "utc_by_spec", "request failed after 30 s", "entry 2"),
    ]


def test_many_events_are_condensed():
    events = [
        {"timestamp": 1772600767000 + n * 1000, "message": "ERROR pool empty", "ingestionTime": 1}
        for n in range(300)
    ]

    found = reading({"events": events})

    assert found.records == ()
    assert found.covers == (
        datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
        datetime(2026, 3, 4, 5, 11, 6, tzinfo=UTC),
    )
    assert found.warnings == ()


def test_hostile_events_give_warnings_with_places():
    value = {"events": [{"timestamp": [], "message": {}}, {"timestamp": 1772600767000}, "x", [[]]]}

    found = reading(json.dumps(value)[:-2].encode())

    assert [(r.text, r.place) for r in found.records] == [("", "entry 2")]
    assert found.warnings == (
        Warned(where="entry 5", what="broken or cut short from here"),
        *(Warned(where=f"entry {n}", what="no time in this record") for n in (1, 3, 4)),
    )


def test_stamps_of_a_daylight_saving_night_are_no_local_times():
    row = [{"field": "@timestamp", "value": "2026-10-25 02:30:00.000"}, {"field": "@message", "value": "x"}]  # fmt: skip

    (record,) = reading({"results": [row], "status": "Complete"}).records

    assert record.moment.at == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)


def test_pages_one_after_the_other_are_one_log():
    page = (SAMPLES / "cloudwatch_logs.filter.json").read_bytes()

    assert len(reading(page + page).records) == 6
