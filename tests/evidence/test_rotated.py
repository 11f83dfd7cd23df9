import bz2
import gzip
import io
import lzma
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import ReadOptions, packing, read
from unblame.evidence.rotated import place_of

OPTIONS = ReadOptions(tz="UTC")


def a_log(start: str, minutes: range, rate: int, text: str = "INFO served {n}") -> str:
    return "".join(
        f"{start}T{minute // 60:02d}:{minute % 60:02d}:{n * 60 // rate:02d} {text.format(n=n)}\n"
        for minute in minutes
        for n in range(rate)
    )


@pytest.mark.parametrize(
    ("names", "log"),
    [
        (["app.log.10.gz", "app.log.2.gz", "app.log.1", "app.log"], "app.log"),
        (["messages-20260301.bz2", "messages-20260308", "messages"], "messages"),
        (["app-2026-03-03.log.xz", "app-2026-03-04.log", "app.log"], "app.log"),
    ],
)
def test_the_files_of_a_rotated_log_are_put_in_order(names, log):
    placed = {name: place_of(f"var/{name}") for name in names}

    assert {key for key, _ in placed.values()} == {f"var/{log}"}
    assert sorted(names, key=lambda name: placed[name][1]) == names


def test_numbered_hosts_are_two_logs():
    assert place_of("web-1.log")[0] != place_of("web-2.log")[0]


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip), ("bz2", bz2), ("xz", lzma)])
def test_a_rotated_log_is_one_log_and_each_change_stands_in_its_own_file(tmp_path, suffix, pack):
    older = a_log("2026-03-04", range(300, 360), 20) + a_log(
        "2026-03-04", range(350, 360), 5, "ERROR payment refused {n}"
    )
    newer = a_log("2026-03-04", range(360, 420), 20) + a_log(
        "2026-03-04", range(400, 420), 5, "ERROR disk full on node {n}"
    )
    (tmp_path / f"app.log.1.{suffix}").write_bytes(pack.compress(older.encode()))
    (tmp_path / "app.log").write_text(newer)

    found = read([tmp_path], options=OPTIONS)

    paths = {item.id: item.path for item in found.items}
    assert [
        (item.covers.from_.hour, item.covers.until.hour)
        for item in sorted(found.items, key=lambda item: str(item.covers.from_))
    ] == [(5, 5), (6, 6)]
    assert [
        (paths[c.evidence], c.place, c.template)
        for c in sorted(found.changes, key=lambda c: str(c.moment.at))
    ] == [
        (f"app.log.1.{suffix}", "line 1201", "error: payment refused *"),
        ("app.log", "line 1201", "error: disk full on node *"),
    ]


def test_the_year_of_an_old_syslog_rolls_from_file_to_file(tmp_path):
    (tmp_path / "messages.1").write_text("Dec 31 23:59:58 db1 app: a\n" * 2)
    newest = tmp_path / "messages"
    newest.write_text("Jan  1 00:00:07 db1 app: b\n" * 2)
    changed = datetime(2026, 1, 1, 9, tzinfo=UTC).timestamp()
    os.utime(newest, (changed, changed))

    found = read([tmp_path], options=OPTIONS)

    assert [event.at.year for event in found.events if event.at] == [2025, 2025, 2026, 2026]


def test_a_late_line_of_the_old_year_does_not_begin_another(tmp_path):
    lines = ["Dec 31 23:59:58", "Jan  1 00:00:01", "Dec 31 23:59:59", "Jan  1 00:00:02"]
    file = tmp_path / "messages"
    file.write_text("".join(f"{stamp} db1 app: a\n" for stamp in lines))
    changed = datetime(2026, 1, 1, 9, tzinfo=UTC).timestamp()
    os.utime(file, (changed, changed))

    found = read([tmp_path], options=OPTIONS)

    assert [event.at.year for event in found.events if event.at] == [2025, 2025, 2026, 2026]


def test_of_a_damaged_file_what_stood_before_is_read(tmp_path):
    whole = gzip.compress(a_log("2026-03-04", range(300, 360), 20).encode())
    (tmp_path / "cut.log.gz").write_bytes(whole[: len(whole) // 2])

    (item,) = read([tmp_path], options=OPTIONS).items

    assert item.covers.from_ == datetime(2026, 3, 4, 5, tzinfo=UTC)
    assert [w.where for w in item.warnings] == ["the end"]


def test_a_compression_bomb_ends(monkeypatch):
    monkeypatch.setattr(packing, "_FREE", 1 << 20)
    raw = io.BytesIO(gzip.compress(b"2026-03-04T05:00:00 INFO served\n" * 200_000))

    with pytest.raises(packing.BadPacking, match="bomb"):
        packing.unpacked(raw, "gzip").read()


def test_zstandard_is_read_or_what_it_needs_is_said(tmp_path: Path):
    (tmp_path / "app.log.zst").write_bytes(b"\x28\xb5\x2f\xfd" + b"\x00" * 40)

    (warning,) = read([tmp_path], options=OPTIONS).skipped

    assert warning.where == "app.log.zst"
    assert "unblame[zstd]" in warning.what or "damaged" in warning.what


def a_dayless_log(minutes: range) -> str:
    return "".join(
        f"{m // 60 % 24:02d}:{m % 60:02d}:{n * 3:02d},125 {'ERROR refused' if m > 1450 else 'INFO served'} {n}\n"
        for m in minutes
        for n in range(20)
    )


def test_a_log_without_days_takes_the_day_of_its_name_and_rolls_at_midnight(tmp_path):
    (tmp_path / "app-2026-03-04.log").write_text(a_dayless_log(range(1400, 1480)))

    change = next(
        one for one in read([tmp_path], options=OPTIONS).changes if "refused" in one.template
    )

    assert (change.moment.at, change.moment.as_written) == (
        datetime(2026, 3, 5, 0, 11, 0, 125000, tzinfo=UTC),
        "00:11:00,125",
    )


def test_without_a_day_in_its_name_it_takes_that_of_the_other_evidence(tmp_path):
    (tmp_path / "app.log").write_text(a_dayless_log(range(1400, 1480)))
    alone = read([tmp_path / "app.log"], options=OPTIONS)
    (tmp_path / "db.log").write_text("2026-03-04T23:50:00 ERROR alert fired: refused\n" * 3)

    found = read([tmp_path], options=OPTIONS)

    assert [w.what for item in alone.items for w in item.warnings] == [
        "1600 lines cannot be placed: their times state no day"
    ]
    assert {change.moment.at.day for change in found.changes if change.moment.at} == {5}
    assert any("2026-03-04 was taken" in w.what for item in found.items for w in item.warnings)
