"""Factors that the evidence tells of in words: statements of cause, bullets under such headings."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from unblame.evidence import Evidence
from unblame.evidence.heard import MOST_LINES
from unblame.factors.beside_task import beside_task
from unblame.factors.candidate import Candidate
from unblame.factors.heard import ALONE, Voiced, voiced
from unblame.factors.taxonomy import Hit, hits
from unblame.factors.wording import (
    ABSENT,
    ACCOUNT,
    ACTIONS,
    AMPLIFY,
    CAUSE,
    CAUSES,
    EDITED,
    GAP,
    RECORD,
    SENTENCE,
    TRIGGER,
    UNKNOWN,
    UNSURE,
    WELL,
    WRONG,
)
from unblame.model import Confidence, Event, FactorCategory, FactorRole, Kind, Source

if TYPE_CHECKING:
    from unblame.recognise import Reader

_SILENT = frozenset(
    {
        Kind.LOG_CHANGE,
        Kind.SILENCE,
        Kind.PAGE,
        Kind.ACKNOWLEDGED,
        Kind.QUESTION,
        Kind.CUSTOMER_UPDATE,
    }
)
AFTERWARDS = 1.0
LONGEST_READ = 2000
_IMPLIED = frozenset({"T1", "T2", "T3", "T6", "P2", "P6", "M3", "M5"})
LEAST_WEIGHT = 2.0
LEAST_WEIGHT_IN_CHAT = 2.5
LEAST_MARK = 1.0
#: When impact began and when the service was back, each where known.
Stretch = tuple[datetime | None, datetime | None]


class Said(Struct, frozen=True, kw_only=True):
    """One sentence of the evidence with where it stands."""

    text: str
    before: str = ""
    section: str = ""
    sources: tuple[Source, ...] = ()
    event: str | None = None
    kind: Kind | None = None
    afterwards: bool = False


def told(
    evidence: Evidence,
    events: tuple[Event, ...],
    over: tuple[Stretch, ...] = (),
    reader: "Reader | None" = None,
) -> list[Candidate]:
    """Return a candidate for each sentence that states a cause, at most two categories a sentence.

    What is said outside the stretches of impact, `over`, and after the first of them weighs more than what
    is said in haste.
    A very long record is weighed by its cues alone, as its events have their kinds from wording alone.
    """
    if len(events) + len(evidence.passages) > MOST_LINES:
        reader = None
    return [
        candidate for said in _sayings(evidence, events, over) for candidate in _weigh(said, reader)
    ]


def _sayings(
    evidence: Evidence, events: tuple[Event, ...], over: tuple[Stretch, ...]
) -> Iterator[Said]:
    before, above = "", None
    for passage in evidence.passages:
        here = (passage.source.evidence, passage.section)
        yield Said(
            text=passage.text[:LONGEST_READ],
            before=before if here == above else "",
            section=passage.section or "",
            sources=(passage.source,),
        )
        before, above = passage.text[:LONGEST_READ], here
    for statement in evidence.statements:
        if statement.moment is None and statement.seconds is None and len(statement.text) > 20:
            section = f"{statement.section or ''} / {statement.label}"
            yield Said(
                text=statement.text[:LONGEST_READ], section=section, sources=(statement.source,)
            )
    for event in events:
        if event.kind not in _SILENT:
            after = event.at is not None and _calm(event.at, over)
            before = ""
            for text in SENTENCE.split(EDITED.sub("", event.text[:LONGEST_READ])):
                earlier, before = before, text
                yield Said(
                    text=text,
                    before=earlier,
                    sources=event.sources,
                    event=event.key,
                    kind=event.kind,
                    afterwards=after,
                )


def _calm(at: datetime, over: tuple[Stretch, ...]) -> bool:
    """Say whether it was said when the service was back, for the time being or for good."""
    ends = [until for _, until in over if until is not None]
    within = any(
        (since is None or since <= at) and (until is None or at <= until) for since, until in over
    )
    return bool(ends) and at > min(ends) and not within


def implied(evidence: Evidence) -> list[Candidate]:
    """Return what the review's own planned actions point to, such as a missing alert or test."""
    found = []
    for passage in evidence.passages:
        leaf = (passage.section or "").rsplit(" / ", 1)[-1]
        if not ACTIONS.search(leaf) or not ABSENT.search(passage.text):
            continue
        said = Said(text=passage.text, section=leaf, sources=(passage.source,))
        for hit in hits(passage.text)[:2]:
            if hit.subtype.code in _IMPLIED:
                found.append(_candidate(said, hit, LEAST_WEIGHT, 0.0, second=True))
                break
    return [replace(one, planned=True) for one in found]


