"""Whether words are only mentioned, as in a list of phrases to avoid, and not used."""

from itertools import pairwise

from unblame.language.grammar import Account
from unblame.text import late

_SET_OFF = late(r"(?<!\w)(\*{1,2}|_{1,2})(?=\S)([^*_\n]{2,60})(?<=\S)\1(?!\w)")
_JOINED = late(r"\s*(?:,|;|/|or|and|, or|, and)?\s*")
_SPOKEN_OF = late(
    r"\b(?:words?|phrases?|terms?|expressions?|wording|vocabulary|labels?|adjectives|adverbs|verbs|markers?|modals?)\b"
)

_IN_GENERAL = late(
    r"\b(?:an|every|any) organi[sz]ation\b|\b(?:organi[sz]ations|companies|leaders|cultures) (?:that|who|which|can|may|might|often|tend)\b"
    r"|\b(?:blame|blaming|punitive|blameless|just) culture\b|\b(?:old|new) view\b|\b(?:hindsight|attribution|outcome) (?:bias|error)\b"
    r"|\bbe aware that\b|\bone option is\b|\bit(?:'s| is) (?:so )?(?:easy|tempting|natural|human nature|common) to\b|\bpsychological safety\b"
    r"|\b(?:post-?mortems?|retrospectives?|incident reviews?) (?:should|must|that|are (?:not|never))\b"
)
_SOMEBODY = late(
    r"\b(?:he|she|him|her|i|my|our|yesterday|today|the (?:outage|team|engineer|developer|operator|admin|vendor|reviewer|author|on-call)s?)\b"
)

_SHOWN = frozenset(
    [
        "instead of",
        "avoid",
        "bad",
        "weak",
        "worse",
        "not",
        "not this",
        "don't",
        "don't say",
        "don't write",
        "do not say",
        "do not write",
        "blaming",
        "blames",
    ]
)
_TAIL = late(r"[ *_,;:]+\w?$")  # a hit may take along the next letter, to put it in capitals
_SIGNS = " *_,;:"


def shown(column: str) -> bool:
    """Whether a column of a table holds wordings to avoid, as `instead of` beside `write`."""
    return column.strip(_SIGNS + "`").lower().replace("’", "'") in _SHOWN


def _in_general(account: Account) -> bool:
    """Whether a sentence speaks of blame at large, as a guide does, and of nobody in particular."""
    if not _IN_GENERAL.search(account.low):
        return False
    return not account.people and not _SOMEBODY.search(account.low)


def mentioned(account: Account, start: int, end: int) -> bool:
    """Whether a span stands within words set off as such: one of a list, or called a phrase."""
    if _in_general(account):
        return True
    if "*" not in account.text and "_" not in account.text:
        return False
    end = start + len(_TAIL.sub("", account.text[start:end]))
    spans = [found.span() for found in _SET_OFF.finditer(account.text)]
    within = next((at for at, (a, b) in enumerate(spans) if a <= start and end <= b), None)
    if within is None:
        return False
    if _SPOKEN_OF.search(account.low) or _is_title(account.text[slice(*spans[within])]):
        return True
    near = pairwise(spans[max(0, within - 1) : within + 2])
    return any(_listed(account.low[one[1] : other[0]]) for one, other in near)


def _listed(between: str) -> bool:
    return bool(between.strip()) and bool(_JOINED.fullmatch(between))


def _is_title(set_off: str) -> bool:
    """Whether words set off are the title of a work: `*Understanding Human Error*`."""
    long = [word for word in set_off.strip(_SIGNS).split() if len(word) > 3]
    return len(long) > 2 and all(word[0].isupper() for word in long)
