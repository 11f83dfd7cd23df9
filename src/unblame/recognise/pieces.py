"""Text to word pieces with their places: the way in for the recogniser.

The encoder was trained on lower-case pieces without accents (WordPiece over the vocabulary that lies
beside its weights). Case is given beside each piece, since it tells names from words.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

START, PAD, END, UNKNOWN = "<s>", "<pad>", "</s>", "[UNK]"

#: Letters and digits in a run, one ideograph, or one sign. A run takes its combining marks along.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]"
    r"|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\W_]|(?<=\w)[\u0300-\u036f])+"
    r"|[^\s]"
)
_LONGEST = 100  # characters of one word; what is longer is no word


class Case(IntEnum):
    """How a word is written."""

    NONE = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4


class Pieces(NamedTuple):
    """What the encoder reads of one sentence, and where each word of it stood.

    `ids` and `cases` have one entry a piece, the two borders included; `first` holds, for each word,
    the index of its first piece; `spans` the word's start and end in the text, in code points. `known`
    is the share of words, among those with letters, that are in Latin letters: all it learnt from.
    """

    ids: list[int]
    cases: list[int]
    first: list[int]
    spans: list[tuple[int, int]]
    known: float


class Vocabulary:
    """Cuts text to pieces of a fixed list, longest match first."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._start, self._end = self._ids[START], self._ids[END]
        self._unknown = self._ids[UNKNOWN]
        self._known: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def cut(self, text: str, limit: int, start: int = 0) -> Pieces:
        """Cut a sentence from `start` on; what would pass `limit` pieces, borders included, is left off."""
        ids, cases, first, spans = [self._start], [0], [], []
        letters = foreign = 0
        for found in _WORD.finditer(text, start):
            word = found.group()
            pieces = self._word(word)
            if len(ids) + len(pieces) >= limit:
                break
            first.append(len(ids))
            spans.append(found.span())
            ids.extend(pieces)
            cases.extend([_case(word)] * len(pieces))
            letters += word[0].isalpha()
            foreign += word[0].isalpha() and not is_latin(word[0])
        ids.append(self._end)
        cases.append(0)
        known = 1 - foreign / letters if letters else 0.0
        return Pieces(ids, cases, first, spans, known)

    def _word(self, word: str) -> tuple[int, ...]:
        known = self._known.get(word)
        if known is None:
            known = self._pieces(word)
            if len(self._known) < 50_000:
                self._known[word] = known
        return known

    def _pieces(self, word: str) -> tuple[int, ...]:
        plain = _plain(word)
        if not plain or len(plain) > _LONGEST:
            return (self._unknown,)
        found: list[int] = []
        start = 0
        while start < len(plain):
            mark = "##" if start else ""
            for end in range(len(plain), start, -1):
                number = self._ids.get(mark + plain[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(found)


def is_latin(letter: str) -> bool:
    """Tell whether a letter is of the Latin script, accents included."""
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(mark for mark in apart if unicodedata.category(mark) != "Mn")


def _case(word: str) -> Case:
    if not word[0].isalpha() and word.islower() is word.isupper():
        return Case.NONE
    if word.islower():
        return Case.LOWER
    if word.isupper():
        return Case.UPPER if len(word) > 1 else Case.TITLE
    if word.istitle() or (word[0].isupper() and word[1:].islower()):
        return Case.TITLE
    return Case.MIXED
