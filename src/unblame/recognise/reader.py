"""The recogniser as the other rooms hold it: loaded at the first sentence, and never in the way.

Where the weights cannot be used it says so once and answers None from then on, so that rules alone do
the work.
"""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Self

from unblame.recognise.pieces import is_latin
from unblame.recognise.reading import KEPT, STRANGE
from unblame.recognise.weights import Card, Unusable, read_card
from unblame.recognise.worth import worth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from unblame.recognise.reading import Reading
    from unblame.recognise.recogniser import Recogniser

#: Characters of a passage from which on it is no sentence: some 1,700 words.
LONGEST = 10_000
#: So few sentences are read sooner than several cores are got going.
FEW = 32
TOO_LONG = f"Rules only after the first {LONGEST:,} characters of a passage without a full stop."


class Reader:
    """Reads sentences with the weights of one folder; `complain` is told once where that is impossible."""

    def __init__(self, folder: Path, complain: Callable[[str], None]) -> None:
        self.folder = folder
        self._complain = complain
        self._card: Card | None = None
        self._recogniser: Recogniser | None = None
        self._unusable = False
        self._told: set[str] = set()

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

    def reaches(self, into: int) -> bool:
        """Tell whether a place so many characters into a passage without a full stop is read at all."""
        if into > LONGEST:
            self._tell(TOO_LONG)
        return into <= LONGEST

    def load(self) -> Recogniser:
        """Load the weights now, not at the first sentence; raises `Unusable`."""
        if self._recogniser is None:
            from unblame.recognise.recogniser import Recogniser  # noqa: PLC0415  (not for a card alone)

            self._recogniser = Recogniser.load(self.folder)
        return self._recogniser

    def ahead(self, sentences: Iterable[str], jobs: int) -> None:
        """Read sentences on several cores, so that `read` has them at once; the readings are the same."""
        if jobs < 2 or self.card is None:
            return
        fresh = list(dict.fromkeys(islice(sentences, KEPT)))
        if len(fresh) < FEW or self.read(fresh[0]) is None:
            return
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  (few texts need it)

        with ThreadPoolExecutor(jobs) as pool:  # the network runs outside of the interpreter's lock
            for _ in pool.map(self.read, fresh[1:]):
                pass

    def read(self, sentence: str) -> Reading | None:
        """Return what a sentence says, or None where the weights cannot be used."""
        if self._unusable:
            return None
        if len(sentence) > LONGEST:
            self._tell(TOO_LONG)
            sentence = sentence[: sentence.rfind(" ", LONGEST // 2, LONGEST)]
        try:
            reading = self.load().read(sentence)
        except Unusable as error:
            self._give_up(error)
            return None
        if reading.known < STRANGE:
            self._tell_of_script(sentence)
        return reading

    def __deepcopy__(self, _memo: object) -> Self:
        """Return itself: copies of what holds it share one network."""
        return self

    def _tell_of_script(self, sentence: str) -> None:
        letter = next((sign for sign in sentence if sign.isalpha() and not is_latin(sign)), None)
        if letter:
            script = unicodedata.name(letter, "?").split()[0].title()
            self._tell(
                f"Sentences in {script} script are hardly read: the recogniser and most rules know English. Let a person read them."
            )

    def _tell(self, problem: str) -> None:
        if problem not in self._told:
            self._told.add(problem)
            self._complain(problem)

    def _give_up(self, error: Unusable) -> None:
        self._unusable = True
        self._complain(f"Rules only: {error}")
