"""Ways of telling whether a sentence blames: rules alone, the recogniser alone, and both together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from unblame.language import Family, Finding, check
from unblame.people import Cast
from unblame.recognise import Reader, Reading
from unblame.recognise.weights import Card


class Verdict(NamedTuple):
    """What a way says of one text; `codes` are the kinds, `said` is what to show when it is wrong."""

    blames: bool
    codes: frozenset[str]
    said: str = ""


Way = Callable[[str], Verdict]


class Settled(Reader):
    """A recogniser that remembers what it read, and may be asked with other thresholds."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, complain=_stop)
        self._known: dict[str, Reading | None] = {}

    def read(self, sentence: str) -> Reading | None:
        """Return what a sentence says, read once."""
        if sentence not in self._known:
            self._known[sentence] = super().read(sentence)
        return self._known[sentence]

    def with_threshold(self, warn: float) -> Settled:
        """Return the same reader with another threshold for a warning."""
        other = Settled(self.folder)
        card = _card(self)
        other._known = self._known
        other._recogniser = self._recogniser
        other._card = structs.replace(card, warn=warn, note=min(card.note, warn))
        return other


def rules(text: str) -> Verdict:
    """Judge by the rules alone."""
    return of_findings(check(text))


def both(reader: Reader) -> Way:
    """Return the way of `unblame check` with a recogniser."""
    return lambda text: of_findings(check(text, cast=Cast(reader=reader)))


def alone(reader: Reader) -> Way:
    """Return the way of a recogniser without rules: its chance of blame against its threshold."""

    def judge(text: str) -> Verdict:
        reading = reader.read(text)
        if reading is None:
            return Verdict(blames=False, codes=frozenset())
        blames = reading.blame >= _card(reader).warn
        kinds = frozenset(kind.name for kind in reading.kinds) if blames else frozenset()
        return Verdict(blames, kinds, f"{reading.blame:.2f}")

    return judge


def ways(reader: Reader | None) -> dict[str, Way]:
    """Return every way there is, by its name."""
    told: dict[str, Way] = {"rules": rules}
    if reader is not None:
        told |= {"recogniser": alone(reader), "both": both(reader)}
    return told


def predicted(findings: list[Finding]) -> bool:
    """Whether a sentence counts as blameful: a warn or block finding of family blame."""
    return any(one.level.rank > 0 and one.family is Family.BLAME for one in findings)


def of_findings(findings: list[Finding]) -> Verdict:
    """Return the verdict of `check`."""
    codes = frozenset(code for one in findings for code in (one.rule, *one.also))
    told = " ".join(f"{one.rule}:{one.level}" for one in findings if one.family is Family.BLAME)
    return Verdict(predicted(findings), codes, told)


def _card(reader: Reader) -> Card:
    if reader.card is None:
        raise SystemExit(f"the recogniser in {reader.folder} cannot be used")
    return reader.card


def _stop(message: str) -> None:
    raise SystemExit(message)
