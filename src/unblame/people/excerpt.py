"""The part of a long text in which somebody could be mentioned; the rest costs a lookup a word.

A paragraph of plain words, numbers and marks holds nobody: no name, handle, id or initials, and no
word of anybody who is known. What stands beside a paragraph that does is kept with it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from unblame.people.words import lists
from unblame.text import late

SHORT = 2_000
PARAGRAPH = late(r"\n[ \t\r]*\n")
EDGES = ".,;:!?'\"()[]*|-’“”‘–—…•"
NUMBER = late(
    r"\d{1,3}(?:[.,:]\d{1,3})*(?:%|k|x|ms|s|m|h|th|st|nd|rd)?|\d{4}(?:-\d\d-\d\d)?", re.ASCII
)
WORD = late(r"[A-Za-z]+(?:[-'][A-Za-z]+)*")
BRACKETED = late(r"[\[(][A-Za-z]{2,3}[\])]:?")
PART = late(r"[^\W_]+")
LEADS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "herr",
        "frau",
        "fru",
        "sr",
        "sra",
        "mme",
        "monsieur",
        "madame",
        *("captain", "capt", "sergeant", "sgt", "lieutenant", "colonel", "inspector", "detective"),
        *("constable", "judge", "justice", "coroner", "professor", "sir", "dame", "senator"),
        *("officer", "nurse", "commissioner"),
        "employee",
        "employees",
        "staff",
        "badge",
        "personnel",
        "payroll",
        "emp",
        "empl",
        "phone",
        "tel",
        "telephone",
        "mobile",
        "cell",
        "whatsapp",
        "dial",
        "dialled",
        "dialed",
        "dialing",
        "ring",
        "rang",
        "texted",
        "phoned",
    ]
)
ENDINGS = frozenset(["s", "t", "ve", "re", "ll", "d", "m"])


class Excerpt:
    """The paragraphs of a text to look at, as one text, with the way back to the whole."""

    def __init__(self, text: str, known: Iterable[str] = ()) -> None:
        self.whole = text
        self._words = set(text.split())
        self._telling = {word for word in self._words if not is_plain(word)}
        self._parts: dict[str, list[str]] = {}
        for word in self._words - self._telling:
            for part in parts_of(word):
                self._parts.setdefault(part, []).append(word)
        self.admit(known)

    def admit(self, known: Iterable[str]) -> bool:
        """Keep what holds a word of these names and handles; return whether that is any more."""
        parts = {part for name in known for part in parts_of(name)}
        more = {word for part in parts & self._parts.keys() for word in self._parts[part]}
        if self._telling.issuperset(more) and hasattr(self, "text"):
            return False
        self._telling |= more
        self._keep()
        return True

    def place(self, offset: int) -> int:
        """Return where an offset of the excerpt stands in the whole text."""
        at = max(bisect_right(self._at, offset) - 1, 0)
        return offset - self._at[at] + self._from[at]

    def _keep(self) -> None:
        edges = [0, *(match.end() for match in PARAGRAPH.finditer(self.whole)), len(self.whole)]
        count = len(edges) - 1
        kept = bytearray(count + 2)
        for index in range(count):
            if not self._telling.isdisjoint(self.whole[edges[index] : edges[index + 1]].split()):
                kept[index : index + 3] = b"\1\1\1"
        self._at, self._from = [], []
        pieces, size, index = [], 0, 0
        while index < count:
            if not kept[index + 1]:
                index += 1
                continue
            first = index
            while index < count and kept[index + 1]:
                index += 1
            self._at.append(size)
            self._from.append(edges[first])
            pieces.append(self.whole[edges[first] : edges[index]])
            size += len(pieces[-1])
        self.text = "".join(pieces)


@lru_cache(maxsize=20_000)
def parts_of(word: str) -> tuple[str, ...]:
    """Return the letters and digits of a word, or of a name, as they are compared."""
    return tuple(PART.findall(word.casefold()))


@lru_cache(maxsize=20_000)
def is_plain(word: str) -> bool:
    """Return whether a word as written, marks included, can be no part of a mention."""
    core = word.strip(EDGES)
    if not core:
        return not word.strip(EDGES + "#>")
    if core[0].isdigit():
        bracketed = word.startswith("(") and len(core) > 2
        return bool(NUMBER.fullmatch(core)) and not core.startswith("00") and not bracketed
    if BRACKETED.fullmatch(word):
        return False
    core = core.replace("’", "'")
    if not WORD.fullmatch(core):
        return False
    stem, _, ending = core.partition("'")
    if ending and ending not in ENDINGS:
        return False
    parts = stem.split("-")
    if "by" in parts or ((ending or len(parts) > 1) and not core.islower()):
        return False
    return all(_is_plain_part(part, ending) for part in parts)


def _is_plain_part(part: str, ending: str) -> bool:
    known = lists()
    low = part.casefold()
    if low in known.given or low in LEADS:
        return False
    if part.islower():
        negated = ending == "t" and low.endswith("n")
        return low in known.english or low in known.tools or low in known.any_verb or negated
    if low in known.surnames or low in known.family_words or low in known.wordy:
        return False
    if part.isupper() and len(part) > 1:
        return low in known.acronyms
    return len(part) == 1 or low in known.english or low in known.tools
