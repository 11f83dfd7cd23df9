"""The one action six months ago: bound to what was dated by then, aimed at a decision, never a person."""

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from unblame.actions.dossier import Near, dated_by, nearest, option, reason_sentence, reasons, words
from unblame.actions.reached import reached
from unblame.evidence import Evidence, HistoryItem
from unblame.factors import temporary_id
from unblame.language import blameless
from unblame.model import (
    Action,
    ActionStatus,
    BaseRate,
    Confidence,
    EvidenceClass,
    Factor,
    FactorRole,
    HistoryCoverage,
    Kind,
    MilestoneName,
    Question,
    SixMonths,
    Source,
    WhyNot,
    Would,
)

if TYPE_CHECKING:
    from unblame.timeline import Timeline

_SAID = {
    WhyNot.CAPACITY: "capacity was committed elsewhere",
    WhyNot.RATED_LOW: "the risk was rated low",
    WhyNot.PAST_SUCCESS: "it had caused no impact until then",
    WhyNot.NO_OWNER: "it had no owner",
    WhyNot.MANY_SIGNALS: "it was one signal among many",
    WhyNot.COST: "its cost stood above the loss expected then",
    WhyNot.BLOCKED: "a dependency blocked it",
    WhyNot.NO_VISIBILITY: "the risk was not visible in the data at hand",
    WhyNot.INCENTIVE: "the roadmap put other work first",
    WhyNot.POLICY: "a policy limited it",
    WhyNot.CLOSED_UNCHECKED: "an earlier action was closed without a check of its effect",
    WhyNot.KNOWLEDGE_IN_ONE_PLACE: "the knowledge was held in one place",
}
_BY = {
    Would.PREVENT: "by keeping the condition from reaching production",
    Would.SHORTEN: "by shortening the way back",
    Would.DETECT: "by showing the condition earlier",
}
_WAS = {
    EvidenceClass.A: "was proposed ({where})",
    EvidenceClass.B: "was within reach: its signal stood on record and was not yet linked ({where})",
    EvidenceClass.C: "was within reach: what it needs to know was written down elsewhere ({where})",
}
#: Events that say what was seen to go wrong.
_SIGNS = (Kind.ALERT, Kind.PAGE, Kind.SYMPTOM, Kind.CUSTOMER_REPORT)
#: So many telling words in common are of the same things.
_SHARED = 2
_DETECT = re.compile(r"alert|alarm|monitor|page\b|probe|detect|dashboard|notif", re.IGNORECASE)
_SHORTEN = re.compile(
    r"roll-?back|fail-?over|runbook|restore|recover|escalat|break-?glass", re.IGNORECASE
)


def six_months(
    evidence: Evidence,
    timeline: "Timeline",
    factors: tuple[Factor, ...],
    actions: tuple[Action, ...],
) -> tuple[SixMonths, tuple[Question, ...]]:
    """Return the six-months answer and what it leaves open.

    `as_of` is the trigger less six calendar months, else impact start less six. The class is null
    where nothing dated before it was given, and `D` only where the history covers it.
    """
    as_of = _as_of(timeline)
    coverage = _coverage(evidence.history)
    if as_of is None:
        why = "neither the trigger nor the start of impact is known"
        ask = "When was the last change or event that set the failure in motion?"
        return SixMonths(coverage=coverage), (_ask("six_months.as_of", ask, why),)
    dated = dated_by(evidence, as_of)
    found = nearest(dated, factors)
    if found:
        return _answer(found, dated, as_of, coverage, actions)
    akin = _akin(dated, timeline)
    if akin:
        return SixMonths(as_of=as_of, coverage=coverage), (_ask_of(akin, as_of),)
    if _covers(coverage, as_of) and factors:
        return _not_knowable(as_of, coverage)
    ask = (
        f"Which tickets, alerts, audits or earlier reviews from before {as_of.isoformat()} speak of "
        "this risk?"
    )
    why = (
        "nothing dated by then was given"
        if not dated
        else "nothing given from then bears on a factor"
    )
    return SixMonths(as_of=as_of, coverage=coverage), (_ask("six_months.evidence_class", ask, why),)


