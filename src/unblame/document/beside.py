"""Where a word that may be a given name stands as names do: beside a person, or alone in a line.

`Rose and a responder`, `- Mark`, `Reviewer: Rose`: a plain word with a capital seldom stands so.
"""

import re
from collections.abc import Iterable
from functools import cache

from unblame.people.words import sections
from unblame.text import late

_JOIN = (
    r"(?:[ \t]*,[ \t]*(?:and|or|then|with|plus)?|[ \t]+(?:and|or|with|nor|plus)|[ \t]*[&/+])[ \t]*"
)
_JOINED_BEFORE = late(rf"(?<=\w){_JOIN}(?:both[ \t]+)?\Z")
_JOINED_AFTER = late(rf"(?:['’]s)?{_JOIN}(?=\w)")
_LABEL = r"(?:[*_]{0,2}[^\W\d_][^\n:.!?|]{0,39}:[*_]{0,2}[ \t]*)"
_MARK = r"(?:(?:[-*+•–]|\d{1,3}[.)])[ \t]+(?:\[[ x]\][ \t]+)?)"
_OPENS = late(rf"[ \t>]*(?:{_MARK}{_LABEL}?|{_LABEL})[*_\"“]*")
_CLOSES = late(r"[*_\"”]*[.,;]?[ \t]*(?:\([^()\n]*\))?[ \t]*(?:\n|\Z)")
_GROUPS = ("colleague", "colleagues", "team", "teams", "staff", "others")
_BACK = 60


@cache
def _role() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a person told by role where it begins, and where it ends."""
    listed = sections("around_roles.txt")
    words = sorted({*listed["roles"], *listed["persons"], *_GROUPS}, key=len, reverse=True)
    role = "|".join(re.escape(word).replace("\\-", "[- ]?") for word in words)
    told = (
        rf"(?:(?:the|an?|our|one|two|another|each)[ \t]+(?:[\w-]+[ \t]+){{0,2}}(?:{role})"
        r"|(?:[\w-]+[ \t]+){0,2}responder[ \t]+[A-Z]{1,2})\b"
    )
    return re.compile(told, re.IGNORECASE), re.compile(rf"\b{told}\Z", re.IGNORECASE)


class Beside:
    """What stands around a word of one text; `people` are the spans of whom was found in it."""

    def __init__(self, text: str, people: Iterable[tuple[int, int]]) -> None:
        self._text = text
        spans = list(people)
        self._starts = {start for start, _ in spans}
        self._ends = {end for _, end in spans}

    def joined(self, start: int, end: int) -> tuple[int | None, int | None]:
        """Return where that ends which is joined on before a word, and where that begins after it."""
        before = _JOINED_BEFORE.search(self._text, max(0, start - _BACK), start)
        after = _JOINED_AFTER.match(self._text, end)
        return before and before.start(), after and after.end()

    def a_person(self, start: int, end: int) -> bool:
        """Return whether `and`, a comma or a stroke joins a word to a person or to a role."""
        before, after = self.joined(start, end)
        begins, ends = _role()
        if before is not None and (
            before in self._ends or ends.search(self._text, max(0, before - _BACK), before)
        ):
            return True
        return after is not None and (
            after in self._starts or bool(begins.match(self._text, after))
        )

    def alone(self, start: int, end: int) -> bool:
        """Return whether a word is all that an item of a list or a labelled line says."""
        line = self._text.rfind("\n", 0, start) + 1
        return bool(_OPENS.fullmatch(self._text, line, start)) and bool(
            _CLOSES.match(self._text, end)
        )
