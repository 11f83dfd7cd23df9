"""The conversation of a good reviewer: what is asked, in which order, from the record as it stands.

Only what is missing or unconfirmed is asked, one question at a time, in how and what form.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from unblame.document.clock import zone_of
from unblame.language import Finding, Level, check
from unblame.model import (
    CORE_MILESTONES,
    Action,
    ActionStatus,
    Alternative,
    DistributionStatus,
    Factor,
    FactorCategory,
    FactorStatus,
    MeasureState,
    Milestone,
    MilestoneStatus,
    OwnerStatus,
    Postmortem,
    QuestionStatus,
    SixMonthsStatus,
)

STEPS = (
    "Timeline",
    "Contributing factors",
    "Blameless framing",
    "Action items",
    "Distribution",
)
WANTED_ACTIONS = 3
SHORT = 70


class Form(StrEnum):
    """What kind of answer a stop takes."""

    TIME = "time"
    VERDICT = "verdict"
    PROSE = "prose"
    WORDING = "wording"
    OWNER = "owner"
    DATE = "date"
    MEASURE = "measure"
    ACTION = "action"
    YES_NO = "yes_no"


class Stop(Struct, frozen=True, kw_only=True):
    """One question of the conversation. `shown` is what the record holds, `reason` why it does.

    `offers` are the answers at hand, `beside` what the record says of each, where it says it.
    """

    step: int
    about: str
    ask: str
    form: Form
    shown: str | None = None
    reason: str | None = None
    offers: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    again: bool = False


class Reply(Struct, frozen=True, kw_only=True):
    """What was said at a stop: an answer, a confirmation, a skip, or that nobody knows."""

    text: str = ""
    confirm: bool = False
    skip: bool = False
    unknown: bool = False
    choice: str | None = None
    role: str | None = None


def agenda(pm: Postmortem) -> tuple[Stop, ...]:
    """Return the stops that are still open, in order; what was skipped comes back at the end."""
    status = {question.about: question.status for question in pm.questions}
    ended = (QuestionStatus.ANSWERED, QuestionStatus.UNKNOWN)
    stops = [stop for stop in _stops(pm) if status.get(stop.about) not in ended]
    fresh = [stop for stop in stops if status.get(stop.about) is not QuestionStatus.SKIPPED]
    skipped = [stop for stop in stops if status.get(stop.about) is QuestionStatus.SKIPPED]
    return (*fresh, *(_again(stop) for stop in skipped))


def _again(stop: Stop) -> Stop:
    return Stop(**{name: getattr(stop, name) for name in stop.__struct_fields__} | {"again": True})


def _stops(pm: Postmortem) -> Iterator[Stop]:
    seen: set[str] = set()
    for stop in (
        *_timeline(pm),
        *_factors(pm),
        *_learnt(pm),
        *_framing(pm),
        *_actions(pm),
        *_six_months(pm),
        *_distribution(pm),
    ):
        if stop.about not in seen:
            seen.add(stop.about)
            yield stop


MILESTONE_ASKS = {
    "impact_start": "When were users or the service first hurt, and what showed it?",
    "detected": "When did a person or an alert on the team's side first know, and what told them?",
    "acknowledged": "When was it picked up: a page accepted, or an investigation begun?",
    "mitigated": "When was the service back for users, and what change brought it back?",
    "resolved": "When was the resolution confirmed, and by which signal?",
}


def _timeline(pm: Postmortem) -> Iterator[Stop]:
    for name in CORE_MILESTONES:
        milestone = pm.milestones.get(name, Milestone())
        if milestone.status in (MilestoneStatus.CONFIRMED, MilestoneStatus.NOT_APPLICABLE):
            continue
        yield Stop(
            step=1,
            about=f"milestones.{name}",
            ask=MILESTONE_ASKS[name],
            form=Form.TIME,
            shown=f"{_local(milestone.at, pm)} ({milestone.status})" if milestone.at else None,
            reason=milestone.reason or None,
            offers=tuple(_local(other.at, pm) for other in milestone.alternatives),
            beside=tuple(_why(other, pm) for other in milestone.alternatives),
        )
    yield from _recorded(
        pm, 1, ("impact", "timeline", "events", "intervals", "incident", "milestones")
    )


def _why(other: Alternative, pm: Postmortem) -> str:
    """Return why a time may be the one as well, with the events it rests on as the record words them."""
    texts = {event.id: event.text for event in pm.events}
    told = (f"{name} “{_short(texts[name])}”" for name in other.events if name in texts)
    return " ".join(filter(None, (other.reason, ", ".join(told))))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"


def _local(at: datetime, pm: Postmortem) -> str:
    """Return an instant as the document shows it, with its offset said."""
    local = at.astimezone(zone_of(pm.incident.zone))
    zone = local.isoformat()[-6:] if local.utcoffset() else "UTC"
    return f"{local:%Y-%m-%d %H:%M:%S} {zone}"


def _recorded(pm: Postmortem, step: int, rooms: tuple[str, ...]) -> Iterator[Stop]:
    """Yield the record's own open questions of some rooms."""
    for question in pm.questions:
        if question.about.split(".")[0] in rooms:
            yield Stop(
                step=step,
                about=question.about,
                ask=question.ask,
                form=Form.PROSE,
                reason=question.why or None,
            )


