import gzip
import json
import subprocess
import zipfile
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.evidence.form import OpenSource, encoding_of
from unblame.model import Warning as Warned

CHAT = json.dumps([{"type": "message", "user": "U1", "ts": "1772600767.000200", "text": "down"}])


def a_repository(folder: Path) -> None:
    identity = ["-c", "user.name=Rosa Lindgren", "-c", "user.email=rosa@x.example"]
    for step in (
        ["init", "-q"],
        [*identity, "commit", "-q", "--allow-empty", "-m", "Lower the pool size",
         "--date", "2026-03-04T05:00:00Z"],
    ):  # fmt: skip
        environment = {"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": "2026-03-04T05:00:00Z",
                       "HOME": str(folder)}  # fmt: skip
        subprocess.run(["git", *step], cwd=folder, check=True, env=environment)


def test_a_repository_is_read_by_its_history_and_not_by_its_files(tmp_path):
    repository = tmp_path / "shop"
    repository.mkdir()
    (repository / "notes.txt").write_text("2026-03-04 05:20 UTC rolled back\n")
    a_repository(repository)
    (tmp_path / "chat.json").write_text(CHAT)

    evidence = read([tmp_path])

    assert [(item.path, item.reader) for item in evidence.items] == [
        ("chat.json", "slack"),
        ("shop", "git_log"),
    ]
    assert "Lower the pool size" in evidence.events[0].text
    assert evidence.events[0].actor == "Responder A"
    assert [w.where for w in evidence.skipped] == ["shop"]


def test_a_repository_may_be_history(tmp_path):
    a_repository(tmp_path)

    (item,) = read([], options=ReadOptions(history=(tmp_path,))).history

    assert "Lower the pool size" in item.title
    assert item.source.date == "2026-03-04"


def test_a_gzip_file_is_read(tmp_path):
    (tmp_path / "chat.json.gz").write_bytes(gzip.compress(CHAT.encode()))

    (event,) = read([tmp_path]).events

    assert event.text == "down"


def test_a_locked_member_of_a_zip_is_named_and_the_rest_is_read(tmp_path):
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("inc/2026-03-04.json", CHAT)
        archive.writestr("locked.json", CHAT)
    data = bytearray(file.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    file.write_bytes(data)

    evidence = read([file])

    assert [item.path for item in evidence.items] == ["export.zip/inc/2026-03-04.json"]
    assert [w.where for w in evidence.skipped] == ["export.zip/locked.json"]


def test_what_is_ignored_and_what_is_given_twice_is_read_once(tmp_path):
    (tmp_path / "chat.json").write_text(CHAT)
    (tmp_path / "out.json").write_text(CHAT)
    options = ReadOptions(ignore=(tmp_path / "out.json",))

    evidence = read([tmp_path, tmp_path], options=options)

    assert [item.path for item in evidence.items] == ["chat.json"]


def test_an_unknown_format_is_named(tmp_path):
    (tmp_path / "x.json").write_text('{"colour": "blue"}')

    evidence = read([tmp_path])

    assert evidence.items == ()
    assert evidence.skipped == (
        Warned(where="x.json", what="no reader knows this format; see the sources"),
    )


def test_lines_are_cut_and_keep_their_numbers():
    source = OpenSource(path="x.log", data=b"\xef\xbb\xbffirst\r\n" + b"y" * 50 + b"\nlast")

    assert list(source.lines(longest=20)) == [
        (1, "first", False),
        (2, "y" * 20, True),
        (3, "last", False),
    ]


def test_the_encoding_is_read_off_the_bytes():
    assert encoding_of("Kø".encode("utf-16")) == "utf-16"
    assert encoding_of("Kø".encode()) == "utf-8"
    assert encoding_of("Kø".encode("cp1252")) == "cp1252"
