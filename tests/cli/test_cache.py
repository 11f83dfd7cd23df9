import io
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
    monkeypatch.setattr(cache, "MOST_BYTES", 50)
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


def test_a_piece_that_was_damaged_or_cut_short_is_none(tmp_path):
    kept = FolderCache(tmp_path)
    for key, damage in (
        ("a", lambda held: held[:-1]),
        ("b", lambda held: held[:20] + b"?" + held[21:]),
    ):
        kept.put(key, b"a piece")
        place = kept.folder / key
        place.write_bytes(damage(place.read_bytes()))

        assert kept.get(key) is None


def test_what_a_disk_has_no_room_for_is_not_half_kept(tmp_path, monkeypatch, capsys):
    kept = FolderCache(tmp_path)
    kept.put("a", b"one")
    before = sorted(file.name for file in kept.folder.iterdir())

    class Full(io.FileIO):
        def write(self, data):
            super().write(data[:5])
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", lambda handle, _mode: Full(handle, "wb"))
    kept.put("b", b"two")

    assert sorted(file.name for file in kept.folder.iterdir()) == before
    assert capsys.readouterr().err.count("No space left on device") == 1


def test_what_may_only_be_read_is_read(tmp_path, monkeypatch):
    kept = FolderCache(tmp_path)
    kept.put("a", b"one")

    def refused(*_given):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "utime", refused)

    assert kept.get("a") == b"one"


def test_pieces_that_another_process_left_or_took_do_not_stop_this_one(
    tmp_path, monkeypatch, capsys
):
    kept = FolderCache(tmp_path)
    kept.put("a", b"one")
    abandoned, writing = kept.folder / ".b.1", kept.folder / ".c.2"
    for file in (abandoned, writing):
        file.write_bytes(b"half")
    os.utime(abandoned, (0, 0))
    gone = kept.folder / "d"
    scan = os.scandir

    def with_one_gone(folder):
        gone.write_bytes(b"x")
        found = list(scan(folder))
        gone.unlink()
        return found

    monkeypatch.setattr(os, "scandir", with_one_gone)
    kept.put("e", b"two")

    monkeypatch.undo()
    assert sorted(file.name for file in kept.folder.iterdir()) == [".c.2", "a", "e"]
    assert capsys.readouterr().err == ""
