"""What a text must hold for a pattern to match in it at all, read from the pattern itself.

Looking for a few strings costs a small part of trying a long pattern at every place of a sentence.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

ANYBODY = "\ue000"  # stands in a pattern for what no text can be searched for
MOST = 48
Strings = frozenset[str]
_EMPTY: Strings = frozenset([""])
_NOTHING_READ = frozenset(["AT", "ASSERT", "ASSERT_NOT"])


@cache
def needles(pattern: str) -> Strings:
    """Return strings of which every match of a pattern holds at least one; empty where none is sure."""
    read = re._parser.parse  # type: ignore[attr-defined]  # noqa: SLF001  (Python has no other reader of patterns)
    whole, held = _sequence(read(pattern))
    return _best([whole, held]) or frozenset()


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Strings | None, Strings | None]:
    """Return all that a sequence can match, where that is little, and what each match holds."""
    said: Strings | None = _EMPTY  # all that the items since the last gap can match
    whole = True
    held: list[Strings | None] = []
    for kind, value in items:
        exact, within = _item(str(kind), value)
        held.append(within)
        joined = _joined(said, exact)
        if joined is None:
            held.append(said)
            whole = False
            said = exact if exact is not None else _EMPTY
        else:
            said = joined
    return (said if whole else None), _best([*held, said])


def _item(kind: str, value: Any) -> tuple[Strings | None, Strings | None]:
    if kind == "LITERAL":
        return frozenset([chr(value)]), None
    if kind in _NOTHING_READ:
        return _EMPTY, None
    if kind == "IN" and all(str(one) == "LITERAL" for one, _ in value):
        return frozenset(chr(sign) for _, sign in value), None
    if kind == "SUBPATTERN":
        return _sequence(value[3])
    if kind == "BRANCH":
        return _branch([_sequence(branch) for branch in value[1]])
    if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
        least, most, inner = value
        exact, within = _sequence(inner)
        if most == 1:
            return (None, None) if exact is None else (exact | _EMPTY, None)
        return None, (_best([exact, within]) if least else None)
    return None, None


def _branch(
    branches: list[tuple[Strings | None, Strings | None]],
) -> tuple[Strings | None, Strings | None]:
    exact: Strings | None = frozenset()
    held: Strings | None = frozenset()
    for whole, within in branches:
        best = _best([whole, within])
        exact = None if exact is None or whole is None else exact | whole
        held = None if held is None or best is None else held | best
    return (None if exact is not None and len(exact) > MOST else exact), held


def _joined(before: Strings | None, after: Strings | None) -> Strings | None:
    if before is None or after is None or len(before) * len(after) > MOST:
        return None
    return frozenset(one + other for one in before for other in after)


def _best(choices: Iterable[Strings | None]) -> Strings | None:
    """Return the strings that are seldom met: long ones, and few."""
    usable = [found for found in choices if found and all(len(word) > 1 for word in found)]
    return max(usable, key=lambda found: min(map(len, found)) * 4 - len(found), default=None)
