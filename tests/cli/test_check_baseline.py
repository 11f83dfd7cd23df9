import json
from pathlib import Path

CULPRIT = "The culprit was found.\n"


def test_what_is_known_is_not_listed_and_what_is_new_is(run):
    Path("a.md").write_text(CULPRIT, "utf-8")
    written = run("check", "a.md", "--write-baseline", "known.json")

    assert (written.exit_code, written.stdout) == (0, "")
    assert "known.json: 1 known, 1 of them new, 0 gone." in written.stderr
    again = run("check", "a.md", "--baseline", "known.json")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "1 known from the baseline, not listed." in again.stderr

    Path("a.md").write_text(f"More.\n\n{CULPRIT}\nOps failed to notice the lag.\n", "utf-8")
    report = json.loads(run("check", "a.md", "--baseline", "known.json", "--format", "json").stdout)
    assert [one["rule"] for one in report["findings"]] == ["UB106"]
    assert (report["known"], report["stale"]) == (1, 0)


def test_the_settings_name_a_baseline(run):
    Path("sub").mkdir()
    Path("sub/a.md").write_text(CULPRIT, "utf-8")
    Path("unblame.toml").write_text('[check]\nbaseline = "sub/known.json"\n', "utf-8")
    run("check", "sub", "--write-baseline", "sub/known.json")

    assert run("check", "sub/a.md").exit_code == 0
    assert list(json.loads(Path("sub/known.json").read_text())["files"]) == ["a.md"]


def test_what_is_no_longer_there_is_said_and_taken_out(run):
    Path("a.md").write_text(CULPRIT, "utf-8")
    Path("b.md").write_text(CULPRIT, "utf-8")
    run("check", "a.md", "b.md", "--write-baseline", "known.json")
    Path("a.md").write_text("Fine.\n", "utf-8")

    stale = run("check", "a.md", "--baseline", "known.json")
    assert "a.md: 1 of the baseline no longer there" in stale.stderr

    written = run("check", "a.md", "--write-baseline", "known.json")
    assert "0 known, 0 of them new, 1 gone." in written.stderr
    assert list(json.loads(Path("known.json").read_text())["files"]) == ["b.md"]


def test_fixing_leaves_what_is_known(run):
    Path("a.md").write_text(CULPRIT, "utf-8")
    run("check", "a.md", "--write-baseline", "known.json")

    run("check", "a.md", "--baseline", "known.json", "--fix", "--unsafe-fixes")

    assert Path("a.md").read_text("utf-8") == CULPRIT


def test_what_is_no_baseline_is_refused_and_not_written_over(run):
    Path("a.md").write_text(CULPRIT, "utf-8")
    Path("known.json").write_text("{}", "utf-8")

    read = run("check", "a.md", "--baseline", "known.json")
    write = run("check", "a.md", "--write-baseline", "known.json")

    assert (read.exit_code, write.exit_code) == (2, 2)
    assert "The baseline known.json cannot be used" in read.stderr
    assert Path("known.json").read_text("utf-8") == "{}"
    assert run("check", "a.md", "--baseline", "no.json").exit_code == 2
