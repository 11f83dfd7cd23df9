"""Where the weights lie, what is said beside them, and whether they are the ones that were measured."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct

PACKAGE = "unblame_recogniser"
CARD = "recogniser.json"
FORM = 1  # of the card and of the model's inputs and outputs
INSTALL = "pip install 'unblame[recogniser]'"


class Unusable(Exception):
    """The recogniser cannot be used; the message says what was met and what to do."""


class Line(Struct, frozen=True, kw_only=True):
    """A calibration: the chance is the logistic of `slope` times the logit plus `offset`."""

    slope: float = 1.0
    offset: float = 0.0


class Card(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What lies beside the weights: names of files and their digests, labels, calibration, thresholds.

    `warn`, `note` and `clear` are chances of blame: from the first on a sentence is found blameful, from
    the second on it is worth a note, below the last a rule that is not certain is only a note. Between
    them the rules' answer holds. Likewise somebody is named from `people` on, and below `nobody` nobody is.
    `figures` are what was measured, as a person reads it: "0.91 (0.88 to 0.94)".
    """

    form: int
    name: str
    version: str
    model: str
    vocabulary: str
    digests: dict[str, str]
    kinds: tuple[str, ...]
    events: tuple[str, ...]
    subtypes: tuple[str, ...]
    calibration: dict[str, Line]
    warn: float
    note: float
    clear: float
    people: float
    nobody: float | None = None
    kind: float
    factor: float
    event: dict[str, float]
    figures: dict[str, str] = {}


class _Form(Struct):
    """The one field that cards of every form have."""

    form: int


class Weights(Struct, frozen=True, kw_only=True):
    """The files of a recogniser that is whole and is the one its card tells of."""

    card: Card
    folder: Path

    @property
    def model(self) -> Path:
        """The network, an ONNX file."""
        return self.folder / self.card.model

    @property
    def digest(self) -> str:
        """The SHA-256 of the network: what a result says it was made with."""
        return self.card.digests[self.card.model]

    def pieces(self) -> list[str]:
        """Return the vocabulary, in order of its numbers."""
        return (self.folder / self.card.vocabulary).read_text("utf-8").rstrip("\n").split("\n")


def installed() -> Path | None:
    """Return the folder of the installed weights, or None where there are none."""
    spec = find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places and (Path(places[0]) / CARD).exists() else None


def read_card(folder: Path) -> Card:
    """Return the card in a folder; raises `Unusable` where it is missing, unreadable or of another form."""
    place = folder / CARD
    try:
        text = place.read_bytes()
        form = msgspec.json.decode(text, type=_Form).form
        if form != FORM:
            raise Unusable(
                f"The recogniser has form {form} and this version of unblame reads form {FORM}. Install both again: {INSTALL}"
            )
        card = msgspec.json.decode(text, type=Card)
    except OSError as error:
        raise Unusable(
            f"The recogniser's card cannot be read: {place}: {error.strerror}. Install it again: {INSTALL}"
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unusable(
            f"The recogniser's card is not as expected: {place}: {error}. Install it again: {INSTALL}"
        ) from error
    if not {card.model, card.vocabulary} <= set(card.digests):
        raise Unusable(
            "The recogniser's card gives no digest for its network or its vocabulary, so they are not used."
            f" Install it again: {INSTALL}"
        )
    return card


def read(folder: Path) -> Weights:
    """Return the weights in a folder once they are found whole.

    Raises `Unusable` for a missing file, an unreadable card, another form or a digest that differs.
    """
    card = read_card(folder)
    for name, expected in card.digests.items():
        _check(folder, name, expected)
    return Weights(card=card, folder=folder)


def _check(folder: Path, name: str, expected: str) -> None:
    if Path(name).name != name:
        raise Unusable(
            f"The recogniser's card names a file outside its folder: {name!r}. Install it again: {INSTALL}"
        )
    import hashlib  # noqa: PLC0415  (only where weights are loaded)

    try:
        with (folder / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Unusable(
            f"A file of the recogniser cannot be read: {folder / name}: {error.strerror}. Install it again: {INSTALL}"
        ) from error
    if found != expected:
        raise Unusable(
            f"{name} of the recogniser is not the file its card tells of (SHA-256 {found[:12]}…, expected {expected[:12]}…)."
            f" It may be damaged or changed, so it is not used. Install it again: {INSTALL}"
        )
