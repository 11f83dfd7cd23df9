"""HTML bodies of messages and mails as plain text: words and line ends, never tags or scripts.

One pass whose cost grows with the length alone, for a body may be written to be slow to read.
"""

import re
from html import unescape
from typing import Final

LONGEST: Final = 65_536
_LONGEST_TAG: Final = 4_096
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_ALT = re.compile(r"\balt\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BREAKS = frozenset(
    [*(f"h{level}" for level in range(1, 7)), "p", "div", "br", "li", "tr", "table", "ul", "ol",
     "blockquote", "pre", "hr", "section", "article", "header", "footer"]
)  # fmt: skip
_SILENT = frozenset(["script", "style", "head", "title", "template"])
_SINGLE = frozenset(["br", "hr"])


def text_of_html(source: str, *, quotes: bool = True) -> str:
    """Return the text of an HTML body, one block a line; without `quotes`, no `<blockquote>`."""
    walk = _Walk(_SILENT if quotes else _SILENT | {"blockquote"})
    walk.over(source[:LONGEST])
    lines = (" ".join(line.split()) for line in "".join(walk.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Walk:
    def __init__(self, dropped: frozenset[str]) -> None:
        self.dropped = dropped
        self.parts: list[str] = []
        self.depth = 0

    def over(self, source: str) -> None:
        at, close, open_comment = 0, -1, True
        while (start := source.find("<", at)) >= 0:
            self._say(source[at:start])
            if open_comment and source.startswith("<!--", start):
                end = source.find("-->", start)
                open_comment = end >= 0
                if open_comment:
                    at = end + 3
                    continue
            tag = _TAG.match(source, start)
            if close < start:
                found = source.find(">", start)
                close = found if found >= 0 else len(source) + _LONGEST_TAG
            end = close
            if end - start > _LONGEST_TAG or (
                tag is None and source[start + 1 : start + 2] not in ("!", "?")
            ):
                at = source.find("<", start + 1)
                at = at if at >= 0 else len(source)
                self._say(source[start:at])
                continue
            if tag is not None:
                self._tag(tag[2].lower(), source[start:end], closes=bool(tag[1]))
            at = end + 1
        self._say(source[at:])

    def _say(self, text: str) -> None:
        if text and not self.depth:
            self.parts.append(unescape(text.replace("\r", " ").replace("\n", " ")))

    def _tag(self, name: str, written: str, *, closes: bool) -> None:
        if name in self.dropped:
            self.depth = max(self.depth - 1, 0) if closes else self.depth + 1
        elif self.depth:
            return
        elif name in _BREAKS and not (closes and name in _SINGLE):
            self.parts.append("\n")
        elif name in ("td", "th") and not closes:
            self.parts.append(" ")
        elif name in ("img", "emoji") and (alt := _ALT.search(written)) is not None:
            self.parts.append(unescape(alt[1] or alt[2] or ""))
