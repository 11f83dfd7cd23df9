"""Markdown with tables and front matter, by the line maps of markdown-it-py's tokens."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from unblame.text.block import Block
from unblame.text.exempt import exempt_spans
from unblame.text.html import html_blocks
from unblame.text.late import late
from unblame.text.place import LINE_END, line_starts

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FRONT_MATTER = late(
    r"\ufeff?---[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))??(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)", re.DOTALL
)
MARKERS = late(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:\[[ xX]\][ \t]+)?")
TASK = late(r"\[[ xX]\][ \t]+")
PIPE = late(r"(?<!\\)\|")
NOT_LINE = late(r"[^\r\n]")


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415  (half the time of starting, unless needed)

    return MarkdownIt("commonmark").enable("table").disable("inline").disable("reference")


def markdown_blocks(text: str) -> list[Block]:
    """Return the blocks of a Markdown text in the order in which they stand."""
    return _Walk(text).blocks


class _Walk:
    """One pass over the block tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = line_starts(text)
        self.ends = [match.start() for match in LINE_END.finditer(text)] + [len(text)]
        self.blocks: list[Block] = []
        self.path: list[tuple[int, str]] = []
        self.level = 0
        self.containers: list[str] = []
        self.cells: list[tuple[int, int]] = []
        self.columns: list[str] = []
        self.cell = self.row = 0
        for token in _parser().parse(self._past_front_matter()):
            self._token(token)

    def _past_front_matter(self) -> str:
        match = FRONT_MATTER.match(self.text)
        body = self.text
        if match:
            self._add("front_matter", self.starts[0], match.end())
            body = NOT_LINE.sub("", self.text[: match.end()]) + self.text[match.end() :]
        return body.removeprefix("\ufeff")

    def _token(self, token: "Token") -> None:
        kind = token.type
        if kind in {"blockquote_open", "list_item_open"}:
            self.containers.append("quote" if kind[0] == "b" else "item")
        elif kind in {"blockquote_close", "list_item_close"}:
            self.containers.pop()
        elif kind == "heading_open":
            self.level = int(token.tag[1])
        elif kind == "heading_close":
            self.level = 0
        elif kind == "inline":
            self._inline(token)
        elif kind in {"fence", "code_block", "html_block"}:
            self._whole(token)
        else:
            self._table(token)

    def _table(self, token: "Token") -> None:
        if token.type == "table_open":
            self.columns, self.row = [], 0
        elif token.type == "tr_open" and token.map:
            self.cells, self.cell = self._row_cells(token.map[0]), 0
        elif token.type == "tr_close":
            self.row += 1
            self.cells = []

    def _row_cells(self, line: int) -> list[tuple[int, int]]:
        start, end = self.starts[line], self.ends[line]
        row = self.text[start:end]
        lead = MARKERS.match(row)
        begin = (
            lead.end() if lead and "item" in self.containers else len(row) - len(row.lstrip("> \t"))
        )
        bars = [match.start() for match in PIPE.finditer(row, begin)]
        if bars and not row[begin : bars[0]].strip():
            begin = bars.pop(0) + 1
        cells = []
        for bar in [*bars, len(row)]:
            piece = row[begin:bar]
            left = start + begin + len(piece) - len(piece.lstrip())
            cells.append((left, left + len(piece.strip())))
            begin = bar + 1
        return cells

    def _inline(self, token: "Token") -> None:
        if self.cells:
            self._cell()
        elif token.map and token.content.strip():
            self._lines(token.map[0], token.content)

    def _cell(self) -> None:
        if self.cell < len(self.cells):
            start, end = self.cells[self.cell]
            if self.row == 0:
                self.columns.append(self.text[start:end])
            column = self.columns[self.cell] if self.cell < len(self.columns) else ""
            if start < end:
                self._add("cell", start, end, column=column, row=self.row)
        self.cell += 1

    def _lines(self, line: int, content: str) -> None:
        pieces: list[str] = []
        start = end = -1
        for offset, read in enumerate(content.split("\n")):
            part = read.strip()
            if line + offset >= len(self.starts):
                break
            left, right = self.starts[line + offset], self.ends[line + offset]
            found = self.text.find(part, left, right)
            if found < 0:
                marks = MARKERS.match(self.text, left, right)
                found = marks.end() if marks else left
                part = self.text[found:right].strip()
            if start < 0:
                task = TASK.match(part) if self.containers else None
                start = found + (task.end() if task else 0)
                end = start
            gap = self.text[end:found]
            pieces.append("".join(c if c in "\r\n" else " " for c in gap) if gap.strip() else gap)
            begin = max(found, start)
            end = found + len(part)
            pieces.append(self.text[begin:end])
        kind = (
            "heading" if self.level else (self.containers[-1] if self.containers else "paragraph")
        )
        self._add(kind, start, end, "".join(pieces))

    def _whole(self, token: "Token") -> None:
        if not token.map:
            return
        start, end = self.starts[token.map[0]], self.ends[min(token.map[1], len(self.ends)) - 1]
        if token.type == "html_block":
            section = tuple(title for _, title in self.path)
            self.blocks += html_blocks(self.text[start:end], start, token.map[0] + 1, section)
        else:
            self._add("code", start, end)

    def _add(
        self,
        kind: str,
        start: int,
        end: int,
        text: str | None = None,
        *,
        column: str = "",
        row: int = 0,
    ) -> None:
        if kind == "heading":
            self.path = [entry for entry in self.path if entry[0] < self.level]
        body = self.text[start:end] if text is None else text
        self.blocks.append(
            Block(
                kind=kind,
                start=start,
                end=end,
                text=body,
                section=tuple(title for _, title in self.path),
                line=_line(self.starts, start),
                exempt=() if kind in {"code", "front_matter"} else exempt_spans(body, start),
                column=column,
                row=row,
            )
        )
        if kind == "heading":
            self.path.append((self.level, body))


def _line(starts: tuple[int, ...], offset: int) -> int:
    return max(bisect_right(starts, offset), 1)
