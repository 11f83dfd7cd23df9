import json
from pathlib import Path

FIRST = "## Summary\nPriya carelessly pushed the config at 09:42 to db-01.\n"
LATER = "## Summary\nThe config was pushed to db-01.\n"


def test_measure_lists_each_section_and_the_whole(run):
    Path("a.md").write_text(FIRST + "## Next\nThe alert stayed silent.\n", "utf-8")

    result = run("measure", "a.md")

    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "a.md",
        "Summary",
        "Next",
        "whole",
    ]


def test_measure_against_an_earlier_draft_lists_the_facts_that_are_gone(run):
    Path("first.md").write_text(FIRST, "utf-8")
    Path("later.md").write_text(LATER, "utf-8")

    report = json.loads(
        run("measure", "later.md", "--against", "first.md", "--format", "json").stdout
    )

    assert report["schema"] == "unblame.measures/1"
    assert report["change"]["lost"] == ["09:42"]
    assert report["change"]["density_after"] == 0


def test_measure_of_a_missing_file_says_so(run):
    result = run("measure", "no.md")

    assert result.exit_code == 2
    assert "no.md does not exist" in result.stderr


def test_measure_compares_one_file_only(run):
    result = run("measure", "a.md", "b.md", "--against", "c.md")

    assert result.exit_code == 2
    assert "one FILE" in result.stderr
