import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.discord import DiscordReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLE = Path(__file__).parent / "samples" / "discord.json"
ANA = Identity(name="Ana R", handle="ana", id="9")
BO = Identity(name="Bo L", handle="bo", id="10")
FIRST = "77/1478619528848998400"


def reading(messages: object, zones: Zones | None = None) -> Reading:
    whole = {"guild": {}, "channel": {"id": "77"}, "messages": messages}
    source = OpenSource(path="x.json", data=json.dumps(whole).encode())
    return DiscordReader().read(source, zones or Zones())


def test_recognises_its_sample_and_no_neighbour():
    sample = Sample.of("export.txt", SAMPLE.read_bytes())
    others = [
        b'{"messages":[{"id":81,"timestamp":1,"sender_full_name":"x","content":"y"}]}',
        b'{"value":[{"messageType":"message","createdDateTime":"x","body":{}}]}',
        b'[{"type":"message","user":"U1","ts":"1.2","text":"nickname guild channel"}]',
    ]

    found = reader_for(sample)

    assert found is not None
    assert found.name == "discord"
    assert [DiscordReader().recognises(Sample.of("discord.json", o)) for o in others] == [0.0] * 3


def test_messages_answers_edits_and_embeds_become_records():
    found = DiscordReader().read(OpenSource(path="d.json", file=SAMPLE), Zones())

    assert [
        (r.moment.at, r.text, r.actor, r.section, r.kind, r.edit_of) for r in found.records
    ] == [
        (datetime(2026, 3, 4, 5, 6, 7, 100000, UTC), "checkout is returning 5xx, Bo L can you look", ANA, None, Kind.NOTE, None),
        (datetime(2026, 3, 4, 5, 7, 12, tzinfo=UTC), "rolled back\n[file: graph.png]", BO, "thread 1478619528848998400", Kind.NOTE, None),
        (datetime(2026, 3, 4, 5, 9, tzinfo=UTC), "A message was edited; the export holds only its last wording", BO, "thread 1478619528848998400", Kind.NOTE, "77/1478619800000000000"),
        (datetime(2026, 3, 4, 5, 8, tzinfo=UTC), "[RESOLVED] Http5xx ratio under 1 % service: checkout", Identity(name="Watchtower", handle="Watchtower", id="20", bot=True), None, Kind.RECOVERY, None),
    ]  # fmt: skip
    assert found.records[1].known_at == datetime(2026, 3, 4, 5, 9, tzinfo=UTC)
    assert found.warnings == ()


def test_hostile_messages_give_warnings_with_places():
    messages = [
        {"id": [], "timestamp": "soon", "content": {}},
        7,
        {"id": "1", "timestamp": "0001-01-01T00:00:00Z"},
        {"id": "2", "timestamp": "2026-03-04T05:06:07Z", "author": "x", "embeds": [{"fields": 3}],
         "reference": [], "mentions": {"id": 1}, "content": "kept"},
    ]  # fmt: skip

    found = reading(messages)

    assert [one.text for one in found.records] == ["kept"]
    assert found.warnings == (
        Warned(where="message 1", what="no time in this record"),
        Warned(where="message 2", what="no time in this record"),
    )


def test_the_offset_counts_and_a_wrong_one_is_corrected_by_the_id():
    night = {"content": "x", "author": {"name": "ana"}}
    before = {**night, "id": "1", "timestamp": "2026-10-25T02:30:00+02:00"}
    after = {**night, "id": "2", "timestamp": "2026-10-25T02:30:00+01:00"}
    wrong = {**night, "id": "1478619528848998400", "timestamp": "2026-03-04T07:06:07+01:00"}

    found = reading([before, after, wrong], Zones("America/New_York"))

    assert [one.moment.at for one in found.records] == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 4, 5, 6, 7, 100000, UTC),
    ]
    assert [one.moment.zone_basis for one in found.records] == ["offset", "offset", "epoch"]
    assert [w.where for w in found.warnings] == ["message 1478619528848998400"]


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    (tmp_path / "one.json").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "two.json").write_bytes(SAMPLE.read_bytes() + b"\n")

    found = read([tmp_path])

    assert [len(event.sources) for event in found.events] == [2, 2, 2, 2]
    assert [event.actor for event in found.events] == ["Responder A", "Responder B", "Watchtower", "Responder B"]  # fmt: skip
