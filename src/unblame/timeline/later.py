"""What was learnt later: told afterwards of a time before, it is no sign that anybody knew then."""

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Final

from unblame.evidence.record import Evidence
from unblame.evidence.times import find_times
from unblame.evidence.zones import Zones, zone_of
from unblame.model import Event, Kind, Moment, Precision
from unblame.timeline.zone_taken import zone_taken

_APART: Final = timedelta(minutes=5)
_MONTH: Final = timedelta(days=31)
TOLD_LATER: Final = re.compile(
    r"\b(?:(?:later|afterwards|only now|since) (?:found|learn(?:t|ed)|saw|seen|discovered)|(?:found|learn(?:t|ed)|"
    r"seen|saw|discovered)(?: out)? (?:only )?(?:later|afterwards|since)|turn(?:s|ed) out|in hindsight|looking "
    r"back|we (?:now|since) know|found (?:this|it) in|there (?:was|had been) an? (?:alert|alarm|signal|warning))\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_DAY_WORD: Final = re.compile(
    r"\b(?:yesterday|night|last|ago|(?:mon|tues|wednes|thurs|fri|satur|sun)day|the \d{1,2}(?:st|nd|rd|th)|"
    r"week|month)\b",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d|\b\d{1,2}\.? [A-Z][a-z]{2}|[A-Z][a-z]{2,8} \d{1,2}\b")


def is_late(event: Event, *, chat: bool) -> bool:
    """Say whether an event was known only well after it, so that it is no sign of detection.

    The last wording of an edited message stands for what was written at its time.
    """
    if event.known_at is not None and event.at is not None and not chat:
        return event.known_at - event.at >= _APART
    return not chat and TOLD_LATER.search(event.text) is not None


def learnt(evidence: Evidence) -> tuple[Event, ...]:
    """Return an event for each time that a dated line tells of afterwards, known when it was told."""
    return tuple(
        found
        for event in evidence.events
        if event.at is not None and event.precision is not Precision.DAY and event.sources
        for found in _of(event, evidence)
    )


def _of(event: Event, evidence: Evidence) -> Iterator[Event]:
    if TOLD_LATER.search(event.text) is None:
        return
    for sentence in _near(event.text):
        moment = _told(sentence, event, evidence)
        if moment is None or moment.at is None or event.at is None:
            continue
        if not _APART <= event.at - moment.at <= _MONTH:
            continue
        raw = f"learnt\x1f{event.key}\x1f{moment.at.isoformat()}"
        yield Event(
            key=sha256(raw.encode()).hexdigest()[:16],
            text=sentence,
            kind=Kind.NOTE,
            kinds=(Kind.NOTE,),
            actor=event.actor,
            sources=event.sources,
            known_at=event.at,
            at=moment.at,
            earliest=moment.earliest,
            latest=moment.latest,
            as_written=moment.as_written,
            zone_basis=moment.zone_basis,
            precision=moment.precision,
        )


def _near(text: str) -> Iterator[str]:
    """Yield the sentence that says that it was learnt later, and the one right after it."""
    follows = False
    for sentence in _SENTENCE.split(text):
        told = TOLD_LATER.search(sentence) is not None
        if told or follows:
            yield sentence.strip()
        follows = told


def _told(sentence: str, event: Event, evidence: Evidence) -> Moment | None:
    """Return the first time in a sentence; none where a word names a day that the time does not."""
    name = zone_taken(evidence)
    zone = zone_of(name) if name is not None else None
    if zone is None or event.at is None:
        return None
    if _DAY_WORD.search(sentence) and not _DATE.search(sentence):
        return None
    day = event.at.astimezone(zone).date()
    found = find_times(sentence, Zones(default=name), day)
    return found[0][2] if found else None
