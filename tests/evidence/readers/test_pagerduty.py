import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.pagerduty import PagerdutyReader
from unblame.evidence.record import Identity
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
ENTRIES = {
    "log_entries": [
        {"id": "Q1", "type": "trigger_log_entry", "summary": "Triggered through the API", "created_at": "2026-03-29T01:55:00+01:00",
         "agent": {"id": "PS", "type": "service_reference", "summary": "checkout"}, "incident": {"id": "PT4", "summary": "[#42] 5xx"}},
        {"id": "Q2", "type": "notify_log_entry", "summary": "Notified Ana", "created_at": "2026-03-29T03:05:00+02:00",
         "agent": {"id": "PS", "type": "service_reference", "summary": "checkout"}, "user": {"id": "P1", "type": "user_reference", "summary": "Ana Ruiz"}},
        {"id": "Q3", "type": "acknowledge_log_entry", "summary": "Acknowledged by Ana", "created_at": "2026-03-29T01:08:00Z",
         "agent": {"id": "P1", "type": "user_reference", "summary": "Ana Ruiz"}},
        {"id": "Q4", "type": "resolve_log_entry", "summary": "Resolved", "created_at": "2026-03-29T02:00:00Z", "agent": None},
    ]
}  # fmt: skip


def reading(value: object):
    source = OpenSource(path="pd.json", data=json.dumps(value).encode())
    return PagerdutyReader().read(source, Zones("Europe/Oslo", {}))


def test_recognises_its_sample_and_no_neighbour():
    own = Sample.of("x.json", json.dumps(ENTRIES).encode())
    others = [
        b'[{"type":"message","ts":"1.2","text":"x"}]',
        b'{"created_at":"2026-01-01","state":"success"}',
    ]

    assert PagerdutyReader().recognises(own) == 1.0
    assert [PagerdutyReader().recognises(Sample.of("x", other)) for other in others] == [0.0, 0.0]


def test_entries_become_records_whatever_the_clock_of_the_account():
    found = [(r.moment.at, r.kind, r.text, r.source_id) for r in reading(ENTRIES).records]

    assert found == [
        (
            datetime(2026, 3, 29, 0, 55, tzinfo=UTC),
            Kind.ALERT,
            "Triggered through the API: [#42] 5xx",
            "Q1",
        ),
        (datetime(2026, 3, 29, 1, 5, tzinfo=UTC), Kind.PAGE, "Notified Ana", "Q2"),
        (datetime(2026, 3, 29, 1, 8, tzinfo=UTC), Kind.ACKNOWLEDGED, "Acknowledged by Ana", "Q3"),
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), Kind.RESOLVED, "Resolved", "Q4"),
    ]


def test_a_service_is_a_bot_and_those_who_were_paged_are_met():
    found = reading(ENTRIES)

    assert found.records[0].actor == Identity(name="checkout", id="PS", bot=True)
    assert Identity(name="Ana Ruiz", id="P1") in found.identities


def test_an_incident_gives_its_opening_and_its_end():
    incident = {"incident": {"id": "PT4", "incident_number": 42, "title": "5xx", "status": "resolved", "created_at": "2026-03-04T05:06:10Z",
                "resolved_at": None, "last_status_change_at": "2026-03-04T06:00:00Z", "service": {"summary": "checkout"}}}  # fmt: skip

    found = [(r.kind, r.text, r.source_id) for r in reading(incident).records]

    assert found == [
        (Kind.ALERT, "Incident opened: 5xx (service checkout)", "PT4/alert"),
        (Kind.RESOLVED, "Incident resolved: 5xx (service checkout)", "PT4/resolved"),
    ]


def test_hostile_entries_give_warnings_with_places():
    value = {
        "log_entries": [
            {"type": "notify_log_entry"},
            {"created_at": 7, "agent": "x"},
            3,
            *ENTRIES["log_entries"][3:],
        ]
    }

    found = reading(value)

    assert [record.source_id for record in found.records] == ["Q4"]
    assert found.warnings == (
        Warned(where="entry 1", what="no time in this record"),
        Warned(where="entry 2", what="no time in this record"),
    )


def test_reads_webhooks_of_version_3():
    agent = {"id": "P1", "type": "user_reference", "summary": "Ana Ruiz"}
    data = {
        "id": "PT4",
        "type": "incident",
        "title": "5xx",
        "service": {"id": "PS", "summary": "checkout"},
    }
    events = [
        {"event": {"id": "01D", "event_type": f"incident.{what}", "resource_type": "incident", "occurred_at": f"2026-03-04T05:0{at}:10.000Z",
                   "agent": who, "data": data}}
        for what, at, who in (("triggered", 6, None), ("acknowledged", 8, agent), ("resolved", 9, agent))
    ]  # fmt: skip

    found = reading(events).records

    assert PagerdutyReader().recognises(Sample.of("x.json", json.dumps(events[0]).encode())) == 1.0
    assert [record.kind for record in found] == [Kind.ALERT, Kind.ACKNOWLEDGED, Kind.RESOLVED]
    assert found[0].text == "Incident triggered: 5xx (service checkout)"
    assert found[0].actor is None
    assert found[1].actor == Identity(name="Ana Ruiz", id="P1")
    assert found[2].moment.at == datetime(2026, 3, 4, 5, 9, 10, tzinfo=UTC)


def test_changes_and_alerts_that_reached_pagerduty_are_told_and_a_suppressed_one_alerted_nobody():
    changes, alerts = (
        PagerdutyReader().read(OpenSource(path="x.json", file=SAMPLES / name), Zones())
        for name in ("pagerduty.changes.json", "pagerduty.alerts.json")
    )

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text) for r in (*changes.records, *alerts.records)] == [
        ("04:58:00", Kind.CHANGE, "Change: pay v7 deployed to prod (service checkout, from ci.norvane.example)"),
        ("05:06:10", Kind.ALERT, "Alert: 5xx over 2 % (service checkout)"),
        ("05:02:00", Kind.SYMPTOM, "Alert, suppressed: latency is high (service checkout)"),
    ]  # fmt: skip


def test_an_update_for_stakeholders_says_what_was_told_and_by_whom():
    update = {"id": "U1", "message": "We took v7 back", "created_at": "2026-03-04T05:30:00Z", "sender": {"id": "P1", "type": "user_reference", "summary": "Ana"}}  # fmt: skip
    data = json.dumps({"status_updates": [update, {"message": [], "sender": 3, "created_at": "soon"}]}).encode()  # fmt: skip

    found = PagerdutyReader().read(OpenSource(path="x.json", data=data), Zones())

    assert [(r.text, r.actor) for r in found.records] == [("We took v7 back", Identity(name="Ana", id="P1"))]  # fmt: skip
    assert [w.where for w in found.warnings] == ["entry 2"]
