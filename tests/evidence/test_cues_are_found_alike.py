"""Cues are looked for by a few words first; what is found is the same as without."""

from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.evidence import cues
from unblame.text import could_match, spot

WORDS = (
    "Resolved", "the", "incident", "we", "ALERT", "paged", "looking into it", "customers", "report",
    "errors", "rolled back", "fixed", "helped", "it's", "back", "maybe", "ſ", "deployed", "v2", "again",
    "PROBLEM - ", "[firing", "normal", "all-clear", "stand down", "it ıs", "status:", "down", "?",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_no_match_is_lost(text):
    for _, pattern in cues._COMPILED:
        spot._tried[pattern.pattern] = spot._MANY
        found = pattern.search(text)
        assert found is None or could_match(pattern, text.lower())
