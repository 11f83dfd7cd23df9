"""Words of a text with just enough of their surroundings to judge a capital letter."""

import re
from bisect import bisect_right

from unblame.text import late

WORD = late(r"[^\W\d_](?:[^\W_]|[-'’](?=[^\W_]))*")
FENCE = late(r"^[ \t>]*(```|~~~).*?(?:^[ \t>]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
TIME_WORDS = frozenset(
    ["utc", "gmt", "cet", "cest", "pst", "pdt", "est", "edt", "am", "pm", "z", "bst", "ist"]
)
BREAK = late(r"[.!?:;|\n\r•—–\]>]|\*\*|\d\)?\s*[-–]\s|^\s*[-*#]")
JOINED = late(r"(?:al|el|as|ar|ad|an|ash|bin|ben|ibn|d|l|t|de|abu)[-'’]")
LEFT_GLUE = frozenset("/\\@#$_=~&%+.`")
RIGHT_GLUE = frozenset("/\\@_=`(")


class Tokens:
    """The words of a text: spans, forms without possessive, folded forms."""

    def __init__(self, text: str, closed: list[tuple[int, int]]) -> None:
        self.text = text
        self.closed: list[tuple[int, int]] = []
        self.close(closed)
        spans = [match.span() for match in WORD.finditer(text)]
        words = [text[start:end] for start, end in spans]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.possessive = [False] * len(words)
        marked = "'" in text or "’" in text
        ends_in_s = (at for at, word in enumerate(words if marked else ()) if word[-1] in "sS")
        for at in [at for at in ends_in_s if words[at][-2:-1] in {"'", "’"}]:
            self.possessive[at] = True
            words[at] = words[at][:-2]
            self.ends[at] -= 2
        self.words = words
        self.folded = "\n".join(words).casefold().split("\n") if words else []

    def close(self, spans: list[tuple[int, int]]) -> None:
        """Mark spans as code, an address or already taken."""
        self.closed = sorted({*self.closed, *spans})
        self._closed_starts = [start for start, _ in self.closed]

    def __len__(self) -> int:
        return len(self.words)

    def is_closed(self, index: int) -> bool:
        """Return whether the word lies in code, an address or a span already taken."""
        at = bisect_right(self._closed_starts, self.starts[index]) - 1
        return at >= 0 and self.starts[index] < self.closed[at][1]

    def gap(self, index: int) -> str:
        """Return what stands between the word before and this one."""
        before = (self.ends[index - 1] + (2 if self.possessive[index - 1] else 0)) if index else 0
        return self.text[before : self.starts[index]]

    def follows(self, index: int) -> bool:
        """Return whether this word follows the one before by one space on the same line."""
        return 0 < index < len(self.words) and self.gap(index) in {
            " ",
            "  ",
            " **",
            " *",
            "** ",
            "* ",
            "\t",
        }

    def is_initial(self, index: int) -> bool:
        """Return whether the word begins a sentence, a line, a cell or a timeline entry."""
        if index == 0:
            return True
        gap = self.gap(index)
        if "\n" in gap:
            return "\n\n" in gap or self._line_starts(index, gap)
        if BREAK.search(gap):
            return True
        return self.folded[index - 1] in TIME_WORDS or any(sign.isdigit() for sign in gap)

    def _line_starts(self, index: int, gap: str) -> bool:
        """Tell a line that begins something from a wrapped line of prose."""
        before = gap.split("\n", 1)[0].rstrip()
        after = gap.rsplit("\n", 1)[1]
        wrapped = not before and not after.strip()
        start = self.text.rfind("\n", 0, self.ends[index - 1]) + 1
        return not wrapped or self.ends[index - 1] - start < 45

    def glued(self, index: int) -> bool:
        """Return whether the word is part of a path, a name in code, a host or a number."""
        start, end = self.starts[index], self.ends[index]
        text = self.text
        left = text[start - 1] if start else " "
        right = text[end] if end < len(text) else " "
        after = text[end + 1] if end + 1 < len(text) else " "
        if left == "/" and start > 1 and text[start - 2] in "?)":  # as in `Ana?/Jonas?`
            left = " "
        if left in LEFT_GLUE or left.isdigit() or right.isdigit() or right in RIGHT_GLUE:
            opened = start < 2 or text[start - 2].isspace()  # as in _emphasis_
            return not (left == "_" and (right == "_" or (opened and right == " ")))
        if left == "-" and start > 1 and not text[start - 2].isspace():
            return True
        return (right == "." and after.isalnum() and not after.isupper()) or (
            right in "-:" and after.isalnum() and right == "-"
        )


def titled(word: str) -> bool:
    """Return whether a word is written as names are: `Ana`, `Jean-Luc`, `O'Brien`, `McDonald`."""
    if len(word) < 2 or not word[0].isupper():
        return False
    parts = re.split(r"[-'’]", word)
    return all(_part(part) for part in parts if part) and any(
        part[-1:].islower() and len(part) > 1 for part in parts
    )


def is_family_form(word: str) -> bool:
    """Return whether a word is titled, or so after a joined particle: `al-Rashid`, `d'Arc`."""
    if titled(word):
        return True
    joined = JOINED.match(word)
    return bool(joined) and titled(word[joined.end() :] if joined else "")


def _part(part: str) -> bool:
    for prefix in (
        "Mc",
        "Mac",
        "De",
        "Di",
        "Du",
        "Le",
        "La",
        "Fitz",
        "Van",
        "Von",
        "Abdel",
        "Al",
        "El",
        "Ben",
        "St",
    ):
        if part.startswith(prefix) and part[len(prefix) :][:1].isupper():
            part = part[len(prefix) :]
            break
    return part.isalpha() and (part[1:].islower() or len(part) == 1 or part.islower())
