"""Whether two lines tell of one thing: they share words that say what was done to what."""

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[a-z][a-z-]*\d[\w-]*|[a-z]{4,}", re.IGNORECASE)
#: The name that a record gives a person: a role and a letter, such as `Responder B`.
_PERSON: Final = re.compile(r"\b(?:[A-Z]\w+ )?\w+ [A-Z]\b")
_ODD: Final = {
    "held": "hold", "ran": "run", "runs": "run", "fell": "fall", "went": "gone", "took": "take",
    "shut": "clos", "began": "begin", "begun": "begin", "back": "back", "found": "find",
}  # fmt: skip
_EMPTY: Final = frozenset(
    _WORD.findall(
        "with from that this then when were have been they them into after before about again only also "
        "some more than over will what which there here their line lines info error warn still just "
        "everything nothing team user users time minute minutes hour hours seconds alert triggered "
        "through page paged assigned notified resolved acknowledged incident high service"
    )
)
_ENDS: Final = ("ing", "ed", "es", "e", "s")


@lru_cache(maxsize=1 << 14)
def stems(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, without their endings."""
    bare = _PERSON.sub(" ", text)
    found = {_stem(word.lower()) for word in _WORD.findall(bare)}
    return frozenset(found - _EMPTY)


def _stem(word: str) -> str:
    if word in _ODD:
        return _ODD[word]
    if word in _EMPTY:
        return word
    end = next((end for end in _ENDS if word.endswith(end) and len(word) - len(end) >= 3), "")
    return word[: len(word) - len(end)]


def alike(one: str, other: str, least: int = 2) -> bool:
    """Say whether two texts share at least so many words that carry meaning."""
    return len(stems(one) & stems(other)) >= least
