"""Cues are looked for by a few words first; what is found is the same as without."""

from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.evidence import cues
from unblame.text import Among, spot

WORDS = (
    "Resolved", "the", "incident", "we", "ALERT", "paged", "looking into it", "customers", "report",
    "errors", "rolled back", "fixed", "helped", "it's", "back", "maybe", "ſ", "deployed", "v2", "again",
    "PROBLEM - ", "[firing", "normal", "all-clear", "stand down", "it ıs", "status:", "down", "?",
)  # fmt: skip

AMONG = Among([pattern for _, pattern in cues._COMPILED])


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_no_match_is_lost(text):
    patterns = [pattern for _, pattern in cues._COMPILED]
    for _ in range(spot._MANY):
        AMONG("")

    could = AMONG(text)

    assert not [
        p.pattern for at, p in enumerate(patterns) if p.search(text) and not could >> at & 1
    ]


def test_a_text_without_cues_is_tried_with_none():
    for _ in range(spot._MANY):
        AMONG("")

    assert AMONG("lunch is ready") == 0
