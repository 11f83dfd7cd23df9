"""The comment that leaves a finding standing: where it goes, so that it holds and breaks nothing.

On the line before where that changes nothing that a reader sees, else at the end of the line: a
comment between two rows ends a table, and one between two items ends a list.
"""

from functools import lru_cache

from unblame.language import Finding
from unblame.lsp.kind import comment
from unblame.text import Block, Parsed, parse

REASON = "because (write the reason here)"


def ignoring(text: str, kind: str, language: str, finding: Finding) -> tuple[int, str] | None:
    """Return where to insert which comment, or None where the document can hold none."""
    block = _block(text, kind, finding.start)
    if block is None:
        return None
    mark = comment(f"<!-- unblame: ignore {finding.rule} {REASON} -->", language)
    line = max(text.rfind("\n", 0, block.start), text.rfind("\r", 0, block.start)) + 1
    before = text[line : block.start]
    end = "\r\n" if "\r\n" in text else "\n"
    if kind == "plain":
        return line, f"{mark}{end}{end}"
    if _stands_alone(block, before, kind):
        indent = before[: len(before) - len(before.lstrip())]
        return line, f"{indent}{mark}{end}"
    return _end_of_line(text, finding.start), f" {mark}"


def _stands_alone(block: Block, before: str, kind: str) -> bool:
    if kind == "html":
        return before.strip() == "" or before.lstrip().startswith("<")
    return block.kind in {"paragraph", "heading"} and before.strip(" \t#") == ""


def _block(text: str, kind: str, offset: int) -> Block | None:
    blocks = _parsed(text, kind).blocks
    return next((b for b in blocks if b.is_prose and b.start <= offset < b.end), None)


@lru_cache(maxsize=1)
def _parsed(text: str, kind: str) -> Parsed:
    return parse(text, kind)


def _end_of_line(text: str, offset: int) -> int:
    ends = [text.find(sign, offset) for sign in "\r\n"]
    at = min((end for end in ends if end >= 0), default=len(text))
    while at > offset and text[at - 1] in " \t|":
        at -= 1
    return at
