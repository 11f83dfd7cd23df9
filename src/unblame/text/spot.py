"""A pattern tried only on the lines of a text that hold what each of its matches needs."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from unblame.text.needle import EDGE, holding, needles, word_of

Span = tuple[int, int]
_MANY = 64
_TURNED = frozenset("ıſ")  # letters that stand for an i and an s where letters count as equal
_REMEMBERED = 20_000
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


class Among:
    """Tells which of several patterns could match in a text, by the words that it holds.

    What a match needs is read from the patterns once so many texts were asked about that it pays.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = [pattern.pattern for pattern in patterns]
        self._all = (1 << len(patterns)) - 1
        self._asked = 0
        self._needs: list[tuple[str, int]] = []
        self._always = 0
        self._known: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """Return a number with one bit a pattern, the first pattern the lowest."""
        self._asked += 1
        low = text.lower()
        if self._asked <= _MANY or not _TURNED.isdisjoint(low):
            return self._all
        if not self._needs:
            self._read()
        found = self._always
        for word in low.split():
            bits = self._known.get(word)
            found |= self._learn(word) if bits is None else bits
        return found

    def _learn(self, word: str) -> int:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        bits = 0
        for need, of in self._needs:
            if need in word:
                bits |= of
        self._known[word] = bits
        return bits

    def _read(self) -> None:
        needs: dict[str, int] = {}
        for at, pattern in enumerate(self._patterns):
            words = {word.strip(EDGE) for word in _words(pattern)}
            self._always |= 0 if words else 1 << at
            for word in words:
                needs[word] = needs.get(word, 0) | 1 << at
        self._needs = list(needs.items())


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
