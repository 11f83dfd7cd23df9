from datetime import date
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.people import Cast


def test_a_file_may_be_called_by_what_the_document_shows_of_its_path(tmp_path: Path):
    (tmp_path / "notes-ingrid.txt").write_text("- 16:40 upgrade went out\n- 19:15 it came back\n")
    cast = Cast()
    cast.meet(name="Ingrid Solheim")
    shown = cast.replace("notes-ingrid.txt")

    evidence = read(
        [tmp_path], options=ReadOptions(tz="UTC", days={shown: date(2026, 2, 6)}), cast=cast
    )

    assert shown != "notes-ingrid.txt"
    assert evidence.items[0].path == shown
    assert [event.at is not None for event in evidence.events] == [True, True]
