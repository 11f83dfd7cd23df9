"""Contributing factors from the evidence, gathered, folded, weighed and phrased."""

import re
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from unblame.evidence import Evidence
from unblame.factors.candidate import Candidate, factor_of, temporary_id
from unblame.factors.changes import changes
from unblame.factors.gaps import gaps
from unblame.factors.phrase import phrase
from unblame.factors.settings import settings
from unblame.factors.taxonomy import prompts, sort_of
from unblame.factors.told import Stretch, implied, told
from unblame.model import Confidence, Factor, FactorCategory, FactorRole, MilestoneName, Question

if TYPE_CHECKING:
    from unblame.recognise import Reader
    from unblame.timeline import Timeline

MOST = 12
_WORD = re.compile(r"[a-z0-9]{3,}")


class Found(Struct, frozen=True, kw_only=True):
    """The factors found, most plainly told first, and what the evidence leaves open."""

    factors: tuple[Factor, ...] = ()
    questions: tuple[Question, ...] = ()


def find(
    evidence: Evidence,
    timeline: "Timeline",
    *,
    impact: str = "",
    reader: "Reader | None" = None,
) -> Found:
    """Return the contributing factors that the evidence supports, at most twelve.

    `impact` is the customer impact as given; a sentence that only says it again is no
    cause. A category without a factor asks one question about `factors.<Category>`.
    `reader` is heard on what a sentence states and on whether it blames, where there is one.
    """
    said = told(evidence, timeline.events, _over(timeline), reader) + implied(evidence)
    causes = [one for one in said if not _repeats(one, impact)]
    named = settings(evidence, timeline)
    shown = {event for one in named if one.change for event in one.events}
    plain = [one for one in changes(timeline) if not shown.intersection(one.events)]
    gathered = _said_once([*causes, *named, *plain, *gaps(timeline)])
    factors: list[Factor] = []
    questions: list[Question] = []
    chosen = _spread(_fold(gathered))
    first = {one.text: factor_of(one, "").id for one in chosen if not one.second}
    for candidate in chosen:
        factor = factor_of(candidate, "")
        told_by = first.get(candidate.text) if candidate.second else None
        statement, asked = phrase(candidate, factor.id, reader, told_by)
        factors.append(structs.replace(factor, statement=statement))
        questions.extend(asked)
    questions.extend(_empty(factors))
    return Found(factors=tuple(_in_order(factors)), questions=tuple(questions))


def _over(timeline: "Timeline") -> tuple[Stretch, ...]:
    """Return the stretches of impact, the last one up to when the service was back, as far as known."""
    stretches = tuple((one.from_, one.until) for one in timeline.intervals)
    if any(until is not None for _, until in stretches):
        return stretches
    for name in (MilestoneName.MITIGATED, MilestoneName.RESOLVED):
        milestone = timeline.milestones.get(name)
        if milestone is not None and milestone.at is not None:
            return ((None, milestone.at),)
    return ()


def _repeats(candidate: Candidate, impact: str) -> bool:
    """Return whether a sentence only says again what the impact was."""
    return _overlap(candidate.text, impact) > 0.9


def _said_once(candidates: list[Candidate]) -> list[Candidate]:
    """Keep a sentence's second category only where no other sentence speaks for that category."""
    first = {_category(one) for one in candidates if not one.second}
    return [one for one in candidates if not one.second or _category(one) not in first]


def _category(candidate: Candidate) -> FactorCategory:
    return sort_of(candidate.code).category


def _fold(candidates: list[Candidate]) -> list[Candidate]:
    """Fold candidates of one subtype into the one told most plainly, with all their sources."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=_rank):
        twin = next((one for one in kept if _same(one, candidate)), None)
        if twin is None:
            kept.append(candidate)
        else:
            kept[kept.index(twin)] = _joined(twin, candidate)
    return sorted(kept, key=_rank)


def _rank(candidate: Candidate) -> tuple[float, str, int, str]:
    """Order by weight; of two that weigh the same, the fuller one comes first."""
    return (-candidate.weight, candidate.code, -min(len(candidate.text), 160), candidate.text)


def _same(one: Candidate, other: Candidate) -> bool:
    if _overlap(one.text, other.text) > 0.7:
        return one.code[0] == other.code[0]
    if one.code != other.code or one.change != other.change:
        return False
    apart = (one.under_heading and other.under_heading) or _sets_off(one) != _sets_off(other)
    distinct = apart and one.quoted and other.quoted
    return not (distinct and _overlap(one.text, other.text) < 0.2)


def _sets_off(candidate: Candidate) -> bool:
    return candidate.role is FactorRole.TRIGGER


def _overlap(one: str, other: str) -> float:
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _joined(kept: Candidate, other: Candidate) -> Candidate:
    if other.planned and not kept.planned:  # what is planned tells no more of what was
        return kept
    sources = tuple(dict.fromkeys(kept.sources + other.sources))[:5]
    alike = _overlap(kept.text, other.text) > 0.5
    told_twice = alike and len({source.evidence for source in sources}) > 1
    raised = Confidence.HIGH if kept.confidence is Confidence.MEDIUM else Confidence.MEDIUM
    return structs.replace(
        kept,
        events=tuple(dict.fromkeys(kept.events + other.events))[:5],
        sources=sources,
        weight=kept.weight + 0.25,
        confidence=raised
        if told_twice and kept.confidence is not Confidence.HIGH
        else kept.confidence,
    )


def _spread(candidates: list[Candidate]) -> list[Candidate]:
    """Return at most twelve: the best of each category first, then the best of what is left."""
    best: dict[FactorCategory, Candidate] = {}
    for candidate in candidates:
        best.setdefault(_category(candidate), candidate)
    first = list(best.values())
    rest = [candidate for candidate in candidates if candidate not in first]
    return sorted((first + rest)[:MOST], key=_rank)


def _empty(factors: list[Factor]) -> list[Question]:
    held = {factor.category for factor in factors}
    return [
        Question(
            id=temporary_id("Q", f"factors.{category}", "none"),
            about=f"factors.{category}",
            ask=prompt.ask,
            why=prompt.why,
        )
        for category, prompt in prompts().items()
        if category not in held
    ]


def _in_order(factors: list[Factor]) -> list[Factor]:
    """Return the factors by category in the order of the taxonomy, each category as ranked."""
    order = list(FactorCategory)
    return sorted(factors, key=lambda factor: order.index(factor.category))
