"""An answer enters the record: people replaced, the old value kept, what follows computed again."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from unblame import document
from unblame.actions import parse_measure
from unblame.conduct.conversation import Form, Reply, Stop
from unblame.conduct.recomputed import recomputed
from unblame.conduct.told_time import NotUnderstood, time_of, with_zone
from unblame.factors import temporary_id
from unblame.language import Level, blameless, check
from unblame.model import (
    Action,
    ActionCategory,
    ActionStatus,
    Basis,
    Confidence,
    Decision,
    DistributionStatus,
    EvidenceItem,
    Factor,
    FactorCategory,
    FactorStatus,
    Learnt,
    Measure,
    Milestone,
    MilestoneStatus,
    Moment,
    OwnerKind,
    OwnerStatus,
    Postmortem,
    Question,
    QuestionStatus,
    SixMonths,
    SixMonthsStatus,
    Source,
)
from unblame.people import Cast


def answer(pm: Postmortem, stop: Stop, reply: Reply, *, now: datetime, cast: Cast) -> Postmortem:
    """Return the record with one answer in it, its question closed and what follows recomputed.

    `now` is an aware time. Raises NotUnderstood where the answer has not the form that is needed.
    """
    if reply.skip or reply.unknown:
        status = QuestionStatus.SKIPPED if reply.skip else QuestionStatus.UNKNOWN
        return _closed(pm, stop, status)
    asked = _closed(pm, stop, QuestionStatus.ANSWERED)
    place = next(q.id for q in asked.questions if q.about == stop.about)
    told = Source(evidence="S0", place=place)
    role = cast.replace(reply.role) if reply.role else None
    reply = replace(reply, text=cast.replace(reply.text.strip()), role=role)
    changed = _entered(asked, stop, reply, told, now)
    if changed is asked or reply.confirm:
        return _decided(changed, pm, stop, reply, now)
    return _decided(_with_interview(changed), pm, stop, reply, now)


def _closed(pm: Postmortem, stop: Stop, status: QuestionStatus) -> Postmortem:
    """Set the status of a stop's question, giving it an id where it had none."""
    if any(question.about == stop.about for question in pm.questions):
        questions = tuple(
            replace(question, status=status) if question.about == stop.about else question
            for question in pm.questions
        )
        return replace(pm, questions=questions)
    question = Question(
        id=temporary_id("Q", stop.about),
        about=stop.about,
        ask=stop.ask,
        why=stop.reason or "",
        status=status,
    )
    return document.number(replace(pm, questions=(*pm.questions, question)), pm)


def _with_interview(pm: Postmortem) -> Postmortem:
    if any(item.id == "S0" for item in pm.evidence):
        return pm
    interview = EvidenceItem(id="S0", path=None, sha256=None, reader="interview")
    return replace(pm, evidence=(interview, *pm.evidence))


def _decided(
    changed: Postmortem, before: Postmortem, stop: Stop, reply: Reply, now: datetime
) -> Postmortem:
    decision = Decision(
        at=now,
        by=reply.role or "facilitator",
        on=stop.about,
        was=stop.shown,
        now="confirmed" if reply.confirm else reply.text,
        reason="told in the review",
    )
    return replace(changed, decisions=(*before.decisions, decision))


def _entered(pm: Postmortem, stop: Stop, reply: Reply, told: Source, now: datetime) -> Postmortem:
    room, _, rest = stop.about.partition(".")
    if stop.form is Form.TIME:
        return _milestone(pm, rest, reply, told, now)
    if stop.form is Form.WORDING:
        return reworded(pm, rest, reply.text) if reply.text else pm
    if room == "factors":
        return _factor(pm, rest, reply, told)
    if room == "learnt":
        return replace(pm, learnt=_learnt(pm.learnt, rest, reply.text))
    if room == "actions":
        return _action(pm, stop, rest, reply, told)
    if room == "six_months":
        return replace(pm, six_months=_six_months(pm.six_months, rest, reply))
    if room == "distribution":
        return _public(pm, reply)
    if room in ("summary", "public_text"):
        return replace(pm, **{room: reply.text})
    return pm


def _milestone(pm: Postmortem, name: str, reply: Reply, told: Source, now: datetime) -> Postmortem:
    old = pm.milestones.get(name, Milestone())
    if reply.confirm:
        new = replace(old, status=MilestoneStatus.CONFIRMED, confidence=Confidence.HIGH)
    else:
        new = _moved(old, time_of(reply.text, pm), reply.text, told)
    changed = with_zone(replace(pm, milestones={**pm.milestones, name: new}), reply.text)
    return recomputed(changed, now)


def _moved(old: Milestone, moment: Moment, text: str, told: Source) -> Milestone:
    """Return a milestone at a told instant; an alternative of the record brings its own events."""
    chosen = next((other for other in old.alternatives if other.at == moment.at), None)
    blames = any(finding.level is not Level.NOTE for finding in check(text, kind="plain"))
    reason = chosen.reason if chosen else "Told in the review" + ("." if blames else f": {text}")
    return replace(
        old,
        at=moment.at,
        earliest=moment.earliest,
        latest=moment.latest,
        status=MilestoneStatus.CONFIRMED,
        basis=Basis.RECORD if chosen else Basis.TOLD,
        by=None,
        automatic=False,
        recorded_at=None,
        confidence=Confidence.HIGH,
        reason=reason,
        events=chosen.events if chosen else (),
        sources=(told,),
    )


