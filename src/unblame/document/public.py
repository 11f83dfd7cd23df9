"""The public write-up: built from structured fields that are allowed in, never by cutting."""

from datetime import datetime
from hashlib import sha256

from msgspec.structs import replace

from unblame.document.account import differs
from unblame.document.clockface import Clockface, span, span_in_words
from unblame.document.gate import public_refusals
from unblame.document.plainwords import CATEGORIES
from unblame.document.withheld import Refusal, Withheld
from unblame.model import (
    CORE_MILESTONES,
    Action,
    ActionStatus,
    Factor,
    FactorStatus,
    Incident,
    Interval,
    Milestone,
    MilestoneName,
    Postmortem,
    Precision,
)
from unblame.people import Cast

_SURE = frozenset({ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.VERIFIED})
_STAYS_INSIDE = "the public edition is built from structured fields only"
_NO_WORDS = (
    "Nothing is written under Public yet: what was this like for the people affected, and what do"
    " you want to say to them?"
)


def public_id(incident_id: str) -> str:
    """Return the id by which a public edition is recognised without showing the incident's own."""
    return f"public-{sha256(incident_id.encode()).hexdigest()[:12]}"


class Desk:
    """Lets each text through or keeps it back, and writes down which and why."""

    def __init__(self, postmortem: Postmortem, cast: Cast | None) -> None:
        self.cast = cast
        self.refused: list[Refusal] = []
        self.withheld = _left_inside(postmortem)

    def passed(self, text: str, where: str) -> str:
        """Return the text where nothing in it belongs inside, else nothing."""
        problems = public_refusals(text, where, self.cast) if text.strip() else ()
        self.refused.extend(problems)
        if not problems:
            return text
        self.withhold("a person's text", where, "it does not pass the public gate")
        return ""

    def withhold(self, what: str, where: str, why: str) -> None:
        """Write down one thing that stays inside."""
        self.withheld.append(Withheld(what=what, where=where, why=why))


def public(
    postmortem: Postmortem, cast: Cast | None = None
) -> tuple[Postmortem, tuple[Withheld, ...], tuple[Refusal, ...], tuple[str, ...]]:
    """Return what the public may read, what was withheld, what refuses it, and open prompts."""
    desk = Desk(postmortem, cast)
    impact_text = desk.passed(postmortem.impact.text, "Customer impact")
    words = desk.passed(postmortem.public_text or "", "Public")
    product = desk.passed(postmortem.incident.product, "product")
    shown = Postmortem(
        incident=Incident(id=public_id(postmortem.incident.id), product=product),
        drafted_at=postmortem.drafted_at,
        impact=replace(postmortem.impact, text=impact_text),
        milestones={
            name: _bare(milestone)
            for name, milestone in postmortem.milestones.items()
            if name in set(CORE_MILESTONES)
        },
        intervals=tuple(
            Interval(id=i.id, from_=i.from_, until=i.until) for i in postmortem.intervals
        ),
        durations=postmortem.durations,
        factors=_categories(postmortem, desk),
        actions=_promises(postmortem, desk),
        public_text=words or None,
    )
    return shown, tuple(desk.withheld), tuple(desk.refused), _prompts(shown, postmortem)


def public_account(postmortem: Postmortem) -> str:
    """Return the public write-up as Markdown; takes what `public` returned."""
    face = Clockface(None)
    start = _at(postmortem, MilestoneName.IMPACT_START)
    day = f" on {face.day(start)}" if start else ""
    parts = [f"# {postmortem.incident.product or 'Incident'}: incident{day}"]
    if postmortem.public_text:
        parts.append(postmortem.public_text.strip())
    parts += ["## What was affected", *affected(postmortem)]
    if postmortem.factors:
        parts += [
            "## What contributed",
            "\n".join(f"- {f.statement}" for f in postmortem.factors),
        ]
    if postmortem.actions:
        parts += ["## What we are doing", "\n".join(map(_promise, postmortem.actions))]
    return "\n\n".join(parts) + "\n"


def affected(postmortem: Postmortem) -> list[str]:
    """Return the sentences on who was affected, for how long, and how many."""
    impact = postmortem.impact
    lines = [f"{impact.text.rstrip('. ')}."] if impact.text else []
    lines += [_stretch(start, end) for start, end in _stretches(postmortem)]
    if impact.share is not None:
        lines.append(f"Share affected: {impact.share * 100:.3g} %.")
    return lines


def _stretches(postmortem: Postmortem) -> list[tuple[datetime, datetime | None]]:
    """Return each stretch of impact; with one or none on record, first impact to mitigation."""
    relapses = [(i.from_, i.until) for i in postmortem.intervals if i.from_]
    if len(relapses) > 1:
        return relapses
    start = _at(postmortem, MilestoneName.IMPACT_START)
    end = _at(postmortem, MilestoneName.MITIGATED)
    return [(start, end if end and end > start else None)] if start else []


