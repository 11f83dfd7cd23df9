"""What a document says of itself is left out, and every other character stays where it stood."""

from unblame.document import write
from unblame.testing import an_account
from unblame.text import without_bookkeeping, without_places

DOCUMENT = write(an_account())


def test_a_document_without_its_bookkeeping_is_as_long_and_has_its_lines_where_they_were() -> None:
    left = without_bookkeeping(DOCUMENT)

    assert len(left) == len(DOCUMENT)
    changed = [(a, b) for a, b in zip(DOCUMENT, left, strict=True) if a != b]
    assert {b for _, b in changed} == {" "}
    assert left.count("\n") == DOCUMENT.count("\n")


def test_front_matter_and_cells_as_drafted_are_left_out_and_what_happened_stays() -> None:
    left = without_bookkeeping(DOCUMENT)

    assert "schema:" not in left
    assert "| S1 |" not in left
    event = an_account().events[0]
    assert event.text.split(".")[0] in left
    assert f"| {event.actor} |" not in left


def test_a_cell_that_somebody_changed_is_read() -> None:
    actor = next(event.actor for event in an_account().events if event.actor)
    edited = DOCUMENT.replace(f"| {actor} |", "| Priya Nair |", 1)

    assert "| Priya Nair |" in without_bookkeeping(edited)


def test_a_text_that_is_no_document_stays_as_it_is() -> None:
    text = '---\ntitle: "notes"\n---\n| a | S1 message 12.5 |\n'

    assert without_bookkeeping(text) == text


def test_places_that_end_a_row_or_a_line_are_left_out_and_words_about_them_stay() -> None:
    text = "| 10:04 | S3 was deleted by Bram | S2 message 1773.4; S10 log entry R01 |\n"

    places = "S2 message 1773.4; S10 log entry R01"
    assert without_places(text) == text.replace(places, " " * len(places))
