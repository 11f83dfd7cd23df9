"""A sentence in, a reading out: the network run one sentence at a time on one core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unblame.recognise.answer import answers, reading
from unblame.recognise.pieces import Pieces, Vocabulary
from unblame.recognise.reading import KEPT, STRANGE, Mark, Reading
from unblame.recognise.session import Session
from unblame.recognise.weights import INSTALL, Unusable, Weights, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["STRANGE", "Recogniser"]

LIMIT = 128  # pieces of a sentence read at once
OVERLAP = 24  # words that two readings of a longer one share


class Recogniser:
    """The network with its card."""

    def __init__(self, weights: Weights) -> None:
        self.card = weights.card
        self.digest = weights.digest
        self._vocabulary = _vocabulary(weights)
        self._session = Session(
            weights.model, answers=answers(weights.card), pieces=len(self._vocabulary)
        )
        self._kept: dict[str, Reading] = {}

    @classmethod
    def load(cls, folder: Path) -> Recogniser:
        """Return the recogniser whose files lie in a folder; raises `Unusable`."""
        return cls(read(folder))

    def read(self, sentence: str) -> Reading:
        """Return what a sentence says; a very long one is read in stretches."""
        known = self._kept.get(sentence)
        if known is None:
            known = _joined([self._stretch(pieces) for pieces in self._stretches(sentence)])
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[sentence] = known
        return known

    def _stretches(self, sentence: str) -> Iterator[Pieces]:
        """Yield the pieces of each stretch; two neighbours share some words, so that none is cut off."""
        start = 0
        while (pieces := self._vocabulary.cut(sentence, LIMIT, start)).spans:
            yield pieces
            end = pieces.spans[-1][1]
            if not sentence[end : end + LIMIT].strip() and not sentence[end:].strip():
                return
            fresh = len(pieces.spans) - OVERLAP
            start = pieces.spans[fresh][0] if fresh > 0 else end

    def _stretch(self, pieces: Pieces) -> Reading:
        if pieces.known < STRANGE:
            return Reading(blame=0.0, known=pieces.known)
        return reading(self.card, self._session.read(pieces), pieces.spans, pieces.known)


def _vocabulary(weights: Weights) -> Vocabulary:
    try:
        return Vocabulary(weights.pieces())
    except (KeyError, UnicodeDecodeError) as error:
        raise Unusable(
            f"The recogniser's vocabulary is not as expected ({error}). Install it again: {INSTALL}"
        ) from error


def _joined(parts: Sequence[Reading]) -> Reading:
    """Put together what stretches of one sentence said: the most blameful speaks for the whole."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Reading(blame=0.0, known=0.0)
    chief = max(parts, key=lambda part: part.blame)
    understood = [part for part in parts if part.known >= STRANGE]
    return Reading(
        blame=chief.blame,
        kinds=chief.kinds,
        people=_people(part.people for part in parts),
        perhaps=_people(part.perhaps for part in parts),
        span=chief.span,
        frame=chief.frame,
        weighed=chief.weighed,
        events=understood[0].events if understood else (),
        factor=next((part.factor for part in parts if part.factor), None),
        known=round(sum(part.known for part in parts) / len(parts), 4),
    )


def _people(told: Iterable[tuple[Mark, ...]]) -> tuple[Mark, ...]:
    """Return the people of all stretches in order; of two marks that overlap, the longer one."""
    found: list[Mark] = []
    for mark in sorted((mark for marks in told for mark in marks), key=lambda m: m.start):
        if found and mark.start < found[-1].end:
            found[-1] = max(found[-1], mark, key=lambda m: m.end - m.start)
        else:
            found.append(mark)
    return tuple(found)
