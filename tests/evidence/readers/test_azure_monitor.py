import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.azure_monitor import AzureMonitorReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
INGER = Identity(name="Inger Halvorsen", email="inger@kestrel.example")


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return AzureMonitorReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))


def told(found: Reading):
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


@pytest.mark.parametrize("name", ["alerts.jsonl", "activity.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"azure_monitor.{name}").read_bytes()))

    assert found is not None
    assert found.name == "azure_monitor"


def test_both_deliveries_of_an_alert_make_one_start_and_one_end():
    assert told(reading((SAMPLES / "azure_monitor.alerts.jsonl").read_bytes())) == [
        ("05:06:24", Kind.ALERT, "[fired] pay-5xx (Sev1, pay): More than 2 % of answers are 5xx", None),
        ("05:44:16", Kind.RECOVERY, "[resolved] pay-5xx (Sev1, pay)", None),
    ]  # fmt: skip


def test_the_activity_log_tells_changes_who_made_them_and_the_health_of_services():
    assert told(reading((SAMPLES / "azure_monitor.activity.json").read_bytes())) == [
        ("05:01:00", Kind.CHANGE, "Microsoft.Web/sites/write on pay in prod: Succeeded", INGER),
        ("05:00:58", Kind.NOTE, "Microsoft.Web/sites/write on pay in prod: Started", INGER),
        ("05:20:00", Kind.SYMPTOM, "Microsoft.ServiceHealth/incident/action on 0000: Active (Storage in Norway East)", None),
    ]  # fmt: skip


def test_an_alert_of_the_list_tells_the_same():
    essentials = {"severity": "Sev1", "alertRule": "/x/pay-5xx", "targetResourceName": "pay",
                  "startDateTime": "2026-03-04T05:06:24Z", "monitorConditionResolvedDateTime": "2026-03-04T05:44:16Z"}  # fmt: skip

    assert told(reading({"value": [{"id": "/a/b9", "properties": {"essentials": essentials}}]})) == [
        ("05:06:24", Kind.ALERT, "[fired] pay-5xx (Sev1, pay)", None),
        ("05:44:16", Kind.RECOVERY, "[resolved] pay-5xx (Sev1, pay)", None),
    ]  # fmt: skip


def test_hostile_records_give_warnings_with_places():
    odd = [{"eventTimestamp": 1e300, "status": []}, {"data": {"essentials": {"alertTargetIDs": 3}}}, 7,
           {"eventTimestamp": "2026-03-04T05:20:00Z", "operationName": [], "category": 3, "properties": 7, "claims": []}]  # fmt: skip

    found = reading(odd)

    assert [r.text for r in found.records] == ["An operation: no status"]
    assert found.warnings == tuple(
        Warned(where=f"record {n}", what="no time in this record") for n in (1, 2)
    )


def test_stamps_are_utc_also_when_clocks_change():
    one = {"eventTimestamp": "2026-10-25T00:30:00Z", "operationName": "x", "status": "y"}

    (record,) = reading([one]).records

    assert record.moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_same_log_twice_is_read_once():
    value = json.loads((SAMPLES / "azure_monitor.activity.json").read_bytes())

    assert reading(value * 2).records == reading(value).records
