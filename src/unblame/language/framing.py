"""Text phrased without blame or person, for whoever writes a statement into the record.

Nothing is added. A wording comes from the sentence itself; a judging clause or aside that holds no
fact gives way to `[…]`; what holds a fact stays, with the question to put.
"""

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from unblame.language.finding import Family, Finding
from unblame.language.fixing import fix
from unblame.language.grammar import read
from unblame.language.lexicon import systems
from unblame.language.linter import check
from unblame.language.trim import (
    ASIDE,
    COLOUR,
    CUT,
    RHETORICAL,
    holds_fact,
    named,
    segment,
    uncoloured,
)
from unblame.text import parse, sentences, splice

if TYPE_CHECKING:
    from unblame.people import Cast

_TRIMS = 4


class Framed(Struct, frozen=True, kw_only=True):
    """A text as it can stand; `ask` is the question that is left where facts may be missing."""

    text: str
    ask: str | None = None
    changed: bool = False


def blameless(text: str, cast: "Cast | None" = None) -> Framed:
    """Return a text of any number of sentences phrased without blame or person.

    What has no clean wording stays as it is, with the question to ask.
    """
    blaming = _blaming(text, cast)
    changes: list[tuple[int, int, str]] = []
    asks: list[str] = []
    if blaming or _coloured(text):
        for start, end, sentence in _parts(text):
            inside = [found for found in blaming if start <= found.start < end]
            new, ask = _frame(sentence, cast, inside)
            changes.append((start, end, new))
            asks.extend(ask)
    framed = re.sub(rf"{re.escape(CUT)}(?: {re.escape(CUT)})+", CUT, splice(text, changes))
    framed = framed if cast is None else cast.replace(framed)
    return Framed(text=framed, ask=asks[0] if asks else None, changed=framed != text)


def _parts(text: str) -> list[tuple[int, int, str]]:
    found = [
        (sentence.start, sentence.end, sentence.text)
        for block in parse(text, "plain").blocks
        if block.is_prose
        for sentence in sentences(block)
        if text[sentence.start : sentence.end] == sentence.text
    ]
    return found or [(0, len(text), text)]


def _coloured(text: str) -> bool:
    return bool(COLOUR.search(text) or any(_aside(part) for _, _, part in _parts(text)))


def _blaming(text: str, cast: "Cast | None") -> list[Finding]:
    return [
        found
        for found in check(text, kind="plain", cast=cast)
        if found.family is not Family.IDENTITY
    ]


def _strong(text: str, cast: "Cast | None") -> list[Finding]:
    return [found for found in _blaming(text, cast) if found.level.rank > 0]


def _frame(sentence: str, cast: "Cast | None", blaming: list[Finding]) -> tuple[str, list[str]]:
    """Return one sentence as it can stand and the questions that it leaves."""
    if _aside(sentence) or (_pure(sentence) and any(found.level.rank for found in blaming)):
        return CUT, []
    asks = [found.ask for found in blaming if found.ask and found.level.rank > 0]
    text = uncoloured(sentence)
    if not blaming:
        return text, []
    text = fix(text, unsafe=True, kind="plain", cast=cast)
    for _ in range(_TRIMS):
        left = _strong(text, cast)
        shorter = next(filter(None, (_without(text, found) for found in left)), None)
        if shorter is None:
            break
        text = fix(shorter, unsafe=True, kind="plain", cast=cast)
    return text, asks


def _without(text: str, found: Finding) -> str | None:
    """Return the sentence without the clause that a finding stands in, if that holds no fact."""
    span = segment(read(text), found.start, found.end)
    if span is None or holds_fact(text[span[0] : span[1]]):
        return None
    return f"{text[: span[0]].rstrip()} {CUT}{text[span[1] :]}"


def _aside(sentence: str) -> bool:
    """Whether a sentence is a bare verdict such as `Brilliant.` or `Typical Responder B`."""
    return bool(ASIDE.fullmatch(sentence.strip()))


def _pure(sentence: str) -> bool:
    """Whether a blaming sentence is a sneer that holds nothing to record."""
    low = set(re.findall(r"[\w'-]+", sentence.lower()))
    if re.search(r"[\d`/]", sentence) or low & named():
        return False
    if RHETORICAL.search(sentence.strip()):
        return True
    return (
        not low & systems() and not holds_fact(sentence) and len(low) <= 6 and not _acts(sentence)
    )


def _acts(sentence: str) -> bool:
    """Whether a sentence tells an act or a state of things, which is a fact of its own."""
    return bool(read(sentence).clauses)
