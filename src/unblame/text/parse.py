"""One way in for every kind of text."""

from unblame.text.block import Block, Parsed
from unblame.text.html import html_blocks
from unblame.text.markdown import markdown_blocks
from unblame.text.plain import mrkdwn_blocks, plain_blocks

KINDS = {
    "markdown": markdown_blocks,
    "plain": plain_blocks,
    "html": html_blocks,
    "mrkdwn": mrkdwn_blocks,
}


def parse(text: str, kind: str = "markdown") -> Parsed:
    """Return the blocks of a text in the order in which they stand.

    Raises ValueError where `kind` is none of markdown, plain, html, mrkdwn.
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind of text: {kind!r}; known are {', '.join(KINDS)}")
    blocks: list[Block] = KINDS[kind](text)
    return Parsed(text=text, kind=kind, blocks=tuple(blocks))
