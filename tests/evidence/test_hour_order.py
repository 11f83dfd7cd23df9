from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.timeline import build

HEAD = "Date,Time,What\n"


def found(tmp_path: Path, *rows: str):
    (tmp_path / "book.csv").write_text(HEAD + "\n".join(rows) + "\n")
    return read([tmp_path], options=ReadOptions(tz="Europe/Warsaw"))


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 10, 25, hour, minute, tzinfo=UTC)


def test_one_step_back_in_the_repeated_hour_parts_the_first_from_the_second(tmp_path):
    evidence = found(
        tmp_path,
        "2026-10-25,01:52,bed booked",
        "2026-10-25,02:14,CT booked",
        "2026-10-25,02:50,CT booked again",
        "2026-10-25,02:09,error on the third try",
        "2026-10-25,02:51,booked and works",
        "2026-10-25,03:18,CT booked once more",
    )

    assert [one.at for one in evidence.events] == [
        datetime(2026, 10, 24, 23, 52, tzinfo=UTC), at(0, 14), at(0, 50), at(1, 9), at(1, 51), at(2, 18),
    ]  # fmt: skip
    assert {one.zone_basis for one in evidence.events} == {"assumed:Europe/Warsaw"}
    (taken,) = [one for one in evidence.items[0].taken if one.what == "hour"]
    assert taken.value == "up to 02:50 the first of the two, from 02:09 on the second"
    assert evidence.items[0].warnings == ()
    asked = build(evidence, now=datetime(2026, 10, 26, tzinfo=UTC)).questions
    assert "events.hour.S1" in {one.about for one in asked}


def test_without_a_step_back_it_stays_open(tmp_path):
    evidence = found(
        tmp_path, "2026-10-25,01:52,bed booked", "2026-10-25,02:14,CT booked", "2026-10-25,03:18,CT done"
    )  # fmt: skip

    assert sum(one.at is None for one in evidence.events) == 1
    assert all(one.what != "hour" for one in evidence.items[0].taken)


def test_entries_in_no_order_stay_open(tmp_path):
    evidence = found(
        tmp_path,
        "2026-10-25,01:52,bed booked",
        "2026-10-25,02:50,CT booked",
        "2026-10-25,02:10,error seen",
        "2026-10-25,02:40,error seen again",
        "2026-10-25,02:05,phoned the ward",
    )

    assert sum(one.at is None for one in evidence.events) == 4
