"""One action drafted from one control for one factor, with every word in it traced to evidence."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from unblame.actions import measure as measures
from unblame.actions.catalogue import Control, slot_names
from unblame.actions.computed import minutes, target_of
from unblame.actions.due import Policy, due_date, next_working_day
from unblame.actions.lines import Line, lines_of
from unblame.actions.owner import Owner, proposed
from unblame.actions.slots import Value, find_value
from unblame.actions.template import fill
from unblame.evidence import Evidence
from unblame.factors import temporary_id
from unblame.model import Action, ActionStatus, Factor, Measure, Question

if TYPE_CHECKING:
    from unblame.timeline import Timeline

_OPEN = "\u2026"
_MINUTES = re.compile(r"\{(ttd|tta|ttm|first_update|declared_after)\}")


class Desk(Struct, frozen=True, kw_only=True):
    """What every draft needs at hand."""

    evidence: Evidence
    lines: tuple[Line, ...]
    minutes: dict[str, str]
    severity: str | None
    now: datetime
    policy: Policy
    known: dict[str, Value | None]


class Draft(Struct, frozen=True, kw_only=True):
    """A drafted action, what filled its object, and the questions its blanks ask."""

    action: Action
    thing: str
    questions: tuple[Question, ...] = ()
    complete: bool = True


def desk(
    evidence: Evidence,
    timeline: "Timeline",
    lines: Sequence[Line],
    *,
    severity: str | None,
    now: datetime,
    policy: Policy,
) -> Desk:
    """Return the desk for one incident."""
    return Desk(
        evidence=evidence,
        lines=tuple(lines),
        minutes=minutes(timeline),
        severity=severity,
        now=now,
        policy=policy,
        known={},
    )


def draft_one(control: Control, factor: Factor, at: Desk) -> Draft | None:
    """Return the action for a factor, or None where the evidence does not hold what it acts on."""
    own = lines_of(factor, list(at.lines))
    if control.fits and not any(re.search(control.fits, line.text, re.IGNORECASE) for line in own):
        return None
    values = _values(control, own, at)
    thing = values.get(control.object)
    if thing is None or thing.proposed:
        return None
    owner = proposed(_things(thing, values, own), at.evidence.owners)
    shown = {slot: value.shown for slot, value in values.items()} | dict(at.minutes)
    if owner.name:
        shown["team"] = owner.name
    title, asked = _title(control, factor, shown)
    if title is None or not any(value.distinct for value in values.values()):
        return None
    due = due_date(control.effort, severity=at.severity, now=at.now, policy=at.policy)
    measure, more = _measure(control, title, shown, due, at) if not asked else (Measure(), [])
    action = _action(control, factor, title, owner, due, measure, values, complete=not asked)
    return Draft(action=action, thing=thing.text, questions=tuple(asked + more), complete=not asked)


def _values(control: Control, own: list[Line], at: Desk) -> dict[str, Value]:
    names = dict.fromkeys([control.object, *slot_names(control.title)])
    names.update(dict.fromkeys(slot_names(f"{control.measure.metric} {control.measure.source}")))
    taken: set[str] = set()
    found: dict[str, Value] = {}
    for name in names:
        value = find_value(name, own, at.lines, at.known)
        offer = control.proposal(name)
        if value is None and offer is not None:
            value = Value(text=offer, proposed=True)
        if value is not None and value.text not in taken:
            found[name] = value
            taken.add(value.text)
    return found


def _things(thing: Value, values: dict[str, Value], own: list[Line]) -> list[str]:
    known = [thing.text, *(value.text for value in values.values() if not value.proposed)]
    return list(dict.fromkeys([*known, *(line.text for line in own)]))


def _title(
    control: Control, factor: Factor, shown: dict[str, str]
) -> tuple[str | None, list[Question]]:
    filled = fill(control.title, shown)
    if not filled.missing:
        return filled.text, []
    if len(filled.missing) > 1:
        return None, []
    wanted = ", ".join(name.replace("_", " ") for name in filled.missing)
    question = temporary_id("Q", f"factors.{factor.id}", control.code, wanted)
    title = fill(control.title, shown, f"[ask {question}]").text
    ask = Question(
        id=question,
        about=f"factors.{factor.id}",
        ask=f"{control.ask} What belongs in the gap ({wanted}) of {temporary_id('A', title)}?",
        why="the evidence does not hold it",
    )
    return title, [ask]


def _measure(
    control: Control, title: str, shown: dict[str, str], due: date | None, at: Desk
) -> tuple[Measure, list[Question]]:
    form = control.measure
    values = dict(shown)
    note = _proposed_target(control, values)
    about = f"actions.{temporary_id('A', title)}.measure"
    question = Question(
        id=temporary_id("Q", about, "target"),
        about=about,
        ask=f"Which value of \u201c{fill(form.metric, values, _OPEN).text}\u201d would satisfy you, "
        "and what was it in this incident?",
        why="the evidence does not hold the number",
    )
    blank = f"[ask {question.id}]"
    target = fill(form.target, values, blank)
    baseline = fill(form.baseline, values, blank)
    slots = {
        "metric": fill(form.metric, values, blank).text,
        "comparator": form.comparator,
        "target": target.text,
        "unit": form.unit,
        "note": note,
        "baseline": "" if baseline.missing else baseline.text,
        "window": fill(form.window, values, "the chosen span").text,
        "source": fill(form.source, values, "its record").text,
    }
    look = measures.verify_on(form.verify_on, due) if due else None
    look = next_working_day(look or (due or at.now.date()) + timedelta(days=30), at.policy)
    text = measures.render(slots, look)
    parsed = measures.parse_measure(text)
    return parsed, [question] if blank in text else []


def _proposed_target(control: Control, values: dict[str, str]) -> str:
    """Propose a quarter of the incident's own number where the measure is a time with a baseline."""
    match = _MINUTES.search(control.measure.baseline)
    if match is None or "{target}" not in control.measure.target or match[1] not in values:
        return ""
    values["target"] = target_of(values[match[1]])
    return f"proposed: a quarter of {match[1].upper().replace('_', ' ')}"


def _action(
    control: Control,
    factor: Factor,
    title: str,
    owner: Owner,
    due: date | None,
    measure: Measure,
    values: dict[str, Value],
    *,
    complete: bool,
) -> Action:
    lines = [value.line for value in values.values() if value.line is not None]
    return Action(
        id=temporary_id("A", title),
        title=title,
        category=control.lever,
        owner=owner.name,
        owner_kind=owner.kind,
        owner_status=owner.status,
        owner_reason=owner.reason,
        due=due,
        status=ActionStatus.PROPOSED if complete else ActionStatus.IDEA,
        strength=control.strength,
        addresses=(factor.id,),
        events=tuple(dict.fromkeys(line.event for line in lines if line.event)),
        sources=tuple(dict.fromkeys(source for line in lines for source in line.sources)),
        measure=measure,
        check={"kind": control.check, "state": "not_due"},
        watch=control.watch,
        effort=control.effort,
    )
