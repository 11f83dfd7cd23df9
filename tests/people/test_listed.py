"""Who is listed with a person, writes beside one, or acts in an entry of a timeline."""

import pytest

from unblame.people import Cast, mentions

PEOPLE = [
    (
        "We walked through it with Oyunaa, Marko, and Dev.",
        "We walked through it with Responder A, Responder B, and Responder C.",
    ),
    (
        "Marko (Fjell), Oyunaa (Dal) and tveita (SG-1) helped.",
        "Responder A (Fjell), Responder B (Dal) and Responder C (SG-1) helped.",
    ),
    ("Ask Oyunaa/Marko for the key.", "Ask Responder A/Responder B for the key."),
    ("Oyunaa and I looked at it.", "Responder A and I looked at it."),
    ("rvik/tolle can hand out the keys.", "Responder A/Responder B can hand out the keys."),
    (
        "Oyunaa, believing the disk was full, wiped it.",
        "Responder A, believing the disk was full, wiped it.",
    ),
    ("It came from a change Reva did to the parser.", "It came from a change Responder A did to the parser."),
    ("11:43: ralstokke confirms the fix", "11:43: Responder A confirms the fix"),
    ("(jk) checked the graphs", "(Responder A) checked the graphs"),
    ("JK and TB rolled it back.", "Responder A and Responder B rolled it back."),
    ("on-call: kstad -> rvik", "on-call: Responder A -> Responder B"),
    ("PRs authored by `Tveita604` were merged.", "PRs authored by `Responder A` were merged."),
    ("Treasurer Dag Moen published it.", "Treasurer Responder A published it."),
    ("3ed4c61 dag-moen 2026-06-19 Fix a link", "3ed4c61 Responder A 2026-06-19 Fix a link"),
]  # fmt: skip

THINGS = [
    "We print Wilson intervals; a Student's t test and a Bloom filter agreed.",
    "Heinrich's triangle is disputed. Cohen's kappa was 0.9.",
    "Jordan and Georgia saw errors. Sofia lost power. Sydney took all the traffic.",
    "It was found by labs volunteers. Merge pull request #4 from ministryofcheese/fix",
    "A spokesman of Aurora Energy said so. Norvia said the cable was cut.",
    "All calls for Pstake and Dexter were non-functional.",
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_company_and_place_in_a_sentence_show_a_person(text, expected):
    assert Cast().replace(text) == expected


@pytest.mark.parametrize("text", THINGS)
def test_what_is_named_after_people_or_like_them_stays(text):
    assert [mention.text for mention in mentions(text) if mention.sure] == []


def test_a_branch_is_nobody_beside_its_owner():
    text = "Merge pull request #14 from tveita/fix-broken-lists"

    assert [mention.text for mention in mentions(text)] == ["tveita"]
