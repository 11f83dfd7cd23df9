"""Where portions of a stream meet: lines are numbered on, years and days settled, counts added up.

Portions may come in any order; each waits for the one before it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from unblame.evidence.condense import Cell, Condensation
from unblame.evidence.portion import FEW_LINES, WARNED, Kept, Portion
from unblame.evidence.put_back import Order
from unblame.evidence.wall import Placed, Rolls, shifted
from unblame.evidence.zones import Zones


@dataclass(slots=True)
class Settled:
    """The counts of a stream as far as its portions have come without a gap."""

    counts: Condensation[str] = field(default_factory=Condensation)
    kept: list[Kept] = field(default_factory=list)
    notes: dict[str, tuple[int, list[tuple[int, str]]]] = field(default_factory=dict)
    rolls: dict[str, Rolls] = field(default_factory=dict)
    lines: int = 0
    timed: int = 0
    upto: int = 0
    order: Order = field(default_factory=Order)
    #: How many lines stand before each portion, by where it begins.
    marks: dict[int, int] = field(default_factory=dict)
    _waiting: dict[int, Portion] = field(default_factory=dict)

    def take(self, portion: Portion) -> None:
        """Take a portion in, or keep it until those before it have come."""
        self._waiting[portion.begins] = portion
        while (ready := self._waiting.pop(self.upto, None)) is not None:
            self._follow(ready)
            self.upto = ready.ends

    @property
    def whole(self) -> bool:
        """Whether no portion waits for another."""
        return not self._waiting

    def _follow(self, portion: Portion) -> None:
        self.marks[portion.begins] = self.lines
        by = self._rolled(portion)
        for sort, (count, seen) in portion.notes.items():
            if sort == "untimed" and self.timed:
                continue
            before, held = self.notes.get(sort, (0, []))
            moved = [(number + self.lines, what) for number, what in seen]
            self.notes[sort] = before + count, [*held, *moved][:WARNED]
        for line, turned in portion.turns:
            self.order.turn(shifted(turned, by), line + self.lines)
        for one in portion.kept[: FEW_LINES + 1 - len(self.kept)]:
            minute = shifted(one.minute, by) if one.minute is not None else None
            self.kept.append(one._replace(number=one.number + self.lines, minute=minute))
        self.counts.merge(
            portion.counts.moved(lambda minute, cell: (shifted(minute, by), self._on(cell)))
        )
        self.lines += portion.lines
        self.timed += portion.timed

    def _on(self, cell: Cell) -> Cell:
        return Cell(cell.count, cell.first, cell.last, cell.line + self.lines, cell.stamp)

    def _rolled(self, portion: Portion) -> dict[str, int]:
        by: dict[str, int] = {}
        for kind, rolls in portion.rolls.items():
            before = self.rolls.get(kind)
            by[kind] = rolls.follow(before, kind) if before is not None else 0
            first = before.first if before is not None else rolls.first
            self.rolls[kind] = Rolls(first, rolls.last, by[kind] + rolls.count)
        return by


@dataclass(slots=True)
class Timed:
    """A settled stream on the one time line; `unplaced` lines have no instant.

    `minutes` holds, by line, the minute as written of the first line in each cell. `odd` holds, by a
    minute that a clock change skips or repeats, its first line; these are not among the unplaced.
    """

    log: Condensation[int]
    placed: Placed
    unplaced: int
    minutes: dict[int, tuple[str, float]]
    odd: dict[str, int]


def timed(settled: Settled, zones: Zones, end: datetime | None) -> Timed:
    """Place the minutes of a settled stream; `end` is when its file last changed."""
    placed = Placed(zones, settled.rolls, end)
    written: dict[int, tuple[str, float]] = {}
    odd: dict[str, int] = {}
    lost = 0

    def place(minute: str, cell: Cell) -> tuple[int, Cell] | None:
        nonlocal lost
        start = placed.start(minute)
        if start is None:
            if minute in placed.odd:
                odd[minute] = min(odd.get(minute, cell.line), cell.line)
            else:
                lost += cell.count
            return None
        if minute[0] in "yd":
            written[cell.line] = minute, cell.first
        made = Cell(cell.count, start + cell.first, start + cell.last, cell.line, cell.stamp)
        return int(start // 60), made

    log = settled.counts.moved(place)
    return Timed(log=log, placed=placed, unplaced=lost, minutes=written, odd=odd)
