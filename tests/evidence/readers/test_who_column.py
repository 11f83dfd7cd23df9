from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.people import Cast

TABLE = """# Exports failed on 2026-03-04 (UTC)

| Time | Who | What |
|------|-----|------|
| 10:00 | Kari Nordli | deployed release 12 |
| 10:05 | monitoring | alert ExportErrors fires |
| 10:11 | Kari Nordli and Ola Vik | rolled back |
| 10:20 | - | errors gone |
"""


def the_actors(path: Path) -> list[tuple[str | None, str]]:
    evidence = read([path], options=ReadOptions(), cast=Cast())
    return [(event.actor, event.text) for event in evidence.events]


def test_the_column_of_who_names_the_actor_and_is_no_part_of_what(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TABLE, encoding="utf-8")

    assert the_actors(tmp_path / "a.md") == [
        ("Responder A", "deployed release 12"),
        ("monitoring", "alert ExportErrors fires"),
        ("Responder A", "rolled back"),
        (None, "errors gone"),
    ]


def test_of_several_in_a_cell_the_first_acted(tmp_path: Path) -> None:
    rows = "time,who,what\n2026-03-04T10:00Z,Kari Nordli / Ola Vik,Ola Vik rolled back\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")

    assert the_actors(tmp_path / "a.csv") == [("Responder A", "Responder B rolled back")]


def test_a_name_and_an_address_are_one_person_where_a_commit_joins_them(tmp_path: Path) -> None:
    rows = (
        "time,who,what\n2026-03-04T10:00Z,Kari Nordli,looking\n2026-03-04T10:01Z,kari+oncall@fjord.example,rolling back\n"
        "2026-03-04T10:02Z,@ola,watching\n2026-03-04T10:03Z,Ola Vik (@ola),all fine\n"
    )
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "git.txt").write_text(
        "commit 9f1c0a7b5d1122334455667788990011aabbccdd\n"
        "Author: Kari Nordli <kari+oncall@fjord.example>\nDate:   Wed Mar 4 10:05:00 2026 +0000\n\n    Revert\n",
        encoding="utf-8",
    )

    assert [actor for actor, _ in the_actors(tmp_path)] == [
        "Responder A",
        "Responder A",
        "Responder B",
        "Responder B",
        "Responder A",
    ]
