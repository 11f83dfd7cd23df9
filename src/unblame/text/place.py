"""Places in a text: lines, columns, and edits that change nothing else."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache

from unblame.text.late import late

LINE_END = late(r"\r\n?|\n")
BOM = "\ufeff"


@lru_cache(maxsize=8)
def line_starts(text: str) -> tuple[int, ...]:
    """Return the offset at which each line starts; a byte order mark is before the first line."""
    first = 1 if text.startswith(BOM) else 0
    return (first, *(match.end() for match in LINE_END.finditer(text)))


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, both from 1, in Unicode code points."""
    starts = line_starts(text)
    line = max(bisect_right(starts, offset), 1)
    return line, max(offset - starts[line - 1], 0) + 1


def within(spans: Iterable[tuple[int, int]]) -> Callable[[int], bool]:
    """Return a test of whether an offset stands in one of the spans, at a cost that hardly grows."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)

    def stands(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < ends[at]

    return stands


def splice(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return the text with each span replaced and everything else kept character for character.

    Raises ValueError where two spans overlap or one lies outside the text.
    """
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        if not at <= start <= end <= len(text):
            raise ValueError(f"the edit {start}-{end} overlaps another or leaves the text")
        parts += (text[at:start], new)
        at = end
    parts.append(text[at:])
    return "".join(parts)
