import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.language import check, fix
from unblame.language.lexicon import verb_forms, words
from unblame.language.preserve import keeps

WHO = ["The on-call engineer", "Our DBA", "The reviewer", "They", "Ops", "The intern", "Someone"]
DID = [
    "broke", "accidentally deleted", "misconfigured", "botched", "ignored", "took down",
    "failed to check", "did not verify", "neglected to restart", "overlooked", "should have tested",
    "forgot to update", "bypassed", "carelessly restarted", "never documented", "screwed up",
]  # fmt: skip
THING = ["the queue", "3 replicas", "the `orders` table", "two earlier backups", "a canary", "db-7"]
CERTAIN = ["", "Apparently ", "Probably "]
REST = [
    "", " at 10:05", " after release 88", " for 40 minutes", " on host-3", " in eu-north-1",
    ", which caused 500s for 12 min", " because the alert was muted", " ([ticket](https://t.example/9))",
    " and rolled back `api` 4.2", ", so 1,200 rows were lost", " without a dry run",
]  # fmt: skip
PROTECTED = re.compile(
    r"`[^`]+`|https?://[^\s)]+|\d+(?:[.:,]\d+)*|\b(?:apparently|probably|because|so|caused|which|without|queue|table|canary|db|host|accidentally)\b",
    re.IGNORECASE,
)


@settings(max_examples=60, deadline=None)
@given(
    certain=st.sampled_from(CERTAIN),
    who=st.sampled_from(WHO),
    did=st.sampled_from(DID),
    thing=st.sampled_from(THING),
    rest=st.sampled_from(REST),
)
def test_a_rewrite_keeps_what_is_protected_and_adds_no_word_of_its_own(
    certain: str, who: str, did: str, thing: str, rest: str
) -> None:
    before = f"{certain}{who if not certain else who[:1].lower() + who[1:]} {did} {thing}{rest}."

    after = fix(before, unsafe=True)

    assert _protected(before) == _protected(after)
    assert not _new_words(before, after)
    assert fix(after, unsafe=True) == after
    assert not re.search(r"\b(\w+) \1\b", after)
    assert after[0].isupper() or after[0] in "`0123456789" or after.startswith("db-7")


@settings(max_examples=60, deadline=None)
@given(
    who=st.sampled_from(WHO),
    did=st.sampled_from(DID),
    thing=st.sampled_from(THING),
    rest=st.sampled_from(REST),
)
def test_no_finding_of_the_same_rule_stays_where_a_rewrite_was_made(
    who: str, did: str, thing: str, rest: str
) -> None:
    text = f"{who} {did} {thing}{rest}."

    for found in check(text):
        if found.rewrite is None or found.family == "identity":
            continue
        after = text[: found.start] + found.rewrite + text[found.end :]
        end = found.start + len(found.rewrite)
        left = [one for one in check(after) if one.rule == found.rule and one.level.rank > 0]
        assert not [one for one in left if one.start < end and found.start < one.end]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The DBA probably dropped it at 10:05", "It was dropped at 10:05"),
        ("Ops deleted 3 rows", "Rows were deleted"),
        ("Ops did not test it", "It was tested"),
        ("Ops broke it because the flag was on", "It broke and the flag was on"),
        ("Ops restarted the cluster", "It was restarted"),
        ("Ops ran it", "The pipeline ran it"),
        ("Ops followed [the page](https://t.example/1)", "The page was followed"),
    ],
)
def test_a_rewrite_that_loses_or_adds_a_fact_is_not_offered(before: str, after: str) -> None:
    assert not keeps(before, after)


def _protected(text: str) -> list[str]:
    return sorted(found.lower() for found in PROTECTED.findall(text))


def _new_words(before: str, after: str) -> set[str]:
    had, has = (set(re.findall(r"[a-z][\w-]+", text.lower())) for text in (before, after))
    lemmas = {verb_forms().get(word, (word, ""))[0] for word in had}
    return {
        word
        for word in has - had - words("wordings", "added")
        if verb_forms().get(word, (word, ""))[0] not in lemmas
    }
