"""A sentence in, a reading out: the network run one sentence at a time on one core.

Never in batches: the whole-number arithmetic of the network scales by what lies beside a sentence, so
that a verdict would depend on its neighbours.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from unblame.recognise.labels import CATEGORIES, FRAME
from unblame.recognise.pieces import Pieces, Vocabulary
from unblame.recognise.reading import Factor, Mark, Reading, Scored
from unblame.recognise.weights import INSTALL, Line, Unusable, Weights, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

LIMIT = 128  # pieces of a sentence read at once
OVERLAP = 24  # words that two readings of a longer one share
KEPT = 20_000  # readings kept, so that a text looked at again costs nothing
#: Below this share of known pieces the text is in a script or a language the network never saw.
STRANGE = 0.6


class Recogniser:
    """The network with its card."""

    def __init__(self, weights: Weights) -> None:
        self.card = weights.card
        self.digest = weights.digest
        self._vocabulary = Vocabulary(weights.pieces())
        self._run = _session(weights.model)
        self._kept: dict[str, Reading] = {}

    @classmethod
    def load(cls, folder: Path) -> Recogniser:
        """Return the recogniser whose files lie in a folder; raises `Unusable`."""
        return cls(read(folder))

    def read(self, sentence: str) -> Reading:
        """Return what a sentence says; a very long one is read in stretches."""
        known = self._kept.get(sentence)
        if known is None:
            known = self._read(sentence)
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[sentence] = known
        return known

    def _read(self, sentence: str) -> Reading:
        parts = [self._stretch(start, pieces) for start, pieces in self._stretches(sentence)]
        return parts[0] if len(parts) == 1 else _joined(parts) if parts else Reading(blame=0.0)

    def _stretches(self, sentence: str) -> Iterator[tuple[int, Pieces]]:
        start = 0
        while start < len(sentence):
            pieces = self._vocabulary.cut(sentence[start:], LIMIT)
            if not pieces.spans:
                return
            yield start, pieces
            end = start + pieces.spans[-1][1]
            if not sentence[end:].strip():
                return
            start += (
                pieces.spans[max(1, len(pieces.spans) - OVERLAP)][0]
                if len(pieces.spans) > 1
                else pieces.spans[-1][1]
            )

    def _stretch(self, start: int, pieces: Pieces) -> Reading:
        known = self._vocabulary.knows(pieces)
        if known < STRANGE:
            return Reading(blame=0.0, known=known)
        sentence, words, weigh = self._run(pieces)
        return _Answer(self.card, pieces, start, sentence, words, weigh).reading(known)


class _Answer:
    """The numbers of the network, read by its card."""

    def __init__(
        self, card: Any, pieces: Pieces, start: int, sentence: Any, words: Any, weigh: Any
    ) -> None:
        self.card, self.start = card, start
        self.spans = [(a + start, b + start) for a, b in pieces.spans]
        sizes = (1, len(card.kinds), len(card.events), 1 + len(CATEGORIES), len(card.subtypes))
        cut, at = [], 0
        for size in sizes:
            cut.append(sentence[at : at + size].tolist())
            at += size
        self.blame, self.kinds, self.events, self.category, self.subtype = cut
        self.words = words[pieces.first].tolist()
        ends = [*pieces.first[1:], len(pieces.ids) - 1]
        self.weigh = [float(weigh[a:b].sum()) for a, b in zip(pieces.first, ends, strict=True)]

    def reading(self, known: float) -> Reading:
        card = self.card
        return Reading(
            blame=self._chance("blame", self.blame[0]),
            kinds=_above(
                card.kinds, [self._chance("kinds", value) for value in self.kinds], card.kind
            ),
            people=tuple(self._people(card.people)),
            perhaps=tuple(self._people(card.nobody)) if card.nobody else (),
            span=self._marked(3),
            frame={part: mark for at, part in enumerate(FRAME, 4) if (mark := self._marked(at))},
            weighed=self._weighed(),
            events=self._events(),
            factor=self._factor(),
            known=known,
        )

    def _chance(self, head: str, logit: float) -> float:
        line = self.card.calibration.get(head, Line())
        return _logistic(line.slope * logit + line.offset)

    def _people(self, least: float) -> Iterator[Mark]:
        open_: list[Any] | None = None
        for (start, end), logits in zip(self.spans, self.words, strict=True):
            outside, begin, inside = _softmax(logits[:3])
            if 1 - outside < least:
                if open_:
                    yield Mark(start=open_[0], end=open_[1], score=round(open_[2], 4))
                open_ = None
            elif open_ and inside > begin:
                open_ = [open_[0], end, min(open_[2], 1 - outside)]
            else:
                if open_:
                    yield Mark(start=open_[0], end=open_[1], score=round(open_[2], 4))
                open_ = [start, end, 1 - outside]
        if open_:
            yield Mark(start=open_[0], end=open_[1], score=round(open_[2], 4))

    def _marked(self, at: int) -> Mark | None:
        """Return the stretch with the most weight of one mark, from the first to the last word of its run."""
        best: tuple[float, int, int] | None = None
        run: tuple[float, int, int] | None = None
        gap = 0
        for number, logits in enumerate(self.words):
            value = _logistic(logits[at])
            if value >= 0.5:
                run = (run[0] + value, run[1], number) if run else (value, number, number)
                gap = 0
                best = max(best, run) if best else run
            elif run:
                gap += 1
                if gap > 2:
                    run = None
        if best is None:
            return None
        count = best[2] - best[1] + 1
        return Mark(
            start=self.spans[best[1]][0],
            end=self.spans[best[2]][1],
            score=round(best[0] / count, 4),
        )

    def _weighed(self, most: int = 4) -> tuple[Mark, ...]:
        order = sorted(range(len(self.weigh)), key=lambda n: (-self.weigh[n], n))
        chosen = [
            n for n in order if self.weigh[n] > 0 and self.spans[n][1] - self.spans[n][0] > 1
        ][:most]
        return tuple(
            Mark(start=self.spans[n][0], end=self.spans[n][1], score=round(self.weigh[n], 4))
            for n in sorted(chosen)
        )

    def _events(self) -> tuple[Scored, ...]:
        chances = [self._chance("events", value) for value in self.events]
        asked = [self.card.event.get(name, 0.5) for name in self.card.events]
        found = [
            (name, chance)
            for name, chance, least in zip(self.card.events, chances, asked, strict=True)
            if chance >= least
        ]
        if not found:
            best = max(range(len(chances)), key=chances.__getitem__)
            found = [(self.card.events[best], chances[best])]
        return tuple(
            Scored(name=name, score=round(chance, 4))
            for name, chance in sorted(found, key=lambda one: -one[1])
        )

    def _factor(self) -> Factor | None:
        none, *chances = _softmax(self.category)
        if 1 - none < self.card.factor:
            return None
        best = max(range(len(chances)), key=chances.__getitem__)
        letter, name = list(CATEGORIES.items())[best]
        subtypes = [
            (value, code)
            for value, code in zip(self.subtype, self.card.subtypes, strict=True)
            if code[0] == letter
        ]
        return Factor(category=name, subtype=max(subtypes)[1], score=round(1 - none, 4))


def _session(path: Path) -> Any:
    try:
        import numpy as np  # noqa: PLC0415 - a quarter of a second that rules alone need not pay
        import onnxruntime as ort  # noqa: PLC0415
    except ImportError as error:
        raise Unusable(
            f"The recogniser's weights are installed but what runs them is not ({error.name}). Install it: {INSTALL}"
        ) from error
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise Unusable(
            f"The recogniser's network cannot be loaded ({type(error).__name__}). Install it again: {INSTALL}"
        ) from error

    def run(pieces: Pieces) -> tuple[Any, Any, Any]:
        given = {
            "ids": np.array([pieces.ids], np.int64),
            "cases": np.array([pieces.cases], np.int64),
        }
        sentence, words, weigh = session.run(None, given)
        return sentence[0], words[0], weigh[0]

    return run


def _joined(parts: Sequence[Reading]) -> Reading:
    """Put together what stretches of one long sentence said: the most blameful speaks for the whole."""
    chief = max(parts, key=lambda part: part.blame)
    return Reading(
        blame=chief.blame, kinds=chief.kinds, people=_once(part.people for part in parts),
        perhaps=_once(part.perhaps for part in parts), span=chief.span,
        frame=chief.frame, weighed=chief.weighed, events=parts[0].events,
        factor=next((part.factor for part in parts if part.factor), None), known=min(part.known for part in parts),
    )  # fmt: skip


def _once(told: Iterable[tuple[Mark, ...]]) -> tuple[Mark, ...]:
    """Put marks of several stretches together; of those that overlap the first stays."""
    kept: list[Mark] = []
    for mark in (mark for marks in told for mark in marks):
        if not any(mark.start < other.end and other.start < mark.end for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def _above(names: Sequence[str], chances: Sequence[float], least: float) -> tuple[Scored, ...]:
    found = sorted(
        (-chance, name) for name, chance in zip(names, chances, strict=True) if chance >= least
    )
    return tuple(Scored(name=name, score=round(-chance, 4)) for chance, name in found)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))


def _softmax(values: Sequence[float]) -> list[float]:
    most = max(values)
    parts = [math.exp(value - most) for value in values]
    return [part / sum(parts) for part in parts]
