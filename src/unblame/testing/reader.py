"""A recogniser that says what a test wants it to say; it needs no weights."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unblame.recognise import EVENTS, SUBTYPES, Mark, Reader, Reading
from unblame.recognise.weights import FORM, Card


def a_card(**changes: Any) -> Card:
    """Return a card with round thresholds: clear .1, note .6, warn .8, people .5."""
    usual: dict[str, Any] = {
        "form": FORM,
        "name": "fake",
        "version": "1",
        "model": "model.onnx",
        "vocabulary": "vocab.txt",
        "digests": {"model.onnx": "0" * 64, "vocab.txt": "1" * 64},
        "kinds": ("UB101", "UB104", "UB107"),
        "events": EVENTS,
        "subtypes": SUBTYPES,
        "calibration": {},
        "warn": 0.8,
        "note": 0.6,
        "clear": 0.1,
        "people": 0.5,
        "kind": 0.5,
        "factor": 0.5,
        "event": {},
    }
    return Card(**usual | changes)


def a_mark(sentence: str, part: str, score: float = 0.99) -> Mark:
    """Return the mark on the first place where a sentence has a part."""
    start = sentence.index(part)
    return Mark(start=start, end=start + len(part), score=score)


class FakeReader(Reader):
    """Answers from a table of sentences; any other one gets `otherwise`, by default inside the dead band.

    `asked` lists the sentences read, in order.
    """

    def __init__(
        self,
        readings: Mapping[str, Reading],
        *,
        otherwise: Reading | None = None,
        card: Card | None = None,
    ) -> None:
        super().__init__(Path(), complain=lambda _: None)
        self._card = card or a_card()
        self.readings, self.asked = dict(readings), list[str]()
        self.otherwise = otherwise or Reading(blame=(self._card.clear + self._card.note) / 2)

    def read(self, sentence: str) -> Reading:
        """Return what the table says of a sentence."""
        self.asked.append(sentence)
        return self.readings.get(sentence, self.otherwise)
