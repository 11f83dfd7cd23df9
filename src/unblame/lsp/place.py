"""Places as an editor counts them: lines from 0, columns in the units that were agreed on.

A line ends at CR, LF or both and nowhere else (Language Server Protocol 3.17, "Text Documents").
"""

import re
from bisect import bisect_right
from typing import Protocol

from lsprotocol import types

_LINE_END = re.compile(r"\r\n?|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Place(Protocol):
    """A line and a column, both from 0."""

    line: int
    character: int


class Lines:
    """The lines of one text, for going from offsets to an editor's places and back."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self.encoding = encoding
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def position(self, offset: int) -> types.Position:
        """Return the place of an offset."""
        line = bisect_right(self.starts, offset) - 1
        before = self.text[self.starts[line] : offset]
        return types.Position(line=line, character=_units(before, self.encoding))

    def range(self, start: int, end: int) -> types.Range:
        """Return the range between two offsets."""
        return types.Range(start=self.position(start), end=self.position(end))

    def offset(self, place: Place) -> int:
        """Return the offset of a place; one beyond a line or the text is at its end."""
        if place.line >= len(self.starts):
            return len(self.text)
        start, end = self.line(place.line)
        line = self.text[start:end]
        if line.isascii() or self.encoding == "utf-32":
            return start + min(place.character, len(line))
        units = 0
        for index, char in enumerate(line):
            units += _units(char, self.encoding)
            if units > place.character:
                return start + index
        return end

    def line(self, number: int) -> tuple[int, int]:
        """Return where a line starts and where its text ends, its line end left out."""
        start = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end


def changed(text: str, change: types.TextDocumentContentChangeEvent, encoding: str) -> str:
    """Return the text after one change, which may replace a range or everything."""
    if not isinstance(change, types.TextDocumentContentChangePartial):
        return whole(change.text)
    lines = Lines(text, encoding)
    start, end = lines.offset(change.range.start), lines.offset(change.range.end)
    return whole(text[:start] + change.text + text[max(start, end) :])


def whole(text: str) -> str:
    """Return a text with split surrogate pairs joined and lone halves shown as U+FFFD."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _units(text: str, encoding: str) -> int:
    if text.isascii() or encoding == "utf-32":
        return len(text)
    if encoding == "utf-8":
        return len(text.encode())
    return len(text.encode("utf-16-le")) // 2
