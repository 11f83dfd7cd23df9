"""Spans of a text that are no prose: inline code, addresses, link targets, tags, comments."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from unblame.text.late import late

ADDRESS = (
    r"<(?:https?|ftp|mailto|ssh)[:/][^<>\s]*>"
    r"|\b(?:https?|ftp|ssh|git)://[^\s<>|\"`]+[^\s<>|\"`.,;:!?)\]}'*_]"
    r"|(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*"
    r"|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>"
)
OUTSIDE = late(ADDRESS)
WITH_COMMENTS = late(r"(?P<comment><!--.*?-->)|" + ADDRESS, re.DOTALL)
TICKS = late(r"`+")


def exempt_spans(text: str, base: int = 0) -> tuple[tuple[int, int], ...]:
    """Return the spans of inline code, addresses, link targets and tags, moved by `base`."""
    spans = _code_spans(text) if "`" in text else []
    if "<" in text or "://" in text or "](" in text:
        starts = [start for start, _ in spans]
        code = list(spans)
        for start, end in _addresses(text):
            at = bisect_right(starts, start) - 1
            if at < 0 or start >= code[at][1]:
                spans.append((start, end))
    return tuple((start + base, end + base) for start, end in sorted(spans))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of addresses, tags and comments; no comment is sought where none is closed."""
    last = text.rfind("-->") + len("-->") if "-->" in text else 0
    at = 0
    while at <= len(text):
        found = WITH_COMMENTS.search(text, at, last) if at < last else None
        if found is None or (found.end() == last and not found["comment"]):
            found = OUTSIDE.search(text, at)
        if found is None:
            return
        start, end = found.span()
        if start < end:
            yield start, end
        at = max(end, start + 1)


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
