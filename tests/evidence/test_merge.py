import json
import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from unblame.evidence import read
from unblame.evidence.merge import fold, keyed
from unblame.evidence.record import Identity, Record
from unblame.evidence.times import Zones, read_time
from unblame.model import Kind, Moment, Source


def a_record(minute: int, text: str = "x", source_id: str | None = None) -> Record:
    moment = read_time(f"2026-03-04T05:{minute:02d}:00Z", zones=Zones()) or Moment()
    return Record(moment=moment, text=text, place=f"line {minute}", source_id=source_id)


def test_the_same_export_twice_folds_into_one_event_with_both_sources(tmp_path: Path):
    export = json.dumps(
        [{"type": "message", "user": "U1", "ts": "1772600767.000200", "text": "down"}]
    )
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "inc.json").write_text(export)

    (event,) = read([tmp_path]).events

    assert event.sources == (
        Source(evidence="S1", place="message 1772600767.000200"),
        Source(evidence="S2", place="message 1772600767.000200"),
    )


def test_only_what_a_person_worded_is_asked_of_the_recogniser():
    line = a_record(1, "checkout v482 is live")
    by_bot = replace(line, actor=Identity(name="deploys", bot=True))
    stated = replace(line, kind=Kind.CHANGE)

    asked = [one.worded for one in keyed("slack", "S1", [line, by_bot, stated])]

    assert asked == [True, False, False]


def test_equal_lines_without_id_stay_apart_and_fold_with_those_of_another_copy():
    lines = [a_record(1), a_record(1)]

    folded = fold([*keyed("notes", "S1", lines), *keyed("notes", "S2", lines)])

    assert [[source.evidence for source in sources] for _, sources in folded] == [["S1", "S2"]] * 2


def test_a_key_is_sixteen_hex_digits_of_reader_and_source_id():
    (one,) = keyed("slack", "S1", [a_record(1, "x", "inc/1")])
    (other,) = keyed("slack", "S2", [a_record(2, "changed", "inc/1")])
    (elsewhere,) = keyed("github", "S1", [a_record(1, "x", "inc/1")])

    assert len(one.key) == 16
    assert int(one.key, 16) >= 0
    assert one.key == other.key != elsewhere.key


@given(st.lists(st.tuples(st.integers(0, 59), st.sampled_from("abc")), max_size=12), st.randoms())
def test_merging_is_order_free(parts: list[tuple[int, str]], chance: random.Random):
    records = [
        record
        for number, (minute, text) in enumerate(parts)
        for record in keyed(
            "notes", f"S{number % 3 + 1}", [a_record(minute, text, f"{minute}{text}")]
        )
    ]
    mixed = records[:]
    chance.shuffle(mixed)

    assert fold(mixed) == fold(records)


def test_the_order_of_paths_does_not_matter(tmp_path: Path):
    for name, ts in (("a", "1772600767.1"), ("b", "1772600700.1")):
        message = {"type": "message", "user": f"U{name}", "ts": ts, "text": f"said {name}"}
        (tmp_path / f"{name}.json").write_text(json.dumps([message]))

    one = read([tmp_path / "a.json", tmp_path / "b.json"])
    other = read([tmp_path / "b.json", tmp_path / "a.json"])

    assert one == other
    assert [event.text for event in one.events] == ["said b", "said a"]


def test_one_id_of_two_tools_stays_two_events_whatever_the_order(tmp_path: Path):
    for name, ts, text in (
        ("north", "2026-03-04T05:06:00Z", "pool is empty"),
        ("south", "2026-03-05T09:00:00Z", "cake"),
    ):
        (tmp_path / name).mkdir()
        note = {"id": 302, "type": None, "body": text, "author": {"username": name}, "created_at": ts,
                "updated_at": ts, "system": False, "noteable_id": 9, "noteable_type": "Issue"}  # fmt: skip
        (tmp_path / name / "notes.json").write_text(json.dumps([note]))

    found = [
        read([tmp_path / a, tmp_path / b]) for a, b in (("north", "south"), ("south", "north"))
    ]

    assert [event.text for event in found[0].events] == ["pool is empty", "cake"]
    assert [event.key for event in found[0].events] == [event.key for event in found[1].events]
    assert len({event.key for event in found[0].events}) == 2


def test_a_message_that_was_edited_between_two_exports_is_one_event():
    before = replace(a_record(1, "pol is empty", "inc/1"), actor=Identity(id="U1"))
    after = replace(before, text="pool is empty")

    folded = fold([*keyed("slack", "S1", [before]), *keyed("slack", "S2", [after])])

    assert [[source.evidence for source in sources] for _, sources in folded] == [["S1", "S2"]]
