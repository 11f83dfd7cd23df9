"""A pattern tried only on the lines of a text that hold what each of its matches needs."""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from unblame.text.needle import EDGE, holding, needles, word_of

Span = tuple[int, int]
_MARKS = dict.fromkeys(map(ord, "‘’“”„«»–—…•→·✓✔"))


def spots(pattern: re.Pattern[str], text: str, further: int = 0) -> Iterator[re.Match[str]]:
    """Give every match of a pattern in a text, in order; no match may end on another line.

    `further` is the number of lines after its first that a match may reach into.
    """
    words = _words(pattern.pattern)
    if not words:
        yield from pattern.finditer(text)
        return
    for start, end in lines_with(text, words, further):
        yield from pattern.finditer(text, start, end)


@cache
def _words(pattern: str) -> frozenset[str]:
    """Return the small words of which each match of a pattern holds one; none where any could do."""
    words = frozenset(word_of(needle.lower()) for needle in needles(pattern))
    return frozenset() if "" in words else words


def lines_with(
    text: str, words: Collection[str], further: int = 0, *, foreign: bool = False
) -> list[Span]:
    """Return the spans of the lines that hold one of these small words; lines in a row are one span.

    With `foreign` a line counts too that has a letter beyond ASCII, which may stand for another.
    """
    return _lines(text).holding(words, further, foreign=foreign)


@lru_cache(maxsize=4)
def _lines(text: str) -> "_Lines":
    return _Lines(text)


class _Lines:
    """The lines of a text, and the small words of each, split at white space."""

    def __init__(self, text: str) -> None:
        self._words = [frozenset(line.split()) for line in text.lower().split("\n")]
        self._edges = [0]
        for line in text.split("\n"):
            self._edges.append(self._edges[-1] + len(line) + 1)
        self._edges[-1] -= 1
        words = frozenset().union(*self._words)
        self._few = "\n".join(["", *words, ""])
        self._foreign = frozenset(
            word for word in words if not word.isascii() and not word.translate(_MARKS).isascii()
        )

    def holding(self, words: Collection[str], further: int, *, foreign: bool) -> list[Span]:
        few = self._few
        held = frozenset(
            word
            for piece in words
            if piece.removeprefix(EDGE) in few
            for word in holding(few, piece)
        )
        held |= self._foreign if foreign else frozenset()
        spans: list[Span] = []
        for at, line in enumerate(self._words) if held else ():
            if not held.isdisjoint(line):
                start, last = self._edges[at], min(at + 1 + further, len(self._words))
                if spans and spans[-1][1] >= start:
                    start = spans.pop()[0]
                spans.append((start, self._edges[last]))
        return spans
