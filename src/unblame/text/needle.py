"""What a text must hold for a pattern to match in it at all, read from the pattern itself.

Looking for a few strings costs a small part of trying a long pattern at every place of a sentence.
"""

import binascii
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "needles.json"

ANYBODY = "\ue000"  # stands in a pattern for what no text can be searched for
EDGE = "\ue001"  # stands in a needle where a word begins or ends
MOST = 48
Strings = frozenset[str]
Read = tuple[Strings | None, Strings | None]
_EMPTY: Strings = frozenset([""])
_AN_EDGE: Strings = frozenset([EDGE])
_COMMON = frozenset(
    ["that", "this", "what", "with", "from", "were", "have", "been", "which", "when"]
)
_NOTHING_READ = frozenset(["AT", "ASSERT", "ASSERT_NOT"])


@cache
def needles(pattern: str) -> Strings:
    """Return strings of which every match of a pattern holds at least one; empty where none is sure.

    `EDGE` stands in them where a word must begin or end. Those of the tool's own patterns come from a
    table, which `unblame.language.needles` writes: reading patterns costs more than checking a page.
    """
    known = _table().get(mark(pattern))
    return frozenset(known) if known is not None else read_from(pattern)


def mark(pattern: str) -> str:
    """Return what a pattern is called in the table; a changed pattern is not found there."""
    return f"{binascii.crc32(pattern.encode()):08x}{len(pattern)}"


@cache
def _table() -> dict[str, list[str]]:
    try:
        table: dict[str, list[str]] = json.loads(TABLE.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return table


def read_from(pattern: str) -> Strings:
    """Return the needles of a pattern from the pattern itself, without the table."""
    read = re._parser.parse(pattern)  # type: ignore[attr-defined]  # noqa: SLF001  (Python has no other reader of patterns)
    return _best(_sequence(read)) or frozenset()


def word_of(needle: str) -> str:
    """Return the longest word of a needle, without the sign for anybody; `EDGE` before it is kept."""
    words = re.findall(rf"{EDGE}?[^\s{ANYBODY}{EDGE}]+", needle)
    return max(words, key=lambda word: len(word.strip(EDGE)), default="")


def holding(lines: str, piece: str, *, begins: bool = False, ends: bool = False) -> Iterator[str]:
    """Give those of some lines that hold a piece; no letter or digit stands where it begins or ends.

    Signs may stand there: mark-up such as `*` reads as a space to rules. A line break is expected
    at both ends of the lines.
    """
    word = piece.removeprefix(EDGE)
    begins = begins or (word != piece and word[0].isalnum())
    at = lines.find(word)
    while at >= 0:
        stop = lines.find("\n", at)
        while at >= 0:
            after = at + len(word)
            if not (begins and lines[at - 1].isalnum()) and not (ends and lines[after].isalnum()):
                yield lines[lines.rfind("\n", 0, at) + 1 : stop]
                break
            at = lines.find(word, at + 1, stop)
        at = lines.find(word, stop)


def _rarity(strings: Strings) -> int:
    """Return how seldom a set of strings is met: long words, few, and beside somebody."""
    return min(map(_weight, strings)) * 4 - len(strings)


def _weight(needle: str) -> int:
    word = word_of(needle).strip(EDGE)
    common = (len(word) < 4 or word in _COMMON) and "@" not in word
    return (0 if common else max(len(word), 4)) + (5 if ANYBODY in needle else 0)


def _sequence(items: Iterable[tuple[Any, Any]], start: Strings = _EMPTY) -> Read:
    """Return all that a sequence can match, where that is little, and what each match holds."""
    said = start  # all that the items since the last gap can match
    whole = True
    held: list[Strings | None] = []
    for kind, value in items:
        begins = _AN_EDGE if all(one.endswith(EDGE) for one in said) else _EMPTY
        exact, within = _item(str(kind), value, begins)
        held.append(within)
        joined = _joined(said, exact)
        if joined is None:
            held.append(said)
            whole = False
        said = joined or exact or _EMPTY
    return (said if whole else None), _best([*held, said])


def _item(kind: str, value: Any, start: Strings) -> Read:
    if kind == "LITERAL":
        return frozenset([chr(value)]), None
    if _is_edge(kind, value):
        return frozenset([EDGE]), None
    if kind in _NOTHING_READ:
        return _EMPTY, None
    if kind == "IN" and all(str(one) == "LITERAL" for one, _ in value):
        return frozenset(chr(sign) for _, sign in value), None
    if kind == "SUBPATTERN":
        return _sequence(value[3], start)
    if kind == "BRANCH":
        return _branch([_sequence(branch, start) for branch in value[1]])
    if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
        least, most, inner = value
        read = _sequence(inner)
        if most == 1 and not least:
            return (None if read[0] is None else read[0] | _EMPTY), None
        again = read[0] and frozenset(one * least for one in read[0])
        return None, (_best([again, read[1]]) if least else None)
    return None, None


def _branch(branches: list[Read]) -> Read:
    exact: Strings | None = frozenset()
    held: Strings | None = frozenset()
    for whole, within in branches:
        best = _best([whole, within])
        exact = None if exact is None or whole is None else exact | whole
        held = None if held is None or best is None else held | best
    return (None if exact is not None and len(exact) > MOST else exact), held


def _best(choices: Iterable[Strings | None]) -> Strings | None:
    usable = [found for found in choices if found and all(map(_counts, found))]
    return max(usable, key=_rarity, default=None)


def _counts(one: str) -> bool:
    return len(one.replace(EDGE, "")) > 1 or one == "@"


def _is_edge(kind: str, value: Any) -> bool:
    """Return whether this says that a word begins or ends here: `\\b`, or no word sign before."""
    if kind == "ASSERT_NOT" and value[0] < 0 and len(value[1]) == 1:
        ((inner, signs),) = value[1]
        return str(inner) == "IN" and any(str(one[1]) == "CATEGORY_WORD" for one in signs)
    return kind == "AT" and str(value) == "AT_BOUNDARY"


def _joined(before: Strings, after: Strings | None) -> Strings | None:
    if after is None or len(before) * len(after) > MOST:
        return None
    return frozenset(one + other for one in before for other in after)
