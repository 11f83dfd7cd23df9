"""Plain text and chat messages: paragraphs, list lines, quotes, and fenced pastes."""

from collections.abc import Iterator

from unblame.text.block import Block
from unblame.text.exempt import exempt_spans
from unblame.text.late import late
from unblame.text.place import LINE_END, line_starts, within

BULLET = late(r"[ \t]*(?:[-*•–+◦]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
STAMP = late(r"[ \t]*[\[(*~]{0,3}(?:\d{4}-\d\d-\d\d|\d{1,2}[:.]\d\d\b)")
LABEL = late(r"[ \t]*[A-Z][\w /-]{0,30}:(?:\s|$)")
QUOTE = late(r"[ \t]*(?:>|&gt;)+[ \t]?")
HEADING = late(r"[ \t]*(={1,6}|#{1,6})[ \t]+(.+?)[ \t]*=*[ \t]*$")
SLACK_LINK = late(r"<(?:[^<>|\s]+\|(?=[^<>]*>)|[^<>|\s]+>)")
WRAPPED = 50


def plain_blocks(text: str) -> list[Block]:
    """Return the blocks of plain text; wrapped lines are one paragraph, list lines stand alone."""
    return _blocks(text, joins=True, slack=False)


def mrkdwn_blocks(text: str) -> list[Block]:
    """Return the blocks of a Slack message; its `<…>` links and mentions are exempt spans."""
    return _blocks(text, joins=False, slack=True)


def _blocks(text: str, *, joins: bool, slack: bool) -> list[Block]:
    blocks: list[Block] = []
    path: list[tuple[int, str]] = []
    for run in _runs(text, joins=joins):
        kind, start, end, line = run
        piece = text[start:end]
        heading = HEADING.match(piece) if kind == "paragraph" and not slack else None
        section = tuple(title for _, title in path)
        if heading and "\n" not in piece:
            level = len(heading[1])
            path = [entry for entry in path if entry[0] < level]
            section = tuple(title for _, title in path)
            path.append((level, heading[2]))
            kind, start, end = "heading", start + heading.start(2), start + heading.end(2)
        exempt = () if kind == "code" else _exempt(text[start:end], start, slack=slack)
        blocks.append(
            Block(
                kind=kind,
                start=start,
                end=end,
                text=text[start:end],
                section=section,
                line=line,
                exempt=exempt,
            )
        )
    return blocks


def _exempt(piece: str, base: int, *, slack: bool) -> tuple[tuple[int, int], ...]:
    spans = exempt_spans(piece, base)
    if not slack or "<" not in piece:
        return spans
    links = [(m.start() + base, m.end() + base) for m in SLACK_LINK.finditer(piece)]
    linked = within(links)
    outside = [span for span in spans if not linked(span[0])]
    return tuple(sorted([*outside, *links]))


def _runs(text: str, *, joins: bool) -> Iterator[tuple[str, int, int, int]]:
    """Give kind, start, end and line of each run of lines that belong together."""
    lines = _lines(text)
    at = 0
    while at < len(lines):
        start, end = lines[at]
        line = text[start:end]
        first = at
        if line.lstrip().startswith("```") and line.count("```") == 1:
            at = _fence_end(text, lines, at)
            yield "code", start, lines[at - 1][1], first + 1
            continue
        at += 1
        if not line.strip():
            continue
        kind, skip = _opening(line)
        while (
            joins
            and at < len(lines)
            and _continues(text[slice(*lines[at - 1])], text[slice(*lines[at])])
        ):
            at += 1
        stop = lines[at - 1][1]
        body = text[start + skip : stop]
        begin = start + skip + len(body) - len(body.lstrip())
        if body.strip():
            yield kind, begin, start + skip + len(body.rstrip()), first + 1


def _lines(text: str) -> list[tuple[int, int]]:
    starts = line_starts(text)
    ends = [match.start() for match in LINE_END.finditer(text)]
    return list(zip(starts, [*ends, len(text)], strict=True))


def _fence_end(text: str, lines: list[tuple[int, int]], at: int) -> int:
    at += 1
    while at < len(lines):
        at += 1
        if "```" in text[slice(*lines[at - 1])]:
            break
    return at


def _opening(line: str) -> tuple[str, int]:
    quote = QUOTE.match(line)
    if quote:
        return "quote", quote.end()
    bullet = BULLET.match(line)
    return ("item", bullet.end()) if bullet else ("paragraph", 0)


def _continues(previous: str, line: str) -> bool:
    if not line.strip() or len(previous.rstrip()) < WRAPPED or previous.rstrip()[-1] == ":":
        return False
    if previous.rstrip()[-1] in ".!?" and len(previous) > 120:
        return False
    return not any(form.match(line) for form in (BULLET, STAMP, LABEL, QUOTE, HEADING)) and (
        not line.lstrip().startswith("```")
    )
