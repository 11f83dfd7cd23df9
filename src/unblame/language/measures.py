"""Measures beside the findings: of a text, of each of its sections, and between two drafts.

For the team and its next review, never for appraisal. A fall in blame means something only
beside the detail that was kept, so the two are always given together.
"""

import re
from bisect import bisect_right
from collections import Counter
from typing import Any

from msgspec import Struct

from unblame.language.details import details
from unblame.language.finding import Family, Finding, Level
from unblame.language.linter import check
from unblame.people import Cast, Mention, mentions
from unblame.text import Block, late, parse, sentences

WHOLE = "whole text"
_ASKS = late(
    r"\b(?:(?P<why>why|who|whom|whose|how come|what for)|(?P<how>how|what))\b", re.IGNORECASE
)
_WASHED = 0.95


class Measures(Struct, frozen=True, kw_only=True):
    """What was counted in one stretch of prose; `density` is per 1,000 words, null without words."""

    section: str
    words: int = 0
    blaming: int = 0
    density: float | None = None
    how_what: int = 0
    why_who: int = 0
    people: int = 0
    details: int = 0


class Measured(Struct, frozen=True, kw_only=True):
    """A text measured; `facts` are its details, for comparison with another draft."""

    whole: Measures
    sections: tuple[Measures, ...]
    facts: Counter[str]


class Change(Struct, frozen=True, kw_only=True):
    """What an edit did: blame and people before and after, and the facts that are gone.

    `kept` is the share of the earlier draft's details that the later one still holds, null where
    the earlier one held none.
    """

    density_before: float | None
    density_after: float | None
    people_before: int
    people_after: int
    kept: float | None
    lost: tuple[str, ...]
    reading: str


def measure(
    text: str,
    *,
    kind: str = "markdown",
    cast: Cast | None = None,
    edition: str = "team",
    config: dict[str, Any] | None = None,
) -> Measured:
    """Return the measures of a text and of its sections, in order of place."""
    cast = cast or Cast()
    blocks = [block for block in parse(text, kind).blocks if block.kind != "front_matter"]
    findings = [
        finding
        for finding in check(text, kind=kind, cast=cast, edition=edition, config=config)
        if finding.family is Family.BLAME and finding.level is not Level.NOTE
    ]
    named = [mention for mention in mentions(text, cast) if mention.sure]
    shelves: dict[str, list[Block]] = {}
    single = len({_path(block)[0] for block in blocks if _path(block)}) == 1
    for block in blocks:
        shelves.setdefault(_shelf(_path(block), single=single), []).append(block)
    bodies = {
        name: held
        for name, held in shelves.items()
        if any(block.kind != "heading" for block in held)
    }
    return Measured(
        whole=_measured(WHOLE, blocks, findings, named),
        sections=tuple(_measured(name, held, findings, named) for name, held in bodies.items()),
        facts=_facts(blocks),
    )


def compare(before: Measured, after: Measured) -> Change:
    """Return what changed between two drafts, and what was lost on the way."""
    lost = before.facts - after.facts
    total = before.facts.total()
    kept = None if not total else round(1 - lost.total() / total, 3)
    return Change(
        density_before=before.whole.density,
        density_after=after.whole.density,
        people_before=before.whole.people,
        people_after=after.whole.people,
        kept=kept,
        lost=tuple(sorted(lost)),
        reading=_reading(before.whole, after.whole, kept),
    )


def _path(block: Block) -> tuple[str, ...]:
    return (*block.section, block.text) if block.kind == "heading" else block.section


def _shelf(path: tuple[str, ...], *, single: bool) -> str:
    """Return the section that a path is counted in; one title above all the others is no section."""
    if not path:
        return "before any heading"
    return path[1] if single and len(path) > 1 else path[0]


def _measured(
    name: str, blocks: list[Block], findings: list[Finding], named: list[Mention]
) -> Measures:
    prose = [block for block in blocks if block.is_prose]
    words = sum(len(re.findall(r"\w[\w'’-]*", block.text)) for block in prose)
    blaming = sum(_within(finding.start, blocks) for finding in findings)
    how_what, why_who = _questions(prose)
    people = {m.person or m.text.lower() for m in named if _within(m.start, blocks)}
    return Measures(
        section=name,
        words=words,
        blaming=blaming,
        density=round(1000 * blaming / words, 2) if words else None,
        how_what=how_what,
        why_who=why_who,
        people=len(people),
        details=_facts(blocks).total(),
    )


def _within(place: int, blocks: list[Block]) -> bool:
    index = bisect_right(blocks, place, key=lambda block: block.start) - 1
    return index >= 0 and place < blocks[index].end


def _questions(blocks: list[Block]) -> tuple[int, int]:
    """Count the questions that ask for a description, and those that ask for a person or excuse."""
    how, why = 0, 0
    for block in blocks:
        for sentence in sentences(block):
            found = (
                _ASKS.search(sentence.text)
                if sentence.text.rstrip("\"'”’)*_ ")[-1:] == "?"
                else None
            )
            how += bool(found and found["how"])
            why += bool(found and found["why"])
    return how, why


def _facts(blocks: list[Block]) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in blocks:
        if block.kind != "comment":
            found += details(block.text)
    return found


def _reading(before: Measures, after: Measures, kept: float | None) -> str:
    fell = (after.density or 0) < (before.density or 0)
    if kept is not None and kept < _WASHED:
        if fell:
            return "Blame fell and detail fell with it: see that no fact was washed out."
        return "Detail fell: see that nothing was lost that the account needs."
    if fell:
        return "Blame fell and " + ("nearly all" if (kept or 1) < 1 else "all") + " detail stayed."
    if (after.density or 0) > (before.density or 0):
        return "Blame rose since the earlier draft."
    return "Blame and detail stayed as they were."
