"""HTML: the text between tags, with tags blanked so that offsets hold."""

import re

from unblame.text.block import Block
from unblame.text.late import late

TOKEN = late(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<raw>script|style|pre|code|textarea)\b[^>]*>.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    r"|<[!?][^>]*>",
    re.DOTALL | re.IGNORECASE,
)
KINDS = {
    "li": "item",
    "dd": "item",
    "dt": "item",
    "td": "cell",
    "th": "cell",
    "blockquote": "quote",
}
KINDS |= {f"h{level}": "heading" for level in range(1, 7)}
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
    ]
)


def html_blocks(
    text: str, base: int = 0, line: int = 1, section: tuple[str, ...] = ()
) -> list[Block]:
    """Return the blocks of HTML text; `base` and `line` say where it stands in a larger text."""
    return _Walk(text, base, line, section).blocks


class _Walk:
    """One pass over the tags, gathering runs of text into blocks."""

    def __init__(self, text: str, base: int, line: int, section: tuple[str, ...]) -> None:
        self.text, self.base, self.line = text, base, line
        self.blocks: list[Block] = []
        self.path: list[tuple[int, str]] = [(0, title) for title in section]
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.exempt: list[tuple[int, int]] = []
        self.start = 0
        at = 0
        for match in TOKEN.finditer(text):
            self.pieces.append(text[at : match.start()])
            self._token(match)
            at = match.end()
        self.pieces.append(text[at:])
        self._flush()

    def _token(self, match: re.Match[str]) -> None:
        raw, tag = (match["raw"] or "").lower(), (match["tag"] or "").lower()
        if match["comment"] is not None or raw in {"script", "style", "pre", "textarea"}:
            self._flush()
            kind = "comment" if match["comment"] is not None else "code"
            self._emit(kind, match.start(), match.group())
            self.start = match.end()
        elif raw or tag in INLINE:
            self.exempt.append((match.start() + self.base, match.end() + self.base))
            self.pieces.append(match.group() if raw else " " * len(match.group()))
        else:
            self._flush()
            self.start = match.end()
            if tag in KINDS and not match["close"]:
                self.open.append(tag)
            elif tag in self.open:
                del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]

    def _flush(self) -> None:
        run = "".join(self.pieces)
        self.pieces = []
        body = run.strip()
        if body:
            tag = self.open[-1] if self.open else ""
            self._emit(
                KINDS.get(tag, "paragraph"), self.start + len(run) - len(run.lstrip()), body, tag
            )
        self.exempt = []

    def _emit(self, kind: str, start: int, body: str, tag: str = "") -> None:
        if kind == "heading":
            level = int(tag[1])
            self.path = [entry for entry in self.path if entry[0] < level]
        exempt = tuple(span for span in self.exempt if span[0] < self.base + start + len(body))
        self.blocks.append(
            Block(
                kind=kind,
                start=self.base + start,
                end=self.base + start + len(body),
                text=body,
                section=tuple(title for _, title in self.path),
                line=self.line + self.text.count("\n", 0, start),
                exempt=exempt if kind not in {"code", "comment"} else (),
            )
        )
        if kind == "heading":
            self.path.append((int(tag[1]), body))
