"""The look before the network: what may blame passes, and what tells of things alone does not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblame.recognise.worth import worth

CORPUS = Path(__file__).parents[2] / "corpus" / "rows"
ABOUT_LOOKING_BACK = {"R09", "R11", "R28"}  # kinds that say nothing of a person


@pytest.mark.parametrize(
    "said",
    [
        "She restarted it.",  # a pronoun
        "the contractor restarted it",  # a role
        "the squad restarted it",  # a group
        "IT restarted it",
        "At noon Ilmari restarted it.",  # an unknown capital
        "Ilmari restarted it.",
        "| Ilmari | restarted |",
        "ping @ilmari",  # a mention
        "mira_k restarted it",  # a login
        "the check was skipped",  # an act that people owe
        "a careless restart",  # a judgement
        "the disk ought to be larger",  # a norm
        "the disk filled up again",
        "and the second disk?",  # people ask
        "A pair of eyes on the disk.",  # a part that stands for people
    ],
)
def test_what_may_blame_is_worth_reading(said):
    assert worth(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "— 14:02",
        "The disk filled up at 14:02 UTC.",
        "Deployments to EU-WEST-1 were paused from Tuesday to Friday.",
        "The cache in `rate_limits.yaml` expired. Requests queued.",
        "The latency of the queue was back to 40 ms.",
    ],
)
def test_what_tells_of_things_alone_is_not(said):
    assert not worth(said)


def test_hardly_a_row_of_the_corpus_that_blames_is_lost():
    blaming = [
        row["text"]
        for path in sorted(CORPUS.glob("b*.jsonl"))
        for row in map(json.loads, path.read_bytes().splitlines())
        if {one["kind"] for one in row["blame"]} - ABOUT_LOOKING_BACK
    ]

    lost = [text for text in blaming if not worth(text)]

    assert len(lost) / len(blaming) <= 0.005, lost


@given(st.text())
def test_any_text_has_an_answer(text):
    assert worth(text) in (True, False)
