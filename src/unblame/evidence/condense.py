"""Condenses a log: per template and minute a count, and the first and last occurrence.

Condensations merge in any order to the same value. When the cells outgrow `MAX_CELLS`, templates
are shortened to their first words; that too depends on the whole only, never on the order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from unblame.evidence.template import coarse, level, template

MAX_CELLS = 300_000
_WORDS = (0, 3, 1)
_REMEMBERED = 50_000


@dataclass(slots=True)
class Cell:
    """One template in one minute. Times are seconds since the epoch; `stamp` is as written."""

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
class Condensation:
    """The counts of one log or of a part of it, by (level, template) and minute."""

    patterns: dict[Pattern, Minutes] = field(default_factory=dict)
    cells: int = 0
    stage: int = 0
    lines: int = 0
    most: int = MAX_CELLS
    _fresh: int = 0
    _known: dict[tuple[object, str], Minutes] = field(default_factory=dict)

    def add(self, at: float, stamp: str, stated: object, text: str, line: int) -> None:
        """Count one line; `stated` is its level as written, or None."""
        self.lines += 1
        minutes = self._known.get((stated, text))
        if minutes is None:
            minutes = self._minutes_of(stated, text)
        minute = int(at // 60)
        cell = minutes.get(minute)
        if cell is None:
            minutes[minute] = Cell(1, at, at, line, stamp)
            self.cells += 1
            self._bound()
            return
        cell.count += 1
        if at > cell.last:
            cell.last = at
        elif at < cell.first or (at == cell.first and line < cell.line):
            cell.first, cell.line, cell.stamp = at, line, stamp

    def merge(self, other: "Condensation") -> None:
        """Take in the counts of another part; the order of parts makes no difference."""
        self._known.clear()
        self.lines += other.lines
        while self.stage < other.stage:
            self._shorten()
        for (severity, masked), minutes in other.patterns.items():
            words = _WORDS[self.stage]
            key = (severity, coarse(masked, words) if words else masked)
            self.cells += _fold(self.patterns.setdefault(key, {}), minutes)
        self._bound()

    def per_minute(self) -> dict[int, int]:
        """Return the number of lines in each minute that has any."""
        total: dict[int, int] = {}
        for minutes in self.patterns.values():
            for minute, cell in minutes.items():
                total[minute] = total.get(minute, 0) + cell.count
        return total

    def covers(self) -> tuple[float, float] | None:
        """Return the times of the first and the last line, in seconds since the epoch."""
        cells = [cell for minutes in self.patterns.values() for cell in minutes.values()]
        if not cells:
            return None
        return min(cell.first for cell in cells), max(cell.last for cell in cells)

    def __iter__(self) -> Iterator[tuple[Pattern, Minutes]]:
        """Yield the patterns in the order of their names."""
        return iter(sorted(self.patterns.items(), key=lambda pair: pair[0]))

    def _minutes_of(self, stated: object, text: str) -> Minutes:
        words = _WORDS[self.stage]
        masked = template(text)
        key = (level(stated, text), coarse(masked, words) if words else masked)
        minutes = self.patterns.setdefault(key, {})
        self._fresh += 1
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        if self._fresh < _REMEMBERED or self._fresh * 2 < self.lines:
            self._known[stated, text] = minutes
        return minutes

    def _bound(self) -> None:
        while self.cells > self.most and self.stage + 1 < len(_WORDS):
            self._shorten()

    def _shorten(self) -> None:
        self.stage += 1
        self._known.clear()
        before, self.patterns, self.cells = self.patterns, {}, 0
        for (severity, masked), minutes in before.items():
            key = (severity, coarse(masked, _WORDS[self.stage]))
            self.cells += _fold(self.patterns.setdefault(key, {}), minutes)


def _fold(into: Minutes, minutes: Minutes) -> int:
    fresh = 0
    for minute, cell in minutes.items():
        if minute in into:
            into[minute].add(cell)
        else:
            into[minute] = Cell(cell.count, cell.first, cell.last, cell.line, cell.stamp)
            fresh += 1
    return fresh
