import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.alertmanager import AlertmanagerReader
from unblame.evidence.readers.grafana import GrafanaReader
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
FIRING = {"status": "firing", "labels": {"alertname": "Http5xx", "service": "checkout"}, "annotations": {"summary": "5xx over 2%"},
          "startsAt": "2026-03-04T05:06:07.1Z", "endsAt": "0001-01-01T00:00:00Z", "fingerprint": "c6ea"}  # fmt: skip
ENDED = {**FIRING, "status": "resolved", "endsAt": "2026-03-04T06:00:00Z"}
PAYLOAD = {
    "version": "4",
    "groupKey": "{}",
    "truncatedAlerts": 0,
    "status": "firing",
    "receiver": "hook",
    "alerts": [FIRING],
}
GRAFANA = {**PAYLOAD, "version": "1", "orgId": 1, "title": "[FIRING:1]",
           "alerts": [{**ENDED, "startsAt": "2026-03-04T06:06:07+01:00", "endsAt": "2026-03-04T07:00:00+01:00"}]}  # fmt: skip


def source(*payloads: object) -> OpenSource:
    return OpenSource(path="a.json", data="\n".join(json.dumps(p) for p in payloads).encode())


def sample(value: object) -> Sample:
    return Sample.of("a.json", json.dumps(value).encode())


def test_each_recognises_its_own_and_not_the_other():
    assert AlertmanagerReader().recognises(sample(PAYLOAD)) == 1.0
    assert AlertmanagerReader().recognises(sample(GRAFANA)) == 0.0
    assert GrafanaReader().recognises(sample(GRAFANA)) == 1.0
    assert GrafanaReader().recognises(sample(PAYLOAD)) == 0.0


def test_a_firing_alert_has_no_end():
    (record,) = AlertmanagerReader().read(source(PAYLOAD), Zones()).records

    assert record.kind is Kind.ALERT
    assert record.text == "[firing] Http5xx: 5xx over 2% (service checkout)"
    assert record.moment.at == datetime(2026, 3, 4, 5, 6, 7, 100000, tzinfo=UTC)
    assert record.source_id == "c6ea/2026-03-04T05:06:07.100000+00:00"


def test_firing_and_resolved_deliveries_share_the_start():
    records = (
        AlertmanagerReader().read(source(PAYLOAD, {**PAYLOAD, "alerts": [ENDED]}), Zones()).records
    )

    assert [r.kind for r in records] == [Kind.ALERT, Kind.ALERT, Kind.RECOVERY]
    assert records[0].source_id == records[1].source_id


def test_grafana_stamps_carry_their_own_offset():
    records = GrafanaReader().read(source(GRAFANA), Zones("Asia/Tokyo", {})).records

    assert [(r.moment.at, r.moment.zone_basis) for r in records] == [
        (datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), "offset"),
        (datetime(2026, 3, 4, 6, 0, tzinfo=UTC), "offset"),
    ]


def test_what_was_cut_off_and_what_has_no_start_is_named():
    hostile = {
        **PAYLOAD,
        "truncatedAlerts": 3,
        "alerts": [{"labels": "x", "startsAt": None}, FIRING],
    }

    found = AlertmanagerReader().read(source(hostile), Zones())

    assert len(found.records) == 1
    assert found.warnings == (
        Warned(where="payload 1", what="3 alerts were cut off by the sender"),
        Warned(where="payload 1", what="an alert without a start"),
    )


def test_annotations_of_grafana_tell_what_was_marked_for_how_long_and_by_whom():
    data = SAMPLES.joinpath("grafana.annotations.json").read_bytes()
    found = GrafanaReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))

    assert [(f"{r.moment.at:%H:%M:%S}", r.kinds, r.text) for r in found.records] == [
        ("04:58:00", (), "pay v7 deployed [deploy, pay]"),
        ("05:06:07", (Kind.ALERT,), "Http5xx is Alerting"),
        ("05:06:07", (), "outage of checkout [incident]"),
        ("07:40:00", (Kind.NOTE,), "An annotation was changed; only its last wording is kept"),
    ]
    assert found.records[2].moment.until == datetime(2026, 3, 4, 5, 43, tzinfo=UTC)
    assert [one.handle for one in found.identities] == ["inger", "otto"]


def test_hostile_annotations_give_warnings_with_places():
    keys = {
        "panelId": 1,
        "dashboardUID": "x",
        "prevState": "",
        "newState": [],
        "timeEnd": "soon",
        "tags": 3,
    }
    odd = [
        {**keys, "time": "9" * 400, "text": {}},
        {**keys, "time": 1772600767000, "text": "<" * 500},
    ]

    found = GrafanaReader().read(source(odd), Zones())

    assert len(found.records) == 1
    assert found.warnings == (Warned(where="annotation 1", what="no time in this record"),)
