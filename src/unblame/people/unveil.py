"""A text as it reads, without what disguises it: look-alike letters, marks nobody sees, wide forms.

Spans found in what reads are given back as spans of the text itself, which stays untouched.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from unblame.text import late

UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0f\ufeff"
WIDE = "\u00a0\u2007\u202f\ufb00-\ufb06\uff10-\uff19\uff20-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"
DISGUISE = late(f"[{WIDE}{UNSEEN}]+|[^\\W_][\u0300-\u036f]+")
OTHER_LETTERS = late("[\u0370-\u03ff\u0400-\u04ff]")
MIXED = late(
    r"(?<!\w)(?=[\w'’-]*[A-Za-z\u00c0-\u024f])(?=[\w'’-]*[\u0370-\u03ff\u0400-\u04ff])[\w'’-]+"
)
HIDDEN = late(f"[{UNSEEN}]")
LOOKS_LIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХѴԚԜаеѕіјорсухѵԛԝһԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονυρκτι",
    "ABESIJKMHOPCTYXVQWaesijopcyxvqwhdgABEZHIKMNOPTYXaovupkti",
)


class Unveiled:
    """What a text reads as, with the place of each piece of it in the text."""

    def __init__(self, text: str) -> None:
        self._shown_at, self._stood_at, self._size = [0], [0], len(text)
        pieces: list[str] = []
        size = at = 0
        for start, end, shown in _disguises(text):
            size += start - at
            pieces += [text[at:start], shown]
            self._mark(size, start)
            size += len(shown)
            at = end
            self._mark(size, end)
        self.text = "".join([*pieces, text[at:]])

    def _mark(self, shown_at: int, stood_at: int) -> None:
        self._shown_at.append(shown_at)
        self._stood_at.append(stood_at)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text itself for a span of what reads."""
        return self._of(start), self._of(end - 1, after=True)

    def _of(self, offset: int, *, after: bool = False) -> int:
        at = bisect_right(self._shown_at, offset) - 1
        stood = self._stood_at[at] + offset - self._shown_at[at]
        if at + 1 < len(self._stood_at):
            whole = self._shown_at[at + 1] - self._shown_at[at]
            held = self._stood_at[at + 1] - self._stood_at[at]
            if whole != held:  # inside a disguised piece: all of it, or up to its end
                return self._stood_at[at + 1] if after else self._stood_at[at]
        return stood + 1 if after else stood


def unveil(text: str) -> Unveiled | None:
    """Return what a text reads as, or None where nothing disguises it."""
    if text.isascii():
        return None
    veiled = DISGUISE.search(text) or (OTHER_LETTERS.search(text) and MIXED.search(text))
    return Unveiled(text) if veiled else None


def _disguises(text: str) -> Iterator[tuple[int, int, str]]:
    """Give each disguised piece of a text: its span, and what it reads as."""
    pieces = [(match.start(), match.end(), match[0]) for match in DISGUISE.finditer(text)]
    if OTHER_LETTERS.search(text):
        mixed = [(match.start(), match.end(), match[0]) for match in MIXED.finditer(text)]
        taken = {at for start, end, _ in mixed for at in range(start, end)}
        pieces = sorted([*mixed, *(piece for piece in pieces if piece[0] not in taken)])
    for start, end, piece in pieces:
        shown = HIDDEN.sub("", piece)
        if OTHER_LETTERS.search(shown) and len(shown) > 1:
            shown = shown.translate(LOOKS_LIKE)
        yield start, end, unicodedata.normalize("NFKC", shown).replace("i\u0307", "i")
