import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.cloudwatch import CloudwatchReader
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
ALARM = "[ALARM] pay-5xx: Threshold Crossed"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return CloudwatchReader().read(OpenSource(path="a.json", data=data), Zones("Europe/Oslo"))


def told(name: str):
    found = reading((SAMPLES / name).read_bytes())
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text) for r in found.records]


def test_recognises_its_samples_and_no_neighbour():
    samples = [
        (SAMPLES / f"cloudwatch.{n}.json").read_bytes() for n in ("history", "sns", "alarms")
    ]
    others = [
        b'{"alerts":[{"labels":{"alertname":"x"},"startsAt":"2026-03-04T05:06:07Z"}],"groupKey":"g","receiver":"r"}',
        b'{"eventName":"PutMetricAlarm","eventSource":"monitoring.amazonaws.com","alarmName":"x"}',
    ]

    found = [reader_for(Sample.of("x", one)) for one in samples]

    assert [one.name for one in found if one is not None] == ["cloudwatch"] * 3
    assert [CloudwatchReader().recognises(Sample.of("x", o)) for o in others] == [0.0] * 2


def test_a_history_becomes_alerts_recoveries_and_changes():
    assert told("cloudwatch.history.json") == [
        ("06:10:12", Kind.RECOVERY, "[OK] pay-5xx: Threshold Crossed: 3 datapoints were not greater than 2.0"),
        ("05:06:08", Kind.CHATTER, "pay-5xx: Successfully executed action arn:aws:sns:eu-north-1:123456789012:pager"),
        ("05:06:07", Kind.ALERT, "[ALARM] pay-5xx: Threshold Crossed: 1 datapoint (44.2) was greater than 2.0"),
        ("04:40:00", Kind.CHANGE, 'pay-5xx: Alarm "pay-5xx" updated'),
    ]  # fmt: skip


def test_states_and_notices_tell_of_the_last_change():
    assert told("cloudwatch.sns.json") == [("05:06:07", Kind.ALERT, ALARM)]
    assert told("cloudwatch.alarms.json") == [
        ("05:06:07", Kind.ALERT, ALARM),
        ("06:11:00", Kind.RECOVERY, "[OK] pay-hurt: all well"),
    ]


def test_a_first_reading_is_no_recovery():
    item = {"AlarmName": "pay-5xx", "Timestamp": "2026-03-04T05:06:07Z", "HistoryItemType": "StateUpdate",
            "HistorySummary": "Alarm updated from INSUFFICIENT_DATA to OK", "HistoryData": "{{{"}  # fmt: skip

    (record,) = reading({"AlarmHistoryItems": [item]}).records

    assert (record.kind, record.text) == (Kind.NOTE, f"[OK] pay-5xx: {item['HistorySummary']}")


def test_hostile_items_give_warnings_with_places():
    value = {
        "AlarmHistoryItems": [
            {"AlarmName": [], "HistoryItemType": {}, "Timestamp": None},
            {
                "HistoryData": "[" * 5000,
                "HistoryItemType": "StateUpdate",
                "Timestamp": 1772600767.5,
            },
            7,
        ]
    }

    found = reading(value)

    assert [r.text for r in found.records] == ["[] alarm: "]
    assert found.warnings == (Warned(where="entry 1", what="no time in this record"),)


def test_an_offset_is_kept_through_a_daylight_saving_night():
    item = {"AlarmName": "a", "HistoryItemType": "Action", "HistorySummary": "s", "Timestamp": "2026-10-25T02:30:00.000+01:00"}  # fmt: skip

    (record,) = reading([item]).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert record.moment.zone_basis == "offset"


def test_the_same_item_twice_is_read_once():
    data = (SAMPLES / "cloudwatch.history.json").read_bytes()

    assert reading(data + b"\n") == reading(data)
    assert len(reading([json.loads(data), json.loads(data)]).records) == 4
