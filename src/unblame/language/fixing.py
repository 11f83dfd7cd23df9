"""Findings made good in a text: only by wordings that its first check shows, and for good.

A wording can wake another one. Where that would happen the sentence keeps what stood there, so that
nobody finds a wording in a text that no check has offered for it, and fixing twice changes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from unblame.language.finding import Family, Finding, Safety
from unblame.language.linter import check
from unblame.text import late, splice

Find = Callable[[str], Sequence[Finding]]
Key = tuple[str, str, str | None]
_ROUNDS = 5
_BETWEEN = late(r"[.!?…][\"'”’)*_]*\s|\n\s*\n|\n[ \t]*[-*+|>#\d<]|\\n|</?(?:p|li|td|h\d|div)\b")


def apply(text: str, findings: Iterable[Finding], unsafe: bool = False) -> str:
    """Return the text with the safe rewrites made, and with `unsafe` the others too."""
    return splice(text, [_edit(one) for one in _apart(findings, unsafe=unsafe)])


def fix(text: str, *, unsafe: bool = False, **options: Any) -> str:
    """Return the text with its rewrites made until none is left; twice is the same as once."""
    return fixed(text, lambda now: check(now, **options), unsafe=unsafe)


def fixed(text: str, find: Find, *, unsafe: bool = False) -> str:
    """Return the text with the rewrites made of what `find` finds in it."""
    found = find(text)
    shown = {_key(one) for one in found}
    for _ in range(_ROUNDS):
        after = _step(text, find, shown, unsafe=unsafe)
        if after == text:
            break
        text = after
    return text


def _step(text: str, find: Find, shown: set[Key], *, unsafe: bool) -> str:
    """Make every rewrite that wakes none which is not shown."""
    made = _apart((one for one in find(text) if not _is_new(one, shown)), unsafe=unsafe)
    while made:
        after = splice(text, [_edit(one) for one in made])
        new = [one for one in _apart(find(after), unsafe=unsafe) if _is_new(one, shown)]
        if not new:
            return after
        for place in [_place_before(made, one.start) for one in new]:
            made = _without(made, text, place)
    return text


def _apart(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Return the findings to make, most severe first where they overlap, in order of place."""
    chosen: list[Finding] = []
    for one in sorted(findings, key=lambda one: (-one.level.rank, one.start)):
        if one.rewrite is None or (one.safety is not Safety.SAFE and not unsafe):
            continue
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: (one.start, one.end))


def _edit(one: Finding) -> tuple[int, int, str]:
    return one.start, one.end, one.rewrite or ""


def _key(one: Finding) -> Key:
    return one.rule, one.text, one.rewrite


def _is_new(one: Finding, shown: set[Key]) -> bool:
    """Whether nobody has seen a wording yet; a pseudonym for a name says nothing new."""
    return one.family is not Family.IDENTITY and _key(one) not in shown


def _place_before(made: Sequence[Finding], place: int) -> int:
    """Return where a place of the text with its rewrites made stood before."""
    for start, end, told in reversed([_edit(one) for one in made]):
        at = start + sum(len(new) - (b - a) for a, b, new in map(_edit, made) if b <= start)
        if place >= at + len(told):
            return place - at - len(told) + end
        if place >= at:
            return start
    return place


def _without(made: list[Finding], text: str, place: int) -> list[Finding]:
    """Leave out the rewrites in the sentence of a place, those of names last."""
    if not made:
        return made
    near = [one for one in made if _in_one_sentence(text, one, place)]
    near = near or [min(made, key=lambda one: abs(one.start - place))]
    out = [one for one in near if one.family is not Family.IDENTITY] or near
    return [one for one in made if one not in out]


def _in_one_sentence(text: str, one: Finding, place: int) -> bool:
    between = text[one.end : place] if one.end < place else text[place : one.start]
    return not _BETWEEN.search(between)
