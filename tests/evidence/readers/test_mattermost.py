import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.mattermost import MattermostReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
ANA = Identity(name="Ana Ruiz", handle="ana", email="ana@norvane.example")
BO = Identity(name="Bo Lind", handle="bo", email="bo@norvane.example")
BOT = Identity(handle="watchtower", bot=True)


def reading(name: str, zones: Zones | None = None) -> Reading:
    return MattermostReader().read(OpenSource(path=name, file=SAMPLES / name), zones or Zones())


def test_recognises_its_samples_and_no_neighbour():
    names = ["mattermost.jsonl", "mattermost.api.json"]
    others = [
        b'{"type":"message","user":"U1","ts":"1.2","text":"create_at message"}',
        b'{"ts":1,"level":"info","message":"x","user":"y"}\n' * 2,
        b'{"messages":[{"id":81,"timestamp":1,"sender_full_name":"x","content":"y"}]}',
    ]

    found = [reader_for(Sample.of("x", (SAMPLES / name).read_bytes())) for name in names]

    assert [one.name for one in found if one is not None] == ["mattermost", "mattermost"]
    assert [MattermostReader().recognises(Sample.of("x", o)) for o in others] == [0.0] * 3


def test_posts_of_a_bulk_export_become_records():
    found = reading("mattermost.jsonl")

    assert [
        (r.moment.at, r.text, r.actor, r.section, r.kind, r.place) for r in found.records
    ] == [
        (datetime(2026, 3, 4, 5, 6, tzinfo=UTC), "[FIRING:1] Http5xx checkout over 2 %", BOT, None, Kind.ALERT, "line 7"),
        (datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), "checkout is down, @bo please look", ANA, None, Kind.NOTE, "line 8"),
        (datetime(2026, 3, 4, 5, 6, 41, tzinfo=UTC), "on it", BO, "thread 1772600767000", Kind.NOTE, "line 8, reply 1"),
        (datetime(2026, 3, 4, 5, 8, 20, tzinfo=UTC), "A message was edited; the export holds only its last wording", BO, "thread 1772600767000", Kind.NOTE, "line 8, reply 1"),
        (datetime(2026, 3, 4, 5, 10, tzinfo=UTC), "rolled back", BO, None, Kind.NOTE, "line 10"),
    ]  # fmt: skip
    assert found.identities == (ANA, BO, BOT)


def test_posts_of_the_api_keep_their_deletions_and_bots():
    found = reading("mattermost.api.json")

    assert [(r.text, r.edit_of, r.deleted, r.kind) for r in found.records] == [
        ("checkout is down", None, False, Kind.NOTE),
        ("restarting it", None, False, Kind.NOTE),
        ("A message was deleted", "p2", True, Kind.NOTE),
        ("[RESOLVED] Http5xx", None, False, Kind.RECOVERY),
    ]


def test_hostile_lines_give_warnings_with_places():
    lines = [
        '{"type":"version","version":1}',
        '{"type":"post","post":',
        "[1]",
        '{"type":"post","post":{"message":"x","create_at":"soon"}}',
        '{"type":"post","post":[]}',
        '{"type":"direct_post","direct_post":{"channel_members":7,"message":"kept","create_at":1772600767000,"replies":[3]}}',
    ]
    source = OpenSource(path="x", data="\n".join(lines).encode())

    found = MattermostReader().read(source, Zones())

    assert [one.text for one in found.records] == ["kept"]
    assert [w.where for w in found.warnings] == ["line 2", "line 3", "line 4", "line 5"]
    assert found.warnings[2] == Warned(where="line 4", what="no time in this record")


def test_times_are_utc_whatever_zone_was_given_also_when_clocks_change():
    post = {"message": "x", "user": "ana", "create_at": 1792891800000}
    line = json.dumps({"type": "post", "post": post}).encode()

    found = MattermostReader().read(OpenSource(path="x", data=line), Zones("Europe/Oslo"))

    assert [(r.moment.at, r.moment.zone_basis) for r in found.records] == [
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "epoch")
    ]


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    data = (SAMPLES / "mattermost.jsonl").read_bytes()
    (tmp_path / "one.jsonl").write_bytes(data)
    (tmp_path / "two.jsonl").write_bytes(data + b"\n")

    found = read([tmp_path])

    assert [len(event.sources) for event in found.events] == [2] * 5
    assert found.events[1].text == "checkout is down, Responder B please look"
