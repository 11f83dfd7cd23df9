"""HTML bodies of messages and mails as plain text: words and line ends, never tags or scripts."""

import re
from html.parser import HTMLParser

LONGEST = 262_144
_BREAKS = frozenset(
    [*(f"h{level}" for level in range(1, 7)), "p", "div", "br", "li", "tr", "table", "ul", "ol",
     "blockquote", "pre", "hr", "section", "article", "header", "footer"]
)  # fmt: skip
_SILENT = frozenset(["script", "style", "head", "title", "template"])
_VOID = frozenset(["br", "hr", "img", "meta", "link", "input", "wbr", "col", "base"])


def text_of_html(source: str, *, quotes: bool = True) -> str:
    """Return the text of an HTML body, one block a line; without `quotes`, no `<blockquote>`."""
    reader = _Text(quotes=quotes)
    reader.feed(source[:LONGEST])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Text(HTMLParser):
    def __init__(self, *, quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.dropped = _SILENT if quotes else _SILENT | {"blockquote"}
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.dropped:
            self.depth += 1
        elif not self.depth:
            if tag in _BREAKS:
                self.parts.append("\n")
            elif tag in {"td", "th"}:
                self.parts.append(" ")
            elif tag in {"img", "emoji"}:
                self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.dropped:
            self.depth = max(self.depth - 1, 0)
        elif tag in _BREAKS and tag not in _VOID and not self.depth:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data.replace("\r", " ").replace("\n", " "))