def _stretch(start: datetime, end: datetime | None) -> str:
    face = Clockface(None)
    if end is None:
        return f"Affected from {face.full(start)} UTC."
    length = span_in_words((end - start).total_seconds())
    same_day = face.day(end) == face.day(start)
    until = face.time(end, Precision.MINUTE) if same_day else face.full(end)
    return f"Affected from {face.full(start)} until {until} UTC ({length})."


def _left_inside(postmortem: Postmortem) -> list[Withheld]:
    """Return the list of whole parts of the account that never enter a public edition."""
    parts = (
        ("summary", "the summary", postmortem.summary),
        ("timeline", f"{len(postmortem.events)} events with their texts", postmortem.events),
        ("evidence", f"{len(postmortem.evidence)} sources", postmortem.evidence),
        ("factors", f"the wording of {len(postmortem.factors)} factors", postmortem.factors),
        ("six months", "the six-months answer", postmortem.six_months.statement),
        (
            "learnt",
            "what went well, luck and surprise",
            any(
                (postmortem.learnt.went_well, postmortem.learnt.lucky, postmortem.learnt.surprised)
            ),
        ),
        ("questions", f"{len(postmortem.questions)} questions", postmortem.questions),
        ("decisions", f"{len(postmortem.decisions)} decisions", postmortem.decisions),
        *((s.heading, "a section the team added", s.markdown) for s in postmortem.sections),
        ("incident", "the incident's id", postmortem.incident.id),
        ("incident", "the severity", postmortem.incident.severity),
    )
    return [
        Withheld(what=what, where=where, why=_STAYS_INSIDE) for where, what, held in parts if held
    ]


def _bare(milestone: Milestone) -> Milestone:
    return Milestone(
        at=milestone.at,
        earliest=milestone.earliest,
        latest=milestone.latest,
        status=milestone.status,
    )


def _categories(postmortem: Postmortem, desk: Desk) -> tuple[Factor, ...]:
    """Return one factor a category, in plain words; what nobody has confirmed is not told."""
    for factor in _hypotheses(postmortem):
        desk.withhold(factor.id, "factors", "a hypothesis; nobody has confirmed it")
    sure = {f.category for f in postmortem.factors if f.status is FactorStatus.CONFIRMED}
    told = [category for category in CATEGORIES if category in sure]
    return tuple(
        Factor(
            id=f"F{number}",
            category=category,
            statement=CATEGORIES[category],
            status=FactorStatus.CONFIRMED,
        )
        for number, category in enumerate(told, start=1)
    )


def _hypotheses(postmortem: Postmortem) -> list[Factor]:
    return [f for f in postmortem.factors if f.status is FactorStatus.HYPOTHESIS]


def _promises(postmortem: Postmortem, desk: Desk) -> tuple[Action, ...]:
    promises: list[Action] = []
    for action in postmortem.actions:
        if not action.public:
            desk.withhold(action.id, "actions", "it is not marked as public")
            continue
        title = desk.passed(action.title, f"action {action.id}")
        if title:
            due = action.due if action.status in _SURE else None
            promises.append(
                Action(
                    id=f"A{len(promises) + 1}",
                    title=title,
                    category=action.category,
                    due=due,
                    status=action.status,
                    public=True,
                )
            )
    return tuple(promises)


def _promise(action: Action) -> str:
    if action.status in {ActionStatus.DONE, ActionStatus.VERIFIED}:
        return f"- {action.title} (done)"
    due = f" (by {action.due.day} {action.due:%B %Y})" if action.due else ""
    return f"- {action.title}{due}"


def _prompts(postmortem: Postmortem, whole: Postmortem) -> tuple[str, ...]:
    prompts = [] if postmortem.public_text else [_NO_WORDS]
    unsure = [factor.id for factor in _hypotheses(whole)]
    if unsure:
        prompts.append(
            f"{', '.join(unsure)} {'is a hypothesis' if len(unsure) == 1 else 'are hypotheses'}:"
            " only confirmed factors are told in public. Which of them does the team confirm?"
        )
    given, computed = postmortem.impact.duration_s, postmortem.impact.computed.duration_s
    if given and computed and differs(postmortem.impact):
        prompts.append(
            f"The impact text says {span(given)}; the timeline gives {span(computed)}."
            " Which of the two will the reader see?"
        )
    if postmortem.impact.share is None and postmortem.impact.count is None:
        prompts.append("How many were affected? A number or a band is better than 'some users'.")
    return tuple(prompts)


def _at(postmortem: Postmortem, name: MilestoneName) -> datetime | None:
    milestone = postmortem.milestones.get(name)
    return milestone.at if milestone else None
