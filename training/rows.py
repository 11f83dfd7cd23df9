"""The corpus as numbers: rows, their split by brief, and the labels of every head."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from training.splits import CHOOSING, PROVING
from unblame.recognise.labels import EVENTS, FRAME, KINDS, SUBTYPES, TOKENS

CORPUS = Path(__file__).parent.parent / "corpus"
#: Kinds that narrow or look back, but say nothing of a person.
ANALYSIS = frozenset({"R09", "R11", "R28"})


@dataclass(frozen=True)
class Row:
    """One sentence with what was said of it; None where a head was not labelled."""

    id: str
    form: str
    text: str
    blames: bool | None = None
    borderline: bool = False
    kinds: tuple[str, ...] = ()
    people: tuple[tuple[int, int], ...] = ()
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    factor: tuple[str, str] | None = None

    @property
    def brief(self) -> str:
        """The brief that the row was written for."""
        return self.id.split("-")[0]


def rows(folder: Path = CORPUS / "rows") -> list[Row]:
    """Return every labelled row of the corpus, in order."""
    return [
        _row(json.loads(line)) for path in sorted(folder.glob("b*.jsonl")) for line in path.open()
    ]


def unlabelled(folder: Path = CORPUS / "unlabelled") -> list[Row]:
    """Return the sentences that were written for the student, without labels."""
    lines = [line.strip() for path in sorted(folder.glob("*.txt")) for line in path.open()]
    return [Row(id=f"u-{number}", form="", text=line) for number, line in enumerate(lines) if line]


def split(everything: list[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows to train on, to choose by and to prove with."""
    choosing = [row for row in everything if row.brief in CHOOSING]
    proving = [row for row in everything if row.brief in PROVING]
    training = [row for row in everything if row.brief not in CHOOSING + PROVING]
    return training, choosing, proving


def _row(said: dict) -> Row:
    text, blame = said["text"], said["blame"]
    kinds = tuple(one["kind"] for one in blame)
    spans = {}
    if blame:
        wanted = {"span": blame[0].get("text", "")} | {
            part: blame[0].get(part, "") for part in FRAME
        }
        spans = {part: place for part, words in wanted.items() if (place := _place(text, words))}
    return Row(
        id=said["id"],
        form=said["form"],
        text=text,
        blames=bool(set(kinds) - ANALYSIS),
        borderline=said.get("borderline", False),
        kinds=kinds,
        people=_people(text, said["people"]),
        spans=spans,
        events=tuple(said["events"]),
        factor=tuple(said["factor"]) if said["factor"] else None,
    )


def _place(text: str, words: str) -> tuple[int, int] | None:
    at = text.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else None


def _people(text: str, mentions: list[dict]) -> tuple[tuple[int, int], ...]:
    """Place each mention at its next occurrence that is no part of a longer word, if there is one."""
    taken: list[tuple[int, int]] = []
    for mention in sorted(mentions, key=lambda one: -len(one["text"])):
        words, at = mention["text"], -1
        fallback = None
        while (at := text.find(words, at + 1)) >= 0:
            place = (at, at + len(words))
            if any(place[0] < end and start < place[1] for start, end in taken):
                continue
            whole = not (text[at - 1 : at].isalnum() or text[place[1] : place[1] + 1].isalnum())
            if whole:
                fallback = place
                break
            fallback = fallback or place
        if fallback:
            taken.append(fallback)
    return tuple(sorted(taken))


def token_labels(row: Row, spans: list[tuple[int, int]]) -> dict[str, list[int]]:
    """Label each word of a row, for people and for the frame: 0 outside, then begin and inside."""
    people = [0] * len(spans)
    for start, end in row.people:
        inside = [n for n, (a, b) in enumerate(spans) if a < end and start < b]
        for order, n in enumerate(inside):
            people[n] = 1 if order == 0 else 2
    labels = {"people": people}
    for part in ("span", *FRAME):
        marks = [0] * len(spans)
        if part in row.spans:
            start, end = row.spans[part]
            for n, (a, b) in enumerate(spans):
                if a < end and start < b:
                    marks[n] = 1
        labels[part] = marks
    return labels


__all__ = [
    "ANALYSIS",
    "EVENTS",
    "KINDS",
    "SUBTYPES",
    "TOKENS",
    "Row",
    "rows",
    "split",
    "token_labels",
    "unlabelled",
]
