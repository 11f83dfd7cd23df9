"""A pattern tried only on the lines of a text that hold what each of its matches needs."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from unblame.text.needle import EDGE, holding, needles, word_of

Span = tuple[int, int]
_MANY = 64
_TURNED = frozenset("ıſ")  # letters that stand for an i and an s where letters count as equal
_tried: dict[str, int] = {}
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


def could_match(pattern: re.Pattern[str], low: str) -> bool:
    """Say whether a text in small letters holds what any match of the pattern needs.

    What it needs is read from the pattern once that has been tried on so many texts that it pays.
    """
    tried = _tried[pattern.pattern] = _tried.get(pattern.pattern, 0) + 1
    if tried <= _MANY or not _TURNED.isdisjoint(low):
        return True
    words = _bare(pattern.pattern)
    return not words or any(word in low for word in words)


@cache
def _bare(pattern: str) -> tuple[str, ...]:
    """Return the small words of which each match holds one, without those that hold another."""
    words = {word.strip(EDGE) for word in _words(pattern)}
    return tuple(w for w in words if not any(other in w for other in words if other != w))


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


def _pieces(words: Collection[str]) -> Iterable[tuple[str, str]]:
    """Return each small word, and the word without the sign that it begins there."""
    return _told_apart(words) if isinstance(words, frozenset) else zip(words, words, strict=True)


@lru_cache(maxsize=256)
def _told_apart(words: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple((piece, piece.removeprefix(EDGE)) for piece in words)


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
        met = [piece for piece, bare in _pieces(words) if bare in few]
        held = frozenset(word for piece in met for word in holding(few, piece))
        held |= self._foreign if foreign else frozenset()
        spans: list[Span] = []
        for at, line in enumerate(self._words) if held else ():
            if not held.isdisjoint(line):
                start, last = self._edges[at], min(at + 1 + further, len(self._words))
                if spans and spans[-1][1] >= start:
                    start = spans.pop()[0]
                spans.append((start, self._edges[last]))
        return spans
