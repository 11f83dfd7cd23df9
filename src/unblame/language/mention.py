"""Whether words are only mentioned, as in a list of phrases to avoid, and not used."""

from unblame.language.grammar import Account
from unblame.text import late

_SET_OFF = late(r"(?<!\w)(\*{1,2}|_{1,2})(?=\S)([^*_\n]{2,60})(?<=\S)\1(?!\w)")
_JOINED = late(r"\s*(?:,|;|/|or|and|, or|, and)?\s*")
_SPOKEN_OF = late(
    r"\b(?:words?|phrases?|terms?|expressions?|wording|vocabulary|labels?|adjectives|adverbs|verbs|markers?|modals?)\b"
)


def mentioned(account: Account, start: int, end: int) -> bool:
    """Whether a span stands within words set off as such: one of a list, or called a phrase."""
    if "*" not in account.text and "_" not in account.text:
        return False
    spans = [found.span() for found in _SET_OFF.finditer(account.text)]
    within = next((at for at, (a, b) in enumerate(spans) if a <= start and end <= b), None)
    if within is None:
        return False
    if _SPOKEN_OF.search(account.low):
        return True
    pairs = zip(spans[max(0, within - 1) :], spans[within : within + 2], strict=False)
    return any(_listed(account.low[one[1] : other[0]]) for one, other in pairs if one != other)


def _listed(between: str) -> bool:
    return bool(between.strip()) and bool(_JOINED.fullmatch(between))
