"""A pattern is tried only where a string stands that each of its matches must hold."""

import random
import re
import sys

import pytest

from unblame.language import check
from unblame.language.grammar import Account
from unblame.language.people_words import pattern, seen, shape
from unblame.language.registry import load
from unblame.text.needle import ANYBODY, EDGE, needles

RULES = [rule for _, rule in sorted(load().items())]
SAID = sorted({said for rule in RULES for said in (*rule.flag, *rule.ok)})


@pytest.mark.parametrize(
    ("written", "held"),
    [
        (r"\bforgot(?:ten)? to\b", {"forgot to", "forgotten to"}),
        (r"\b(?:lazy|sloppy) \w+", {"lazy", "sloppy"}),
        (r"(?:the )?\w+ (?:was|were) careless", {" was careless", " were careless"}),
        (r"\w+ly", {"ly"}),
        (r"(?:blame)?", set()),
        (r"\w+ [a-z]{3}", set()),
        (r"x(?=yes)y", {"xy"}),
        (r"(?:ab)+c", {"ab"}),
    ],
)
def test_needles_are_the_strings_of_which_each_match_holds_one(
    written: str, held: set[str]
) -> None:
    assert {needle.replace(EDGE, "") for needle in needles(written)} == held


def _patterns() -> dict[str, re.Pattern[str]]:
    """Return every pattern of the rules under the form in which its needles are read."""
    found = {}
    for rule in RULES:
        for value in vars(sys.modules[rule.find.__module__]).values():
            if isinstance(value, str) and re.search(r"<(?:one|group|who|name)>", value):
                found[shape(value)] = pattern(value)
            elif isinstance(getattr(value, "pattern", None), str):
                found[value.pattern] = value
    return found


def test_every_match_in_the_examples_of_the_rules_holds_a_needle() -> None:
    accounts = [Account(said) for said in SAID]
    missed = []

    for written, one in _patterns().items():
        pieces = [needle.replace(EDGE, "").split(ANYBODY)[0] for needle in needles(written)]
        matches = [found[0] for account in accounts for found in one.finditer(seen(account))]
        missed += [said for said in matches if pieces and not any(p in said for p in pieces)]

    assert missed == []


def test_a_text_reads_alike_when_every_pattern_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    pick = random.Random(11)
    texts = ["\n\n".join(pick.sample(SAID, 40)) for _ in range(8)]
    marked = [text.replace(" the ", " **the** ").replace(" to ", " `to` ") for text in texts]
    quick = [check(text) for text in (*texts, *marked)]

    monkeypatch.setattr(Account, "may_match", lambda *_: True)

    assert [check(text) for text in (*texts, *marked)] == quick