def _akin(dated: list[HistoryItem], timeline: "Timeline") -> list[HistoryItem]:
    """Return what is dated by then and speaks of the same things as the signs of the incident do."""
    told = words(" ".join(event.text for event in timeline.events if event.kind in _SIGNS))
    akin = [one for one in dated if len(words(f"{one.title} {one.text}") & told) >= _SHARED]
    tickets = [one.ticket for one in akin if one.ticket]
    return [
        one for one in akin if one.ticket or not any(key in one.source.place for key in tickets)
    ]


def _ask_of(akin: list[HistoryItem], as_of: date) -> Question:
    shown = "; ".join(
        f"“{' '.join(one.title.split())}” ({one.source.place}, {one.created})" for one in akin[:3]
    )
    return _ask(
        "six_months.evidence_class",
        f"Does what stood on record by {as_of.isoformat()} speak of this risk, and what came of it: {shown}?",
        "it speaks of the same things, and bears on no factor found so far",
    )


def months_before(day: date, months: int) -> date:
    """Return the day that many calendar months earlier, the last of the month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _as_of(timeline: "Timeline") -> date | None:
    began = reached(timeline, MilestoneName.TRIGGER, MilestoneName.IMPACT_START)
    return months_before(began.date(), 6) if began is not None else None


def _coverage(history: tuple[HistoryItem, ...]) -> HistoryCoverage:
    days = sorted(item.created for item in history if item.created is not None)
    if not days:
        return HistoryCoverage(items=len(history))
    return HistoryCoverage(
        from_=days[0].isoformat(), until=days[-1].isoformat(), items=len(history)
    )


def _covers(coverage: HistoryCoverage, as_of: date) -> bool:
    if coverage.from_ is None or coverage.until is None:
        return False
    return coverage.from_ <= as_of.isoformat() <= coverage.until


def _answer(
    found: list[Near],
    dated: list[HistoryItem],
    as_of: date,
    coverage: HistoryCoverage,
    actions: tuple[Action, ...],
) -> tuple[SixMonths, tuple[Question, ...]]:
    best = found[0]
    item, factor = best.item, best.factor
    action = _plain(option(item))
    codes = reasons(item)
    why_not = _why_not(item, codes)
    would = _would(f"{item.title} {item.text}", factor)
    differs = _what_differs(factor, actions)
    confidence = Confidence.MEDIUM if best.nearness >= 5 else Confidence.LOW
    questions = _questions(item, why_not, differs)
    rate = _base_rate(found, dated)
    answer = SixMonths(
        as_of=as_of,
        evidence_class=best.evidence_class,
        coverage=coverage,
        action=action,
        why_not=why_not,
        statement=_statement(best, action, why_not, would, confidence, rate, differs, questions),
        addresses=(factor.id,),
        would=would,
        why_not_codes=codes,
        confidence=confidence,
        base_rate=rate,
        what_differs=differs,
        sources=tuple(_source(near.item) for near in found[:3]),
    )
    return answer, tuple(questions)


def _source(item: HistoryItem) -> Source:
    day = item.created.isoformat() if item.created else None
    return replace(item.source, place=item.ticket or item.source.place, date=day)


def _statement(
    best: Near,
    action: str,
    why_not: str | None,
    would: Would,
    confidence: Confidence,
    rate: BaseRate,
    differs: str | None,
    questions: list[Question],
) -> str:
    item = best.item
    day = item.created.isoformat() if item.created else "an unknown date"
    where = item.ticket or item.source.place
    asks = {question.about: f"[ask {question.id}]" for question in questions}
    why = why_not or asks["six_months.why_not"]
    what = differs or asks["six_months.what_differs"]
    was = _WAS[best.evidence_class].format(where=where)
    return (
        f"On {day} the option **{action}** {was}. It would likely have interrupted "
        f"{best.factor.id} {_BY[would]} (confidence: {confidence}). It was not done because {why}; "
        f"that was reasonable with what was known then ({_known(rate)}). What now differs: {what}."
    )


def _known(rate: BaseRate) -> str:
    """Return the base rate in words: `2 of the 9 tickets dated by then spoke of this risk`."""
    if rate.n == 1:
        return f"the one {rate.of.replace('s ', ' ', 1)} spoke of this risk"
    count = f"all {rate.n}" if rate.k == rate.n else f"{rate.k} of the {rate.n}"
    return f"{count} {rate.of} spoke of this risk"


def _why_not(item: HistoryItem, codes: tuple[WhyNot, ...]) -> str | None:
    sentence = reason_sentence(item)
    if sentence is not None:
        framed = blameless(sentence)
        if framed.ask is None and len(framed.text) < 200:
            said = framed.text.rstrip(".")
            return f"the record says \u201c{said}\u201d"
    return " and ".join(_SAID[code] for code in codes) or None


def _would(text: str, factor: Factor) -> Would:
    if _DETECT.search(text) or factor.role is FactorRole.DELAYED_DETECTION:
        warns_ahead = re.search(
            r"expir|forecast|ahead|before it|capacity|disk", text, re.IGNORECASE
        )
        return Would.PREVENT if warns_ahead else Would.DETECT
    if _SHORTEN.search(text) or factor.role is FactorRole.DELAYED_RESPONSE:
        return Would.SHORTEN
    return Would.PREVENT


def _what_differs(factor: Factor, actions: tuple[Action, ...]) -> str | None:
    stands = [
        action
        for action in actions
        if action.status not in (ActionStatus.IDEA, ActionStatus.DECLINED)
    ]
    for action in stands:
        if factor.id in action.addresses:
            return action.id
    return None


def _base_rate(found: list[Near], dated: list[HistoryItem]) -> BaseRate:
    """Count how many dated artefacts of the same kind bore on a factor."""
    ticketed = found[0].item.ticket is not None
    kind = [item for item in dated if (item.ticket is not None) == ticketed]
    of = "tickets dated by then" if ticketed else "records dated by then"
    k = sum(1 for near in found if (near.item.ticket is not None) == ticketed)
    return BaseRate(k=k, n=len(kind), of=of)


def _questions(item: HistoryItem, why_not: str | None, differs: str | None) -> list[Question]:
    questions = []
    where = item.ticket or item.source.place
    if why_not is None:
        ask = f"What competed with {where} at the time, and what made waiting sensible then?"
        questions.append(_ask("six_months.why_not", ask, "the record does not say why it waited"))
    if differs is None:
        ask = "Which action changes how such a proposal is decided the next time?"
        questions.append(
            _ask("six_months.what_differs", ask, "no action in the table addresses the same factor")
        )
    return questions


def _not_knowable(as_of: date, coverage: HistoryCoverage) -> tuple[SixMonths, tuple[Question, ...]]:
    statement = (
        f"No action was reasonable with what was known on {as_of.isoformat()}: none of the "
        f"{coverage.items} records from {coverage.from_} to {coverage.until} bears on a factor found."
    )
    ask = "What is the earliest date on which this risk could have been seen, and from what?"
    question = _ask(
        "six_months.evidence_class", ask, "the history given holds nothing that bears on it"
    )
    answer = SixMonths(
        as_of=as_of,
        evidence_class=EvidenceClass.D,
        coverage=coverage,
        statement=statement,
        confidence=Confidence.LOW,
    )
    return answer, (question,)


def _plain(title: str) -> str:
    framed = blameless(title)
    return framed.text.strip().rstrip(".")


def _ask(about: str, ask: str, why: str) -> Question:
    return Question(id=temporary_id("Q", about, why), about=about, ask=ask, why=why)
