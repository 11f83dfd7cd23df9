"""Text as a terminal shows it: columns counted as seen, nothing that could steer the terminal."""

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

TAB = 4
MOST_LINES = 5
_JOINER = "\u200d"
_SELECTORS = range(0xFE00, 0xFE10)


class Row(Struct, frozen=True):
    """One line to show, and below it the marks under the span; both are as wide as they look."""

    number: int
    text: str
    marks: str


def visible(text: str) -> str:
    """Return a text with controls, direction marks and line ends made harmless."""
    return "".join(_harmless(char) for char in text)


def _harmless(char: str) -> str:
    if char in "\t\n\r\u2028\u2029\x0b\x0c\x85":
        return " "
    category = unicodedata.category(char)
    if category == "Cc" or char in "\u061c\u200e\u200f" or category == "Cs":
        return "\ufffd"
    return "\ufffd" if category == "Cf" and unicodedata.bidirectional(char) in _STEERING else char


_STEERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def width(char: str) -> int:
    """Return how many columns a character takes: 0, 1 or 2."""
    if char == _JOINER or ord(char) in _SELECTORS or unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    if unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wide(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(width(char) for char in text)


def cut(text: str, room: int) -> str:
    """Return a text that takes no more columns than there is room for."""
    if wide(text) <= room:
        return text
    taken, held = 1, ""
    for char in text:
        taken += width(char)
        if taken > room:
            break
        held += char
    return f"{held}…" if room > 0 else ""


def rows(
    text: str, start: int, end: int, *, room: int, number: int = 1, step: int = 1
) -> list[Row]:
    """Return the lines that a span stands on, each cut to `room` columns around the span.

    `number` is that of the first of them. Of many lines the first and the last are shown.
    """
    lines = list(_lines_of(text, start, end, 4 * room))
    numbered = [(number + step * index, *line) for index, line in enumerate(lines)]
    numbered = [line for line in numbered if line[1].strip() or start == end]
    if len(numbered) > MOST_LINES:
        numbered = [*numbered[: MOST_LINES - 2], (0, "…", 0, 0), numbered[-1]]
    return [_row(*line, room) for line in numbered]


def _lines_of(text: str, start: int, end: int, around: int) -> Iterator[tuple[str, int, int]]:
    """Yield each line of a span and where the span begins and ends in it.

    Of a very long line, no more than `around` characters before and after the span are looked at.
    """
    least, most = max(start - around, 0), min(end + around, len(text))
    begin = max(text.rfind("\n", least, start) + 1, text.rfind("\r", least, start) + 1, least)
    while True:
        ends = [at for at in (text.find(sign, begin, most) for sign in "\r\n") if at >= 0]
        stop = min(ends, default=most)
        line = text[begin:stop]
        left = start - begin if start >= begin else len(line) - len(line.lstrip())
        yield line, left, max(min(end, stop) - begin, left)
        if end <= stop + 1 or stop >= most:
            return
        begin = stop + (2 if text[stop : stop + 2] == "\r\n" else 1)


def _row(number: int, line: str, start: int, end: int, room: int) -> Row:
    cells = list(_cells(line, start, end, room))
    skip = len(line) - len(line.lstrip()) if start >= len(line) - len(line.lstrip()) else 0
    cells = [cell for cell in cells if cell[0] >= skip]
    left = next((i for i, cell in enumerate(cells) if cell[0] >= start), len(cells))
    right = next((i for i, cell in enumerate(cells) if cell[0] >= end), len(cells))
    low, high = _window([cell[2] for cell in cells], left, right, room)
    before = "…" if low > 0 else ""
    after = "…" if high < len(cells) or (cells and cells[-1][0] + 1 < len(line)) else ""
    shown = cells[low:high]
    text = before + "".join(cell[1] for cell in shown) + after
    marks = " " * len(before)
    for index, cell in enumerate(shown, low):
        marks += ("^" if left <= index < right else " ") * cell[2]
    if right > high:
        marks += "^"
    if start == end and number:
        marks = " " * (len(before) + sum(cell[2] for cell in cells[low:left])) + "^"
    return Row(number, text, marks.rstrip())


def _cells(line: str, start: int, end: int, room: int) -> Iterator[tuple[int, str, int]]:
    """Yield offset, what is shown and its columns, as far around the span as could be seen."""
    first = max(start - 2 * room, 0)
    column = 0
    for offset in range(first, min(len(line), max(end, start) + 2 * room, start + 4 * room)):
        char = line[offset]
        if char == "\t":
            step = TAB - column % TAB
            yield offset, " " * step, step
            column += step
        else:
            shown = visible(char)
            yield offset, shown, width(shown)
            column += width(shown)


def _window(widths: list[int], left: int, right: int, room: int) -> tuple[int, int]:
    """Return which cells are shown: the span, and what fits before and after it."""
    if sum(widths) <= room:
        return 0, len(widths)
    room -= 2
    low = high = left
    used = 0
    while high < right and used + widths[high] <= room:
        used += widths[high]
        high += 1
    while low > 0 and used + widths[low - 1] <= room and (left - low) <= max(room - used, 12):
        low -= 1
        used += widths[low]
    while high < len(widths) and used + widths[high] <= room:
        used += widths[high]
        high += 1
    while high < len(widths) and widths[high] == 0:
        high += 1
    while low > 0 and used + widths[low - 1] <= room:
        low -= 1
        used += widths[low]
    return low, high
