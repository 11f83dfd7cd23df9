"""What of a text is read at once: a sentence, a line of chat or of a timeline, a row of a table."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from unblame.people.around import ARTICLES
from unblame.people.excerpt import EDGES, LEADS, is_plain
from unblame.people.words import lists
from unblame.text import Block, Sentence, late, parse, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = late(r"`[^`\n]*`|https?://\S+")
NUMBER = late(r"[A-Z]{1,10}-?\d+|\d[\d./:]*\w{0,4}")
#: A line on which somebody else begins to speak: `kstad: it's back`, `<kstad> it's back`.
SPEAKS = late(
    r"\n(?=[ \t>*]*[<\[(]?[@+~%&]?[^\W\d_][\w.'’-]{1,24}(?: [\w.'’-]{1,24})?[*]{0,2}[:>\])][*]{0,2} )"
)


def stretches(text: str) -> Iterator[Sentence]:
    """Give what is read at once, where somebody could be mentioned; the words of code are not."""
    for blocks in _apart(parse(text).blocks):
        for sentence in blocks:
            if may_name(sentence.text):
                yield sentence


def may_name(sentence: str) -> bool:
    """Return whether a sentence has an unknown capital, or an unknown word where a person may stand.

    Numbers, tickets and code are neither: what of them is a person's, its form tells without a recogniser.
    """
    before = ""
    for word in CODE.sub(" ", sentence).split():
        core = word.strip(EDGES + "#`")
        low = core.casefold()
        if (
            not is_plain(word)
            and not NUMBER.fullmatch(core)
            and _may_be_somebody(core, low, before)
        ):
            return True
        before = low
    return False


def _may_be_somebody(core: str, low: str, before: str) -> bool:
    if low in lists().never or not any(map(str.isalpha, core)):
        return False
    return not core.islower() or not (low in LEADS or (core.isalpha() and before in ARTICLES))


def _apart(blocks: tuple[Block, ...]) -> Iterator[Iterator[Sentence]]:
    for row, held in groupby(blocks, key=lambda block: block.line if block.kind == "cell" else 0):
        together = list(held)
        yield _row(together) if row else _said(together)


def _row(cells: list[Block]) -> Iterator[Sentence]:
    """Give a row as one line: its cells with the space that parts them."""
    start, end = cells[0].start, cells[-1].end
    line = [" "] * (end - start)
    for cell in cells:
        line[cell.start - start : cell.end - start] = cell.text
    yield Sentence(text="".join(line), start=start, end=end)


def _said(blocks: list[Block]) -> Iterator[Sentence]:
    for block in blocks:
        for sentence in sentences(block):
            yield from _lines(sentence, block)


def _lines(sentence: Sentence, block: Block) -> Iterator[Sentence]:
    """Part what several people say line by line without a full stop."""
    raw = block.text[sentence.start - block.start : sentence.end - block.start]
    edges = [0, *(match.end() for match in SPEAKS.finditer(raw)), len(raw)] if "\n" in raw else []
    if len(edges) < 3:
        yield sentence
        return
    for start, end in pairwise(edges):
        yield Sentence(
            text=sentence.text[start:end].rstrip(),
            start=sentence.start + start,
            end=sentence.start + end,
            into=sentence.into,
        )