def _weigh(said: Said, reader: "Reader | None") -> list[Candidate]:
    standing = _standing(said)
    text = beside_task(said.text) if standing is not None else None
    if standing is None or text is None or len(text) < 12 or RECORD.search(text):
        return []
    said = replace(said, text=text)
    least = LEAST_WEIGHT_IN_CHAT if said.event else LEAST_WEIGHT
    weight = standing + 1.5 * bool(CAUSE.search(said.text)) + 1.0 * bool(GAP.search(said.text))
    weight += 1.0 * bool(UNKNOWN.search(said.text))
    weight -= 2.0 * bool(UNSURE.search(said.text))
    asked = reader if said.kind is not Kind.CHATTER else None
    if said.event is not None and weight + bool(asked) * ALONE < LEAST_MARK:
        return []
    found = []
    for place, one in enumerate(voiced(said.text, _best(hits(said.text)), asked)):
        if said.event is not None and weight + one.gain < LEAST_MARK:
            continue
        total = weight + one.gain + min(len(one.hit.cues), 3) * 1.0
        if total >= least:
            made = _candidate(said, one.hit, total, standing, second=place > 0)
            found.append(replace(made, confidence=_sure(made.confidence, one)))
    return found


def _sure(given: Confidence, one: Voiced) -> Confidence:
    """Return how sure a factor is once both voices were heard; only a second source makes it high."""
    if one.agreed is None:
        return given
    return Confidence.MEDIUM if one.agreed else Confidence.LOW


def _standing(said: Said) -> float | None:
    """Return how much the heading speaks for a cause, or None where no cause is told under it."""
    if said.event is not None:
        return 0.6 * (said.kind is Kind.FINDING) + AFTERWARDS * said.afterwards
    leaf = said.section.rsplit(" / ", 1)[-1]
    if WELL.search(leaf):
        return None
    if CAUSES.search(leaf):
        return 2.5
    if WRONG.search(leaf):
        return 2.0
    if ACTIONS.search(leaf):
        return None
    return 0.5 if ACCOUNT.search(leaf) or not leaf else 0.0


def _best(found: list[Hit]) -> list[Hit]:
    """Return the strongest hit of each of the two best categories."""
    best: dict[FactorCategory, Hit] = {}
    for hit in found:
        best.setdefault(hit.subtype.category, hit)
    return list(best.values())[:2]


def _candidate(said: Said, hit: Hit, weight: float, standing: float, *, second: bool) -> Candidate:
    role = hit.subtype.role
    if AMPLIFY.search(said.text):
        role = FactorRole.AMPLIFYING
    elif TRIGGER.search(f"{said.section} {said.text}") and role is FactorRole.ENABLING:
        role = FactorRole.TRIGGER
    elif role is FactorRole.TRIGGER and not CAUSE.search(said.text):
        role = FactorRole.ENABLING
    sure = standing >= 2 or said.kind is Kind.FINDING
    return Candidate(
        code=hit.subtype.code,
        text=said.text,
        before=said.before,
        weight=weight,
        role=role,
        confidence=Confidence.MEDIUM if sure else Confidence.LOW,
        events=(f"E:{said.event}",) if said.event else (),
        sources=said.sources,
        under_heading=standing >= 2,
        second=second,
    )
