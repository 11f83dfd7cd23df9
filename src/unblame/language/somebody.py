"""What single words say of whether a fault could be told of somebody, before any grammar.

Each word has signs, one bit each, so that those of a sentence are the union of those of its words.
All err on one side: what grammar can read as somebody always has a sign here.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from unblame.language.cue import fault_words
from unblame.language.lexicon import acts, verb_forms, words
from unblame.language.vocabulary import plain
from unblame.language.who import PRONOUNS, STRONG_TEAMS
from unblame.text import late

STRONG, WEAK, MARK, BODY, CAPITAL, HUMAN_ONLY, BY, NICK, JOINED = (1 << at for at in range(9))
SIGNS = 9
EDGES = ".,;:!?'\"()“”‘’…"
_WORDS = late(r"[^\W_]+(?:[-'][^\W_]+)*")


@lru_cache(maxsize=1 << 16)
def signs(word: str) -> int:
    """Return the signs of a word as it is written, marks beside it included."""
    found = sum(
        sign
        for sign, holds in zip((STRONG, WEAK, MARK), fault_words(plain(word)), strict=True)
        if holds
    )
    core = word.strip(EDGES)
    low = plain(core)
    if core.isascii() and core.isalpha():
        return found | _of_one(core, low)
    if "@" in word:
        found |= BODY
    for whole in _WORDS.findall(low):
        for part in {whole, *re.split("[-']", whole)}:
            found |= _of_one(part, part)
    if any(sign.isupper() for sign in core) and not (core.isupper() and core.isalpha()):
        found |= CAPITAL
    return found | NICK | JOINED


def somebody(pieces: Sequence[str], found: int | None = None) -> bool:
    """Whether words that could hold a fault could hold it against somebody; `found` are their signs."""
    if found is None:
        found = 0
        for piece in pieces:
            found |= signs(piece)
    if found & BODY or (found & CAPITAL and found & BY):
        return True
    if found & CAPITAL and sum(bool(signs(piece) & CAPITAL) for piece in pieces) > 1:
        return True
    return bool(found & HUMAN_ONLY) and _acts(pieces)


def _acts(pieces: Sequence[str]) -> bool:
    """Whether what only people do follows a word with a capital, or one alone as nicks are."""
    met, before = False, ""
    for piece in pieces:
        found = signs(piece)
        if met and found & HUMAN_ONLY:
            return True
        alone = found & NICK and (found & JOINED or not before.isalpha())
        met = met or bool(alone or found & CAPITAL)
        if met and found & JOINED and found & HUMAN_ONLY:
            return True
        before = piece
    return False


def _of_one(word: str, low: str) -> int:
    found = 0
    if low in _people():
        found |= BODY
    if low in _human_only():
        found |= HUMAN_ONLY
    if low == "by":
        found |= BY
    if word[0].isupper():
        both = low in words("systems", "both")
        if both or (not _is_thing(low) and not (word.isupper() and len(word) > 1)):
            found |= CAPITAL
    elif len(low) > 2 and not _is_thing(low):
        found |= NICK
    return found


def _is_thing(low: str) -> bool:
    return low in words("systems", "common") or low in words("systems", "named")


@cache
def _people() -> frozenset[str]:
    listed = frozenset(PRONOUNS) | STRONG_TEAMS | words("closed", "somebody")
    for section in ("role", "team", "vendor"):
        listed |= words("roles", section)
    return listed


@cache
def _human_only() -> frozenset[str]:
    lemmas = acts("human") | words("closed", "signed") | {"fail"}
    marked = words("verdicts", "by_mistake") | {"unaware", "careless", "sick"}
    return marked | {form for form, (lemma, _) in verb_forms().items() if lemma in lemmas}
