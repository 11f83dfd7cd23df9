"""Spans of a text that are no prose: inline code, addresses, link targets, tags, comments."""

from bisect import bisect_right
from collections.abc import Iterator

from unblame.text.late import late

ADDRESS = late(
    r"<(?:https?|ftp|mailto|ssh)[:/][^<>\s]*>"
    r"|\b(?:https?|ftp|ssh|git)://[^\s<>|\"`]+[^\s<>|\"`.,;:!?)\]}'*_]"
    r"|(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*"
    r"|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>"
)
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
    """Give the spans of addresses, tags and comments that are closed, in order."""
    comment = _comment(text, 0)
    other = ADDRESS.search(text)
    while comment or other:
        if comment and (other is None or comment[0] <= other.start()):
            span, step = comment, comment[1]
        elif other:
            span, step = other.span(), max(other.end(), other.start() + 1)
        if span[0] < span[1]:
            yield span
        if comment and comment[0] < step:
            comment = _comment(text, step)
        if other and other.start() < step:
            other = ADDRESS.search(text, step) if step <= len(text) else None


def _comment(text: str, at: int) -> tuple[int, int] | None:
    start = text.find("<!--", at)
    end = text.find("-->", start + 4) if start >= 0 else -1
    return (start, end + 3) if end >= 0 else None


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
