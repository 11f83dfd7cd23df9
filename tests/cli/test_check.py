import json
from pathlib import Path

BLAMES = "Priya pushed the bad config at 14:02.\n"


def test_check_finds_blame_and_exits_one(run):
    Path("notes.md").write_text(BLAMES, "utf-8")

    result = run("check", "notes.md", "--format", "json")

    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["schema"] == "unblame.findings/1"
    assert [(f["file"], f["line"], f["rule"], f["level"]) for f in report["findings"]] == [
        ("notes.md", 1, "UB101", "block")
    ]


def test_check_of_a_clean_text_exits_zero(run):
    result = run("check", "-", said="The service failed to start after the deploy.\n")

    assert result.exit_code == 0


def test_check_lists_a_file_that_cannot_be_read_and_goes_on(run):
    Path("bad.md").write_bytes(b"\xff\xfe\x00")
    Path("good.md").write_text(BLAMES, "utf-8")

    report = json.loads(run("check", "bad.md", "good.md", "--format", "json").stdout)

    assert [error["file"] for error in report["errors"]] == ["bad.md"]
    assert len(report["findings"]) == 1


def test_check_fix_twice_changes_nothing_more(run):
    Path("notes.md").write_text(BLAMES, "utf-8")
    run("check", "notes.md", "--fix", "--unsafe-fixes")
    once = Path("notes.md").read_text("utf-8")

    run("check", "notes.md", "--fix", "--unsafe-fixes")

    assert once != BLAMES
    assert Path("notes.md").read_text("utf-8") == once


def test_check_diff_changes_nothing(run):
    Path("notes.md").write_text(BLAMES, "utf-8")

    run("check", "notes.md", "--fix", "--diff", "--unsafe-fixes")

    assert Path("notes.md").read_text("utf-8") == BLAMES


def test_check_writes_sarif_and_annotations(run):
    Path("notes.md").write_text(BLAMES, "utf-8")

    sarif = json.loads(run("check", "notes.md", "--format", "sarif").stdout)
    github = run("check", "notes.md", "--format", "github").stdout

    assert sarif["runs"][0]["results"][0]["ruleId"] == "UB101"
    assert github.startswith("::error file=notes.md,line=1,col=1,title=UB101 person_in_a_fault::")