def _factor(pm: Postmortem, which: str, reply: Reply, told: Source) -> Postmortem:
    if which in set(FactorCategory):
        statement = blameless(reply.text).text
        new = Factor(
            id=temporary_id("F", f"{which}{statement}"),
            category=FactorCategory(which),
            statement=statement,
            sources=(told,),
            confidence=Confidence.MEDIUM,
            status=FactorStatus.CONFIRMED,
        )
        return document.number(replace(pm, factors=(*pm.factors, new)), pm)
    change: dict[str, object] = {"status": FactorStatus.CONFIRMED}
    if reply.choice == "reject":
        change = {"status": FactorStatus.REJECTED}
    elif reply.text:
        change |= {"statement": reply.text}
    return replace(
        pm, factors=tuple(replace(f, **change) if f.id == which else f for f in pm.factors)
    )


def _learnt(learnt: Learnt, name: str, text: str) -> Learnt:
    return replace(learnt, **{name: (*getattr(learnt, name), text)}) if text else learnt


def _action(pm: Postmortem, stop: Stop, which: str, reply: Reply, told: Source) -> Postmortem:
    if stop.form is Form.ACTION:
        return added_action(pm, reply, told, ActionStatus.OPEN)
    identity = which.partition(".")[0]
    change = _action_change(stop, reply)
    return replace(
        pm, actions=tuple(replace(a, **change) if a.id == identity else a for a in pm.actions)
    )


def _action_change(stop: Stop, reply: Reply) -> dict[str, object]:
    if stop.form is Form.OWNER:
        owner = reply.text or (stop.offers[0] if stop.offers else None)
        kind = OwnerKind(reply.choice) if reply.choice else OwnerKind.TEAM
        return {
            "owner": owner,
            "owner_kind": kind,
            "owner_status": OwnerStatus.CONFIRMED,
            "owner_reason": None,
        }
    if stop.form is Form.DATE:
        try:
            return {"due": date.fromisoformat(reply.text)}
        except ValueError as error:
            raise NotUnderstood(f"{reply.text!r} is not a day; give it like 2026-04-01.") from error
    return {"measure": parse_measure(reply.text)}


def added_action(pm: Postmortem, reply: Reply, told: Source, status: ActionStatus) -> Postmortem:
    """Return the record with a new action, or a parked idea, whose title was told."""
    title = reply.text.strip().rstrip(".")
    if not title:
        raise NotUnderstood("An action needs a title: a verb and what it changes.")
    new = Action(
        id=temporary_id("A", title),
        title=title,
        category=ActionCategory(reply.choice or ActionCategory.PROCESS),
        status=status,
        sources=(told,),
        measure=Measure(),
    )
    return document.number(replace(pm, actions=(*pm.actions, new)), pm)


def _six_months(six: SixMonths, field: str, reply: Reply) -> SixMonths:
    if not field:
        rejected = reply.choice == "reject"
        changed = {"statement": reply.text} if reply.text and not rejected else {}
        status = SixMonthsStatus.REJECTED if rejected else SixMonthsStatus.CONFIRMED
        return replace(six, status=status, **changed)
    return replace(six, **{field: reply.text})


def _public(pm: Postmortem, reply: Reply) -> Postmortem:
    wanted = reply.choice == "yes"
    status = DistributionStatus.DRAFT if wanted else DistributionStatus.NOT_APPLICABLE
    reason = None if wanted else "customers noticed too little, as told in the review"
    return replace(
        pm,
        distribution=tuple(
            replace(row, status=status, reason=reason) if row.edition == "public" else row
            for row in pm.distribution
        ),
    )


def reworded(pm: Postmortem, path: str, text: str) -> Postmortem:
    """Return the record with the text at a path, as `prose_of` names it, said another way."""
    room, _, rest = path.partition(".")
    if room in ("summary", "public_text"):
        return replace(pm, **{room: text})
    if room == "impact":
        return replace(pm, impact=replace(pm.impact, text=text))
    identity, _, _ = rest.partition(".")
    if room == "factors":
        return replace(
            pm,
            factors=tuple(
                replace(f, statement=text) if f.id == identity else f for f in pm.factors
            ),
        )
    if room == "actions":
        return replace(
            pm, actions=tuple(replace(a, title=text) if a.id == identity else a for a in pm.actions)
        )
    name, _, place = rest.partition(".")
    lines = list(getattr(pm.learnt, name))
    lines[int(place)] = text
    return replace(pm, learnt=replace(pm.learnt, **{name: tuple(lines)}))


def parked(pm: Postmortem, text: str, *, cast: Cast, now: datetime) -> Postmortem:
    """Return the record with an idea on the parking list."""
    reply = Reply(text=cast.replace(text))
    told = Source(evidence="S0", place=f"parking list {now.astimezone(UTC):%Y-%m-%d}")
    return _with_interview(added_action(pm, reply, told, ActionStatus.IDEA))
