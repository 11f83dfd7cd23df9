"""The recogniser at the doors: where it is taken from, what is said, and which one a result names."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from unblame.cli import reader as door
from unblame.cli.recogniser_text import _row

TINY = Path(__file__).parents[1] / "recognise" / "tiny"
SAID = "Priya Nair forgot the check.\n"
ABSENT = "Rules only: the recogniser is not installed (pip install 'unblame[recogniser]').\n"


@pytest.fixture
def tiny(tmp_path) -> Path:
    pytest.importorskip("onnxruntime")
    return copytree(TINY, tmp_path / "tiny")


@pytest.fixture
def note(tmp_path) -> Path:
    (tmp_path / "note.md").write_text(SAID, "utf-8")
    return tmp_path / "note.md"


@pytest.fixture
def auto(monkeypatch):
    """As on a machine where nothing is settled."""
    monkeypatch.delenv("UNBLAME_RECOGNISER")
    monkeypatch.setattr(door, "installed", lambda: None)
    return monkeypatch


def used(result) -> dict[str, str] | None:
    return json.loads(result.stdout)["recogniser"]


def digest(folder: Path) -> str:
    return json.loads((folder / "recogniser.json").read_text())["digests"]["model.onnx"]


@pytest.mark.parametrize("command", ["check", "people", "measure"])
def test_one_line_says_that_none_is_installed(run, note, auto, command):
    result = run(command, note, "--format", "json")

    assert result.stderr == ABSENT
    assert used(result) is None


def test_many_files_are_told_once(run, note, auto, tmp_path):
    (tmp_path / "other.md").write_text("Fine.", "utf-8")

    assert run("check", note, "other.md").stderr.count("Rules only") == 1


@pytest.mark.parametrize("command", ["check", "people", "measure"])
def test_off_is_silent(run, note, auto, command):
    result = run(command, note, "--recogniser", "off", "--format", "json")

    assert (result.stderr, used(result)) == ("", None)


@pytest.mark.parametrize("command", ["check", "people", "measure"])
def test_results_name_the_recogniser_that_they_were_made_with(run, note, auto, tiny, command):
    result = run(command, note, "--recogniser", tiny, "--format", "json")

    assert (result.stderr, used(result)) == ("", {"name": "tiny 1", "digest": digest(tiny)})


def test_the_installed_one_is_taken_where_nothing_else_is_said(run, note, auto, tiny):
    auto.setattr(door, "installed", lambda: tiny)

    assert used(run("people", note, "--format", "json")) == {
        "name": "tiny 1",
        "digest": digest(tiny),
    }


def test_the_command_line_comes_first_then_the_environment_then_the_settings(
    run, note, auto, tiny, tmp_path
):
    (tmp_path / "unblame.toml").write_text('recogniser = "tiny"\n')
    settled = used(run("people", note, "--format", "json"))
    auto.setenv("UNBLAME_RECOGNISER", "off")
    by_environment = used(run("people", note, "--format", "json"))
    said = used(run("people", note, "--format", "json", "--recogniser", tiny))

    assert (settled["name"], by_environment, said["name"]) == ("tiny 1", None, "tiny 1")


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ("recogniser = true", "unblame.toml, line 1: recogniser is True; it takes auto, off, or"),
        ('recogniser = "gone"', "recogniser is 'gone'; there is no such folder."),
    ],
)
def test_settings_that_are_off_are_told_with_their_line(run, note, tmp_path, settings, what):
    (tmp_path / "unblame.toml").write_text(settings + "\n")

    result = run("check", note)

    assert result.exit_code == 2
    assert what in result.stderr


def test_a_folder_asked_for_by_name_has_to_be_usable(run, note, tiny):
    (tiny / "model.onnx").write_bytes(b"changed")

    result = run("check", note, "--recogniser", tiny)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "model.onnx of the recogniser is not the file its card tells of" in result.stderr
    assert f"The folder {tiny} was named by --recogniser" in result.stderr


def test_no_folder_is_told(run, note):
    result = run("check", note, "--recogniser", "nowhere")

    assert result.exit_code == 2
    assert "'nowhere' is no folder; --recogniser takes auto, off, or a folder" in result.stderr


def test_an_installed_one_that_is_damaged_is_told_of_and_rules_go_on(run, note, auto, tiny):
    (tiny / "model.onnx").write_bytes(b"changed")
    auto.setattr(door, "installed", lambda: tiny)

    result = run("check", note, note, "--format", "json")

    assert result.exit_code == 1
    assert result.stderr.count("warning: Rules only: model.onnx of the recogniser is not") == 1
    assert used(result) is None
    assert json.loads(result.stdout)["findings"]


def test_the_command_shows_what_is_installed(run, tiny):
    result = run("recogniser", "--recogniser", tiny)

    assert result.exit_code == 0
    assert result.stdout.startswith("tiny 1  whole, runs on this machine alone\n")
    assert f"sha256 {digest(tiny)}" in result.stdout
    assert "blame       found from 0.80 on, a note from 0.60 on" in result.stdout
    assert result.stdout.endswith("made for    tests\n")


def test_a_long_label_stands_apart_from_its_figure():
    assert _row("blame (briefs never trained on)", "P 0.9") == (
        "  blame (briefs never trained on) P 0.9"
    )


def test_the_command_reads_a_sentence(run, tiny):
    result = run("recogniser", "--recogniser", tiny, SAID.strip())

    assert result.stdout.splitlines() == [
        "Priya Nair forgot the check.",
        "  blame       ████████████████████ 0.98  reads as blame",
        "  kinds       UB106 omission_by_person 0.95",
        "  people      “Priya Nair” 1.00",
        "  span        “forgot the check” 0.61",
        "  frame       act “forgot” 0.95, object “check” 0.95",
        "  weighed     “forgot” 2.00, “check” 1.00",
        "  event       note 0.02",
        "  factor      —",
    ]


def test_the_command_reads_standard_input_as_json(run, tiny):
    report = json.loads(
        run("recogniser", "--recogniser", tiny, "-", "--format", "json", said=SAID).stdout
    )

    assert (report["schema"], report["sentence"]) == ("unblame.recogniser/1", SAID.strip())
    assert report["recogniser"] == {"name": "tiny 1", "digest": digest(tiny)}
    assert report["reading"]["people"] == [{"start": 0, "end": 10, "score": 0.9999}]
    assert report["thresholds"]["warn"] == 0.8


def test_controls_in_a_sentence_are_shown_and_not_obeyed(run, tiny):
    assert "\x1b" not in run("recogniser", "--recogniser", tiny, "Priya \x1b[2J forgot").stdout


def test_a_script_that_it_never_saw_is_said(run, tiny):
    result = run("recogniser", "--recogniser", tiny, "ระบบล่ม")

    assert result.stdout.splitlines()[1].startswith("Not read: it is not in letters")
    assert "Sentences in Thai script are hardly read" in result.stderr


@pytest.mark.parametrize("words", [["--recogniser", "off"], []])
def test_the_command_ends_with_two_where_there_is_none(run, auto, words):
    result = run("recogniser", *words)

    assert result.exit_code == 2
    assert "There is no recogniser to show" in result.stderr


def test_an_empty_sentence_is_told(run, tiny):
    result = run("recogniser", "--recogniser", tiny, " ")

    assert (result.exit_code, "The sentence is empty" in result.stderr) == (2, True)


@pytest.mark.parametrize("words", ["The queue grew and ", "queue"])
def test_a_very_long_sentence_is_shown_in_short(run, tiny, words):
    said = words * 2000

    shown = run("recogniser", said, "--recogniser", tiny).stdout

    assert len(shown) < 3000
    assert " more characters)" in shown.splitlines()[0]
    assert f"({len(said):,}" not in shown
