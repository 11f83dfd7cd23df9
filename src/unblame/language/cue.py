"""A cheap test, before any grammar, of whether a sentence could hold a fault."""

import re
from functools import cache

from unblame.language.closed import NOT
from unblame.language.lexicon import acts, idioms, verb_forms, words
from unblame.text import late

FAULT_CUE = ("\0f",)  # the words could hold a fault
NAMED_CUE = ("\0n",)  # a person is mentioned
ID_CUE = ("\0i",)  # a word is made as ids of people are
READ_CUE = ("\0r",)  # the recogniser is there, and the sentence is worth its reading
WORD = late(r"[a-z][a-z'-]*|w/o")
ASSETS = words("closed", "assets")
BROKEN = frozenset(["break", "corrupt", "leak", "expose", "crash", "ruin"])
COMMON_VERBS = words("closed", "common_verbs")


def may_hold(found: set[str]) -> bool:
    """Whether a sentence with these words could hold a fault; a cheap test before any grammar."""
    strong, weak, marks = _cue_words()
    return bool(found & strong) or (bool(found & weak) and bool(found & marks))


def fault_words(word: str) -> tuple[bool, bool, bool]:
    """Whether a piece of text holds a word that is a fault, that may be one, that makes it one."""
    strong, weak, marks = _cue_words()
    if word.isalpha() and word.isascii():
        return word in strong, word in weak, word in marks
    found = WORD.findall(word)
    return tuple(not part.isdisjoint(found) for part in (strong, weak, marks))  # type: ignore[return-value]


def looks_like_an_id(word: str) -> bool:
    """Whether a lower-case word could hold the id of a chat account: `u02ab9xyz`."""
    return len(word) >= 8 and not word.isalpha() and bool(_id().search(word))


@cache
def _id() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)[uw](?=[a-z0-9]*\d)[a-z0-9]{7,11}(?!\w)")


@cache
def _cue_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    strong = acts("omission") | acts("human") | acts("error") | acts("wilful") | acts("mind")
    strong |= acts("cause")
    strong |= {verb for verb in idioms() if verb not in COMMON_VERBS}
    strong = (strong | BROKEN | {"fail", "screw", "mess", "cause"}) - {"decide", "suspect"}
    weak = acts("change") | acts("diligence") | acts("harm") | COMMON_VERBS
    weak |= {"end", "bring", "knock"}
    forms = verb_forms()
    of = [(form, lemma) for form, (lemma, _) in forms.items()]
    marks = (
        words("closed", "marks")
        | words("verdicts", "bad")
        | words("verdicts", "by_mistake")
        | words("verdicts", "state")
    )
    marks |= ASSETS | NOT | {"mistake", "accident", "error", "errors", "mistakes", "without", "w/o"}
    marks |= {
        "worse",
        "down",
        "offline",
        "nobody",
        "one",
        "poor",
        "terrible",
        "late",
        "because",
        "by",
        "knew",
    }
    plain = frozenset({"is", "are", "was", "were", "be", "been", "did", "do"})
    return (
        frozenset(form for form, lemma in of if lemma in strong)
        | {"unaware", "wrong", "instead", "without", "never", "despite"}
        | words("verdicts", "by_mistake"),
        frozenset(form for form, lemma in of if lemma in weak) | plain,
        marks,
    )
