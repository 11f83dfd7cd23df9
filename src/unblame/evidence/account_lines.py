"""The lines of one block of an account, kept apart where each tells something of its own."""

import re

from unblame.text import Block

_LABEL_LINE = re.compile(r"\s*\**[A-Z][\w /'()-]{1,40}\**:")
_SHORT_FACT = re.compile(r"\s*\**[A-Z][\w /'()-]{1,30}\**:\**\s+\S.{0,70}$")
#: So many short facts in the lines of one paragraph are a list, and no prose.
_FACTS = 3


def dated_lines(block: Block) -> list[tuple[int, str]]:
    """Split a block into its lines where several of them begin with a time, else keep it whole."""
    lines = block.text.split("\n")
    starts = [
        bool(re.match(r"[\s\[(*_~•\-–]*(?:\d{4}-\d\d-\d\d|\d{1,2}[:.h]\d\d)", one)) for one in lines
    ]
    labels = [bool(_LABEL_LINE.match(one)) for one in lines]
    listed = all(labels) or sum(map(bool, map(_SHORT_FACT.match, lines))) >= _FACTS
    if len(lines) == 1 or not (any(starts[1:]) or listed):
        return [(block.line, " ".join(block.text.split()) if block.kind == "item" else block.text)]
    parts: list[tuple[int, str]] = []
    for at, one in enumerate(lines):
        if starts[at] or (labels[at] and listed) or not parts:
            parts.append((block.line + at, one.strip()))
        else:
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} {one.strip()}")
    return parts
