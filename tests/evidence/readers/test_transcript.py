from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.transcript import TranscriptReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Precision

SAMPLES = Path(__file__).parent / "samples"
NAMES = ["transcript.srt", "transcript.teams.vtt", "transcript.vtt"]
ANA, BO = Identity(name="Ana Ruiz"), Identity(name="Bo Lind")


def reading(
    name: str, zones: Zones | None = None, path: str | None = None, recorded: str | None = None
) -> Reading:
    source = OpenSource(path=path or name, file=SAMPLES / name, recorded=recorded)
    return TranscriptReader().read(source, zones or Zones())


def test_recognises_its_samples_and_no_neighbour():
    others = [
        b"00:00:03 alarm fires\n00:00:05 rollback --> done\n",
        b"2026-03-04 05:06:07,123 --> 2026-03-04 05:06:09,123 batch\n",
        b"# Notes\n\n- 14:02 UTC: WEBVTT is not here\n",
    ]

    found = [reader_for(Sample.of("x.txt", (SAMPLES / name).read_bytes())) for name in NAMES]

    assert [one.name for one in found if one is not None] == ["transcript"] * 3
    assert [TranscriptReader().recognises(Sample.of("a.vtt", o)) for o in others] == [0.0] * 3


def test_cues_count_from_the_start_that_the_header_states():
    found = reading("transcript.vtt")

    assert [
        (r.moment.at, r.moment.zone_basis, r.text, r.actor, r.place) for r in found.records
    ] == [
        (datetime(2026, 3, 4, 5, 6, 10, 120000, UTC), "anchor:", "I see errors on checkout & basket.", ANA, "cue 1, line 6"),
        (datetime(2026, 3, 4, 5, 7, 17, tzinfo=UTC), "anchor:", "Rolling back now.", BO, "cue 3, line 14"),
    ]  # fmt: skip
    assert found.warnings == ()


def test_the_start_comes_from_the_name_or_from_the_user_and_is_asked_for_otherwise():
    zoom = reading("transcript.teams.vtt", path="calls/GMT20260304-050607_Recording.vtt")
    named = reading("transcript.srt", Zones("Europe/Oslo"), path="call 2026-03-04 05.06.srt")
    told = reading("transcript.srt", recorded="2026-03-04T05:06:07Z")
    asked = reading("transcript.srt")

    assert [r.moment.at for r in zoom.records] == [
        datetime(2026, 3, 4, 5, 6, 13, tzinfo=UTC),
        datetime(2026, 3, 4, 6, 8, 10, 500000, UTC),
    ]
    assert zoom.records[1].text == "errors are gone, we are done."
    assert [(r.moment.at, r.moment.zone_basis, r.moment.precision) for r in named.records][:1] == [
        (datetime(2026, 3, 4, 4, 6, 3, 120000, UTC), "assumed:Europe/Oslo", Precision.MINUTE)
    ]
    assert told.records[1].moment.at == datetime(2026, 3, 4, 5, 6, 13, tzinfo=UTC)
    assert [r.moment.at for r in asked.records] == [None, None]
    assert [w.where for w in asked.warnings] == ["line 1"]
    assert "--recorded transcript.srt=" in asked.warnings[0].what


def test_a_name_without_a_zone_places_nothing_and_a_repeated_hour_neither():
    path = "call 2026-10-25 02.30.srt"

    zoneless = reading("transcript.srt", path=path)
    oslo = reading("transcript.srt", Zones("Europe/Oslo"), path=path)

    assert [r.moment.at for r in (*zoneless.records, *oslo.records)] == [None] * 4
    assert "--tz" in zoneless.warnings[0].what


def test_hostile_cues_give_warnings_with_places():
    text = (
        "WEBVTT\n\n00:00:09.000 --> 00:00:01.000\nbackwards <v\n\n0:x --> 1:y\nlost\n\n"
        "9999:59:59.999 --> 9999:59:59.999\n<v A><v B>two</v> &bogus;\n\n00:00:01.000 --> 00:00:02.000\n"
    )

    found = TranscriptReader().read(
        OpenSource(path="x.vtt", data=text.encode(), recorded="9999-12-31T23:00:00Z"), Zones()
    )

    assert [(r.text, r.moment.at is None) for r in found.records] == [
        ("backwards <v", False),
        ("two &bogus;", True),
    ]
    assert [(w.where, w.what) for w in found.warnings] == [
        ("line 3", "a cue that ends before it begins"),
        ("line 6", "no times that can be read in this cue"),
    ]


def test_the_same_transcript_twice_says_everything_once_and_names_its_anchor(tmp_path: Path):
    data = (SAMPLES / "transcript.vtt").read_bytes()
    (tmp_path / "a.vtt").write_bytes(data)
    (tmp_path / "b.vtt").write_bytes(data + b"\n")

    found = read([tmp_path], options=ReadOptions())

    assert [(len(e.sources), e.zone_basis, e.actor) for e in found.events] == [
        (2, "anchor:S1", "Responder A"),
        (2, "anchor:S1", "Responder B"),
    ]


def test_what_the_user_says_of_one_file_holds_for_that_file(tmp_path: Path):
    for name in ("a.srt", "b.srt"):
        told = (SAMPLES / "transcript.srt").read_text()
        (tmp_path / name).write_text(told + "\n" * (name == "b.srt"))  # no copy of the first

    found = read([tmp_path], options=ReadOptions(recorded={"b.srt": "2026-03-04T05:06:07Z"}))

    assert [event.sources[0].evidence for event in found.events if event.at is not None] == [
        "S2"
    ] * 2


def test_a_start_that_is_said_in_words_is_read_and_one_that_is_no_time_is_named():
    words = reading("transcript.srt", recorded="on 4 March 2026 at 14:00 UTC, as Ana says")
    none = reading("transcript.srt", recorded="after lunch")

    assert words.records[0].moment.at == datetime(2026, 3, 4, 14, 0, 3, 120000, UTC)
    assert [one.moment.at for one in none.records] == [None, None]
    assert none.warnings[0].what.startswith("--recorded says 'after lunch', which is no time")
