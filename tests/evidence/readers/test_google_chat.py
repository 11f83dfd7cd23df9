import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.google_chat import GoogleChatReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
INGER = Identity(name="Inger Halvorsen", email="inger@kestrel.example")
OTTO = Identity(name="Otto Wieland", email="otto@kestrel.example")


def reading(value: object, zones: Zones | None = None) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return GoogleChatReader().read(OpenSource(path="m.json", data=data), zones or Zones())


@pytest.mark.parametrize("name", ["google_chat.json", "google_chat.api.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / name).read_bytes()))

    assert found is not None
    assert found.name == "google_chat"


def test_messages_of_takeout_become_records_by_thread():
    found = reading((SAMPLES / "google_chat.json").read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S}", r.text, r.actor, r.section, r.kind) for r in found.records] == [
        ("05:06:07", "5xx on checkout, can somebody look", INGER, "thread T1", Kind.NOTE),
        ("05:07:12", "taking v7 back\n[file: graph.png]", OTTO, "thread T1", Kind.NOTE),
        ("05:44:00", "[RESOLVED] Http5xx on checkout", Identity(name="Watchtower", bot=True), "thread T2", Kind.RECOVERY),
    ]  # fmt: skip
    assert {r.moment.zone_basis for r in found.records} == {"stated"}


def test_the_interface_tells_edits_and_deletions():
    found = reading((SAMPLES / "google_chat.api.json").read_bytes())

    inger = Identity(name="Inger Halvorsen", id="users/101")
    assert [(f"{r.moment.at:%H:%M:%S}", r.text, r.actor, r.deleted) for r in found.records] == [
        ("05:06:07", "5xx on checkout", inger, False),
        ("05:09:00", "A message was edited; the export holds only its last wording", inger, False),
        ("05:08:00", "A message was deleted", Identity(id="users/102"), True),
    ]
    assert found.records[0].known_at == datetime(2026, 3, 4, 5, 9, tzinfo=UTC)


def test_hostile_messages_give_warnings_with_places():
    odd = [
        {"createTime": "soon"},
        {"created_date": []},
        {
            "createTime": "2026-03-04T05:06:07Z",
            "sender": 3,
            "cardsV2": [7, {"card": 1}],
            "text": {},
        },
        7,
    ]

    found = reading({"messages": odd})

    assert found.records == ()
    assert found.warnings == tuple(
        Warned(where=f"message {n}", what="no time in this record") for n in (1, 2)
    )


def test_a_time_without_a_zone_needs_one_and_the_repeated_hour_has_no_instant():
    one = {"created_date": "Sunday, October 25, 2026 at 2:30:00 AM", "text": "x", "message_id": "1"}

    without, oslo = (reading({"messages": [one]}, zones) for zones in (Zones(), Zones("Europe/Oslo")))  # fmt: skip

    assert [r.moment.at for r in (*without.records, *oslo.records)] == [None, None]
