"""Where sentences end, in prose that is full of times, versions, abbreviations and list labels."""

import re

from unblame.text.block import Block, Sentence
from unblame.text.late import late
from unblame.text.place import within

END = late(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]*_]*+(?=\s)|\n(?=[ \t]*(?:[-*•]\s|\W{0,4}\d{1,2}:\d\d\b|\*\*\w))"
)
WORD_BEFORE = late(r"[^\s(\[\"“]*$")
LONGEST = 600
PAUSE = re.compile(r"[,;:)]\s|\s")
HARD_SPACE = late("[\u00a0\u2007\u202f]")
NEVER_LAST = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "vs",
        "approx",
        "ca",
        "cf",
        "viz",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "jr",
        "no",
        "nr",
        "fig",
        "resp",
        "incl",
        "excl",
        "est",
        "dept",
        "al",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "bl.a",
        "f.eks",
        "z.b",
        "d.h",
        "dvs",
        "ok.nr",
        "op",
        "sec.",
        "p",
        "pp",
        "vol",
        "ver",
        "v",
        "rev",
    ]
)
SOMETIMES_LAST = frozenset(
    [
        "etc",
        "a.m",
        "p.m",
        "inc",
        "ltd",
        "corp",
        "co",
        "u.s",
        "u.k",
        "min",
        "sec",
        "hr",
        "hrs",
        "u.s.a",
        "gov",
    ]
)


def sentences(block: Block) -> list[Sentence]:
    """Return the sentences of a block of prose in order; code, comments and the like have none."""
    if not block.is_prose:
        return []
    text = block.text
    found: list[Sentence] = []
    start = 0
    in_code = within(_code(block) if "`" in text else [])
    for match in END.finditer(text):
        if in_code(match.start()):
            continue
        if match.group()[0] == "\n" or _ends(text, start, match):
            _add(found, block, start, match.end())
            start = match.end()
    _add(found, block, start, len(text))
    return found


def _code(block: Block) -> list[tuple[int, int]]:
    """Return where inline code stands in a block; no sentence ends inside it."""
    spans = ((start - block.start, end - block.start) for start, end in block.exempt)
    return [(start, end) for start, end in spans if block.text[start : start + 1] == "`"]


def _add(found: list[Sentence], block: Block, start: int, end: int) -> None:
    """Add a sentence; one that never ends, as in a dump on one line, is parted at its spaces."""
    first = start
    while end - start > LONGEST:
        stop = start + LONGEST
        pauses = [m.end() for m in PAUSE.finditer(block.text, start + LONGEST // 2, stop)]
        stop = pauses[-1] if pauses else stop
        _add_one(found, block, start, stop, start - first)
        start = stop
    _add_one(found, block, start, end, start - first)


def _add_one(found: list[Sentence], block: Block, start: int, end: int, into: int) -> None:
    piece = block.text[start:end]
    left = len(piece) - len(piece.lstrip())
    words = piece.strip()
    if words:
        begin = block.start + start + left
        flat = words.replace("\r", " ").replace("\n", " ").replace("\t", " ")
        if not flat.isascii():
            flat = HARD_SPACE.sub(" ", flat)
        found.append(Sentence(text=flat, start=begin, end=begin + len(words), into=into))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match.group()
    following = text[match.end() : match.end() + 40].lstrip(" \t\r\n\"'“‘«(*_[")
    if not following:
        return True
    if mark[0] in "!?":
        return not following[0].islower() or len(mark) == 1
    before = WORD_BEFORE.search(text, max(start, match.start() - 40), match.start())
    word = before.group() if before else ""
    return _word_ends(
        word,
        mark,
        following,
        at_start=not text[start : match.start() - len(word)].strip(" \t\r\n*_"),
    )


def _word_ends(word: str, mark: str, following: str, *, at_start: bool) -> bool:
    bare = word.lower().strip("*_")
    if mark.startswith(("..", "…")):
        return not following[0].islower()
    if bare in NEVER_LAST or (len(bare) == 1 and bare.isalpha() and word != "I"):
        return False
    if at_start and (bare.isdigit() or not bare):
        return False
    if bare in SOMETIMES_LAST:
        return following[0].isupper()
    return not following[0].islower() or len(bare) >= 3
