"""Whether a sentence may blame at all: a cheap look before the network reads it."""

from __future__ import annotations


def worth(sentence: str) -> bool:
    """Tell whether a sentence has a human actor or a judgement in it."""
    return any(sign.isalpha() for sign in sentence)
