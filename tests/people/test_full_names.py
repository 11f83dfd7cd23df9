"""Whole names: family names that are words, names in capitals, two people who act together."""

import pytest

from unblame.people import Cast, mentions

PEOPLE = [
    ("Impact started, Bob Tanner paged", "Impact started, Responder A paged"),
    ("Bob Tanner paged the DBA", "Responder A paged the DBA"),
    ("Escalated to Grace Page", "Escalated to Responder A"),
    ("Escalated to Grace Page at 10:02", "Escalated to Responder A at 10:02"),
    ("Grace Page acknowledged.", "Responder A acknowledged."),
    ("Priya Stone's change broke it.", "Responder A's change broke it."),
    ("Rob Shepherd and Sue Baker joined", "Responder A and Responder B joined"),
    ("BOB TANNER restarted it", "Responder A restarted it"),
    (
        "Rob Shepherd, Sue Baker and Priya Nair joined the call",
        "Responder A, Responder B and Responder C joined the call",
    ),
    ("Rob Shepherd & Sue Baker restarted it", "Responder A & Responder B restarted it"),
    ("ROB SHEPHERD AND SUE BAKER joined", "Responder A AND Responder B joined"),
    ("Bob TANNER restarted it", "Responder A restarted it"),
    ("priya ramanathan restarted it", "Responder A restarted it"),
    ("LEILA HADDAD noticed lag", "Responder A noticed lag"),
]

LOOK_ALIKES = [
    "Grace Period expired. Grace period ended at 10:02.",
    "Mark Page as read. Mark page as read.",
    "Max Page size is 100. Max Wait was exceeded.",
    "Frank Street was closed. Rose Garden is a code name.",
    "GRACE PERIOD expired. MARK READ failed. ALEXA SKILL restarted. MAX WAIT exceeded.",
    "ruby daemon restarted; oscar-db redis restarted",
    "READ ONLY restarted. DATA CENTER failed.",
    "Chase Bank restarted the transfers.",
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_the_whole_name_is_replaced(text, expected):
    assert Cast().replace(text) == expected


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_capitalised_words_that_are_no_names_stay(text):
    assert [mention.text for mention in mentions(text) if mention.sure] == []


def test_a_tool_after_a_given_name_is_no_family_name():
    assert Cast().replace("Bob restarted Redis and told Priya. Kafka was down.") == (
        "Responder A restarted Redis and told Responder B. Kafka was down."
    )
