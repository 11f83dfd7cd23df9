"""Once a full name is known, its short forms, logins and file names name the same person."""

import pytest

from unblame.people import Cast

HOME = "/" + "home"

KNOWN = "Bob Tanner told Priya Ramanathan."

FORMS = [
    ("tanner said no", "Responder A said no"),
    ("we told tanner", "we told Responder A"),
    ("Tanner's change broke it", "Responder A's change broke it"),
    ("tanner's change broke it", "Responder A's change broke it"),
    ("BOB TANNER left, TANNER restarted it", "Responder A left, Responder A restarted it"),
    ("btanner restarted it", "Responder A restarted it"),
    ("bobt, tannerb and b.tanner", "Responder A, Responder A and Responder A"),
    (f"see {HOME}/btanner/run.sh", f"see {HOME}/Responder A/run.sh"),
    (f"see {HOME}/bob/run.sh", f"see {HOME}/Responder A/run.sh"),
    (r"C:\Users\bob.tanner\x", r"C:\Users\Responder A\x"),
    (f"`{HOME}/tanner_bob/x.log`", f"`{HOME}/Responder A/x.log`"),
    ("notes-Priya-Ramanathan.md", "notes-Responder B.md"),
    ("notes_priya_ramanathan.md", "notes_Responder B.md"),
    ("exports/PriyaRamanathan.csv", "exports/Responder B.csv"),
    ("exports/priya-notes.md", "exports/Responder B-notes.md"),
    ("https://wiki.example/u/pramanathan", "https://wiki.example/u/Responder B"),
]

LOOK_ALIKES = [
    "the tanner said no; a tanner works leather",
    "bobcat and kebob; tannery, bobtail, subtanner",
    f"banner restarted; {HOME}/app/tan/run.sh",
    "the run.sh of /opt/bobcat-2.1/tannin.md",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_every_form_of_a_known_name_is_replaced(text, expected):
    cast = Cast()
    cast.replace(KNOWN)

    assert cast.replace(text) == expected


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_words_that_hold_a_known_name_stay(text):
    cast = Cast()
    cast.replace(KNOWN)

    assert cast.replace(text) == text


@pytest.mark.parametrize(
    "text",
    ["/users/page/2 and the landing-page", "grace-period and page.html", "Mark page as read."],
)
def test_a_name_that_is_a_plain_word_stays_in_paths_and_names(text):
    cast = Cast()
    cast.replace("Escalated to Grace Page.")

    assert cast.replace(text) == text


@pytest.mark.parametrize("text", ["tanner said no", f"see {HOME}/btanner/run.sh", "b.tanner x"])
def test_nothing_is_replaced_where_no_such_person_is_known(text):
    cast = Cast()
    cast.replace("Leila Haddad left.")

    assert "tanner" in cast.replace(text)


def test_a_login_that_two_people_share_is_neither_of_them():
    cast = Cast()
    cast.replace("Bob Tanner told Bella Tanner.")

    assert cast.replace("btanner left") == "Responder C left"
