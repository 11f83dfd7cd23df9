"""A document drafted again, three ways: as last drafted, as edited, as drafted now.

What a person wrote or confirmed stays; what the evidence changed comes in or is asked about.
"""

from datetime import timedelta

import msgspec
from msgspec import Struct

from unblame.document.choosing import AT_MOST
from unblame.document.merge import Merged, merge, reading_gaps
from unblame.document.numbering import (
    LETTERS,
    Register,
    action_match,
    assign,
    evidence_matches,
    factor_match,
    interval_match,
    question_matches,
)
from unblame.document.onto import write_onto
from unblame.document.read import Document, next_numbers, open_document, part
from unblame.model import Event, Postmortem

_SHARP = timedelta(minutes=1)


class Updated(Struct, frozen=True, kw_only=True):
    """The document as it stands now, its record, and what changed, one line each."""

    text: str
    postmortem: Postmortem
    changes: tuple[str, ...] = ()


def update(existing: str, drafted: Postmortem, *, events: int = AT_MOST) -> Updated:
    """Return a document brought up to what is drafted now, with a person's text left as it is.

    `drafted` carries temporary ids. Raises DocumentError where the document cannot be read.
    """
    document = open_document(existing)
    known = register(document)
    numbered = assign(drafted, known, events=events)
    same = _told_again(document.postmortem, numbered)
    room = max(events - _staying(document.postmortem, numbered), 0)
    if same or room != events:
        known = msgspec.structs.replace(known, ids=known.ids | {"E": known.ids["E"] | same})
        numbered = assign(drafted, known, events=room)
    merged: Merged = merge(document, numbered)
    text = write_onto(document, merged.postmortem, merged.digests, forget=merged.forget)
    return Updated(text=text, postmortem=open_document(text).postmortem, changes=merged.changes)


def _staying(mine: Postmortem, now: Postmortem) -> int:
    """Return how many rows stay because their sources were not read in full this time."""
    given = {event.id for event in now.events}
    _, shaky = reading_gaps(mine, now)
    return sum(
        event.id not in given and any(source.evidence in shaky for source in event.sources)
        for event in mine.events
    )


def _told_again(mine: Postmortem, now: Postmortem) -> dict[str, str]:
    """Return, by key, the id of the row that already tells an event whose key is not known.

    So it is where the row lost its key, and where a key came from a source not read this time.
    """
    given = {event.id for event in now.events}
    known = {event.id for event in mine.events}
    free = [event for event in mine.events if event.id not in given]
    same: dict[str, str] = {}
    for event in now.events:
        if event.id in known:
            continue
        places = {(source.evidence, source.place) for source in event.sources}
        for row in free:
            rests = {(source.evidence, source.place) for source in row.sources}
            told = places <= rests if places else row.text == event.text
            if told and _near(row, event) and row.id not in same.values():
                same[event.key] = row.id
                break
    return same


def _near(row: Event, event: Event) -> bool:
    """Return whether two times are one, as sharp as a row shows them."""
    if row.at is None or event.at is None:
        return row.at is event.at
    return abs(row.at - event.at) < _SHARP


def edit(existing: str, pm: Postmortem) -> str:
    """Return a document with a changed record written onto it; only what changed is touched.

    Raises DocumentError where the document cannot be read.
    """
    return write_onto(open_document(existing), pm)


def register(document: Document) -> Register:
    """Return the numbers that a document has given, those of deleted rows among them."""
    pm, front = document.postmortem, document.front
    ids: dict[str, dict[str, str]] = {letter: {} for letter in LETTERS + "S"}
    for item in pm.evidence:
        for key in evidence_matches(item):
            ids["S"].setdefault(key, item.id)
    ids["E"] = {event.key: event.id for event in pm.events}
    ids["I"] = {interval_match(interval): interval.id for interval in pm.intervals}
    shown = {
        "F": {factor.id: factor_match(factor) for factor in pm.factors},
        "A": {action.id: action_match(action) for action in pm.actions},
        "Q": {question.id: key for key, question in question_matches(pm.questions)},
    }
    kept = frozenset(
        str(entry["key"])
        for entry in part(front, "events").values()
        if isinstance(entry, dict) and entry.get("keep") is True and "key" in entry
    )
    for letter, name in (("E", "events"), ("F", "factors"), ("A", "actions"), ("Q", "questions")):
        for identity, entry in part(front, name).items():
            match = entry.get("key" if letter == "E" else "match")
            for key in match if isinstance(match, list) else [match] if match else ():
                ids[letter].setdefault(str(key), identity)
        for identity, match in shown.get(letter, {}).items():
            if identity not in ids[letter].values():
                ids[letter].setdefault(match, identity)
    return Register(ids=ids, next=next_numbers(front, document.body), keep=kept)
