"""The definitions that other tools read: the GitHub Action's script, and pre-commit's hooks."""

import os
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
BLAMES = "Priya pushed the bad config at 14:02.\n"


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", ROOT / ".github/action/check.sh"],
        cwd=folder,
        env={"PATH": path, "UNBLAME_RECOGNISER": "off", **inputs},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_annotates_and_tells_its_status(tmp_path):
    (tmp_path / "a b.md").write_text(BLAMES, "utf-8")

    ran = act(tmp_path, PATHS="a b.md\n", GITHUB_OUTPUT=str(tmp_path / "out"))

    assert ran.returncode == 1
    assert ran.stdout.startswith("::error file=a b.md,line=1,col=1,")
    assert (tmp_path / "out").read_text() == "status=1\n"


def test_the_action_writes_a_report_and_takes_no_input_for_shell(tmp_path):
    (tmp_path / "a.md").write_text("The service failed to start.\n", "utf-8")

    ran = act(
        tmp_path, PATHS="a.md\n$(touch hacked)", FORMAT="sarif", OUTPUT="r.sarif", ARGS="; touch x"
    )

    assert not (tmp_path / "hacked").exists()
    assert not (tmp_path / "x").exists()
    assert ran.returncode in (0, 2)


def test_every_input_of_the_action_reaches_its_script():
    action = YAML(typ="safe").load(ROOT / "action.yml")
    script = (ROOT / ".github/action/check.sh").read_text("utf-8")
    given = action["runs"]["steps"][-1]["env"]

    assert {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]} - set(given.values()) == {
        "${{ inputs.python-version }}"
    }
    assert all(f"${{{name}:-" in script for name in given)


def test_each_hook_calls_a_command_that_there_is():
    from unblame.cli.program import COMMANDS

    hooks = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")

    assert [hook["id"] for hook in hooks] == ["unblame-check", "unblame-fix"]
    assert all(hook["entry"].split()[:1] == ["unblame"] for hook in hooks)
    assert all(hook["entry"].split()[1] in COMMANDS for hook in hooks)
