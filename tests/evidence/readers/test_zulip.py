import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.zulip import ZulipReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLE = Path(__file__).parent / "samples" / "zulip.json"
ANA = Identity(name="Ana Ruiz", email="user5@norvane.example", id="zulip/5")
BO = Identity(name="Bo Lind", email="user6@norvane.example", id="zulip/6")
BOT = Identity(name="Watchtower", email="watchtower-bot@norvane.example", id="zulip/7", bot=True)
EXPORT = {
    "zerver_message": [
        {"id": 81, "sender": 5, "recipient": 9, "subject": "inc-42", "content": "checkout 5xx",
         "date_sent": 1772600767.25, "last_edit_time": None, "edit_history": None},
        {"id": 82, "sender": 6, "recipient": 9, "subject": "inc-42", "content": "rolled back", "date_sent": 1772600801.0,
         "last_edit_time": 1772600900.0, "edit_history": '[{"prev_content":"rolling","timestamp":1772600900}]'},
    ],
    "zerver_usermessage": [],
}  # fmt: skip
REALM = {
    "zerver_userprofile": [
        {"id": 5, "full_name": "Ana Ruiz", "delivery_email": "ana@norvane.example", "is_bot": False}
    ]
}


def test_recognises_its_samples_and_no_neighbour():
    samples = [SAMPLE.read_bytes(), json.dumps(EXPORT).encode()]
    others = [
        b'{"messages":[{"timestamp":"2026-03-04T05:06:07Z","content":"x","author":{"nickname":"y","isBot":false}}]}',
        b'[{"type":"message","user":"U1","ts":"1.2","text":"sender_full_name"}]',
    ]

    found = [reader_for(Sample.of("x", one)) for one in samples]

    assert [one.name for one in found if one is not None] == ["zulip", "zulip"]
    assert [ZulipReader().recognises(Sample.of("x", o)) for o in others] == [0.0] * 2


def test_messages_edits_and_topics_become_records():
    found = ZulipReader().read(OpenSource(path="z.json", file=SAMPLE), Zones())

    assert [
        (r.moment.at, r.text, r.actor, r.section, r.kind, r.edit_of) for r in found.records
    ] == [
        (datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), "checkout 5xx, Bo Lind please look", ANA, "thread inc-42", Kind.NOTE, None),
        (datetime(2026, 3, 4, 5, 6, 41, tzinfo=UTC), "rolling back", BO, "thread inc-42", Kind.NOTE, None),
        (datetime(2026, 3, 4, 5, 8, 20, tzinfo=UTC), "[edited] rolled back", BO, "thread inc-42", Kind.NOTE, "82"),
        (datetime(2026, 3, 4, 5, 8, 30, tzinfo=UTC), "[RESOLVED] Http5xx", BOT, "thread inc-42", Kind.RECOVERY, None),
    ]  # fmt: skip


def test_a_full_export_takes_its_people_from_beside_it():
    source = OpenSource(
        path="messages-000001.json",
        data=json.dumps(EXPORT).encode(),
        sibling=lambda name: json.dumps(REALM).encode() if name == "realm.json" else None,
    )

    found = ZulipReader().read(source, Zones())

    assert [(r.text, r.actor) for r in found.records] == [
        ("checkout 5xx", Identity(name="Ana Ruiz", email="ana@norvane.example", id="zulip/5")),
        ("rolling", Identity(id="zulip/6")),
        ("[edited] rolled back", Identity(id="zulip/6")),
    ]


def test_hostile_messages_give_warnings_with_places():
    messages = [
        {"timestamp": None}, {"timestamp": 1e400, "content": "x"}, {"timestamp": -5}, [],
        {"timestamp": 1772600767, "content": "kept", "edit_history": "[[[", "sender_id": {}, "subject": 3},
    ]  # fmt: skip
    data = json.dumps({"messages": messages}).replace("Infinity", '"inf"').encode()

    found = ZulipReader().read(OpenSource(path="x", data=data), Zones())

    assert [one.text for one in found.records] == ["kept"]
    assert found.warnings == tuple(
        Warned(where=f"message {n}", what="no time in this record") for n in (1, 2, 3, 4)
    )


def test_times_are_utc_whatever_zone_was_given_also_when_clocks_change():
    message = {"timestamp": 1792891800, "content": "x"}
    data = json.dumps({"messages": [message]}).encode()

    found = ZulipReader().read(OpenSource(path="x", data=data), Zones("Europe/Oslo"))

    assert [(r.moment.at, r.moment.zone_basis) for r in found.records] == [
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "epoch")
    ]


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    (tmp_path / "one.json").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "two.json").write_bytes(SAMPLE.read_bytes() + b"\n")

    found = read([tmp_path])

    assert [len(event.sources) for event in found.events] == [2] * 4
    assert found.events[0].text == "checkout 5xx, Responder B please look"
