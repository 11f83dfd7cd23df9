"""The account in Markdown for people who only read it: no front matter, no bookkeeping."""

import re
from collections.abc import Iterator

from unblame.document.clockface import Clockface, span
from unblame.document.plainwords import (
    DETECTED_BY,
    DISTRIBUTION,
    DURATIONS,
    EDITIONS,
    EVIDENCE_CLASSES,
    LEARNT_PROMPTS,
    MILESTONES,
    NOT_IN_THE_RECORD,
    ROLES,
    known_by,
)
from unblame.model import (
    Action,
    ActionStatus,
    Event,
    FactorCategory,
    FactorStatus,
    Impact,
    MilestoneName,
    Postmortem,
    QuestionStatus,
)

_FAR = 1.5


def account(postmortem: Postmortem, *, title: str = "Post-mortem") -> str:
    """Return the whole account as Markdown text ending in a newline."""
    face = Clockface(postmortem.incident.zone)
    parts = [
        *_head(postmortem, title),
        *_impact(postmortem),
        *_timeline(postmortem, face),
        *_milestones(postmortem, face),
        *_factors(postmortem),
        *_learnt(postmortem),
        *_actions(postmortem),
        *_six_months(postmortem),
        *_distribution(postmortem, face),
        *_questions(postmortem),
        *_decisions(postmortem, face),
        *_evidence(postmortem),
        *(f"## {section.heading}\n\n{section.markdown.strip()}" for section in postmortem.sections),
    ]
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def differs(impact: Impact) -> bool:
    """Say whether the impact's length as given and as computed are far apart."""
    given, computed = impact.duration_s, impact.computed.duration_s
    return bool(given and computed) and not 1 / _FAR < (computed or 0) / (given or 1) < _FAR


def cell(text: str | None) -> str:
    """Return text that stands safely in one table cell."""
    flat = " ".join((text or "—").split()).replace("|", "\\|")
    return re.sub(r"<(?=[A-Za-z/!?])", "&lt;", flat)


def _head(postmortem: Postmortem, title: str) -> Iterator[str]:
    incident = postmortem.incident
    severity = f" · {incident.severity}" if incident.severity else ""
    yield f"# {title} {incident.id}: {incident.product}{severity}"
    yield "## Summary"
    yield postmortem.summary or "_Not written yet._"


def _impact(postmortem: Postmortem) -> Iterator[str]:
    impact = postmortem.impact
    yield "## Customer impact"
    yield impact.text or "_Not given._"
    if impact.computed.duration_s is not None:
        yield f"The timeline computes {span(impact.computed.duration_s)} of impact."
        if differs(impact):
            yield f"The text says {span(impact.duration_s or 0)}; both stand until somebody says what users saw."


def _timeline(postmortem: Postmortem, face: Clockface) -> Iterator[str]:
    yield "## Timeline"
    if not postmortem.events:
        yield "_No events in the record._"
        return
    rows, day = [], ""
    for event in postmortem.events:
        if event.at and face.day(event.at) != day:
            day = face.day(event.at)
            rows.append(f"| **{day}** | | | |")
        rows.append(_event(event, face))
    head = "| Time | Id | What happened | Sources |\n|---|---|---|---|\n"
    yield f"All times in {face.zone}.\n\n{head}" + "\n".join(rows)


def _event(event: Event, face: Clockface) -> str:
    time = face.time(event.at, event.precision) if event.at else NOT_IN_THE_RECORD
    text = f"{event.actor}: {event.text}" if event.actor else event.text
    if event.known_at:
        text += f" (learnt later, {face.full(event.known_at)})"
    sources = ", ".join(f"{source.evidence} {source.place}" for source in event.sources)
    return f"| {time} | {event.id} | {cell(text)} | {cell(sources)} |"


def _milestones(postmortem: Postmortem, face: Clockface) -> Iterator[str]:
    yield "## Milestones and durations"
    rows = []
    for name in MilestoneName:
        milestone = postmortem.milestones.get(name)
        if milestone is None:
            continue
        at = face.full(milestone.at) if milestone.at else "—"
        known = known_by(milestone)
        if milestone.by:
            known += f", {DETECTED_BY[milestone.by]}"
        events = ", ".join(milestone.events)
        rows.append(
            f"| {MILESTONES[name]} | {at} | {known} | {cell(milestone.reason)} | {events or '—'} |"
        )
    if rows:
        head = "| Milestone | Time | How it is known | Why | Events |\n|---|---|---|---|---|\n"
        yield head + "\n".join(rows)
    lines = []
    for key, label in DURATIONS.items():
        duration = postmortem.durations.get(key)
        if duration is None:
            continue
        value = (
            span(duration.seconds)
            if duration.seconds is not None
            else f"{NOT_IN_THE_RECORD} ({duration.missing or 'a milestone is missing'})"
        )
        lines.append(f"- **{key.upper()}** ({label.lower()}): {value} = {duration.formula}")
    if lines:
        yield "\n".join(lines)


