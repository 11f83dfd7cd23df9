"""The distinct words of one text, asked once for each pattern which of them it could match in."""

from collections.abc import Iterable
from functools import cache
from typing import Self

from unblame.language.needle import ANYBODY, needles
from unblame.text import Block, late

_PIECE = late(rf"[^\s{ANYBODY}]+")


def plain(text: str) -> str:
    """Return a text as it is searched: small letters, straight apostrophes."""
    return text.lower().replace("’", "'")


class Vocabulary:
    """The words of one text, as `plain` gives them and split at white space."""

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words
        self.lines = "\n".join(["", *words, ""])
        self._holding: dict[str, frozenset[str] | None] = {}

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Self:
        """Return the vocabulary of the blocks of a text."""
        words: set[str] = set()
        for block in blocks:
            words.update(plain(block.text).split())
        return cls(frozenset(words))

    def holding(self, pattern: str) -> frozenset[str] | None:
        """Return the words of which a match of the pattern holds one, None where any could do."""
        if pattern not in self._holding:
            pieces = _pieces(pattern)
            found = None if pieces is None else frozenset(self._with(pieces))
            self._holding[pattern] = found
        return self._holding[pattern]

    def _with(self, pieces: frozenset[str]) -> set[str]:
        found: set[str] = set()
        few = self.lines
        for piece in pieces:
            at = few.find(piece)
            while at >= 0:
                stop = few.find("\n", at)
                found.add(few[few.rfind("\n", 0, at) + 1 : stop])
                at = few.find(piece, stop)
        return found


@cache
def _pieces(pattern: str) -> frozenset[str] | None:
    """Return the longest word of each string that a match needs one of."""
    found = {
        max(_PIECE.findall(needle.lower()), key=len, default="") for needle in needles(pattern)
    }
    return frozenset(found) if found and "" not in found else None
