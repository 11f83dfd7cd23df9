"""What a sentence states beside what ought to be done or to have been done: the condition that stands alone."""

import re

from unblame.factors.wording import TASK
from unblame.text import late

#: Only such a wish stands in a clause of its own; other tasks are tasks as a whole.
_OUGHT = late(
    r"\bshould(?:n['\u2019]t| not)? (?:have|be|also|probably|investigate|consider)\b", re.IGNORECASE
)
_CLAUSE = late(r"\s*[,;:]\s+|\s+[\u2013\u2014-]\s+")
_JOINED = late(r"^(?:but|and|because|since|as|yet|though|however|only)\b,?\s+", re.IGNORECASE)
_SAYS = late(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|cannot|could|exists?|existed|[a-z]+n['\u2019]t|"
    r"[a-z]{2,}[^\Ws](?:s|ed)|set|kept|ran|went)\b"
)
_SOMEBODY = late(
    r"\b(?:[Rr]esponder [A-Z]{1,2}|I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|[Nn]obody|[Ww]ho|me|us|somebody|someone)\b"
)
_HANGS = late(
    r"^(?:it|this|that|these|those|which|who|whereas|if|when|so|to|for|after|before|or|then|until|unless|while|maybe|perhaps)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 4


def beside_task(text: str) -> str | None:
    """Return the text, or of a sentence with a task in it the clause that states a condition, or None."""
    if not TASK.search(text):
        return text
    if not _OUGHT.search(text):
        return None
    kept = [
        said
        for part in _CLAUSE.split(text)
        if not TASK.search(said := _JOINED.sub("", part.strip())) and _stands(said)
    ]
    return kept[0][:1].upper() + kept[0][1:] if len(kept) == 1 else None


def _stands(said: str) -> bool:
    """Say whether a clause tells of a system and hangs on no other."""
    return (
        len(said.split()) >= _LEAST_WORDS
        and _SAYS.search(said) is not None
        and not _HANGS.match(said)
        and not _SOMEBODY.search(said)
    )
