import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from unblame.cli.sources import command
from unblame.evidence import pages
from unblame.evidence.registry import shipped_readers


def run(*arguments: str):
    return CliRunner().invoke(command, arguments)


def test_every_reader_is_told_with_its_export_zone_edits_and_basis():
    out = run().output

    told = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert [line.partition(":")[0] for line in told] == [one.name for one in shipped_readers()]
    for label in ("Export", "Zone", "Edits", "Built from"):
        assert out.count(f"\n  {label} ") >= len(told)


def test_a_name_or_a_part_of_one_picks_readers():
    out = run("slack").output

    assert out.startswith("slack: Slack")
    assert "\n\n" not in out


def test_short_is_one_line_a_reader():
    assert len(run("--short").output.splitlines()) == len(shipped_readers())


def test_json_holds_the_same():
    told = json.loads(run("--format", "json", "jira").output)

    assert sorted(told["jira"]) == ["built_from", "edits", "export", "title", "zone"]


def test_an_unknown_name_is_a_usage_error_that_says_what_to_do():
    result = run("nosuch")

    assert result.exit_code == 2
    assert "No reader knows nosuch. `unblame sources --short` lists all." in result.output
    assert "Did you mean 'slack'?" in run("slak").output


def test_the_name_of_a_tool_finds_the_reader_of_its_files():
    assert run("--short", "Excel").output.startswith("workbook  Excel")
    assert run("--short", "zoom").output.startswith("transcript  ")


def test_names_and_titles_stand_apart_in_columns():
    rows = run("--short").output.splitlines()

    assert {
        row[len(max((one.name for one in shipped_readers()), key=len)) :][:2] for row in rows
    } == {"  "}


def test_the_page_is_written_and_its_staleness_noticed(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr(pages, "PAGE", tmp_path / "sources.md")

    stale = pages.main(["--check"])
    written = pages.main([])
    fresh = pages.main(["--check"])

    assert (stale, written, fresh) == (1, 0, 0)
    assert capsys.readouterr().out.endswith("run python -m unblame.evidence.pages\n")


@pytest.mark.parametrize("reader", shipped_readers(), ids=lambda one: one.name)
def test_the_page_has_a_section_for_every_reader(reader):
    assert f"\n## {reader.name}\n" in pages.page()
