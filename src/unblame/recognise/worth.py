"""Whether a sentence may blame at all: a cheap look before the network reads it.

A sentence that blames tells of somebody or judges something. So it is worth reading where a word
stands for people, where one may be a name, where a human act is told, or where something is judged.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from unblame.text import late

_WORD: Final = late(r"[^\W\d_](?:[\w.’'-]*\w)?|[@?!…]")
_LISTS: Final = Path(__file__).with_name("worth.txt")
#: What a sentence, a cell or a quotation may open after.
_BEFORE: Final = frozenset('.!?:;\n"“(|—*-#>')
#: Endings of words for what is done or made, which names seldom have.
_THINGS: Final = (
    "ing",
    "ed",
    "ion",
    "ions",
    "ment",
    "ments",
    "ness",
    "ity",
    "ly",
    "ts",
    "rs",
    "ks",
    "ses",
    "ies",
)
_SIGNS: Final = frozenset("@?!…")


def worth(sentence: str) -> bool:
    """Tell whether a sentence has a human actor, a human act or a judgement in it.

    A mention, a question or an exclamation counts as one: people ask and exclaim.
    """
    telling, plain = _lists()
    for found in _WORD.finditer(sentence):
        word = found[0]
        low = word.replace("’", "'").lower()
        if low in telling or word in _SIGNS or word == "IT":
            return True
        at = found.start()
        if "_" in low or "." in low:
            names = _is_handle(word, sentence[at - 1 : at])
        else:
            capital = word[0].isupper() and not word.isupper() and low not in plain
            names = capital and not (low.endswith(_THINGS) and _opens(sentence, at))
        if names:
            return True
    return False


def _is_handle(word: str, before: str) -> bool:
    """Tell whether a word may be a login, such as `mira_k` or `jo.lund`, and is not marked as code."""
    return before not in {"`", "/", "-"} and word.replace("_", "").replace(".", "").isalpha()


def _opens(sentence: str, at: int) -> bool:
    """Tell whether the word at a place opens a sentence, a cell or a quotation."""
    while at and sentence[at - 1] in " \t":
        at -= 1
    return at == 0 or sentence[at - 1] in _BEFORE


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that tell of people or judge, and those that are no names with a capital."""
    found: dict[str, set[str]] = {}
    for line in _LISTS.read_text("utf-8").splitlines():
        if line.startswith("["):
            words = found[line.strip("[]")] = set()
        elif not line.startswith("#"):
            words.update(line.split())
    telling = found["people"] | found["acts"] | found["judgement"]
    return frozenset(telling), frozenset(found["calendar"] | found["openers"])
