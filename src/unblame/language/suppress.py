"""`<!-- unblame: ignore UB101 reason -->`: a finding left standing, with the reason beside it."""

import re
from collections.abc import Sequence

from msgspec import Struct

from unblame.text import Block

_MARK = re.compile(
    r"<!--\s*unblame:\s*ignore\s+(UB\d{3}(?:\s*,\s*UB\d{3})*)\s+(\S.*?)\s*-->", re.DOTALL
)


class Suppressions(Struct, frozen=True):
    """Spans of the text and the codes that are left standing there."""

    spans: tuple[tuple[int, int, frozenset[str]], ...] = ()

    @classmethod
    def of(cls, text: str, blocks: Sequence[Block]) -> "Suppressions":
        """Return the suppressions: each holds for its own line and the block that follows it."""
        if "unblame:" not in text:
            return cls()
        spans: list[tuple[int, int, frozenset[str]]] = []
        for mark in _MARK.finditer(text):
            codes = frozenset(re.findall(r"UB\d{3}", mark[1]))
            line_end = text.find("\n", mark.end())
            line = (text.rfind("\n", 0, mark.start()) + 1, len(text) if line_end < 0 else line_end)
            spans.append((*line, codes))
            alone = text[line[0] : line[1]].strip() == mark[0]
            after = [block for block in blocks if block.start >= mark.end() and block.is_prose]
            if alone and after:
                spans.append((after[0].start, after[0].end, codes))
        return cls(tuple(spans))

    def holds(self, code: str, offset: int) -> bool:
        """Whether a finding with this code at this place is left standing."""
        return any(start <= offset < end and code in codes for start, end, codes in self.spans)
