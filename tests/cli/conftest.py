"""The program run as a person runs it, in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from unblame.cli.program import program

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the program in an empty folder; standard output and error are kept apart."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object, said: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(program, [str(word) for word in words], input=said)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def examples() -> Path:
    return ROOT / "examples"


GIVEN = (
    "--incident",
    "INC-9",
    "--product",
    "Ledger",
    "--impact",
    "about 20 minutes of failed exports",
)
NOW = ("--now", "2026-03-05T09:00:00Z")


@pytest.fixture
def drafted(run: Callable[..., Result]) -> Path:
    """A drafted document with a small timeline, in the folder of the test."""
    Path("notes.md").write_text(
        "# Exports failed on 2026-03-04 (UTC)\n\n"
        "- 10:00 release 12 deployed\n"
        "- 10:05 exports start failing for customers\n"
        "- 10:20 alert ExportErrors fires\n"
        "- 10:25 on-call acknowledged the page\n"
        "- 11:00 rolled back release 12, errors gone\n"
        "- 11:10 incident resolved\n",
        "utf-8",
    )
    assert run("draft", "notes.md", *GIVEN, *NOW, "-o", "inc-9.md").exit_code == 0
    return Path("inc-9.md")
