"""The recogniser as the other rooms hold it: loaded at the first sentence, and never in the way.

Where the weights cannot be used it says so once and answers None from then on, so that rules alone do
the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unblame.recognise.recogniser import Recogniser
from unblame.recognise.weights import Card, Unusable, read_card
from unblame.recognise.worth import worth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unblame.recognise.reading import Reading


class Reader:
    """Reads sentences with the weights of one folder; `complain` is told once where that is impossible."""

    def __init__(self, folder: Path, complain: Callable[[str], None]) -> None:
        self.folder = folder
        self._complain = complain
        self._card: Card | None = None
        self._recogniser: Recogniser | None = None
        self._unusable = False

    @property
    def card(self) -> Card | None:
        """What lies beside the weights, read without loading them; None where they cannot be used."""
        if self._card is None and not self._unusable:
            try:
                self._card = read_card(self.folder)
            except Unusable as error:
                self._give_up(error)
        return None if self._unusable else self._card

    @property
    def name(self) -> str | None:
        """Name and version of the recogniser, or None where it cannot be used."""
        return f"{self.card.name} {self.card.version}" if self.card else None

    @property
    def digest(self) -> str | None:
        """The SHA-256 of its network, or None where it cannot be used."""
        return self.card.digests.get(self.card.model) if self.card else None

    def stated(self) -> dict[str, str] | None:
        """Return what a result says of the recogniser that it was made with: name and digest."""
        return {"name": self.name, "digest": self.digest} if self.name and self.digest else None

    def worth(self, sentence: str) -> bool:
        """Tell whether a sentence may blame at all, cheaply: the others need not be read for that."""
        return worth(sentence)

    def read(self, sentence: str) -> Reading | None:
        """Return what a sentence says, or None where the weights cannot be used."""
        if self._recogniser is None and not self._unusable:
            try:
                self._recogniser = Recogniser.load(self.folder)
            except Unusable as error:
                self._give_up(error)
        return self._recogniser.read(sentence) if self._recogniser else None

    def _give_up(self, error: Unusable) -> None:
        self._unusable = True
        self._complain(str(error))
