"""Condenses a log: per template and minute a count, and the first and last occurrence.

Condensations merge in any order to the same value. When the cells outgrow `MAX_CELLS`, templates
are shortened to their first words; that too depends on the whole only, never on the order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from unblame.evidence.template import coarse, level, template_of, without_ids

MAX_CELLS = 300_000
_WORDS = (0, 3, 1)
_REMEMBERED = 50_000
#: A minute as the log writes it, or since the epoch.
Minute = TypeVar("Minute", str, int)
Other = TypeVar("Other", str, int)


@dataclass(slots=True)
class Cell:
    """One template in one minute; `stamp` is that of the first line as written.

    `first` and `last` are seconds, within the minute until it is placed and since the epoch after.
    """

    count: int
    first: float
    last: float
    line: int
    stamp: str

    def add(self, other: "Cell") -> None:
        """Take in another count of the same template and minute."""
        self.count += other.count
        if (other.first, other.line) < (self.first, self.line):
            self.first, self.line, self.stamp = other.first, other.line, other.stamp
        self.last = max(self.last, other.last)


Pattern = tuple[str, str]
Minutes = dict[int, Cell]


@dataclass(slots=True)
class Condensation(Generic[Minute]):
    """The counts of one log or of a part of it, by (level, template) and minute."""

    patterns: dict[Pattern, dict[Minute, Cell]] = field(default_factory=dict)
    cells: int = 0
    stage: int = 0
    most: int = MAX_CELLS
    #: Grows by one whenever what `minutes_of` gave before is out of date.
    turn: int = 0
    _known: dict[tuple[object, str], dict[Minute, Cell]] = field(default_factory=dict)

    def minutes_of(self, stated: object, text: str) -> dict[Minute, Cell]:
        """Return the minutes of a message whose digits are the same; `stated` is its level or None."""
        minutes = self._known.get((stated, text))
        if minutes is None:
            text = without_ids(text)
            minutes = self._known.get((stated, text))
        if minutes is None:
            words = _WORDS[self.stage]
            masked = template_of(text)
            key = (level(stated, text), coarse(masked, words) if words else masked)
            minutes = self.patterns.setdefault(key, {})
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[stated, text] = minutes
        return minutes

    def begin(self, minutes: dict[Minute, Cell], minute: Minute, cell: Cell) -> None:
        """Note the first line of a template in a minute."""
        minutes[minute] = cell
        self.cells += 1
        self._bound()

    def merge(self, other: "Condensation[Minute]") -> None:
        """Take in the counts of another part; the order of parts makes no difference."""
        self._stale()
        while self.stage < other.stage:
            self._shorten()
        for (severity, masked), minutes in other.patterns.items():
            words = _WORDS[self.stage]
            key = (severity, coarse(masked, words) if words else masked)
            self.cells += _fold(self.patterns.setdefault(key, {}), minutes)
        self._bound()

    def moved(
        self, place: "Callable[[Minute, Cell], tuple[Other, Cell] | None]"
    ) -> "Condensation[Other]":
        """Return the same counts under other minutes; those that get no place are left out."""
        made: Condensation[Other] = Condensation(stage=self.stage, most=self.most)
        for pattern, minutes in self.patterns.items():
            found = (place(minute, cell) for minute, cell in minutes.items())
            into: dict[Other, Cell] = {}
            for minute, cell in (one for one in found if one is not None):
                if minute in into:
                    into[minute].add(cell)
                else:
                    into[minute] = cell
            if into:
                made.patterns[pattern] = into
                made.cells += len(into)
        return made

    def __iter__(self) -> Iterator[tuple[Pattern, dict[Minute, Cell]]]:
        """Yield the patterns in the order of their names."""
        return iter(sorted(self.patterns.items(), key=lambda pair: pair[0]))

    def _bound(self) -> None:
        while self.cells > self.most and self.stage + 1 < len(_WORDS):
            self._shorten()

    def _stale(self) -> None:
        self._known.clear()
        self.turn += 1

    def _shorten(self) -> None:
        self.stage += 1
        self._stale()
        before, self.patterns, self.cells = self.patterns, {}, 0
        for (severity, masked), minutes in before.items():
            key = (severity, coarse(masked, _WORDS[self.stage]))
            self.cells += _fold(self.patterns.setdefault(key, {}), minutes)


def per_minute(log: Condensation[int]) -> dict[int, int]:
    """Return the number of lines in each minute that has any."""
    total: dict[int, int] = {}
    for minutes in log.patterns.values():
        for minute, cell in minutes.items():
            total[minute] = total.get(minute, 0) + cell.count
    return total


def covers(log: Condensation[int]) -> tuple[float, float] | None:
    """Return the times of the first and the last line, in seconds since the epoch."""
    cells = [cell for minutes in log.patterns.values() for cell in minutes.values()]
    if not cells:
        return None
    return min(cell.first for cell in cells), max(cell.last for cell in cells)


def _fold(into: dict[Minute, Cell], minutes: dict[Minute, Cell]) -> int:
    fresh = 0
    for minute, cell in minutes.items():
        if minute in into:
            into[minute].add(cell)
        else:
            into[minute] = Cell(cell.count, cell.first, cell.last, cell.line, cell.stamp)
            fresh += 1
    return fresh
