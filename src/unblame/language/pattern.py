"""A regular expression that somebody else wrote: taken only where its cost has a bound.

The backtracking of a pattern is at most the product of the choices its repeats and alternatives
leave open. A text is searched in windows, so that an unlimited repeat is limited by the window.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

WINDOW = 240
OVERLAP = 120
MOST_CHOICES = 60_000
LONGEST = 500
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


class CostlyPattern(ValueError):
    """The pattern is broken, or could take very long; the message says what to write instead."""


def bounded(pattern: str, *, case: bool = False) -> re.Pattern[str]:
    """Return the compiled pattern. Raises CostlyPattern."""
    if len(pattern) > LONGEST:
        raise CostlyPattern(f"the pattern is longer than {LONGEST} characters")
    try:
        compiled = re.compile(pattern, 0 if case else re.IGNORECASE)
        tree = import_module("re._parser").parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise CostlyPattern(f"the pattern cannot be read: {error}") from error
    if _choices(tree) > MOST_CHOICES:
        raise CostlyPattern(
            "the pattern could take very long on an unlucky sentence; limit its repeats, as in "
            r"\w{1,20} for \w+, and keep repeats and alternatives out of repeated groups"
        )
    if compiled.match(""):
        raise CostlyPattern("the pattern matches nothing at all, so it would match everywhere")
    return compiled


def found(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield each match once, in order; a long text is searched window by window."""
    at = 0
    for start in range(0, max(len(text) - OVERLAP, 1), WINDOW - OVERLAP):
        for match in pattern.finditer(text, max(start, at), start + WINDOW):
            if match.end() > match.start() >= at:
                at = match.end()
                yield match


def _choices(tree: Any) -> float:
    total = 1.0
    for operation, argument in tree:
        total *= _of_one(str(operation), argument)
    return total


def _of_one(operation: str, argument: Any) -> float:
    if operation in _REPEATS:
        least, most, body = argument
        most = min(int(most), WINDOW)
        inside = _choices(body)
        if inside > 1 and most * (inside - 1) > MOST_CHOICES:
            return float("inf")
        power = inside**most if most * len(str(int(inside))) < 200 else float("inf")
        return (power if inside > 1 else 1.0) * (most - min(int(least), most) + 1)
    if operation == "BRANCH":
        return sum(_choices(branch) for branch in argument[1])
    if operation == "SUBPATTERN":
        return _choices(argument[-1])
    if operation in {"ASSERT", "ASSERT_NOT"}:
        return _choices(argument[1])
    if operation == "ATOMIC_GROUP":
        return _choices(argument)
    if operation == "GROUPREF_EXISTS":
        return _choices(argument[1]) + (_choices(argument[2]) if argument[2] else 1)
    return 1.0
