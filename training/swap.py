"""Other names and other tools in the same sentences, so that the recogniser learns the place and not the name."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from importlib import resources

from training.rows import Row


def _listed(name: str) -> list[str]:
    lines = resources.files("unblame.people").joinpath("data", name).read_text("utf-8").splitlines()
    return [word for line in lines if line and line[0] not in "#[" for word in line.split()]


GIVEN, FAMILY, TOOLS = _listed("given_names.txt"), _listed("surnames.txt"), _listed("tools.txt")
_TOOL = set(TOOLS)
_HANDLE = re.compile(r"^[a-z0-9._-]+$")


def swapped(row: Row, luck: random.Random) -> Row:
    """Return the row with every person renamed and tools exchanged, its spans moved along."""
    renamed: dict[str, str] = {}
    edits: list[tuple[int, int, str]] = []
    for start, end in row.people:
        old = row.text[start:end]
        if old not in renamed:
            renamed[old] = _other(old, luck)
        edits.append((start, end, renamed[old]))
    for found in re.finditer(r"\b[A-Z][a-zA-Z0-9]{2,}\b", row.text):
        outside = all(found.end() <= a or b <= found.start() for a, b, _ in edits)
        if outside and found.group() in _TOOL:
            edits.append((*found.span(), luck.choice(TOOLS)))
    return _edited(row, sorted(edits))


def lowered(row: Row) -> Row:
    """Return the row as somebody in a hurry types it."""
    low = row.text.lower()
    return replace(row, text=low) if len(low) == len(row.text) else row


def _other(old: str, luck: random.Random) -> str:
    words = old.split()
    if len(words) == 1 and (_HANDLE.match(old) or any(c.isdigit() for c in old)):
        return _handle(old, luck)
    if any("@" in word or "/" in word for word in words) or (old.isupper() and len(old) <= 3):
        return old
    fresh = [luck.choice(GIVEN)] + [
        luck.choice(FAMILY if luck.random() < 0.7 else GIVEN) for _ in words[1:]
    ]
    fresh = [
        new if len(word.strip(".")) > 1 else new[0] + "." * word.endswith(".")
        for new, word in zip(fresh, words, strict=True)
    ]
    made = " ".join(fresh)
    return made.lower() if old.islower() else made.upper() if old.isupper() else made


def _handle(old: str, luck: random.Random) -> str:
    given, family = luck.choice(GIVEN).lower(), luck.choice(FAMILY).lower()
    joint = next((mark for mark in "._-" if mark in old), "")
    if joint:
        return luck.choice(
            (f"{given}{joint}{family}", f"{given[0]}{joint}{family}", f"{given}{joint}{family[0]}")
        )
    if any(c.isdigit() for c in old):
        return luck.choice(
            (f"{given}{luck.randint(1, 99)}", f"{given[:3]}{family[:3]}{luck.randint(1, 9)}")
        )
    return luck.choice((given, given, f"{given[0]}{family}", f"{given}{family[0]}", given[:4]))


def _edited(row: Row, edits: list[tuple[int, int, str]]) -> Row:
    """Put the new words in; a border inside a replaced word moves to that word's border."""
    pieces: list[str] = []
    where: list[int] = []  # the new place of each place of the old text
    at = length = 0
    for start, end, new in [*edits, (len(row.text), len(row.text), "")]:
        kept = row.text[at:start]
        where += range(length, length + len(kept))
        where += [length + len(kept)] * (end - start)
        pieces += [kept, new]
        length += len(kept) + len(new)
        at = end
    where.append(length)
    ends = {end: where[start] + len(new) for start, end, new in edits}

    def moved(place: tuple[int, int]) -> tuple[int, int]:
        return where[place[0]], ends.get(place[1], where[place[1]])

    return replace(
        row,
        text="".join(pieces),
        people=tuple(map(moved, row.people)),
        spans={part: moved(place) for part, place in row.spans.items()},
    )
