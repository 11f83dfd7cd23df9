"""What the recogniser alone finds is shown, left standing and explained as any other finding."""

import json
from pathlib import Path
from shutil import copytree

import pytest

TINY = Path(__file__).parents[1] / "recognise" / "tiny"
LETTER = "Yolaine had the letter on her desk and filed it.\n"


@pytest.fixture
def blames(tmp_path) -> Path:
    """A recogniser that reads blame in every sentence."""
    pytest.importorskip("onnxruntime")
    folder = copytree(TINY, tmp_path / "tiny")
    card = json.loads((folder / "recogniser.json").read_text("utf-8"))
    card |= {"warn": 0.0, "note": 0.0, "clear": 0.0}
    (folder / "recogniser.json").write_text(json.dumps(card), "utf-8")
    return folder


@pytest.fixture
def check(run, blames):
    Path("note.md").write_text(LETTER, "utf-8")
    return lambda *words: run("check", "note.md", "--recogniser", blames, *words)


def test_the_level_decides_the_status(check):
    assert check("--level", "warn").exit_code == 1
    assert check("--level", "block").exit_code == 0


def test_every_format_shows_it(check):
    found = json.loads(check("--format", "json").stdout)["findings"]
    rules = json.loads(check("--format", "sarif").stdout)["runs"][0]["tool"]["driver"]["rules"]

    assert [one["level"] for one in found if one["rule"] == "UB199"] == ["warn"]
    assert "UB199" in [one["id"] for one in rules]
    assert "UB199" in check("--format", "github").stdout
    assert "UB199" in check().stdout


def test_a_baseline_holds_it(check):
    check("--write-baseline", "known.json")

    assert check("--baseline", "known.json").exit_code == 0


def test_the_settings_of_a_path_count(check):
    Path("unblame.toml").write_text('[check]\nper-path = { "note.md" = ["UB199"] }\n', "utf-8")

    assert "UB199" not in check().stdout


def test_nothing_is_changed_by_fixing(check):
    check("--fix", "--unsafe-fixes")

    assert Path("note.md").read_text("utf-8") == LETTER


def test_it_has_a_page(run):
    assert "reads_as_blame" in run("explain", "UB199").stdout
