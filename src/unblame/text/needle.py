"""What a text must hold for a pattern to match in it at all, read from the pattern itself.

Looking for a few strings costs a small part of trying a long pattern at every place of a sentence.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

ANYBODY = "\ue000"  # stands in a pattern for what no text can be searched for
MOST = 48
Strings = frozenset[str]
_EMPTY: Strings = frozenset([""])
_COMMON = frozenset(
    ["that", "this", "what", "with", "from", "were", "have", "been", "which", "when"]
)
_NOTHING_READ = frozenset(["AT", "ASSERT", "ASSERT_NOT"])


@cache
def needles(pattern: str) -> Strings:
    """Return strings of which every match of a pattern holds at least one; empty where none is sure."""
    return _Reader(_rarity).read(pattern)


def strangers(pattern: str, known: Callable[[str], bool]) -> Strings | None:
    """Return strings of which a match that holds no known one has one; None where it may have none."""
    found = _Reader(lambda strings: -sum(not known(one) for one in strings), least=1).read(pattern)
    return frozenset(one for one in found if not known(one)) if found else None


def word_of(needle: str) -> str:
    """Return the longest word of a needle, without the sign for anybody."""
    return max(needle.replace(ANYBODY, " ").split(), key=len, default="")


@cache
def _parsed(pattern: str) -> Any:
    return re._parser.parse(pattern)  # type: ignore[attr-defined]  # noqa: SLF001  (Python has no other reader of patterns)


def _rarity(strings: Strings) -> int:
    """Return how seldom a set of strings is met: long words, few, and beside somebody."""
    return min(map(_weight, strings)) * 4 - len(strings)


def _weight(needle: str) -> int:
    word = word_of(needle)
    common = (len(word) < 4 or word in _COMMON) and "@" not in word
    return (0 if common else max(len(word), 4)) + (5 if ANYBODY in needle else 0)


class _Reader:
    """Reads a pattern for the strings that `worth` values most; shorter ones than `least` count for none."""

    def __init__(self, worth: Callable[[Strings], int], least: int = 2) -> None:
        self._worth, self._least = worth, least

    def read(self, pattern: str) -> Strings:
        return self._best(self._sequence(_parsed(pattern))) or frozenset()

    def _sequence(self, items: Iterable[tuple[Any, Any]]) -> tuple[Strings | None, Strings | None]:
        """Return all that a sequence can match, where that is little, and what each match holds."""
        said: Strings = _EMPTY  # all that the items since the last gap can match
        whole = True
        held: list[Strings | None] = []
        for kind, value in items:
            exact, within = self._item(str(kind), value)
            held.append(within)
            joined = _joined(said, exact)
            if joined is None:
                held.append(said)
                whole = False
            said = joined or exact or _EMPTY
        return (said if whole else None), self._best([*held, said])

    def _item(self, kind: str, value: Any) -> tuple[Strings | None, Strings | None]:
        if kind == "LITERAL":
            return frozenset([chr(value)]), None
        if kind in _NOTHING_READ:
            return _EMPTY, None
        if kind == "IN" and all(str(one) == "LITERAL" for one, _ in value):
            return frozenset(chr(sign) for _, sign in value), None
        if kind == "SUBPATTERN":
            return self._sequence(value[3])
        if kind == "BRANCH":
            return self._branch([self._sequence(branch) for branch in value[1]])
        if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
            least, most, inner = value
            read = self._sequence(inner)
            if most == 1 and not least:
                return (None if read[0] is None else read[0] | _EMPTY), None
            again = read[0] and frozenset(one * least for one in read[0])
            return None, (self._best([again, read[1]]) if least else None)
        return None, None

    def _branch(
        self, branches: list[tuple[Strings | None, Strings | None]]
    ) -> tuple[Strings | None, Strings | None]:
        exact: Strings | None = frozenset()
        held: Strings | None = frozenset()
        for whole, within in branches:
            best = self._best([whole, within])
            exact = None if exact is None or whole is None else exact | whole
            held = None if held is None or best is None else held | best
        return (None if exact is not None and len(exact) > MOST else exact), held

    def _best(self, choices: Iterable[Strings | None]) -> Strings | None:
        usable = [found for found in choices if found and all(map(self._counts, found))]
        return max(usable, key=self._worth, default=None)

    def _counts(self, one: str) -> bool:
        return len(one) >= self._least or one == "@"


def _joined(before: Strings, after: Strings | None) -> Strings | None:
    if after is None or len(before) * len(after) > MOST:
        return None
    return frozenset(one + other for one in before for other in after)
