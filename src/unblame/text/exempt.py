"""Spans of a text that are no prose: inline code, addresses, link targets, tags, comments."""

import re

from unblame.text.late import late

ADDRESS = late(
    r"<!--.*?-->"
    r"|<(?:https?|ftp|mailto|ssh)[:/][^<>\s]*>"
    r"|\b(?:https?|ftp|ssh|git)://[^\s<>|\"`]+[^\s<>|\"`.,;:!?)\]}'*_]"
    r"|(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*"
    r"|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>",
    re.DOTALL,
)
TICKS = late(r"`+")


def exempt_spans(text: str, base: int = 0) -> tuple[tuple[int, int], ...]:
    """Return the spans of inline code, addresses, link targets and tags, moved by `base`."""
    spans = _code_spans(text) if "`" in text else []
    if "<" in text or "://" in text or "](" in text:
        inside = list(spans)
        for match in ADDRESS.finditer(text):
            start, end = match.span()
            if start < end and not any(a <= start < b for a, b in inside):
                spans.append((start, end))
    return tuple((start + base, end + base) for start, end in sorted(spans))


def _code_spans(text: str) -> list[tuple[int, int]]:
    runs = [match.span() for match in TICKS.finditer(text)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(runs):
        start, end = runs[index]
        same = later[end - start]
        while same and same[-1] <= index:
            same.pop()
        if same:
            index = same[-1]
            spans.append((start, runs[index][1]))
        index += 1
    return spans
