"""Whom the recogniser sees, beside structure, the roster and grammar."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.language import check
from unblame.people import Cast, Member, Roster, mentions
from unblame.people.stretch import stretches
from unblame.recognise import Mark, Reading
from unblame.testing import FakeReader, a_card, a_mark


def reader(*said, perhaps=(), nobody=None):
    """Return a reader that sees people in these sentences: (sentence, *parts)."""
    readings = {
        sentence: Reading(
            blame=0.0,
            people=tuple(a_mark(sentence, part) for part in parts),
            perhaps=tuple(
                a_mark(sentence, part) for part in (*parts, *perhaps) if part in sentence
            ),
        )
        for sentence, *parts in said
    }
    return FakeReader(readings, otherwise=Reading(blame=0.0), card=a_card(nobody=nobody))


def told(text, reader, roster=None):
    return [
        (found.text, found.kind, found.sure, found.basis)
        for found in mentions(text, Cast(roster, reader=reader))
    ]


def test_a_mark_becomes_a_mention():
    text = "The dashboard was, once more, for Wistin alone."

    assert told(text, reader((text, "Wistin"))) == [("Wistin", "name", True, "recogniser")]


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("It was Mx. Oyu's queue, mostly.", "Mx. Oyu's", [("Oyu", "name")]),
        ("Ask mw. van Ooijen about it.", "mw. van Ooijen", [("van Ooijen", "name")]),
        ("Rota: Wyt, then nobody.", "Wyt,", [("Wyt", "name")]),
        ("the rota said farrukh-ext, not us", "farrukh", [("farrukh-ext", "handle")]),
        ("so petrichor9 it was", "petrichor9", [("petrichor9", "handle")]),
        ("Rishma R. stood in the list", "Rishma R", [("Rishma R", "name")]),
        ("a desk for O.V., at last", "O.V", [("O.V.", "initials")]),
        ("the queue of (Sif) is long", "(Sif)", [("Sif", "name")]),
    ],
)
def test_a_mark_is_cut_to_the_form_of_a_mention(text, mark, expected):
    assert [found[:2] for found in told(text, reader((text, mark)))] == expected


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("see src/wistin/queue.py for it", "wistin"),
        ("mailed to desk@tilia.example.com again", "tilia"),
        ("this is LUC-91 once more", "LUC-91"),
        ("then Grafana showed nothing", "Grafana"),
        ("a :sunglasses: for that", "sunglasses"),
        ("as Responder A said before", "Responder A"),
        ("option C it is", "C"),
        ("our merge-bot did it", "merge-bot"),
        ("and everyone went home", "everyone"),
        ("on 2031-09-12 it was Wyt's queue", "2031-09-12"),
        ("then 640 of Wyt's devices", "640"),
    ],
)
def test_what_its_form_or_a_list_shows_to_be_nobody_is_none(text, mark):
    assert told(text, reader((text, mark))) == []


def test_structure_and_the_roster_need_no_mark():
    text = "10:02 @jlind and Ana Lopez looked, cc kofi@firm.example"
    roster = Roster(members=(Member(name="Ana Lopez"),))

    assert [found[2:] for found in told(text, reader(nobody=0.1), roster)] == [
        (True, "structure"),
        (True, "roster"),
        (True, "structure"),
    ]


def test_it_doubts_what_only_grammar_tells():
    text = "Otto forgot the rule."

    assert told(text, None) == [("Otto", "name", True, "grammar")]
    assert told(text, reader(nobody=0.1)) == [("Otto", "name", False, "grammar")]
    assert told(text, reader(perhaps=("Otto",), nobody=0.1)) != []


def test_it_does_not_doubt_whom_it_saw_elsewhere():
    first = "Otto was on the call."
    text = f"{first}\n\nOtto forgot the rule.\n"

    found = told(text, reader((first, "Otto"), nobody=0.1))

    assert [sure for _, _, sure, _ in found] == [True, True]


def test_without_a_threshold_for_nobody_it_doubts_nothing():
    assert told("Otto forgot the rule.", reader()) == told("Otto forgot the rule.", None)


def test_who_may_be_somebody_is_a_guess():
    text = "The rest was up to Wyt and time."

    assert told(text, reader((text,), perhaps=("Wyt",), nobody=0.1)) == [
        ("Wyt", "name", False, "recogniser")
    ]


def test_a_longer_name_is_taken_before_its_parts():
    first, second = "10:02 Teun de Boo joins.", "Says Teun de Boo of the rota."
    text = f"{first}\n\nTeun agreed.\n\n{second}\n"
    cast = Cast(reader=reader((first, "Teun de Boo"), ("Teun agreed.", "Teun")))

    found = mentions(text, cast)

    assert [(it.text, it.person) for it in found] == [
        ("Teun de Boo", "P1"),
        ("Teun", "P1"),
        ("Teun de Boo", "P1"),
    ]


def test_two_known_people_side_by_side_are_two():
    text = "I lead. Marta Kowalczyk Jonas Lindqvist please join"
    roster = Roster(members=(Member(name="Marta Kowalczyk"), Member(name="Jonas Lindqvist")))
    cast = Cast(roster, reader=reader((text, "Marta Kowalczyk Jonas Lindqvist")))

    assert cast.replace(text) == "I lead. Responder A Responder B please join"


def test_a_word_beside_a_mark_that_may_belong_to_it_is_taken_in():
    text = "It came up, from Or Zilberman, in May."

    found = told(text, reader((text, "Zilberman"), perhaps=("Or Zilberman",), nobody=0.1))

    assert found == [("Or Zilberman", "name", True, "recogniser")]


def test_a_name_that_stands_more_often_for_a_thing_is_a_guess():
    once = "Had Golem's owners been asked, it was a minute."
    text = f"{once}\n\nThe counters of Golem are zero.\n\nSince Golem has its own limit."

    found = told(text, reader((once, "Golem"), nobody=0.1))

    assert {sure for _, _, sure, _ in found} == {False}


def test_whoever_is_seen_once_is_found_elsewhere():
    text = "Kelinu (desk) it was.\n\nthe second time kelinu waited"

    found = told(text, reader(("Kelinu (desk) it was.", "Kelinu")))

    assert [word for word, *_ in found] == ["Kelinu", "kelinu"]


def test_a_script_that_it_never_saw_is_left_to_the_rules():
    strange = FakeReader({}, otherwise=Reading(blame=0.0, known=0.2), card=a_card(nobody=0.1))

    assert told("Otto forgot the rule.", strange) == told("Otto forgot the rule.", None)


def test_weights_that_cannot_be_used_leave_the_rules():
    class Broken(FakeReader):
        def read(self, sentence):
            return None

    assert told("Otto forgot the rule.", Broken({})) == told("Otto forgot the rule.", None)


def test_a_text_without_anybody_is_not_read():
    asked = reader()

    told("The queue was long and the cache was slow.\n\n- errors fell after the restart\n", asked)

    assert asked.asked == []


def read_at_once(text):
    found = list(stretches(text))
    assert all(text[it.start : it.end].replace("\n", " ")[:3] == it.text[:3] for it in found)
    return [" ".join(it.text.split()) for it in found]


def test_what_is_read_at_once():
    text = (
        "# Notes by Oyu\n\nWistin looked. The cache was slow.\nThen Kelinu slept.\n\n"
        "| when | who |\n|---|---|\n| 10:02 | Gwin |\n\n"
        "kstad: it is back\nveb: then we stop Ilse\n\n```\nana@host:~$ ls\n```\n"
    )

    assert read_at_once(text) == [
        "Notes by Oyu",
        "Wistin looked.",
        "Then Kelinu slept.",
        "10:02 Gwin",
        "kstad: it is back",
        "veb: then we stop Ilse",
    ]


def test_a_long_text_is_judged_as_its_parts_are():
    plain = "The queue was long and the cache was slow.\n\n" * 100
    text = plain + "It was for Wistin alone.\n\n" + plain + "so wistin waited\n"

    found = mentions(text, Cast(reader=reader(("It was for Wistin alone.", "Wistin"))))

    assert [(it.text, text[it.start : it.end], it.sure) for it in found] == [
        ("Wistin", "Wistin", True),
        ("wistin", "wistin", True),
    ]


def test_what_the_settings_call_a_vendor_stays_one():
    text = "Polderlink sent the old header, and Ana Ruiz saw it."
    seen = reader((text, "Polderlink", "Ana Ruiz"))

    found = check(
        text, cast=Cast(reader=seen), edition="readout", config={"vendors": ["Polderlink"]}
    )

    assert [it.text for it in found if it.family == "identity"] == ["Ana Ruiz"]


def test_a_guess_is_no_finding():
    text = "The counters of Kelinu are zero."

    def named(reader):
        found = check(text, cast=Cast(reader=reader), edition="readout")
        return [it.text for it in found if it.family == "identity"]

    assert named(reader((text, "Kelinu"))) == ["Kelinu"]
    assert named(reader((text,), perhaps=("Kelinu",), nobody=0.1)) == []


def test_a_cast_is_told_the_same_twice():
    text = "It was for Wistin alone."
    cast = Cast(reader=reader((text, "Wistin")))

    assert cast.replace(text) == cast.replace(text) == "It was for Responder A alone."


class Wild(FakeReader):
    """Marks words by chance, parts of words and signs among them."""

    def __init__(self, seed):
        super().__init__({}, card=a_card(nobody=0.1))
        self.luck = random.Random(seed)

    def read(self, sentence):
        edges = sorted(self.luck.sample(range(len(sentence) + 1), min(6, len(sentence) + 1)))
        marks = tuple(
            Mark(start=start, end=end, score=0.9)
            for start, end in zip(edges[::2], edges[1::2], strict=False)
        )
        return Reading(blame=0.0, people=marks[:1], perhaps=marks)


WORDS = [
    "Ana",
    "wistin",
    "the",
    "queue",
    "@kstad",
    "of",
    "Oyu's",
    "Dr.",
    "O.V.",
    "10:02",
    "-",
    "|",
    "\n\n",
    "db-1",
    "(Gal)",
    "and",
    "**Teun**",
    "de",
]


@settings(deadline=None, max_examples=60)  # the first reads the word lists
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.integers(0, 99))
def test_whatever_it_marks_mentions_stand_apart_and_read_as_the_text(words, seed):
    text = " ".join(words)

    found = mentions(text, Cast(reader=Wild(seed)))

    assert all(it.text == text[it.start : it.end] and it.text.strip() for it in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