CATEGORY_ASKS = {
    FactorCategory.CODE: "What in the code behaved in a way that was new to the people who run it?",
    FactorCategory.CONFIG: "Which setting, limit, certificate or environment differed from what was expected?",
    FactorCategory.PROCESS: "How does such a change usually reach production, and what was different this time?",
    FactorCategory.TOOLING: "What would have shown the trouble sooner, and where would it have shown?",
    FactorCategory.COMMUNICATION: "Who learnt of it later than would have helped, and through which channel?",
}


def _factors(pm: Postmortem) -> Iterator[Stop]:
    for factor in pm.factors:
        if factor.status is FactorStatus.HYPOTHESIS:
            yield Stop(
                step=2,
                about=f"factors.{factor.id}",
                ask="Does this hold? Confirm it, say what is closer, or reject it.",
                form=Form.VERDICT,
                shown=f"{factor.category}: {factor.statement}",
                reason=_where(factor),
            )
    present = {
        factor.category for factor in pm.factors if factor.status is not FactorStatus.REJECTED
    }
    asked = {question.about: question for question in pm.questions}
    for category in FactorCategory:
        about = f"factors.{category}"
        if category not in present:
            ask = asked[about].ask if about in asked else CATEGORY_ASKS[category]
            yield Stop(
                step=2,
                about=about,
                ask=ask,
                form=Form.PROSE,
                reason=f"The record holds nothing of {category}.",
            )
    yield from _recorded(pm, 2, ("factors",))


def _where(factor: Factor) -> str:
    cited = [*factor.events, *(f"{source.evidence} {source.place}" for source in factor.sources)]
    return (
        f"From {', '.join(cited[:4])}; confidence {factor.confidence}." if cited else "No source."
    )


LEARNT_ASKS = {
    "went_well": "What went well that should stay, and what made it work?",
    "lucky": "Where was there luck: what happened to be there that was not planned?",
    "surprised": "What surprised the people who were there, and what had they expected?",
}


#: What was drafted from the record ends in its place there; what people say does not.
_FROM_THE_RECORD = re.compile(r"\((?:E\d+(?:, E\d+)*|S\d+ [^()]+)\)\.?$")


def _learnt(pm: Postmortem) -> Iterator[Stop]:
    for name, ask in LEARNT_ASKS.items():
        if all(map(_FROM_THE_RECORD.search, getattr(pm.learnt, name))):
            yield Stop(step=2, about=f"learnt.{name}", ask=ask, form=Form.PROSE)


def prose_of(pm: Postmortem) -> Iterator[tuple[str, str]]:
    """Yield every text of the record that people may have worded, with its path."""
    if pm.summary:
        yield "summary", pm.summary
    if pm.impact.text:
        yield "impact.text", pm.impact.text
    yield from ((f"factors.{factor.id}.statement", factor.statement) for factor in pm.factors)
    for name in LEARNT_ASKS:
        texts: tuple[str, ...] = getattr(pm.learnt, name)
        yield from ((f"learnt.{name}.{place}", text) for place, text in enumerate(texts))
    yield from ((f"actions.{action.id}.title", action.title) for action in pm.actions)
    if pm.public_text:
        yield "public_text", pm.public_text


