"""The body of a document as headings, tables, bullets and prose, each with its place in the text.

Line by line and without loss: every offset is into the text as it stands, whatever its line ends.
"""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BULLET = re.compile(r"([ \t]*)[-*+][ \t]+(?=\S)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CELL = re.compile(r"(?:\\\||[^|])*")


class Place(Struct, frozen=True, kw_only=True):
    """A stretch of the text; `line` counts from one."""

    start: int
    end: int
    line: int


class Heading(Place, frozen=True, kw_only=True):
    level: int
    text: str


class Cell(Place, frozen=True, kw_only=True):
    text: str


class Row(Place, frozen=True, kw_only=True):
    cells: tuple[Cell, ...]


class Table(Place, frozen=True, kw_only=True):
    header: Row
    ruled: bool
    rows: tuple[Row, ...] = ()


class Bullet(Place, frozen=True, kw_only=True):
    """A list item with its continuation lines, each without its indentation."""

    lines: tuple[Cell, ...]
    indent: int


class Prose(Place, frozen=True, kw_only=True):
    """Lines that are nothing else, fenced code among them."""


class Comment(Place, frozen=True, kw_only=True):
    pass


Part = Heading | Table | Bullet | Prose | Comment


class Section(Place, frozen=True, kw_only=True):
    """A heading's own stretch, up to the next heading of any level."""

    heading: Heading | None
    body: int
    parents: tuple[str, ...]
    parts: tuple[Part, ...]


class _Line(Struct, frozen=True, kw_only=True):
    start: int
    stop: int
    end: int
    number: int
    text: str


def sections(text: str, start: int = 0, line: int = 1) -> tuple[Section, ...]:
    """Return the sections of a text from an offset on, in order; the first may have no heading."""
    found: list[Section] = []
    parents: list[Heading] = []
    heading: Heading | None = None
    parts: list[Part] = []
    begin, body = start, start

    def close(end: int) -> None:
        names = tuple(parent.text for parent in parents[:-1] if heading)
        number = heading.line if heading else line
        found.append(
            Section(
                start=begin,
                end=end,
                line=number,
                heading=heading,
                body=body,
                parents=names,
                parts=tuple(parts),
            )
        )

    for part in parse(text, start, line):
        if not isinstance(part, Heading):
            parts.append(part)
            continue
        close(part.start)
        parents = [parent for parent in parents if parent.level < part.level] + [part]
        heading, begin, body, parts = part, part.start, part.end, []
    close(len(text))
    return tuple(found)


def parse(text: str, start: int = 0, line: int = 1) -> Iterator[Part]:
    """Yield the parts of a text from an offset on, in order."""
    lines = _lines(text, start, line)
    index = 0
    while index < len(lines):
        first = lines[index]
        used = 1
        heading = _HEADING.match(first.text)
        if heading:
            yield Heading(
                **_span(first, first), level=len(heading[1]), text=(heading[2] or "").strip()
            )
        elif first.text.lstrip().startswith("<!--"):
            used = _until(lines, index, lambda at: "-->" in at.text)
            yield Comment(**_span(first, lines[index + used - 1]))
        elif _FENCE.match(first.text):
            used = _fence(lines, index)
            yield Prose(**_span(first, lines[index + used - 1]))
        elif first.text.lstrip().startswith("|"):
            used = _table_length(lines, index)
            yield _table(lines[index : index + used])
        elif _BULLET.match(first.text):
            used = _bullet_length(lines, index)
            yield _bullet(lines[index : index + used])
        elif first.text.strip():
            yield Prose(**_span(first, first))
        index += used


def cells(line_text: str, start: int, number: int) -> tuple[Cell, ...]:
    """Return the cells of one table line; the pipes at both ends are optional at the end only."""
    found = []
    at = line_text.index("|") + 1
    while at <= len(line_text):
        match = _CELL.match(line_text, at)
        raw = match[0] if match else ""
        if at + len(raw) == len(line_text) and not raw.strip():
            break
        lead = len(raw) - len(raw.lstrip())
        left = at + (lead if raw.strip() else min(1, len(raw)))
        stripped = raw.strip()
        found.append(
            Cell(start=start + left, end=start + left + len(stripped), line=number, text=stripped)
        )
        at += len(raw) + 1
    return tuple(found)


def _lines(text: str, start: int, number: int) -> list[_Line]:
    found = []
    while start < len(text):
        match = _LINE.match(text, start)
        end = match.end() if match else len(text)
        content = text[start:end].rstrip("\r\n")
        found.append(
            _Line(start=start, stop=start + len(content), end=end, number=number, text=content)
        )
        start, number = end, number + 1
    return found


def _span(first: _Line, last: _Line) -> dict[str, int]:
    return {"start": first.start, "end": last.end, "line": first.number}


def _until(lines: list[_Line], index: int, ends: Callable[[_Line], bool]) -> int:
    for used, line in enumerate(lines[index:], 1):
        if ends(line):
            return used
    return 1


def _fence(lines: list[_Line], index: int) -> int:
    mark = _FENCE.match(lines[index].text)
    fence = mark[1] if mark else ""
    closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    for used, line in enumerate(lines[index + 1 :], 2):
        if closing.match(line.text):
            return used
    return 1


def _table_length(lines: list[_Line], index: int) -> int:
    used = 0
    while index + used < len(lines) and lines[index + used].text.lstrip().startswith("|"):
        used += 1
    return used


def _table(lines: list[_Line]) -> Table:
    rows = [
        Row(**_span(line, line), cells=cells(line.text, line.start, line.number)) for line in lines
    ]
    ruled = len(lines) > 1 and bool(_RULE.match(lines[1].text))
    return Table(
        **_span(lines[0], lines[-1]),
        header=rows[0],
        ruled=ruled,
        rows=tuple(rows[2 if ruled else 1 :]),
    )


def _bullet_length(lines: list[_Line], index: int) -> int:
    mark = _BULLET.match(lines[index].text)
    indent = len(mark[1]) if mark else 0
    used = 1
    for line in lines[index + 1 :]:
        deeper = len(line.text) - len(line.text.lstrip()) > indent
        if not line.text.strip() or not deeper or _BULLET.match(line.text):
            break
        used += 1
    return used


def _bullet(lines: list[_Line]) -> Bullet:
    mark = _BULLET.match(lines[0].text)
    found = []
    for index, line in enumerate(lines):
        lead = len(line.text) - len(line.text.lstrip())
        begin = mark.end() if mark and not index else lead
        text = line.text[begin:].rstrip()
        start = line.start + begin
        found.append(Cell(start=start, end=start + len(text), line=line.number, text=text))
    return Bullet(
        **_span(lines[0], lines[-1]),
        lines=tuple(found),
        indent=len(mark[1]) if mark else 0,
    )
