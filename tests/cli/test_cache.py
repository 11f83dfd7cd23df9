import os
import stat
from pathlib import Path

from unblame.cli import cache
from unblame.cli.cache import FolderCache


def test_what_is_kept_is_private_and_out_of_git(tmp_path):
    kept = FolderCache(tmp_path)

    kept.put("a" * 64, b"one")

    place = tmp_path / ".unblame" / "cache" / ("a" * 64)
    assert kept.get("a" * 64) == b"one"
    assert kept.get("b" * 64) is None
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert (tmp_path / ".unblame" / ".gitignore").read_text() == "*\n"


def test_it_stays_within_its_bounds_and_forgets_what_was_used_longest_ago(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "MOST_BYTES", 10)
    kept = FolderCache(tmp_path)
    for at, key in enumerate("abc"):
        kept.put(key, b"1234")
        if (file := kept.folder / key).exists():
            os.utime(file, (at, at))

    kept.put("d", b"1234")

    assert sorted(file.name for file in kept.folder.iterdir()) == ["c", "d"]


def test_no_room_on_the_disk_is_said_once_and_reading_goes_on(tmp_path, monkeypatch, capsys):
    def full(*_given, **_named):
        raise OSError(28, "No space left on device")

    kept = FolderCache(tmp_path)
    monkeypatch.setattr(os, "open", full)

    kept.put("a", b"one")
    kept.put("b", b"two")

    (line,) = capsys.readouterr().err.splitlines()
    assert "No space left on device" in line
    assert "reading goes on without it" in line


def test_it_may_be_deleted_at_any_time(tmp_path):
    kept = FolderCache(tmp_path)
    kept.put("a", b"one")
    for file in Path(kept.folder).iterdir():
        file.unlink()

    assert kept.get("a") is None