def _framing(pm: Postmortem) -> Iterator[Stop]:
    for about, text in prose_of(pm):
        findings = [f for f in check(text, kind="plain") if f.level is not Level.NOTE]
        if findings:
            yield Stop(
                step=3,
                about=f"wording.{about}",
                ask=_wording_ask(findings[0]),
                form=Form.WORDING,
                shown=text,
                reason=findings[0].message,
                offers=tuple(f.rewrite for f in findings if f.rewrite),
            )


def _wording_ask(finding: Finding) -> str:
    question = (finding.ask or "what made that sensible at the time?").removeprefix("ask:").strip()
    return f"How could this be said of the system: {question}"


def _actions(pm: Postmortem) -> Iterator[Stop]:
    table = [a for a in pm.actions if a.status not in (ActionStatus.IDEA, ActionStatus.DECLINED)]
    for action in table:
        yield from _gaps(action)
    if len(table) < WANTED_ACTIONS:
        yield Stop(
            step=4,
            about=f"actions.new.{len(table)}",
            ask="What would a change to the system look like that makes this harder next time? Begin with a verb.",
            form=Form.ACTION,
            reason=f"The table holds {len(table)}; three to five is usual, fewer is fine.",
        )


def _gaps(action: Action) -> Iterator[Stop]:
    shown = f"{action.id} · {action.title}"
    if action.owner_status in (OwnerStatus.MISSING, OwnerStatus.PROPOSED):
        yield Stop(
            step=4,
            about=f"actions.{action.id}.owner",
            ask="Which team or role can change this, and agrees to?",
            form=Form.OWNER,
            shown=f"{shown} (owner: {action.owner or 'nobody yet'})",
            reason=action.owner_reason,
            offers=(action.owner,) if action.owner else (),
        )
    if action.due is None:
        yield Stop(
            step=4,
            about=f"actions.{action.id}.due",
            ask="By which day?",
            form=Form.DATE,
            shown=shown,
        )
    if action.measure.state is not MeasureState.MEASURABLE:
        yield Stop(
            step=4,
            about=f"actions.{action.id}.measure",
            ask="How will one see that it worked: which figure, against which target, over which time, read where?",
            form=Form.MEASURE,
            shown=f"{shown} (measure: {action.measure.text or 'none yet'})",
        )


def _six_months(pm: Postmortem) -> Iterator[Stop]:
    six = pm.six_months
    if six.status is not SixMonthsStatus.DRAFT:
        return
    day = f"on {six.as_of}" if six.as_of else "six months before"
    if six.statement:
        yield Stop(
            step=4,
            about="six_months",
            ask="Does this answer hold for people who only know what was known then?",
            form=Form.VERDICT,
            shown=six.statement,
            reason=f"Evidence class {six.evidence_class}." if six.evidence_class else None,
        )
        return
    if not six.action:
        yield Stop(
            step=4,
            about="six_months.action",
            ask=f"What was already written down {day} (a ticket, an audit, an alert) that pointed here, and which act did it suggest?",
            form=Form.PROSE,
            reason="Nothing dated before then was given; without a dated source the answer stays a memory.",
        )
    if not six.why_not:
        yield Stop(
            step=4,
            about="six_months.why_not",
            ask="What competed with it then, and what made that choice sensible?",
            form=Form.PROSE,
        )


def _distribution(pm: Postmortem) -> Iterator[Stop]:
    if not pm.summary:
        yield Stop(
            step=5,
            about="summary",
            ask="In two or three sentences: what happened, to whom, for how long, and what met what?",
            form=Form.PROSE,
        )
    public = next((row for row in pm.distribution if row.edition == "public"), None)
    if public is not None and public.status is DistributionStatus.NOT_STARTED:
        yield Stop(
            step=5,
            about="distribution.public",
            ask="Did customers notice enough that they should read about it?",
            form=Form.YES_NO,
        )
    if not pm.public_text and (
        public is None or public.status is not DistributionStatus.NOT_APPLICABLE
    ):
        yield Stop(
            step=5,
            about="public_text",
            ask="What may customers read, in plain words: what they saw, what was done, what changes?",
            form=Form.PROSE,
        )
    yield from _recorded(pm, 5, ("distribution", "public_text", "summary"))
