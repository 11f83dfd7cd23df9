"""A contributing factor in the making: what the evidence says, before it is weighed and phrased."""

import hashlib

from msgspec import Struct

from unblame.factors.taxonomy import sort_of
from unblame.model import Confidence, Factor, FactorRole, Source


class Candidate(Struct, frozen=True, kw_only=True):
    """One possible factor; `weight` says how plainly the evidence tells of it.

    `code` is a subtype, or the letter of a category where the subtype is open. `quoted` texts come from the evidence and are phrased anew; `second` marks the second category
    that one sentence speaks of, `planned` what only a planned action of the evidence points to,
    `change` a change found by its time alone. `before` is what was said just before a quoted text.
    """

    code: str
    text: str
    weight: float
    before: str = ""
    role: FactorRole
    confidence: Confidence = Confidence.LOW
    events: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    quoted: bool = True
    under_heading: bool = False
    second: bool = False
    planned: bool = False
    change: bool = False


def temporary_id(letter: str, *parts: str) -> str:
    """Return an id such as `F:1a2b3c4d5e6f`, the same for the same parts."""
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()
    return f"{letter}:{digest[:12]}"


def factor_of(candidate: Candidate, statement: str) -> Factor:
    """Return the factor that a candidate becomes, with its statement as phrased."""
    sort = sort_of(candidate.code)
    places = sorted(f"{source.evidence} {source.place}" for source in candidate.sources[:1])
    anchor = places or sorted(candidate.events)[:1]
    return Factor(
        id=temporary_id("F", sort.category, candidate.code, *anchor),
        category=sort.category,
        subtype_code=sort.code,
        subtype=sort.subtype,
        role=candidate.role,
        statement=statement,
        events=candidate.events,
        sources=candidate.sources,
        confidence=candidate.confidence,
    )
