"""The small recogniser of incident language: an optional reader of sentences, offline, on one core."""

from __future__ import annotations

from unblame.recognise.labels import CATEGORIES, EVENTS, FRAME, KINDS, SUBTYPES
from unblame.recognise.reader import Reader
from unblame.recognise.reading import Factor, Mark, Reading, Scored
from unblame.recognise.recogniser import Recogniser
from unblame.recognise.weights import INSTALL, Unusable, installed

__all__ = [
    "CATEGORIES",
    "EVENTS",
    "FRAME",
    "INSTALL",
    "KINDS",
    "SUBTYPES",
    "Factor",
    "Mark",
    "Reader",
    "Reading",
    "Recogniser",
    "Scored",
    "Unusable",
    "installed",
]
