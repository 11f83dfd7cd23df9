import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.mrkdwn import plain
from unblame.evidence.readers.slack import SlackReader
from unblame.evidence.record import Identity, Record
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind
from unblame.model import Warning as Warned

USERS = [
    {
        "id": "U0A1",
        "name": "ana",
        "is_bot": False,
        "profile": {"real_name": "Ana Ruiz", "display_name": "ana"},
    },
    {
        "id": "U0B2",
        "name": "bo",
        "is_bot": False,
        "profile": {"real_name": "Bo Lind", "email": "bo@x.example"},
    },
]
FIRST = {"type": "message", "user": "U0A1", "ts": "1772600767.000200", "thread_ts": "1772600767.000200",
         "text": "<@U0B2> checkout 5xx, see <https://g.example/d/1|board> &amp; *act*"}  # fmt: skip
REPLY = {"type": "message", "user": "U0B2", "ts": "1772600801.000300", "thread_ts": "1772600767.000200",
         "text": "on it", "edited": {"user": "U0B2", "ts": "1772600900.000000"}}  # fmt: skip


def reading(messages: object, path: str = "inc-42/2026-03-04.json", users: object = USERS):
    source = OpenSource(
        path=path,
        data=json.dumps(messages).encode(),
        sibling=lambda name: json.dumps(users).encode() if name == "users.json" else None,
    )
    return SlackReader().read(source, Zones())


def test_recognises_its_samples_and_no_neighbour():
    slack = Sample.of("x.json", json.dumps([FIRST]).encode())
    users = Sample.of("users.json", json.dumps(USERS).encode())
    others = [
        b'{"log_entries":[{"type":"notify_log_entry","created_at":"x"}]}',
        b"ts text user",
        b'{"ts":1,"level":"info","msg":"x"}',
    ]

    assert SlackReader().recognises(slack) > 0.8
    assert SlackReader().recognises(users) > 0.8
    assert [SlackReader().recognises(Sample.of("x", other)) for other in others] == [0.0] * 3
    found = reader_for(slack)
    assert found is not None
    assert found.name == "slack"


def test_messages_become_records():
    bo = Identity(name="Bo Lind", handle="bo", email="bo@x.example", id="U0B2")

    records = reading([FIRST, REPLY]).records

    assert records == (
        Record(
            moment=epoch("1772600767.000200", "s"),
            text="Bo Lind checkout 5xx, see board (https://g.example/d/1) & act",
            place="message 1772600767.000200",
            source_id="inc-42/1772600767.000200",
            actor=Identity(name="Ana Ruiz", handle="ana", id="U0A1"),
        ),
        Record(
            moment=epoch("1772600801.000300", "s"),
            text="on it",
            place="message 1772600801.000300",
            source_id="inc-42/1772600801.000300",
            actor=bo,
            section="thread 1772600767.000200",
            known_at=datetime(2026, 3, 4, 5, 8, 20, tzinfo=UTC),
        ),
        Record(
            moment=epoch("1772600900.000000", "s"),
            text="A message was edited; the export holds only its last wording",
            place="message 1772600801.000300",
            source_id="inc-42/1772600801.000300/edited/1772600900.000000",
            actor=bo,
            kinds=(Kind.NOTE,),
            section="thread 1772600767.000200",
            edit_of="inc-42/1772600801.000300",
        ),
    )


def test_a_changed_message_keeps_its_first_wording_and_the_edit():
    changed = {
        "type": "message", "subtype": "message_changed", "ts": "1772600950.0001",
        "message": {**REPLY, "text": "rolled back"}, "previous_message": {**REPLY, "text": "on it"},
    }  # fmt: skip

    texts = [(r.moment.as_written, r.text) for r in reading([changed]).records]

    assert texts == [("1772600801.000300", "on it"), ("1772600950.0001", "[edited] rolled back")]


def test_a_deletion_is_a_fact_and_joins_are_none():
    tombstone = {
        "type": "message",
        "subtype": "tombstone",
        "user": "U0A1",
        "ts": "1772600999.1",
        "text": "This message was deleted.",
    }
    join = {
        "type": "message",
        "subtype": "channel_join",
        "user": "U0A1",
        "ts": "1772600998.1",
        "text": "joined",
    }

    (record,) = reading([join, tombstone]).records

    assert (record.text, record.deleted) == ("A message was deleted", True)


def test_a_bot_keeps_its_name_and_the_body_of_its_alert():
    bot = {"type": "message", "subtype": "bot_message", "bot_id": "B1", "username": "PagerDuty", "ts": "1772600767.1",
           "text": "Triggered", "attachments": [{"title": "Http5xx", "text": "over 2 %"}]}  # fmt: skip

    (record,) = reading([bot]).records

    assert record.text == "Triggered\nHttp5xx over 2 %"
    assert record.actor == Identity(name="PagerDuty", id="B1", bot=True)


def test_hostile_messages_give_warnings_with_places():
    messages = [
        {"type": "message", "ts": "0", "text": "x", "user": 7},
        {"ts": None, "text": []},
        {"ts": "soon", "text": "x"},
        5,
        FIRST,
    ]

    found = reading(messages, users={"members": "none"})

    assert len(found.records) == 1
    assert found.warnings == tuple(
        Warned(where=f"message {n}", what="no time in this record") for n in (1, 2, 3)
    )


def test_a_zip_and_a_folder_of_the_same_export_say_the_same(tmp_path: Path):
    files = {"users.json": USERS, "inc-42/2026-03-04.json": [FIRST, REPLY]}
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for name, value in files.items():
            archive.writestr(name, json.dumps(value))
    for name, value in files.items():
        file = tmp_path / "export" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value))

    one, other = read([tmp_path / "export.zip"]), read([tmp_path / "export"])

    assert [(e.key, e.text, e.actor) for e in one.events] == [
        (e.key, e.text, e.actor) for e in other.events
    ]
    assert [e.actor for e in one.events] == ["Responder A", "Responder B", "Responder B"]
    assert one.events[0].text.startswith("Responder B checkout 5xx")
    assert [item.path for item in one.items] == ["export.zip/inc-42/2026-03-04.json"]


def test_stamps_are_utc_whatever_zone_was_given():
    source = OpenSource(
        path="inc.json", data=json.dumps({"channel": "inc", "messages": [FIRST]}).encode()
    )

    (record,) = SlackReader().read(source, Zones("America/New_York", {})).records

    assert record.moment.zone_basis == "epoch"
    assert record.source_id == "inc/1772600767.000200"


def test_mrkdwn_becomes_plain_text():
    text = "<!here> <@U1> and <@U9|kim> in <#C1|ops>: ~old~ _new_ a_b_c 2*3*4 &lt;b&gt; <mailto:a@x.example|a@x.example>"

    assert (
        plain(text, {"U1": "Ana"})
        == "@here Ana and @kim in #ops: old new a_b_c 2*3*4 <b> a@x.example"
    )
