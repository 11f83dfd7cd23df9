"""The values of this room: a block of text, a sentence, and a whole text parsed."""

from msgspec import Struct

PROSE = frozenset({"heading", "paragraph", "item", "cell", "quote"})


class Block(Struct, frozen=True, kw_only=True):
    """One block. `kind` is heading, paragraph, item, cell, quote, code, front_matter, html, comment.

    `start` and `end` are offsets into the original. `text` is as long as that slice: the markers of
    quotes and lists that begin its later lines stand as spaces, so that `start + i` is always the
    place of `text[i]`. `exempt` holds offsets of inline code, addresses and link targets.
    `section` is the path of headings above; `column` the header of a cell's column.
    """

    kind: str
    start: int
    end: int
    text: str
    section: tuple[str, ...] = ()
    line: int = 1
    exempt: tuple[tuple[int, int], ...] = ()
    column: str = ""
    row: int = 0

    @property
    def is_prose(self) -> bool:
        return self.kind in PROSE

    @property
    def is_head(self) -> bool:
        """Whether the block stands above others: a heading, or a cell at the head of its column."""
        return self.kind == "heading" or (self.kind == "cell" and self.row == 0)


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence; `text` is as long as `end - start` and has spaces where lines were wrapped.

    `into` is how many characters of the same sentence stand before it, where one that never ends was parted.
    """

    text: str
    start: int
    end: int
    into: int = 0


class Parsed(Struct, frozen=True, kw_only=True):
    text: str
    kind: str
    blocks: tuple[Block, ...] = ()
