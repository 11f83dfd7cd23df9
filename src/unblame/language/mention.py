"""Whether words are only mentioned, as in a list of phrases to avoid, and not used."""

from itertools import pairwise

from unblame.language.grammar import Account
from unblame.text import late

_SET_OFF = late(r"(?<!\w)(\*{1,2}|_{1,2})(?=\S)([^*_\n]{2,60})(?<=\S)\1(?!\w)")
_JOINED = late(r"\s*(?:,|;|/|or|and|, or|, and)?\s*")
_SPOKEN_OF = late(
    r"\b(?:words?|phrases?|terms?|expressions?|wording|vocabulary|labels?|adjectives|adverbs|verbs|markers?|modals?)\b"
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


def mentioned(account: Account, start: int, end: int) -> bool:
    """Whether a span stands within words set off as such: one of a list, or called a phrase."""
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
