"""Prose that people wrote in Markdown, as safe HTML: no raw HTML, no images, headings below ours."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LOWEST = 6
_ASK = re.compile(r"\[ask (Q[\w:]+)\]")
_CODE = re.compile(r"`([^`\n]+)`")


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415  (a page alone needs it)

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    return parser.enable("table").disable("image")


def block(text: str, *, below: int = 2) -> Markup:
    """Return paragraphs, lists and tables; headings sink by `below` levels."""
    tokens = _parser().parse(_asked(text))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + below, _LOWEST)}"
    return _rendered(tokens)


def inline(text: str) -> Markup:
    """Return one run of text with its emphasis, code and links."""
    return _rendered(_parser().parseInline(_asked(text)))


def coded(text: str) -> Markup:
    """Return words from the record as they stand, with `code` set as code and nothing else read."""
    parts = _CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else Markup("{}").format(part)
        for place, part in enumerate(parts)
    )


def _asked(text: str) -> str:
    """Return the text with each `[ask Q6]` as a link to that open question."""
    return _ASK.sub(r"[open question \1](#\1)", text)


def _rendered(tokens: "Sequence[Token]") -> Markup:
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "noopener noreferrer")
    from markdown_it.renderer import RendererHTML  # noqa: PLC0415

    renderer = _parser().renderer
    assert isinstance(renderer, RendererHTML)
    return Markup(renderer.render(tokens, _parser().options, {}))  # noqa: S704