def _factors(postmortem: Postmortem) -> Iterator[str]:
    yield "## Contributing factors"
    for category in FactorCategory:
        found = [
            factor
            for factor in postmortem.factors
            if factor.category is category and factor.status is not FactorStatus.REJECTED
        ]
        if not found:
            continue
        lines = "\n".join(
            f"- {factor.id} · {factor.statement} ({ROLES[factor.role]}; {factor.status.value},"
            f" {factor.confidence.value} confidence"
            f"{'; ' + ', '.join(factor.events) if factor.events else ''})"
            for factor in found
        )
        yield f"### {category.value}\n\n{lines}"
    bare = [c.value for c in FactorCategory if all(f.category is not c for f in postmortem.factors)]
    if bare:
        yield f"No evidence of a factor in: {', '.join(bare)}."


def _learnt(postmortem: Postmortem) -> Iterator[str]:
    yield "## What we take from the day"
    for field, (heading, prompt) in LEARNT_PROMPTS.items():
        entries: tuple[str, ...] = getattr(postmortem.learnt, field)
        yield f"### {heading}"
        yield "\n".join(f"- {entry}" for entry in entries) if entries else f"_{prompt}_"


def _actions(postmortem: Postmortem) -> Iterator[str]:
    table = [a for a in postmortem.actions if a.status is not ActionStatus.IDEA]
    ideas = [a for a in postmortem.actions if a.status is ActionStatus.IDEA]
    yield "## Action items"
    if table:
        head = "| Action | Category | Owner | Due | Measurable |\n|---|---|---|---|---|\n"
        yield head + "\n".join(_action(action) for action in table)
    else:
        yield "_None proposed: the evidence names no object to act on._"
    if ideas:
        yield "### Parked ideas"
        yield "\n".join(f"- {idea.id} · {idea.title} ({idea.category.value})" for idea in ideas)


def _action(action: Action) -> str:
    due = action.due.isoformat() if action.due else "—"
    return (
        f"| {action.id} · {cell(action.title)} | {action.category.value} |"
        f" {cell(action.owner)} | {due} | {cell(action.measure.text)} |"
    )


def _six_months(postmortem: Postmortem) -> Iterator[str]:
    answer = postmortem.six_months
    yield "## One action six months ago"
    if answer.evidence_class is None and not answer.statement:
        yield "_Not assessed: nothing dated before then was given._"
        return
    if answer.statement:
        yield answer.statement
    if answer.evidence_class:
        yield f"Evidence class {EVIDENCE_CLASSES[answer.evidence_class]}."


def _distribution(postmortem: Postmortem, face: Clockface) -> Iterator[str]:
    if not postmortem.distribution:
        return
    yield "## Distribution"
    yield "\n".join(
        f"- {EDITIONS[entry.edition]}: {face.full(entry.due) if entry.due else 'no date yet'}"
        f" ({DISTRIBUTION[entry.status]}{'; ' + entry.reason if entry.reason else ''})"
        for entry in postmortem.distribution
    )


def _questions(postmortem: Postmortem) -> Iterator[str]:
    asked = [q for q in postmortem.questions if q.status is not QuestionStatus.ANSWERED]
    if asked:
        yield "## Open questions"
        yield "\n".join(f"- {q.id} · {q.ask}{_reason(q.why)}" for q in asked)


def _reason(why: str) -> str:
    """Return why something is asked as a sentence of its own."""
    if not why:
        return ""
    return f" {why[0].upper()}{why[1:]}{'' if why.endswith(('.', '!', '?')) else '.'}"


def _decisions(postmortem: Postmortem, face: Clockface) -> Iterator[str]:
    if postmortem.decisions:
        yield "## Decisions of the review"
        yield "\n".join(
            f"- {face.full(d.at)}, {d.by}, on {d.on}: {f'{d.was} became ' if d.was else ''}"
            f"{d.now or 'none'}{f' ({d.reason})' if d.reason else ''}"
            for d in postmortem.decisions
        )


def _evidence(postmortem: Postmortem) -> Iterator[str]:
    if postmortem.evidence:
        yield "## Evidence"
        yield "\n".join(
            f"- {item.id} · {item.path or 'told in the review'} ({item.reader}, {item.events} events)"
            + "".join(f"; {warning.where}: {warning.what}" for warning in item.warnings)
            for item in postmortem.evidence
        )
