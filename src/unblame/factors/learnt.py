"""What went well, where luck helped, what surprised: as far as the record shows or tells of it.

Each line carries its place in the record, which tells it from what people write themselves.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from unblame.evidence import Evidence
from unblame.factors.gaps import spoken
from unblame.factors.phrase import nobody, plain
from unblame.factors.wording import denied_update
from unblame.language import blameless
from unblame.model import (
    Confidence,
    DetectedBy,
    Event,
    Kind,
    Learnt,
    Milestone,
    MilestoneName,
    MilestoneStatus,
)
from unblame.text import late

if TYPE_CHECKING:
    from unblame.timeline import Timeline

#: Up to here a signal, an answer or a word to customers counts as soon.
SOON_S = {"signal": 5 * 60, "answer": 5 * 60, "word": 20 * 60}
MOST = 6
WENT_WELL = late(r"(?:went|go|gone|done) well|what worked|worked well|positives?\b", re.IGNORECASE)
LUCK = late(r"\bluck(?:y|ily)?\b", re.IGNORECASE)
SURPRISE = late(r"surpris", re.IGNORECASE)
BY_ITSELF = late(
    r"\bauto(?:matic(?:ally)?)?[- ]?(?:roll(?:ed)?[- ]?back|fail(?:ed)?[- ]?over|restart\w*|scal\w+|heal\w*|"
    r"recover\w*|remediat\w*|revert\w*)|\b(?:roll(?:ed)?[- ]?back|fail(?:ed)?[- ]?over|restarted|recovered|"
    r"reverted|scaled (?:out|up)) (?:automatically|by itself|on its own)",
    re.IGNORECASE,
)  # fmt: skip
_NOT = late(
    r"\b(?:not|n't|never|no|fail(?:s|ed)? to|without|disabled|off|should|could|would|will)\b", re.IGNORECASE
)  # fmt: skip
_NOTHING = late(
    r"^\W*(?:nothing|none|n/?a|tb[da]|todo|to be (?:added|written|filled)|<.*>|\?+)\W*$",
    re.IGNORECASE,
)


def learnt(evidence: Evidence, timeline: "Timeline") -> Learnt:
    """Return what the times show went well, and what a review's own sections say; nothing is judged."""
    return Learnt(
        went_well=(*_shown(timeline), *_told(evidence, WENT_WELL))[:MOST],
        lucky=tuple(_told(evidence, LUCK))[:MOST],
        surprised=tuple(_told(evidence, SURPRISE))[:MOST],
    )


def _told(evidence: Evidence, heading: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands under such a heading, without people and without blame."""
    for passage in evidence.passages:
        leaf = (passage.section or "").rsplit(" / ", 1)[-1]
        text = plain(passage.text)
        if not heading.search(leaf) or len(text) < 12 or _NOTHING.match(text):
            continue
        framed = blameless(text)
        if framed.ask is None:
            source = passage.source
            yield f"{_whole(nobody(framed.text))} ({source.evidence} {source.place})"


def _shown(timeline: "Timeline") -> Iterator[str]:
    start, detected = _known(timeline, "impact_start"), _known(timeline, "detected")
    if start and detected:
        yield from _signalled(start, detected)
    acknowledged = _known(timeline, "acknowledged")
    if detected and acknowledged and not acknowledged.automatic:
        seconds = _between(detected, acknowledged)
        if 0 < seconds <= SOON_S["answer"]:
            yield f"The incident was picked up {spoken(seconds)} after detection ({_cited(acknowledged)})."
    yield from _ended_by_itself(timeline)
    if start:
        yield from _told_soon(timeline, start)
    began = timeline.milestones.get(MilestoneName.IMPACT_START)
    if detected and began and began.status is MilestoneStatus.NOT_APPLICABLE:
        yield f"The fault was found before anybody was hurt ({_cited(detected)})."


def _signalled(start: Milestone, detected: Milestone) -> Iterator[str]:
    if detected.by is not DetectedBy.MONITOR:
        return
    seconds = _between(start, detected)
    if seconds < 0:
        yield f"An alert stood {spoken(-seconds)} before impact began ({_cited(detected)})."
    elif seconds <= SOON_S["signal"]:
        yield f"An alert fired {spoken(seconds)} after impact began ({_cited(detected)})."


def _ended_by_itself(timeline: "Timeline") -> Iterator[str]:
    mitigated = _known(timeline, "mitigated")
    cited = set(mitigated.events) if mitigated else set()
    for event in timeline.events:
        by_itself = BY_ITSELF.search(event.text) and not _NOT.search(event.text)
        if f"E:{event.key}" in cited and by_itself:
            yield f"What ended it happened by itself (E:{event.key})."
            return


def _told_soon(timeline: "Timeline", start: Milestone) -> Iterator[str]:
    first = next(filter(_is_update, timeline.events), None)
    if first is None or first.at is None or start.at is None:
        return
    seconds = (first.at - start.at).total_seconds()
    if 0 <= seconds <= SOON_S["word"]:
        yield f"The first customer update appeared {spoken(seconds)} after impact began (E:{first.key})."


def _is_update(event: Event) -> bool:
    return event.kind is Kind.CUSTOMER_UPDATE and denied_update(event.text) is None


def _known(timeline: "Timeline", name: str) -> Milestone | None:
    """Return a milestone that is told or inferred with some confidence."""
    found = timeline.milestones.get(MilestoneName(name))
    if found is None or found.at is None or found.status is MilestoneStatus.CONFLICT:
        return None
    return found if found.events and found.confidence is not Confidence.LOW else None


def _cited(milestone: Milestone) -> str:
    return ", ".join(milestone.events[:2])


def _between(first: Milestone, second: Milestone) -> float:
    return (second.at - first.at).total_seconds() if first.at and second.at else 0.0


def _whole(text: str) -> str:
    text = text.strip().rstrip(" .;,")
    return f"{text[:1].upper()}{text[1:]}"
