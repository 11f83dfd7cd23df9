import json
import subprocess
from pathlib import Path

from unblame.evidence import ReadOptions, json_source, read
from unblame.evidence.form import OpenSource
from unblame.people import Cast


def warnings_of(*paths: Path) -> list[str]:
    evidence = read(list(paths), options=ReadOptions(), cast=Cast())
    found = [warning for item in evidence.items for warning in item.warnings]
    return [f"{one.where}: {one.what}" for one in (*found, *evidence.skipped)]


def test_of_a_large_document_only_the_start_is_read(monkeypatch):
    monkeypatch.setattr(json_source, "MAX_WHOLE", 1 << 20)
    monkeypatch.setattr(json_source, "MOST_RECORDS", 3)
    data = json.dumps([{"n": n, "text": "x" * 100} for n in range(20_000)]).encode()

    opened = json_source.open_json(OpenSource(path="a.json", data=data))

    assert [one["n"] for one in opened.values[0]] == [0, 1, 2]
    assert opened.warnings[0].what == "larger than 1 MB; only its start was read"
    assert opened.warnings[1].what.startswith("more than 3 records; ")


def test_text_that_is_no_utf8_is_told_with_its_line(tmp_path: Path):
    (tmp_path / "a.md").write_bytes(b"# Outage 2026-03-04 (UTC)\n\n- 10:00 k\xf8en stopped\n")

    (warning,) = warnings_of(tmp_path / "a.md")

    assert warning.startswith("line 3: not UTF-8; read as Windows-1252")


def test_a_repository_without_commits_in_those_days_says_so(tmp_path: Path):
    folder = tmp_path / "app"
    day = "2020-01-01T00:00:00Z"
    name = ["-c", "user.name=x", "-c", "user.email=x@y.example"]
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    subprocess.run(
        ["git", "-C", str(folder), *name, "commit", "-qm", "a", "--allow-empty", "--date", day],
        check=True,
        env={"GIT_COMMITTER_DATE": day, "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    (tmp_path / "a.md").write_text("# Outage 2026-03-04 (UTC)\n\n- 10:00 it stopped\n")

    assert warnings_of(folder, tmp_path / "a.md") == [
        "the history: no commits in the days of the incident"
    ]
