"""`unblame sources --new`: a package with a reader that works as it is written."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path


def test_the_package_is_whole_and_its_own_tests_pass(run, tmp_path: Path):
    result = run("sources", "--new", "night_watch", "-o", "plugin")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.split() == [
        "plugin/pyproject.toml",
        "plugin/README.md",
        "plugin/src/unblame_night_watch/__init__.py",
        "plugin/samples/night_watch.json",
        "plugin/tests/test_night_watch.py",
    ]
    settings = tomllib.loads((tmp_path / "plugin" / "pyproject.toml").read_text())
    assert settings["project"]["entry-points"] == {
        "unblame.readers": {"night_watch": "unblame_night_watch:NightWatchReader"}
    }
    tested = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider"],
        cwd=tmp_path / "plugin", env={**os.environ, "PYTEST_ADDOPTS": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert tested.returncode == 0, tested.stdout
    assert "6 passed" in tested.stdout


def test_nothing_is_overwritten_and_a_name_must_be_free(run, tmp_path: Path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept.txt").write_text("kept")

    results = [
        run("sources", "--new", name, "-o", where)
        for name, where in (
            ("mytool", "full"),
            ("slack", "new"),
            ("My Tool", "new"),
            ("class", "new"),
        )
    ]

    assert [one.exit_code for one in results] == [2, 2, 2, 2]
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["kept.txt"]
    assert not (tmp_path / "new").exists()
