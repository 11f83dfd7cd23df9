"""The distinct words of one text, asked once for each pattern which of them it could match in."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Self

from unblame.text import Block
from unblame.text.needle import ANYBODY, EDGE, holding, needles, word_of

Held = tuple[frozenset[str], frozenset[str]]


def plain(text: str) -> str:
    """Return a text as it is searched: small letters, straight apostrophes."""
    return text.lower().replace("’", "'")


class Vocabulary:
    """The words of one text as they are written, split at white space, marks included."""

    def __init__(self, words: Iterable[str]) -> None:
        self._written: dict[str, list[str]] = {}
        for word in words:
            self._written.setdefault(plain(word), []).append(word)
        self._lines = "\n".join(["", *self._written, ""])
        self._holding: dict[str, Held | None] = {}

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Self:
        """Return the vocabulary of the blocks of a text."""
        words: set[str] = set()
        for block in blocks:
            words.update(block.text.split())
        return cls(words)

    def __iter__(self) -> Iterator[str]:
        for written in self._written.values():
            yield from written

    def holding(self, pattern: str) -> Held | None:
        """Return the words of which a match of the pattern holds one, None where any could do."""
        if pattern not in self._holding:
            self._holding[pattern] = self._held(pattern)
        return self._holding[pattern]

    def _held(self, pattern: str) -> Held | None:
        alone, beside = _pieces(pattern)
        if not alone | beside:
            return None
        return self._with(alone), (frozenset(self) if "" in beside else self._with(beside))

    def _with(self, pieces: frozenset[str]) -> frozenset[str]:
        return frozenset(word for piece in pieces for word in self.with_piece(piece))

    def with_piece(self, piece: str, *, begins: bool = False, ends: bool = False) -> Iterator[str]:
        """Give the words that hold a piece, which may have to begin or end where it stands."""
        if piece.removeprefix(EDGE) in self._lines:
            for line in holding(self._lines, piece, begins=begins, ends=ends):
                yield from self._written[line]


@cache
def _pieces(pattern: str) -> Held:
    """Return the words that a match needs one of: those that do alone, and those beside somebody."""
    alone: set[str] = set()
    beside: set[str] = set()
    for needle in needles(pattern):
        (beside if ANYBODY in needle else alone).add(word_of(needle.lower()))
    return frozenset(alone), frozenset(beside)
