import gzip
import json
import shutil

import pytest
from click.testing import CliRunner

from unblame.cli.lines import meant
from unblame.cli.program import program
from unblame.document import read
from unblame.evidence.lines import lines_behind

INPUTS = ["--incident", "INC-9", "--product", "Pay", "--impact", "payments failed", "--tz", "UTC"]


def run(*words: str):
    return CliRunner().invoke(program, words)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given = tmp_path / "evidence"
    given.mkdir()
    lines = [
        f"2026-03-04T05:{m:02d}:{n * 3:02d}Z INFO served {n}" for m in range(60) for n in range(20)
    ]
    for n in range(30):
        lines.insert(
            820 + 2 * n,
            f"2026-03-04T05:{40 + n // 10}:{n % 10 * 6:02d}Z ERROR payment {n} refused by Ana Ruiz",
        )
    (given / "app.log.gz").write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    (given / "notes.md").write_text("# Notes of 4 March 2026\n\n- 05:41 UTC payments fail\n")
    assert run("draft", "evidence", *INPUTS, "-o", "inc-9.md").exit_code == 0
    return tmp_path


def events(folder) -> dict[str, str]:
    done = run("read", "evidence", "--tz", "UTC", "--document", "inc-9.md", "--format", "json")
    assert done.exit_code == 0
    text = (folder / "inc-9.md").read_text()
    return {
        "jump": next(
            line for line in text.splitlines() if "refused" in line and "Log lines" in line
        ),
        "note": next(
            line for line in text.splitlines() if "payments fail" in line and "| E" in line
        ),
    }


def id_in(line: str) -> str:
    return next(
        word for word in line.replace("|", " ").split() if word[:1] == "E" and word[1:].isdigit()
    )


def test_a_jump_in_a_compressed_log_opens_to_its_lines(folder):
    done = run("lines", "inc-9.md", id_in(events(folder)["jump"]), "--most", "2")

    assert done.exit_code == 0
    assert "line 821     2026-03-04T05:40:00Z ERROR payment 0 refused by Ana Ruiz" in done.stdout
    assert "… and 28 more like these" in done.stdout


def test_an_entry_of_notes_opens_to_its_line(folder):
    done = run("lines", "inc-9.md", id_in(events(folder)["note"]), "--format", "json")

    (source,) = json.loads(done.stdout)["sources"]
    assert source["lines"] == [["line 3", "- 05:41 UTC payments fail"]]


def test_a_file_that_has_changed_is_said_to_have(folder):
    (folder / "evidence" / "notes.md").write_text(
        "# Notes of 4 March 2026\n\n- 05:41 UTC all pay\n"
    )

    done = run("lines", "inc-9.md", id_in(events(folder)["note"]))

    assert "notes.md has changed since the document was drafted" in done.stderr


def test_a_jump_of_a_series_opens_to_its_points(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [f"2026-03-04T05:{n:02d}:00Z,{14 if n >= 20 else 1}" for n in range(50)]
    (tmp_path / "errors.csv").write_text("\n".join(["time,error ratio", *rows]) + "\n")
    assert run("draft", "errors.csv", *INPUTS, "-o", "inc-9.md").exit_code == 0
    text = (tmp_path / "inc-9.md").read_text()

    done = run(
        "lines", "inc-9.md", id_in(next(x for x in text.splitlines() if "| E" in x)), "--most", "5"
    )

    assert "error ratio rises from 1 to 14" in done.stdout
    assert (
        "  point 20     2026-03-04T05:19:00Z  1\n  point 21     2026-03-04T05:20:00Z  14\n"
        in done.stdout
    )


def test_an_unknown_event_and_evidence_that_is_not_there_are_told(folder, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()

    unknown = run("lines", "inc-9.md", "E999")
    away = run("lines", "inc-9.md", id_in(events(folder)["note"]), "--evidence", str(empty))

    assert unknown.exit_code == away.exit_code == 2
    assert "holds no event E999" in unknown.stderr
    assert "--evidence" in away.stderr


def test_a_milestone_opens_to_the_lines_of_its_event(folder):
    done = run("lines", "inc-9.md", "impact_start")

    assert done.exit_code == 0, done.stderr
    assert "- 05:41 UTC payments fail" in done.stdout


def test_a_file_that_moved_is_found_by_its_digest_and_said_to_have(folder):
    note = id_in(events(folder)["note"])
    (folder / "evidence" / "notes.md").rename(folder / "evidence" / "kept.md")

    done = run("lines", "inc-9.md", note)

    assert done.exit_code == 0
    assert "- 05:41 UTC payments fail" in done.stdout
    assert "lies under another name now: evidence/kept.md; it is the same file" in done.stderr


def test_a_place_where_nothing_stands_any_more_is_told(folder):
    note = id_in(events(folder)["note"])
    (folder / "evidence" / "notes.md").write_text("# Notes\n")

    done = run("lines", "inc-9.md", note)

    assert done.exit_code == 2
    assert "nothing stands at that place any more" in done.stderr
    assert "Draft again" in done.stderr


def test_a_milestone_without_a_source_says_so(folder):
    done = run("lines", "inc-9.md", "acknowledged")

    assert done.exit_code == 2
    assert "acknowledged rests on no source" in done.stderr


def test_rows_of_a_table_open_without_its_columns_being_named_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [{"n": 1, "happened": "2026-03-04 05:06 UTC", "said": "pool is empty"}]
    rows.append({"n": 2, "happened": "2026-03-04 05:16 UTC", "said": "pool was made larger"})
    (tmp_path / "kept.json").write_text(json.dumps(rows))
    columns = ("--columns", "time=happened,text=said")
    assert run("draft", "kept.json", *INPUTS, *columns, "-o", "inc-9.md").exit_code == 0

    done = run("lines", "inc-9.md", "E2")

    assert "n=2 | happened=2026-03-04 05:16 UTC | said=pool was made larger" in done.stdout


def test_every_value_of_a_document_opens_to_the_evidence(tmp_path, monkeypatch, examples):
    for name in ("evidence", "history"):
        shutil.copytree(examples / "checkout-regression" / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert run("draft", "evidence", "--history", "history", *INPUTS, "-o", "inc.md").exit_code == 0
    pm = read((tmp_path / "inc.md").read_text())
    values = [*pm.events, *pm.factors, *pm.actions]
    names = ["six_months", *pm.milestones, *(one.id for one in values)]

    unopened = {
        name: one.place
        for name in names
        for event in meant(pm, name)
        for one in lines_behind(event, pm.evidence, [tmp_path])
        if not one.lines or one.changed
    }

    assert unopened == {}
    assert (
        "2025-08-05: Moved behind the checkout redesign"
        in run("lines", "inc.md", "six_months").stdout
    )
