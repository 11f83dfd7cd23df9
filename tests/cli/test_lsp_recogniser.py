"""The recogniser of an editor's documents: one for all, by option, environment or settings."""

from pathlib import Path

import pytest

from unblame.cli import reader as door
from unblame.cli.lsp import Choosing
from unblame.lsp import BrokenSettings

TINY = Path(__file__).parents[1] / "recognise" / "tiny"


@pytest.fixture
def tiny() -> str:
    pytest.importorskip("onnxruntime")
    return str(TINY)


def test_all_documents_share_one(tmp_path, tiny):
    choosing = Choosing(tiny)

    first, second = (choosing.chosen(tmp_path / name).cast.reader for name in ("a.md", "b.md"))

    assert first is second
    assert first.name == "tiny 1"


def test_the_settings_of_a_document_count_unless_the_option_says_more(tmp_path, tiny):
    (tmp_path / "unblame.toml").write_text('recogniser = "off"\n')

    assert Choosing(None).chosen(tmp_path / "a.md").cast.reader is None
    assert Choosing(tiny).chosen(tmp_path / "a.md").cast.reader.name == "tiny 1"


def test_that_none_is_installed_is_told_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(door, "installed", lambda: None)
    choosing = Choosing(None)

    assert [choosing.chosen(tmp_path / name).cast.reader for name in ("a.md", "b.md")] == [None] * 2
    assert capsys.readouterr().err == door.ABSENT + "\n"


def test_one_that_cannot_be_used_breaks_the_settings(tmp_path):
    with pytest.raises(BrokenSettings, match="is no folder"):
        Choosing(str(tmp_path / "gone")).chosen(tmp_path / "a.md")
