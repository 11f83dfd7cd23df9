from pathlib import Path

import pytest

from unblame.language import RULES, UnknownRule, explain
from unblame.language.pages import pages, stale

FOLDER = Path(__file__).parents[2] / "docs" / "rules"


def test_the_pages_are_fresh() -> None:
    assert stale(FOLDER) == []


def test_there_is_a_page_for_each_rule_and_an_index() -> None:
    assert len(pages()) == len(RULES) + 1


def test_a_page_is_found_by_code_and_by_name() -> None:
    assert explain("UB108") == explain("human_error")


def test_a_page_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(UnknownRule, match="nearest"):
        explain("human_eror")


def test_a_changed_missing_or_left_over_page_is_stale(tmp_path: Path) -> None:
    for name, text in pages().items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "index.md").write_text("old", "utf-8")
    (tmp_path / "UB199-gone.md").write_text("old", "utf-8")

    assert stale(tmp_path) == ["UB199-gone.md", "index.md"]
