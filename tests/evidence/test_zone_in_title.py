"""A zone that a heading, a title or a column names holds for the times below it."""

from pathlib import Path

import pytest

from unblame.evidence import ReadOptions, read
from unblame.people import Cast


@pytest.mark.parametrize(
    ("name", "text", "at"),
    [
        ("a.md", "# Exports failed on 2026-03-04 (UTC)\n\n- 10:00 exports fail\n", "10:00"),
        ("b.md", "# Outage 2026-03-04\n\n## Timeline (CET)\n\n- 10:00 exports fail\n", "09:00"),
        ("c.md", "# Outage 2026-03-04\n\nAll times UTC.\n\n- 10:00 exports fail\n", "10:00"),
        ("d.txt", "Outage 2026-03-04, times in Europe/Oslo\n\n10:00 exports fail\n", "09:00"),
        ("e.txt", "Outage 2026-03-04 (UTC)\n10:00 exports fail\n10:02 still\n", "10:00"),
        ("f.md", "# O 2026-03-04\n\n| Start (CET) | Event |\n|--|--|\n| 10:00 | down |\n", "09:00"),
    ],
)
def test_a_zone_named_once_holds_for_the_times_below(
    tmp_path: Path, name: str, text: str, at: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    evidence = read([tmp_path / name], options=ReadOptions(), cast=Cast())

    assert f"{evidence.events[0].at}" == f"2026-03-04 {at}:00+00:00"


def test_words_in_brackets_that_are_no_zone_name_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Outage 2026-03-04 (EU)\n\n- 10:00 exports fail\n", "utf-8")

    evidence = read([tmp_path / "a.md"], options=ReadOptions(), cast=Cast())

    assert [event.at for event in evidence.events] == [None]
