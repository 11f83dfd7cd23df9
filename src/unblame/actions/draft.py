"""The action table: what the evidence holds first, then drafts for factors that nothing covers yet."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from unblame.actions.catalogue import Control, controls
from unblame.actions.drafted import Desk, Draft, desk, draft_one
from unblame.actions.due import Policy, due_date
from unblame.actions.earlier import earlier
from unblame.actions.held import held
from unblame.actions.lines import all_lines
from unblame.actions.measure import missing_slots
from unblame.actions.owner import proposed
from unblame.evidence import Evidence
from unblame.factors import temporary_id
from unblame.model import (
    Action,
    ActionStatus,
    Confidence,
    Factor,
    FactorRole,
    MeasureState,
    OwnerStatus,
    Question,
    Strength,
)

if TYPE_CHECKING:
    from unblame.timeline import Timeline

MOST_PROPOSED = 5
MOST_IDEAS = 8
MOST_ASKED = 3
FEW = 3
_DELAYED = frozenset({FactorRole.DELAYED_DETECTION, FactorRole.DELAYED_RESPONSE})
_SCORE = {Confidence.HIGH: 3, Confidence.MEDIUM: 2, Confidence.LOW: 1}
_STEP = {Strength.STRONGER: 3, Strength.INTERMEDIATE: 2, Strength.WEAKER: 1}
_SLOTS = {
    "window": "over which span",
    "source": "read where",
    "verify_on": "looked at on which date",
}
_WORD = re.compile(r"[a-z0-9][\w-]{2,}")
_PLAIN = frozenset(
    [
        "the",
        "and",
        "for",
        "when",
        "with",
        "not",
        "was",
        "that",
        "this",
        "from",
        "are",
        "has",
        "had",
        "have",
        "its",
        "into",
        "our",
        "all",
        "any",
        "can",
        "out",
        "one",
        "there",
        "which",
    ]
)


class Drafted(Struct, frozen=True, kw_only=True):
    """The actions, at most five of them for the table, and what their blanks ask."""

    actions: tuple[Action, ...] = ()
    questions: tuple[Question, ...] = ()


def draft(
    evidence: Evidence,
    timeline: "Timeline",
    factors: tuple[Factor, ...],
    *,
    severity: str | None,
    now: datetime,
    policy: Policy | None = None,
) -> Drafted:
    """Return the actions for an incident; due dates count from `now`.

    An action is drafted only where the evidence holds the thing it acts on. At most five stand in
    the table (`open` or `proposed`); the others are parked as `idea`.
    """
    policy = policy or Policy()
    lines = all_lines(evidence, timeline)
    at = desk(evidence, timeline, lines, severity=severity, now=now, policy=policy)
    told = held(evidence, timeline, year=now.year)
    titles = {action.title.lower() for action in told}
    told += [one for one in earlier(evidence, factors) if one.title.lower() not in titles]
    kept = [_completed(action, factors, at) for action in told]
    drafts, asked = _drafts(factors, kept, at)
    actions = _placed(kept, [one.action for one in drafts])
    shown = {action.id for action in actions}
    table = [a for a in actions if a.status in (ActionStatus.PROPOSED, ActionStatus.OPEN)]
    questions = [q for one in drafts if one.action.id in shown for q in one.questions]
    questions += asked[:MOST_ASKED] + _open(table) + _few(table, factors, asked)
    return Drafted(actions=tuple(actions), questions=tuple(_once(questions)))


def _completed(action: Action, factors: tuple[Factor, ...], at: Desk) -> Action:
    """Add the factors that a held action addresses and, where the evidence points there, its owner."""
    related = (factor.id for factor in factors if _related(action.title, factor.statement))
    addresses = dict.fromkeys([*action.addresses, *related])
    action = structs.replace(action, addresses=tuple(addresses)[:2])
    if action.owner is None and action.status is not ActionStatus.DONE:
        labels = (i.labels for i in at.evidence.history if i.ticket and i.ticket == action.ticket)
        things = [action.title, *(label for found in labels for label in found)]
        owner = proposed(things, at.evidence.owners)
        action = structs.replace(
            action,
            owner=owner.name,
            owner_kind=owner.kind,
            owner_status=owner.status,
            owner_reason=owner.reason,
        )
    if action.due is None and action.status is not ActionStatus.DONE:
        due = due_date("days", severity=at.severity, now=at.now, policy=at.policy)
        action = structs.replace(action, due=due)
    return action


def _related(title: str, statement: str) -> bool:
    first, second = (set(_WORD.findall(text.lower())) - _PLAIN for text in (title, statement))
    return len(first & second) >= 2


def _drafts(
    factors: tuple[Factor, ...], kept: list[Action], at: Desk
) -> tuple[list[Draft], list[Question]]:
    covered = {factor for action in kept for factor in action.addresses}
    drafts: list[Draft] = []
    asked: list[Question] = []
    for factor in sorted(factors, key=lambda one: (one.id in covered, -_SCORE[one.confidence])):
        if factor.role is FactorRole.LIMITED_IMPACT or factor.subtype_code is None:
            continue
        choices = _choices(factor)
        made = [one for control in choices if (one := draft_one(control, factor, at)) is not None]
        drafts.extend(one for one in made if not _repeats(one, drafts))
        if not made and choices:
            asked.append(_what_it_acts_on(factor, choices[0]))
    return drafts, asked


def _choices(factor: Factor) -> list[Control]:
    """Return the controls for a factor: the stronger first, the intermediate first for delays."""
    found = controls(factor.subtype_code or "")
    return found[::-1] if factor.role in _DELAYED else found


def _repeats(one: Draft, drafts: list[Draft]) -> bool:
    return any(
        other.action.title == one.action.title
        or (other.thing == one.thing and other.action.category is one.action.category)
        for other in drafts
    )


def _placed(kept: list[Action], made: list[Action]) -> list[Action]:
    """Return held actions then drafts, at most five of them `open` or `proposed`, the rest ideas."""
    ready = [action for action in made if action.status is ActionStatus.PROPOSED]
    chosen = _chosen(kept, ready)
    actions = []
    for action in [*kept, *made]:
        stands = action.id in chosen or action.status in (ActionStatus.DONE, ActionStatus.OPEN)
        actions.append(action if stands else structs.replace(action, status=ActionStatus.IDEA))
    ideas = [action.id for action in actions if action.status is ActionStatus.IDEA]
    parked = set(ideas[:MOST_IDEAS]) | {action.id for action in kept}
    return [a for a in actions if a.status is not ActionStatus.IDEA or a.id in parked]


def _chosen(kept: list[Action], ready: list[Action]) -> set[str]:
    """Return the ids for the table: held ones first, then one draft a factor, the strongest first."""
    table = [a for a in kept if a.status is ActionStatus.OPEN]
    table += [a for a in kept if a.status is ActionStatus.PROPOSED]
    table = table[:MOST_PROPOSED]
    strongest = sorted(ready, key=lambda a: -_STEP[a.strength or Strength.WEAKER])
    taken = {factor for action in table for factor in action.addresses}
    for second_round in (False, True):
        for action in strongest:
            if len(table) >= MOST_PROPOSED or action in table:
                continue
            if second_round or not taken.intersection(action.addresses):
                table.append(action)
                taken.update(action.addresses)
    return {action.id for action in table}


def _open(table: list[Action]) -> list[Question]:
    """Ask for the owner and the measure that an action in the table lacks."""
    questions = []
    for action in table:
        if action.owner_status is OwnerStatus.MISSING:
            ask = f"Which team can change this and takes on {action.id}?"
            why = "no owners file or statement in the evidence points to a team"
            questions.append(_ask(f"actions.{action.id}.owner", ask, why))
        questions.extend(_unmeasured(action))
    return questions


def _unmeasured(action: Action) -> list[Question]:
    """Ask for the measure that an action lacks, or for what its own threshold leaves open."""
    about, measure = f"actions.{action.id}.measure", action.measure
    if not measure.text:
        ask = (
            f"How will you see that {action.id} worked: which number, from what to what, over which "
            "span, read where?"
        )
        return [_ask(about, ask, "the evidence states no measure for it")]
    open_slots = [_SLOTS[name] for name in missing_slots(measure) if name in _SLOTS]
    if measure.state is not MeasureState.PARTIAL or "[ask " in measure.text or not open_slots:
        return []
    wanted = " and ".join(filter(None, [", ".join(open_slots[:-1]), open_slots[-1]]))
    ask = f"How will {action.id} be checked: {wanted}?"
    return [_ask(about, ask, "the action states its threshold, and not how one looks")]


def _what_it_acts_on(factor: Factor, control: Control) -> Question:
    return _ask(
        f"factors.{factor.id}.control",
        control.ask,
        "an action is drafted only for a thing that the evidence names",
    )


def _few(table: list[Action], factors: tuple[Factor, ...], asked: list[Question]) -> list[Question]:
    if len(table) >= FEW:
        return []
    if not factors:
        why = (
            "the evidence supports no contributing factor yet, and actions are drafted from factors"
        )
    elif asked:
        why = f"for {len(asked)} of {len(factors)} factors the evidence does not name what would change"
    else:
        why = (
            "fewer than three is normal: the evidence names few things that a control could act on"
        )
    count = {0: "No action stands", 1: "One action stands", 2: "Two actions stand"}[len(table)]
    return [_ask("actions", f"{count} in the table. What else would you change, and in what?", why)]


def _ask(about: str, ask: str, why: str) -> Question:
    return Question(id=temporary_id("Q", about, why), about=about, ask=ask, why=why)


def _once(questions: list[Question]) -> list[Question]:
    return list({question.id: question for question in questions}.values())
