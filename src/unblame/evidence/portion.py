"""One portion of a stream, counted on its own: what a process, or another machine, does alone.

Lines are numbered from the portion's start and minutes stay as written; where portions meet, lines,
years and days are settled (`settled.py`), so that they may be counted in any order.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from unblame.evidence.condense import Cell, Condensation
from unblame.evidence.template import alike, same_digits, with_versions, without_ids
from unblame.evidence.wall import FORMAL, FULL, YEARLESS, Rolls, Wall

FEW_LINES = 80
MAX_LINE = 65_536
WARNED = 5
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_REMEMBERED = 50_000
_FAIR = 2_000


def without_colour(text: str) -> str:
    """Return the text without the marks by which a terminal colours it."""
    return _COLOUR.sub("", text) if "\x1b" in text else text


class Line(NamedTuple):
    """One line of a log, split; `stamp` is a machine stamp or a Unix time, as written."""

    stamp: str
    level: object
    text: str
    place: str | None = None


Split = Callable[[str], Line | None]
"""Splits a line; None where it carries no time of its own (a stack trace, a broken line)."""

Alike = Callable[[str, str], str | None]
"""Takes a line and the line with all digits the same. Returns what splits to the same parts, digits
apart: the second with those digits put back that decide anything; or None where it cannot say."""


def digits_alike(_line: str, same: str) -> str | None:
    """Say that no digit decides how a line splits."""
    return same


class Kept(NamedTuple):
    """A line kept whole, with the minute and second in it where its stamp is a time."""

    number: int
    line: Line
    minute: str | None
    second: float


@dataclass(slots=True)
class Portion:
    """What was counted. `begins` and `ends` order portions; `ends` of one is `begins` of the next.

    `notes` are warnings by sort: how many lines, and the first few with what was seen. `turns` are
    the lines whose minute is another than that of the line before, with it.
    """

    begins: int = 0
    ends: int = 0
    lines: int = 0
    timed: int = 0
    counts: Condensation[str] = field(default_factory=Condensation)
    rolls: dict[str, Rolls] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    notes: dict[str, tuple[int, list[tuple[int, str]]]] = field(default_factory=dict)
    turns: list[tuple[int, str]] = field(default_factory=list)
    digest: str = ""

    def note(self, sort: str, number: int, what: str) -> None:
        """Note a line that could not be used."""
        count, seen = self.notes.get(sort, (0, []))
        if count < WARNED:
            seen.append((number, what))
        self.notes[sort] = count + 1, seen


class _Shape(NamedTuple):
    """Where the parts of the stamp stand in lines that are alike, and the minutes of their template."""

    start: int
    minute: int
    second: int
    zone: int
    comma: bool
    rolling: bool
    minutes: dict[str, Cell]


class Counter:
    """Counts the lines of one portion."""

    def __init__(self, split: Split, alike: Alike | None = None) -> None:
        """Take how lines split, and what makes them alike where that can be told."""
        self.portion = Portion()
        self.split = split
        self.alike = alike
        self.wall = Wall()
        self._now = ""
        self._shapes: dict[str, _Shape] = {}
        self._turn = 0
        self._fresh = 0
        self._stamped = 0
        self._written = self._minute = ""

    def block(self, text: str) -> None:
        """Count the whole lines of a text."""
        text = without_colour(text)
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        lines = text.split("\n")
        if not lines[-1]:
            lines.pop()
        if len(text) > MAX_LINE and len(max(lines, key=len)) > MAX_LINE:
            lines = self._cut(lines)
            text = "\n".join(lines)
        if self.alike is None:
            for line in lines:
                self.line(line)
        else:
            self._alike(lines, same_digits(text).split("\n"))

    def line(self, text: str) -> None:
        """Count one line; its number is the next."""
        self.portion.lines += 1
        line = self.split(text)
        if line is not None:
            self._count(line, self.portion.counts.minutes_of(line.level, alike(line.text)))
        elif not self.portion.timed and text.strip():
            self.portion.note("untimed", self.portion.lines, "no time in this line")

    def whole(self) -> Portion:
        """Return what was counted."""
        self.portion.rolls = self.wall.rolls
        return self.portion

    def _cut(self, lines: list[str]) -> list[str]:
        for number, line in enumerate(lines, start=self.portion.lines + 1):
            if len(line) > MAX_LINE:
                what = "the line is longer than 64 kB; its start was read"
                self.portion.note("cut", number, what)
        return [line[:MAX_LINE] for line in lines]

    def _alike(self, lines: list[str], sames: list[str]) -> None:
        """Count lines of which most are like one before: no pattern is matched for those."""
        portion, counts, key_of = self.portion, self.portion.counts, self.alike
        assert key_of is not None
        known = self._shapes.get
        keys = sames if key_of is digits_alike else map(key_of, lines, sames)
        for line, key in zip(lines, keys, strict=False):
            if key is None:
                self.line(line)
                continue
            with_numbers = key
            if "v1" in key or "1xx" in key:
                with_numbers = with_versions(line, key)
            shape = known(with_numbers)
            if shape is None or self._turn != counts.turn:
                shape = self._shape_of(with_numbers)
            if shape is None or portion.timed <= FEW_LINES:
                self.line(line)
                continue
            start, minute, second, zone, comma, rolling, minutes = shape
            at = line[start:minute] + line[second:zone]
            if rolling:
                at = self._rolled(at, line[start:zone])
            cell = minutes.get(at)
            written = line[minute + 1 : second]
            within = float(written.replace(",", ".") if comma else written)
            portion.lines += 1
            if cell is None or within >= 61:
                self._count(Line(line[start:zone], None, ""), minutes)
                continue
            portion.timed += 1
            cell.count += 1
            if at != self._now:
                self._now = at
                portion.turns.append((portion.lines, at))
            if within > cell.last:
                cell.last = within
            elif within < cell.first:
                cell.first, cell.line, cell.stamp = within, portion.lines, line[start:zone]

    def _rolled(self, written: str, stamp: str) -> str:
        """Return the minute of a stamp without its year; within a minute nothing rolls."""
        if written != self._written:
            placed = self.wall.minute(stamp)
            if placed is None:
                return ""
            self._written, self._minute = written, placed[0]
        return self._minute

    def _shape_of(self, key: str) -> _Shape | None:
        """Return the shape of a line, kept for its like; long ids in it are passed over."""
        counts = self.portion.counts
        if self._turn != counts.turn or len(self._shapes) >= _REMEMBERED:
            self._shapes.clear()
            self._turn = counts.turn
        without = key[: self._stamped] + without_ids(key[self._stamped :])
        shape = self._shapes.get(without)
        if shape is not None and shape.zone <= self._stamped:
            return shape
        found = self.split(key)
        shape = _shape(found, key, counts) if found is not None else None
        self._fresh += 1
        if shape is None:
            if self._fresh > _FAIR and self._fresh * 2 > self.portion.lines:
                self.alike = None
            return None
        if shape.zone > self._stamped or self.split(without) != _passed(found):
            self._stamped = max(shape.zone, self._stamped)
            without = key
        if self._fresh < _REMEMBERED or self._fresh * 2 < self.portion.timed:
            self._shapes[without] = shape
        return shape

    def _count(self, line: Line, minutes: dict[str, Cell]) -> None:
        portion = self.portion
        self._written = ""
        placed = self.wall.minute(line.stamp)
        if portion.timed <= FEW_LINES:
            minute, second = placed if placed is not None else (None, 0.0)
            portion.kept.append(Kept(portion.lines, line, minute, second))
        portion.timed += 1
        if placed is None:
            portion.note("no time", portion.lines, f"not a time: {line.stamp[:40]!r}")
            return
        minute, second = placed
        if minute != self._now:
            self._now = minute
            portion.turns.append((portion.lines, minute))
        cell = minutes.get(minute)
        if cell is None:
            made = Cell(1, second, second, portion.lines, line.stamp)
            portion.counts.begin(minutes, minute, made)
            return
        cell.count += 1
        if second > cell.last:
            cell.last = second
        elif second < cell.first:
            cell.first, cell.line, cell.stamp = second, portion.lines, line.stamp


def _passed(found: Line | None) -> Line | None:
    """Return a split line with the long ids of its message passed over."""
    return found._replace(text=without_ids(found.text)) if found is not None else None


def _shape(found: Line, key: str, counts: Condensation[str]) -> _Shape | None:
    """Return where lines like this have their parts, or None where that cannot be told.

    A level that is a number is told by digits, so that lines alike may differ in it.
    """
    if isinstance(found.level, int) or str(found.level).isdigit():
        return None
    match = FULL.match(found.stamp) or FORMAL.match(found.stamp)
    rolling = match is None
    match = match or YEARLESS.match(found.stamp)
    if match is None or key.count(found.stamp) != 1:
        return None
    start = key.index(found.stamp)
    minutes = counts.minutes_of(found.level, found.text)
    minute, second = start + match.end("minute"), start + match.end("second")
    comma = "," in match["second"]
    return _Shape(start, minute, second, start + match.end(), comma, rolling, minutes)


def counted(lines: Iterable[tuple[int, str, bool]], split: Split) -> Portion:
    """Return one portion of numbered lines as `OpenSource.lines` gives them."""
    counter = Counter(split)
    for number, text, cut in lines:
        counter.portion.lines = number - 1
        if cut:
            counter.portion.note("cut", number, "the line is longer than 64 kB; its start was read")
        counter.line(without_colour(text))
    return counter.whole()
