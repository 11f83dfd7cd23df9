"""A cell filled by hand answers its question, an emptied one asks, a time that is none is asked."""

import pytest

from unblame.document import DocumentError, edit, number, read, update, write
from unblame.model import Kind, QuestionStatus
from unblame.testing.builders import an_incident

DRAFT = an_incident()
TEXT = write(number(DRAFT))


def question(text, about):
    return next((q for q in read(text).questions if q.about == about), None)


def with_event(when):
    row = next(line for line in TEXT.splitlines() if line.startswith("| E4 "))
    return TEXT.replace(row, f"{row}\n| {when} | Phones rang | | |")


def test_a_filled_owner_is_the_answer():
    text = TEXT.replace("| — who? (Q2) |", "| Payments |")

    assert question(text, "actions.A1.owner").status is QuestionStatus.ANSWERED
    assert "Q2" not in edit(text, read(text)).split("## Open questions")[1]
    again = update(text, DRAFT)
    assert question(again.text, "actions.A1.owner").status is QuestionStatus.ANSWERED


def test_an_emptied_due_asks_once_and_a_new_date_answers():
    text = TEXT.replace("| 2026-04-01 |", "| |")

    asked = question(text, "actions.A1.due")
    kept = update(text, DRAFT).text
    filled = kept.replace("| Reject", "| Reject").replace(
        "| — who? (Q2) | |", "| — who? (Q2) | 2026-05-01 |"
    )

    assert (asked.status, asked.id) == (QuestionStatus.OPEN, "Q3")
    assert kept.count("about actions.A1.due") == 1
    assert update(kept, DRAFT).text == kept
    assert filled != kept
    assert question(filled, "actions.A1.due").status is QuestionStatus.ANSWERED


@pytest.mark.parametrize("about", ["events.E1.when", "milestones.detected.when"])
def test_a_time_that_is_none_is_kept_and_asked(about):
    shown = (
        "E1 · 2026-03-04 06:02:07" if about.startswith("e") else "Detected | 2026-03-04 06:12:07"
    )
    text = TEXT.replace(shown, f"{shown[:-19]}yesterday-ish")

    asked = question(text, about)

    assert "yesterday-ish" in asked.ask
    assert "yesterday-ish" in update(text, DRAFT).text
    assert update(text, DRAFT).text.count(f"about {about}") == 1
    if about.startswith("e"):
        event = next(e for e in read(text).events if e.id == "E1")
        assert (event.at, event.as_written) == (None, "yesterday-ish")


def test_an_added_event_is_known_whole():
    event = next(e for e in read(with_event("2026-03-04 06:20")).events if e.id == "E5")

    assert event.kinds == (Kind.NOTE,)
    assert event.zone_basis == "assumed:Europe/Oslo"
    stated = next(e for e in read(with_event("2026-03-04 05:20 UTC")).events if e.id == "E5")
    assert (stated.at, stated.zone_basis) == (event.at, "stated")


def test_a_due_time_of_an_edition_that_is_none_names_its_line():
    row = next(line for line in TEXT.splitlines() if line.startswith("| Team draft"))
    cells = row.split("|")
    cells[2] = " soon "
    text = TEXT.replace(row, "|".join(cells))

    with pytest.raises(DocumentError, match=r"line \d+.*'soon' is no time"):
        read(text)
