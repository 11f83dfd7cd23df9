import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.rocket_chat import RocketChatReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned

SAMPLE = Path(__file__).parent / "samples" / "rocket_chat.json"
INGER = Identity(name="Inger Halvorsen", handle="inger", id="u1")
OTTO = Identity(name="Otto Wieland", handle="otto", id="u2")


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return RocketChatReader().read(OpenSource(path="m.json", data=data), Zones("Asia/Tokyo"))


def test_recognises_its_sample_and_no_neighbour():
    others = [
        b'{"messages":[{"type":"message","user":"U1","ts":"1.2","text":"msg rid"}]}',
        b'{"_id":"1","ts":"2026-03-04T05:06:07Z","msg":"x","level":"info"}',
    ]

    found = reader_for(Sample.of("x", SAMPLE.read_bytes()))

    assert found is not None
    assert found.name == "rocket_chat"
    assert [RocketChatReader().recognises(Sample.of("x", one)) for one in others] == [0.0] * 2


def test_messages_answers_edits_and_removals_become_records():
    found = reading(SAMPLE.read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S}", r.text, r.actor, r.section, r.deleted) for r in found.records] == [
        ("05:06:07", "5xx on checkout @otto", INGER, None, False),
        ("05:09:00", "A message was edited; the export holds only its last wording", INGER, None, False),
        ("05:07:12", "taking v7 back", OTTO, "thread m1", False),
        ("05:12:00", "A message was deleted", OTTO, None, True),
    ]  # fmt: skip
    assert set(found.identities) == {INGER, OTTO}


def test_hostile_messages_give_warnings_with_places():
    odd = [
        {"ts": {"$date": []}},
        {
            "ts": "2026-03-04T05:06:07Z",
            "u": 3,
            "msg": {},
            "attachments": [7, {"title": []}],
            "mentions": 3,
        },
        7,
    ]

    found = reading({"messages": odd})

    assert found.records == ()
    assert found.warnings == (Warned(where="message 1", what="no time in this record"),)


def test_stamps_are_utc_also_when_clocks_change():
    one = {"_id": "1", "ts": "2026-10-25T00:30:00.000Z", "msg": "x", "u": {"username": "a"}}

    (record,) = reading({"messages": [one]}).records

    assert record.moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_same_export_twice_gives_the_same_ids():
    one, other = reading(SAMPLE.read_bytes()), reading(SAMPLE.read_bytes())

    assert [r.source_id for r in one.records] == [r.source_id for r in other.records]
