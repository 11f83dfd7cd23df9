"""Words with hyphens: which are ordinary English, and which are named as services and hosts are.

`read-only` and `error-rate` tell nothing; `orders-db-r2` and `order-intake` are somebody's own.
"""

from collections.abc import Callable

_SHORTEST_STEM = 3


class Compounds:
    """Says of a word with hyphens whether it is ordinary; `known` says so of each of its parts."""

    def __init__(self, lists: dict[str, frozenset[str]], known: Callable[[str], bool]) -> None:
        self._known = known
        self._listed = lists["compounds"]
        self._before = lists["before any part"]
        self._qualities = lists["qualities before a part"]
        self._joining = lists["between parts"]
        self._endings = lists["qualities after a part"]
        self._measures = lists["measures after a part"]
        self._particles = lists["particles after a verb"]
        self._no_participles = lists["no participles"]
        self._stages = lists["stages and copies"]
        self._colours = lists["colours of a copy"]
        self._machines = lists["service words"] | self._stages

    def ordinary(self, low: str) -> bool:
        """Return whether a folded word with hyphens is ordinary English or a term of the trade."""
        parts = low.split("-")
        if len(parts) == 1 or not all(map(self._is_part, parts)):
            return False
        if self._lists(low) or not self._joining.isdisjoint(parts[1:-1]):
            return True
        return self._is_ordinary(parts)

    def _is_part(self, part: str) -> bool:
        return len(part) == 1 or self._known(part)

    def _is_ordinary(self, parts: list[str]) -> bool:
        """Return whether known parts make an ordinary word, judged from both of its ends."""
        first, *rest = parts
        if not rest:
            return True
        last, before = rest[-1], parts[:-1]
        if first in self._before:
            return self._is_whole(rest)
        if last in self._endings:
            return self._is_whole(before)
        if not self._stages.isdisjoint(parts) or last in self._colours or len(last) == 1:
            return False
        if self._is_participle(last):
            return self._is_whole(before)
        if last in self._particles:
            return True
        if not self._machines.isdisjoint(parts):
            return False
        if self._is_quality(first):
            return self._is_whole(rest)
        return last in self._measures and self._is_whole(before)

    def _is_whole(self, parts: list[str]) -> bool:
        """Return whether what is left of a word is one part, or ordinary itself."""
        return len(parts) == 1 or self._lists("-".join(parts)) or self._is_ordinary(parts)

    def _is_quality(self, first: str) -> bool:
        told = first in self._qualities or (first.endswith("ly") and len(first) > _SHORTEST_STEM)
        return told or (first.endswith("ed") and self._is_participle(first))

    def _is_participle(self, word: str) -> bool:
        if word in self._no_participles:
            return False
        return any(
            word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM
            for ending in ("ed", "ing", "able", "ible", "less", "ful")
        )

    def _lists(self, low: str) -> bool:
        return low in self._listed or low.removesuffix("s") in self._listed
