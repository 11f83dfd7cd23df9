"""People of the roster are found in any spelling, order and disguise; the rest stays as it is."""

import unicodedata

import pytest

from unblame.people import Cast, Member, Roster, mentions

ROSTER = Roster(
    members=(
        Member(name="Søren Sørensen", handles=("ssor", "ops@corp.example")),
        Member(name="Mark Tanner", handles=("mark_t",)),
        Member(name="Abdulrahman al-Rashid"),
    )
)


@pytest.mark.parametrize(
    "written",
    [
        "Søren Sørensen",
        "Soren Sorensen",
        "Soeren Soerensen",
        "SØREN SØRENSEN",
        "søren sørensen",
        unicodedata.normalize("NFD", "Søren Sørensen"),
        "Sø\u200bren Sørensen",
        "S\u00f8ren\u00a0S\u00f8rensen",
        "Sørеn Sørensen",
        "Ｓøren Ｓørensen",
        "Sorensen",
        "Sørensen, Søren",
        "S. Sørensen",
        "ssor",
        "ops@corp.example",
        "mark_t",
        "M. Tanner",
        "al-Rashid",
    ],
)
def test_the_roster_finds_a_person_however_written(written):
    assert Cast(ROSTER).replace(f"Then {written} restarted it.") == (
        "Then Responder A restarted it."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mark was paged.", "Responder A was paged."),
        ("We mark it as done. Mark the job.", "We mark it as done. Mark the job."),
        ("| 10:02 | Mark | x |", "| 10:02 | Responder A | x |"),
    ],
)
def test_a_name_that_is_a_word_needs_a_place_for_people(text, expected):
    assert Cast(ROSTER).replace(text) == expected


def test_spans_are_those_of_the_text_as_it_stands():
    text = "ﬁrst\u00a0of all, \u202bMa\u200brk Tanner\u202c restarted ﬁle"

    (found,) = mentions(text, Cast(ROSTER))

    assert found.text == "Ma\u200brk Tanner"
    assert Cast(ROSTER).replace(text) == ("ﬁrst\u00a0of all, \u202bResponder A\u202c restarted ﬁle")
