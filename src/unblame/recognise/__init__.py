"""The small recogniser of incident language: an optional reader of sentences, offline, on one core."""

from __future__ import annotations

from unblame.recognise.labels import CATEGORIES, EVENTS, FRAME, KINDS, SUBTYPES
from unblame.recognise.reader import Reader
from unblame.recognise.reading import STRANGE, Factor, Mark, Reading, Scored
from unblame.recognise.weights import INSTALL, Card, Unusable, installed

__all__ = [
    "CATEGORIES",
    "EVENTS",
    "FRAME",
    "INSTALL",
    "KINDS",
    "STRANGE",
    "SUBTYPES",
    "Card",
    "Factor",
    "Mark",
    "Reader",
    "Reading",
    "Scored",
    "Unusable",
    "installed",
]
