from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import Evidence, ReadOptions, read

LOG = "2026-02-06T18:05:00Z alert QueueLong firing\n2026-02-09T20:05:00Z alert QueueLong firing again\n"


def beside(folder: Path, notes: str) -> Evidence:
    (folder / "changes.log").write_text(LOG)
    (folder / "notes.txt").write_text(notes)
    return read([folder], options=ReadOptions(tz="UTC"))


def test_days_of_notes_take_their_year_from_evidence_of_several_days(tmp_path: Path):
    evidence = beside(
        tmp_path, "Fri 6 Feb\n- 16:40 upgrade went out\nSun 8 Feb\n- 19:15 it came back\n"
    )

    item = next(one for one in evidence.items if one.path == "notes.txt")
    assert [one.at for one in evidence.events if one.sources[0].evidence == item.id] == [
        datetime(2026, 2, 6, 16, 40, tzinfo=UTC),
        datetime(2026, 2, 8, 19, 15, tzinfo=UTC),
    ]
    assert [(one.what, one.value, one.by) for one in item.taken] == [
        ("year", "2026", "the other evidence")
    ]


@pytest.mark.parametrize("notes", ["- 16:40 upgrade went out\n- 19:15 it came back\n"])
def test_times_that_name_no_day_take_none_from_evidence_of_several_days(tmp_path: Path, notes: str):
    evidence = beside(tmp_path, notes)

    item = next(one for one in evidence.items if one.path == "notes.txt")
    assert {one.at for one in evidence.events if one.sources[0].evidence == item.id} == {None}
