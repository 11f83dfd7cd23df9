import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.matrix import MatrixReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned

SAMPLE = Path(__file__).parent / "samples" / "matrix.json"
INGER = Identity(handle="inger", id="@inger:kestrel.example")
OTTO = Identity(handle="otto", id="@otto:kestrel.example")


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return MatrixReader().read(OpenSource(path="m.json", data=data), Zones("Asia/Tokyo"))


def test_recognises_its_sample_and_no_neighbour():
    others = [
        b'{"messages":[{"sender":"x","content":"y","type":"m","timestamp":1}]}',
        b'{"origin_server_ts":1}',
    ]

    found = reader_for(Sample.of("x", SAMPLE.read_bytes()))

    assert found is not None
    assert found.name == "matrix"
    assert [MatrixReader().recognises(Sample.of("x", one)) for one in others] == [0.0] * 2


def test_messages_answers_edits_and_redactions_become_records():
    found = reading(SAMPLE.read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S}", r.text, r.actor, r.section, r.edit_of, r.deleted) for r in found.records] == [
        ("05:06:07", "5xx on chekout", INGER, None, None, False),
        ("05:06:20", "[edited] 5xx on checkout", INGER, None, "$1", False),
        ("05:07:12", "taking v7 back", OTTO, "thread $1", None, False),
        ("05:08:20", "A message was deleted", OTTO, None, "$9", True),
    ]  # fmt: skip
    assert found.warnings == ()


def test_hostile_events_give_warnings_with_places():
    odd = [
        {"origin_server_ts": "soon"},
        {
            "origin_server_ts": 1772600767100,
            "type": "m.room.message",
            "content": {"body": {}, "m.relates_to": 3},
            "sender": [],
        },
        7,
    ]

    found = reading({"chunk": odd})

    assert found.records == ()
    assert found.warnings == (Warned(where="message 1", what="no time in this record"),)


def test_times_are_unix_time_also_when_clocks_change():
    one = {"type": "m.room.message", "content": {"body": "x"}, "origin_server_ts": 1792888200000}

    (record,) = reading({"chunk": [one]}).records

    assert (record.moment.at, record.moment.zone_basis) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "epoch",
    )


def test_an_encrypted_message_says_so():
    one = {
        "type": "m.room.encrypted",
        "content": {"ciphertext": "AbC"},
        "origin_server_ts": 1772600767100,
    }

    (record,) = reading({"chunk": [one]}).records

    assert record.text == "(a message that the export holds only encrypted)"
