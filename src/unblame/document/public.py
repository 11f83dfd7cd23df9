"""The public write-up: built from structured fields that are allowed in, never by cutting."""

from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from unblame.document import durations, letin
from unblame.document.account import differs
from unblame.document.allowed import Undecided
from unblame.document.clockface import span
from unblame.document.decision import Decisions
from unblame.document.desk import Desk
from unblame.document.letin import cannot_enter
from unblame.document.plainwords import CATEGORIES
from unblame.document.readout import without_letters
from unblame.document.roles import in_roles
from unblame.document.withheld import Refusal, Withheld
from unblame.model import (
    CORE_MILESTONES,
    Action,
    ActionStatus,
    Duration,
    Factor,
    FactorStatus,
    Incident,
    Interval,
    Milestone,
    Postmortem,
)
from unblame.people import Cast

_SURE = frozenset({ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.VERIFIED})
_STAYS_INSIDE = "nobody let it in; the public edition is built from what is let in only"
_NO_WORDS = (
    "Nothing is written under Public yet: what was this like for the people affected, and what do"
    " you want to say to them?"
)
_ALL_GONE = (
    "Nothing that is written under Public is shown, by what was decided: what do you want to say to"
    " the people affected?"
)


def public_id(postmortem: Postmortem) -> str:
    """Return an id from which nobody who sees it can find the incident's own, number by number."""
    unseen = min((event.key for event in postmortem.events), default="")
    return f"public-{sha256(f'{postmortem.incident.id} {unseen}'.encode()).hexdigest()[:12]}"


class Cut(Struct, frozen=True, kw_only=True):
    """What the public may read, what was withheld, what refuses it, what is asked, and prompts.

    `strays` are decided strings that stand nowhere in what would be shown.
    """

    postmortem: Postmortem
    withheld: tuple[Withheld, ...]
    refused: tuple[Refusal, ...]
    undecided: tuple[Undecided, ...]
    prompts: tuple[str, ...]
    strays: tuple[str, ...]


def public(postmortem: Postmortem, cast: Cast, decisions: Decisions) -> Cut:
    """Return the public edition of an account: only what is let in, each text past the gate."""
    desk = Desk(cast, decisions)
    postmortem = without_letters(in_roles(postmortem, cast))
    for part in decisions.show:
        why = cannot_enter(postmortem, part)
        if why:
            desk.refuse(part, "what is let in", why)
    _left_inside(postmortem, desk)
    shown = _shown(postmortem, desk)
    return Cut(
        postmortem=shown,
        withheld=tuple(desk.withheld),
        refused=desk.refused,
        undecided=desk.undecided,
        prompts=_prompts(shown, postmortem),
        strays=desk.strays(),
    )


def _shown(postmortem: Postmortem, desk: Desk) -> Postmortem:
    product = desk.passed(postmortem.incident.product, "product")
    words = desk.passed(postmortem.public_text or "", "Public")
    impact = desk.passed(postmortem.impact.text, "Customer impact")
    return Postmortem(
        incident=Incident(id=public_id(postmortem), product=product),
        drafted_at=postmortem.drafted_at,
        impact=replace(postmortem.impact, text=impact),
        events=letin.events(postmortem, desk),
        milestones={
            name: _bare(milestone)
            for name, milestone in postmortem.milestones.items()
            if name in set(CORE_MILESTONES)
        },
        intervals=tuple(
            Interval(id=i.id, from_=i.from_, until=i.until) for i in postmortem.intervals
        ),
        durations=_durations(postmortem),
        factors=_factors(postmortem, desk),
        learnt=letin.learnt(postmortem, desk),
        actions=_promises(postmortem, desk),
        public_text=words or None,
    )


def _left_inside(postmortem: Postmortem, desk: Desk) -> None:
    """Note the whole parts of the account that stay inside, and how many of what may be let in."""
    let_in = set(desk.decisions.show)
    events = [event for event in postmortem.events if event.id not in let_in]
    factors = [factor for factor in postmortem.factors if factor.id not in let_in]
    learnt = postmortem.learnt
    parts = (
        ("summary", "the summary", postmortem.summary),
        ("timeline", f"{len(events)} events with their texts", events),
        ("evidence", f"{len(postmortem.evidence)} sources", postmortem.evidence),
        ("factors", f"the wording of {len(factors)} factors", factors),
        ("six months", "the six-months answer", postmortem.six_months.statement),
        ("learnt", "what went well", learnt.went_well and "went_well" not in let_in),
        ("learnt", "where luck helped", learnt.lucky and "lucky" not in let_in),
        ("learnt", "what surprised", learnt.surprised),
        ("questions", f"{len(postmortem.questions)} questions", postmortem.questions),
        ("decisions", f"{len(postmortem.decisions)} decisions", postmortem.decisions),
        *((s.heading, "a section the team added", s.markdown) for s in postmortem.sections),
        ("incident", "the incident's id", postmortem.incident.id),
        ("incident", "the severity", postmortem.incident.severity),
    )
    for where, what, held in parts:
        if held:
            desk.withhold(what, where, _STAYS_INSIDE)


def _bare(milestone: Milestone) -> Milestone:
    return Milestone(
        at=milestone.at,
        earliest=milestone.earliest,
        latest=milestone.latest,
        status=milestone.status,
    )


def _durations(postmortem: Postmortem) -> dict[str, Duration]:
    """Return the lengths of time as they are on record, in the tool's words alone."""
    ours = durations.compute(postmortem.milestones)
    return {
        name: replace(kept, aka=told.aka, formula=told.formula, missing=told.missing)
        for name, told in ours.items()
        if (kept := postmortem.durations.get(name))
    }


def _factors(postmortem: Postmortem, desk: Desk) -> tuple[Factor, ...]:
    """Return confirmed factors: as worded where let in, else one a category in plain words."""
    for factor in _hypotheses(postmortem):
        desk.withhold(factor.id, "factors", "a hypothesis; nobody has confirmed it")
    sure = [f for f in postmortem.factors if f.status is FactorStatus.CONFIRMED]
    worded = [(f.category, text) for f in sure if (text := letin.statement(f, desk))]
    told = {category for category, _ in worded}
    plain = [(c, CATEGORIES[c]) for c in CATEGORIES if c in {f.category for f in sure} - told]
    return tuple(
        Factor(id=f"F{number}", category=category, statement=text, status=FactorStatus.CONFIRMED)
        for number, (category, text) in enumerate((*worded, *plain), start=1)
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


def _prompts(postmortem: Postmortem, whole: Postmortem) -> tuple[str, ...]:
    prompts = [] if postmortem.public_text else [_ALL_GONE if whole.public_text else _NO_WORDS]
    unsure = [factor.id for factor in _hypotheses(whole)]
    if unsure:
        prompts.append(
            f"{', '.join(unsure)} {'is a hypothesis' if len(unsure) == 1 else 'are hypotheses'}:"
            " only confirmed factors are told in public. Which of them does the team confirm?"
        )
    if len(postmortem.events) > letin.ENOUGH_EVENTS:
        prompts.append(
            f"{len(postmortem.events)} events are told; five to eight that customers could notice are"
            " easier to follow. Which of them matter to a customer?"
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
