"""Wordings keep phrases whole, and none is offered where a part would be left hanging."""

import pytest

from unblame.language import check, fix

WORDINGS = [
    ("Nobody at Fastedge told Olga about it.", "Olga was not told about it."),
    (
        "Nobody at Fastedge told Responder A about it.",
        "Responder A was not told about it.",
    ),
    (
        "Priya did not tell the Web team and the DBA about the change.",
        "The Web team and the DBA were not told about the change.",
    ),
    (
        "Tom forgot to tell the bank, the vendor and support about the switch.",
        "The bank, the vendor and support were not told about the switch.",
    ),
    (
        "Support gave customers wrong information for 2 hours.",
        "Customers were given wrong information for 2 hours.",
    ),
    (
        "Ivan typed the wrong host name both times.",
        "The wrong host name was typed both times.",
    ),
    ("Ivan ran the wrong script this morning.", "The wrong script was run this morning."),
    (
        "He accidentally deleted the bucket with the invoices of 2025.",
        "The bucket with the invoices of 2025 was accidentally deleted.",
    ),
    (
        "Tomasz restarted the broker with the wrong flag.",
        "The broker was restarted with the wrong flag.",
    ),
    (
        "Mateo accidentally removed the route to the payment gateway.",
        "The route to the payment gateway was accidentally removed.",
    ),
    ("👉 Dana forgot to renew the certificate.", "👉 The certificate was not renewed."),
    ("Priyanka V. forgot to renew the certificate.", "The certificate was not renewed."),
    ("This was a rookie mistake.", "This was a mistake."),
]
HANGING = [
    "Kofi deleted the namespace thinking it is staging.",
    "Whoever wrote this script should be ashamed.",
    "The guy made a mistake that can happen to anyone, and gets fired!",
    "We failed to consider the case where two jobs start.",
    "Sam did not test the cron expression. He had used production.",
    "The Web team failed to notice the lag. They were busy.",
]


def offered(text: str) -> list[tuple[str, str]]:
    return [
        (one.text, text[: one.start] + one.rewrite + text[one.end :])
        for one in check(text, kind="plain")
        if one.family == "blame" and one.rewrite is not None
    ]


@pytest.mark.parametrize(("before", "after"), WORDINGS)
def test_a_phrase_goes_whole_into_the_wording(before: str, after: str) -> None:
    assert after in [text for _, text in offered(before)]


@pytest.mark.parametrize("text", HANGING)
def test_no_wording_leaves_a_part_of_the_sentence_hanging(text: str) -> None:
    assert offered(text) == []


def test_a_sentence_and_its_pronoun_are_told_together() -> None:
    text = "Sam did not test the cron expression. He also forgot to tell support."

    assert fix(text, unsafe=True, kind="plain") == (
        "The cron expression was not tested. Support was not told."
    )


def test_a_change_spans_whole_words() -> None:
    (finding,) = (one for one in check("It was obviously pushed by a job.") if one.rewrite)

    assert (finding.text, finding.rewrite) == ("obviously pushed", "pushed")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Dana did not know about the header.",
            "where could the header have been seen at that moment?",
        ),
        (
            "Sam did not test the cron expression. He had used production.",
            "what was in place to check that the cron expression was tested?",
        ),
    ],
)
def test_a_question_fits_the_sentence(text: str, question: str) -> None:
    assert question in [one.ask for one in check(text, kind="plain")]


def test_an_address_within_a_tag_stays_and_a_number_is_masked() -> None:
    text = '<p>Marek Nowak: <a href="mailto:m.nowak@acme.example">mail</a>, +48 601 234 567.</p>'

    after = fix(text, unsafe=True, kind="html")

    assert 'href="mailto:m.nowak@acme.example"' in after
    assert "[phone number]" in after
