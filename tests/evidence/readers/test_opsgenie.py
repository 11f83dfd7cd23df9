import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.form import OpenSource
from unblame.evidence.readers.opsgenie import OpsgenieReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).with_name("samples")
OTTO = Identity(email="otto@kestrel.example")
SYSTEM = Identity(name="System", bot=True)


def sample(name: str):
    return json.loads((SAMPLES / name).read_text())


def reading(value: object) -> Reading:
    source = OpenSource(path="o.json", data=json.dumps(value).encode())
    return OpsgenieReader().read(source, Zones("Asia/Tokyo"))


def test_logs_become_records_by_what_they_say():
    found = reading(sample("opsgenie.logs.json"))

    assert [(r.moment.at.strftime("%H:%M:%S"), r.kind, r.text, r.actor) for r in found.records] == [
        ("05:06:10", Kind.ALERT, "Alert created via API [Prometheus]", SYSTEM),
        ("05:06:12", Kind.PAGE, "Notification sent to [otto@kestrel.example] via Mobile", SYSTEM),
        ("05:08:00", Kind.ACKNOWLEDGED, "Alert acknowledged via mobile", OTTO),
        ("05:50:00", Kind.RESOLVED, "Alert closed via web", OTTO),
    ]


def test_an_alert_tells_its_creation_its_acknowledgement_and_its_close():
    found = reading(sample("opsgenie.alert.json"))

    assert [(r.moment.at.strftime("%H:%M:%S"), r.kind, r.source_id) for r in found.records] == [
        ("05:06:10", Kind.ALERT, "70413a06-38d6/created"),
        ("05:08:00", Kind.ACKNOWLEDGED, "70413a06-38d6/ackTime"),
        ("05:50:00", Kind.RESOLVED, "70413a06-38d6/closeTime"),
    ]
    assert found.records[0].moment.until == datetime(2026, 3, 4, 5, 20, 10, 1000, tzinfo=UTC)


def test_a_note_says_what_its_words_say():
    (record,) = reading(sample("opsgenie.notes.json")).records

    assert (record.text, record.kinds, record.actor) == (
        "v7 went out at 04:58, taking it back",
        (),
        OTTO,
    )


def test_taking_an_acknowledgement_back_is_none():
    log = {"log": "Alert unacknowledged via web", "owner": "x", "createdAt": "2026-03-04T05:08:00Z", "offset": "1"}  # fmt: skip

    assert [r.kind for r in reading({"data": [log]}).records] == [Kind.NOTE]


def test_stamps_are_utc_in_a_night_of_daylight_saving():
    log = {"log": "x", "owner": "", "createdAt": "2026-10-25T00:30:00Z", "offset": "1"}

    (record,) = reading({"data": [log]}).records

    assert (record.moment.at, record.moment.zone_basis) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "stated",
    )


def test_the_same_logs_twice_are_read_once():
    logs = sample("opsgenie.logs.json")

    assert reading([logs, logs]).records == reading(logs).records


def test_odd_records_give_warnings_with_places():
    found = reading({"data": [{"log": 3, "createdAt": None}, {"tinyId": "1"}, 7]})

    assert found.records == ()
    assert found.warnings == (
        Warned(where="record 1", what="no time in this record"),
        Warned(where="record 2", what="no time in this record"),
    )


def test_addresses_stop_at_the_door(tmp_path):
    (tmp_path / "logs.json").write_text((SAMPLES / "opsgenie.logs.json").read_text())

    events = read([tmp_path]).events

    assert all("otto" not in f"{event.text}{event.actor}" for event in events)


def test_an_incident_is_declared_and_its_impact_is_stated():
    found = reading(sample("opsgenie.incident.json"))

    assert [(r.kind, r.text, r.source_id) for r in found.records] == [
        (Kind.DECLARED, "Incident declared: Checkout answers 5xx (P1)", "0b1a53a3/declared")
    ]
    assert [(s.label, f"{s.moment.at:%H:%M:%S}") for s in found.statements] == [
        ("Impact started at", "05:06:00"),
        ("Detected at", "05:06:10"),
        ("Impact ended at", "05:40:00"),
    ]


def test_entries_of_a_timeline_carry_when_they_were_edited():
    found = reading(sample("opsgenie.timeline.json"))

    inger = Identity(name="Inger Halvorsen")
    assert [(f"{r.moment.at:%H:%M}", r.text, r.actor, r.edit_of) for r in found.records] == [
        ("05:09", "Incident is created with P1 priority", OTTO, None),
        ("05:24", "v7 taken back", inger, None),
        ("08:00", "An entry of the timeline was edited; only its last wording is kept", inger, "e2"),
    ]  # fmt: skip
    assert found.records[1].known_at == datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def test_webhooks_tell_what_was_done_and_the_alert_itself_once():
    lines = (SAMPLES / "opsgenie.webhooks.jsonl").read_bytes()
    alert = (SAMPLES / "opsgenie.alert.json").read_bytes()
    found = OpsgenieReader().read(OpenSource(path="w", data=lines + lines + alert), Zones())

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.kinds, r.actor) for r in found.records][:3] == [
        ("05:06:10", Kind.ALERT, (Kind.ALERT,), Identity(name="Alert API", bot=True)),
        ("05:08:00", Kind.ACKNOWLEDGED, (Kind.ACKNOWLEDGED,), OTTO),
        ("05:24:00", Kind.NOTE, (), OTTO),
    ]
    assert found.records[2].text.endswith(": v7 went out at 04:58")
    assert [r.source_id for r in found.records].count("70413a06-38d6/created") == 1


def test_odd_webhooks_and_entries_give_warnings_with_places():
    odd = {"action": [], "alert": {"createdAt": True, "updatedAt": "9" * 400}}

    found = reading(
        [odd, {"eventTime": "soon", "lastEdit": 7}, {"action": "Create", "incident": {}}]
    )

    assert found.records == ()
    assert [w.where for w in found.warnings] == ["record 1", "record 2", "record 3"]
