"""Columns of a table: given, saved under a name, and used again."""

import json
import tomllib
from pathlib import Path

TABLE = (
    "Hvenn;Hva;Hvem\n04/03/2026 05:06;alarm fires;Ana Ruiz\n05/03/2026 05:20;rolled back;Bo Lind\n"
)
TOLD = "time=Hvenn,text=Hva,actor=Hvem,order=dmy,tz=Europe/Oslo"


def events(result) -> list[tuple[str, str]]:
    assert result.exit_code == 0, result.stderr
    return [(one["at"], one["text"]) for one in json.loads(result.stdout)["events"]]


READ = [("2026-03-04T04:06:00Z", "alarm fires"), ("2026-03-05T04:20:00Z", "rolled back")]


def test_columns_are_saved_once_and_used_by_name_and_by_heading(run, tmp_path: Path):
    (tmp_path / "pager.csv").write_text(TABLE)

    first = run(
        "read", "pager.csv", "--columns", TOLD, "--save-columns", "pager", "--format", "json"
    )
    named = run("read", "pager.csv", "--columns", "pager", "--format", "json")
    known = run("read", "pager.csv", "--format", "json")

    assert [events(one) for one in (first, named, known)] == [READ] * 3
    assert tomllib.loads((tmp_path / "unblame.toml").read_text()) == {
        "columns": {
            "pager": {"time": "Hvenn", "text": "Hva", "actor": "Hvem", "order": "dmy", "tz": "Europe/Oslo"}
        }
    }  # fmt: skip


def test_a_profile_is_added_to_settings_that_are_there(run, tmp_path: Path):
    (tmp_path / "pager.csv").write_text(TABLE)
    (tmp_path / "pyproject.toml").write_text('[tool.unblame]\ntz = "UTC"')

    result = run("read", "pager.csv", "--columns", TOLD, "--save-columns", "pager")

    assert result.exit_code == 0
    saved = tomllib.loads((tmp_path / "pyproject.toml").read_text())["tool"]["unblame"]
    assert (saved["tz"], saved["columns"]["pager"]["time"]) == ("UTC", "Hvenn")


def test_what_is_wrong_is_said_with_its_place(run, tmp_path: Path):
    (tmp_path / "pager.csv").write_text(TABLE)

    unknown = run("read", "pager.csv", "--columns", "pager")
    alone = run("read", "pager.csv", "--save-columns", "pager")
    wrong = run("read", "pager.csv", "--columns", "tim=When")
    (tmp_path / "unblame.toml").write_text('[columns.pager]\ntime = "When"\nwhat = "x"\n')
    settings = run("read", "pager.csv")

    said = [one.stderr for one in (unknown, alone, wrong, settings)]
    assert [one.exit_code for one in (unknown, alone, wrong, settings)] == [2, 2, 2, 2]
    assert "no profile is saved yet" in said[0]
    assert "give both" in said[1]
    assert "'tim' is not known" in said[2]
    assert "unblame.toml, line 3" in said[3]
