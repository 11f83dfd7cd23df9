"""Each slot of the document as Markdown that reads well with no tool at hand."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from unblame.document import clock
from unblame.document.assumed import assumptions
from unblame.document.cell import View
from unblame.document.collect import EDITION_LABELS, MILESTONE_LABELS
from unblame.document.marks import DASH, escape_cell, escape_prose, with_id
from unblame.document.shown import EVENT, FACTOR, MILESTONE
from unblame.document.shown_followup import ACTION, DISTRIBUTION, QUESTION
from unblame.document.singles import BEHIND, IMPACT, INCIDENT, SIX_MONTHS
from unblame.document.slots import PUBLIC_PROMPT
from unblame.model import (
    Action,
    ActionStatus,
    Distribution,
    Duration,
    Event,
    EvidenceItem,
    Factor,
    FactorCategory,
    Milestone,
    MilestoneName,
    Postmortem,
    Question,
    QuestionStatus,
)

PROMPTS = {
    "summary": "Two or three sentences: what customers saw, for how long, what set it off, what "
    "ended it. Systems and conditions, no names.",
    "went_well": "What worked as it was meant to, and what made it work?",
    "lucky": "What could as well have gone the other way?",
    "surprised": "What did nobody expect, and what had made the expectation sensible?",
    "public": PUBLIC_PROMPT,
}
NO_MEAN = (
    "MTTD, MTTA, MTTM and MTTR are means over many incidents. One incident has no mean, so what "
    "stands here are its own times."
)
ACTION_HEADER = ("Action", "Category", "Owner", "Due", "Measurable")
FACTS = (("Incident", "id"), ("Product", "product"), ("Severity", "severity"), ("Times in", "zone"))
SIX = (
    ("As of", "as_of"),
    ("Action", "action"),
    ("Why not", "why_not"),
    ("What was known", "evidence_class"),
    ("It would", "would"),
    ("It addresses", "addresses"),
    ("Reasons", "why_not_codes"),
    ("Confidence", "confidence"),
    ("Base rate", "base_rate"),
    ("What differs now", "what_differs"),
    ("Sources", "sources"),
    ("Answer", "status"),
)
LABELS = {"incident": FACTS, "six_months": SIX}
SIX_ALWAYS = {"as_of", "action", "why_not", "evidence_class", "what_differs", "status"}
_SHARP_S = 5
DURATIONS = {
    "ttd": "TTD (MTTD), time to detect",
    "tta": "TTA (MTTA), time to acknowledge",
    "ttm": "TTM (MTTM), time to mitigate",
    "ttr": "TTR (MTTR), time to resolve",
}


def slot(name: str, pm: Postmortem, view: View) -> str:
    """Return the text of one slot, without its heading and without blank lines around it."""
    return RENDER[name](pm, view).strip("\n")


def facts(pm: Postmortem, view: View) -> str:
    """Return incident, product, severity and zone as a short list."""
    cells = {spec.name: spec for spec in INCIDENT}
    return labelled(
        (label, cells[name].write(pm.incident, view))
        for label, name in FACTS
        if name != "zone" or pm.incident.zone
    )


def summary(pm: Postmortem, _: View) -> str:
    """Return the summary, or the prompt for it."""
    return escape_prose(pm.summary or "") or prompt("summary")


def impact(pm: Postmortem, view: View) -> str:
    """Return the impact as given and, beside it, what the timeline computes."""
    given = IMPACT[0].write(pm.impact, view)
    return labelled([("As given", given), ("From the timeline", computed_impact(pm, view))])


def computed_impact(pm: Postmortem, view: View) -> str:
    """Return what the timeline says of the impact's length and share."""
    computed = pm.impact.computed
    if computed.duration_s is None:
        text = "the length cannot be computed yet"
    else:
        text = clock.length(computed.duration_s)
        spans = [
            f"{clock.stamp(i.from_, view.zone)} to "
            f"{clock.stamp(i.until, view.zone) if i.until else 'still open'}"
            for i in pm.intervals
            if i.from_
        ]
        text += f" ({'; '.join(spans)})" if spans else ""
    if computed.share is not None:
        text += f", up to {computed.share * 100:.3g} % affected"
    asked = [q.id for q in _open(pm) if q.about.startswith("impact")]
    return f"{text} ({', '.join(asked)})" if asked else text


def timeline(pm: Postmortem, view: View) -> str:
    """Return the events as a table with their sources."""
    header = (f"When ({pm.incident.zone or 'UTC'})", "What happened", "Who", "Sources")
    if not pm.events:
        return "\n\n".join(["Nothing in the record yet.", table(header, ())])
    return table(header, (event_row(event, view) for event in pm.events))


def event_row(event: Event, view: View) -> list[str]:
    """Return the cells of one event."""
    when, *rest = (spec.write(event, view) for spec in EVENT)
    return [with_id(event.id, when), *rest]


def milestones(pm: Postmortem, view: View) -> str:
    """Return milestones, what else they may be, and the durations with their formulas."""
    header = ("Milestone", "When", "Status", "Why", "Evidence")
    names = {str(name): index for index, name in enumerate(MilestoneName)}
    rows = [
        milestone_row(name, milestone, view)
        for name, milestone in sorted(
            pm.milestones.items(), key=lambda item: names.get(item[0], 99)
        )
        if name in names
    ]
    return "\n\n".join(filter(None, [table(header, rows), others(pm, view), durations(pm, view)]))


def milestone_row(name: str, milestone: Milestone, view: View) -> list[str]:
    """Return the cells of one milestone."""
    return [MILESTONE_LABELS[MilestoneName(name)], *_cells(MILESTONE, milestone, view)]


def others(pm: Postmortem, view: View) -> str:
    """Return the other readings of milestones as a list."""
    lines = []
    for name, milestone in pm.milestones.items():
        for other in milestone.alternatives:
            cited = f" ({', '.join(other.events)})" if other.events else ""
            label = name.replace("_", " ").capitalize()
            lines.append(
                f"- {label} may also be {clock.stamp(other.at, view.zone)}: "
                f"{escape_cell(other.reason)}{cited}"
            )
    return "\n".join(lines)


def durations(pm: Postmortem, _: View) -> str:
    """Return the durations as a table, and why they are no means."""
    return f"{durations_table(pm)}\n\n{NO_MEAN}"


def durations_table(pm: Postmortem) -> str:
    """Return the durations with their formulas."""
    rows = [
        [DURATIONS.get(name, name.upper()), _duration(value), value.formula]
        for name, value in pm.durations.items()
    ]
    return table(("Duration", "Value", "Formula"), rows)


def _duration(value: Duration) -> str:
    if value.seconds is None:
        missing = value.missing or "a time is missing"
        known = missing.startswith("not computable")
        return escape_cell(missing if known else f"not computable: {missing}")
    text = clock.length(value.seconds)
    low, high = value.min_seconds, value.max_seconds
    if low is not None and high is not None:
        ends = clock.length(low), clock.length(high)
        text += f" (between {ends[0]} and {ends[1]})" if high - low >= _SHARP_S else ""
    return f"{text}, still open" if value.open_ended else text


def factors(pm: Postmortem, view: View) -> str:
    """Return the factors by category; an empty category says so and asks."""
    parts = []
    for category in FactorCategory:
        found = [factor for factor in pm.factors if factor.category == category]
        body = "\n".join(factor_bullet(factor, view) for factor in found)
        parts.append(f"### {category}\n\n{body or nothing_for(category, pm)}")
    return "\n\n".join(parts)


def nothing_for(category: FactorCategory, pm: Postmortem) -> str:
    """Return what stands in a category that the record says nothing about."""
    word = category.casefold()
    about = {f"factors.{word}", f"factor.{word}", word}
    asked = next((q for q in _open(pm) if q.about.casefold() in about), None)
    return f"Nothing in the record.{f' {escape_cell(asked.ask)} ({asked.id})' if asked else ''}"


def factor_bullet(factor: Factor, view: View) -> str:
    """Return one factor as a bullet with what it rests on below it."""
    statement, _, about = (spec.write(factor, view) for spec in FACTOR)
    return f"- {with_id(factor.id, statement)}\n  *{about}*"


def learnt(name: str) -> Callable[[Postmortem, View], str]:
    def render(pm: Postmortem, _: View) -> str:
        items: tuple[str, ...] = getattr(pm.learnt, name)
        return "\n".join(f"- {escape_cell(item)}" for item in items) or prompt(name)

    return render


def actions(pm: Postmortem, view: View) -> str:
    """Return the action table and, below it, what each action rests on."""
    chosen = [action for action in pm.actions if action.status != ActionStatus.IDEA]
    behind = "\n".join(behind_bullet(action, view) for action in chosen)
    rows = table(ACTION_HEADER, (action_row(action, view) for action in chosen))
    return "\n\n".join(filter(None, [rows, behind]))


def ideas(pm: Postmortem, view: View) -> str:
    """Return the parked ideas as a table of the same columns."""
    parked = [action for action in pm.actions if action.status == ActionStatus.IDEA]
    header = ("Idea", *ACTION_HEADER[1:])
    return table(header, (action_row(action, view) for action in parked))


def action_row(action: Action, view: View) -> list[str]:
    """Return the cells of one action."""
    title, *rest = (spec.write(action, view) for spec in ACTION)
    return [with_id(action.id, title), *rest]


def behind_bullet(action: Action, view: View) -> str:
    """Return what an action addresses and rests on, as a bullet."""
    return f"- {action.id} → {BEHIND.write(action, view)}"


def six_months(pm: Postmortem, view: View) -> str:
    """Return the six-months answer: its sentence, then its parts."""
    cells = {spec.name: spec.write(pm.six_months, view) for spec in SIX_MONTHS}
    parts = labelled(
        (label, cells[name])
        for label, name in SIX
        if name in SIX_ALWAYS or not cells[name].startswith(DASH)
    )
    return "\n\n".join(filter(None, [cells["statement"], parts]))


def distribution(pm: Postmortem, view: View) -> str:
    """Return the three editions with their dates."""
    header = ("Edition", "Due", "Counted from", "Status", "Note")
    return table(header, (edition_row(edition, view) for edition in pm.distribution))


def edition_row(edition: Distribution, view: View) -> list[str]:
    """Return the cells of one edition."""
    return [EDITION_LABELS[edition.edition], *_cells(DISTRIBUTION, edition, view)]


def questions(pm: Postmortem, view: View) -> str:
    """Return the open questions, each with what it is about."""
    return "\n".join(question_bullet(question, view) for question in _open(pm))


def question_bullet(question: Question, view: View) -> str:
    """Return one question as a bullet with what it is about below it."""
    ask, about = (spec.write(question, view) for spec in QUESTION)
    return f"- {with_id(question.id, ask)}\n  *{about}*"


def evidence(pm: Postmortem, view: View) -> str:
    """Return what was read, with the places that could not be read."""
    rows = []
    for item in pm.evidence:
        covers = [clock.stamp(at, view.zone) for at in (item.covers.from_, item.covers.until) if at]
        unread = "; ".join(f"{w.where}: {w.what}" for w in item.warnings[:5])
        more = len(item.warnings) - 5
        rows.append(
            [
                item.id,
                escape_cell(item.path or "told in the review"),
                item.reader,
                _events(item),
                " to ".join(dict.fromkeys(covers)) or DASH,
                escape_cell(unread + (f"; and {more} more" if more > 0 else "")) or DASH,
            ]
        )
    header = ("Source", "Path", "Read as", "Events", "Covers", "Could not be read")
    parts = [table(header, rows)] if rows else ["No evidence was given."]
    told = [*_assumed(pm), *_clocks(pm)]
    parts += ["\n".join(told)] if told else []
    parts += _silences(pm, view)
    parts += [f"Expected and not given: {', '.join(pm.coverage.expected_absent)}."] * bool(
        pm.coverage.expected_absent
    )
    return "\n\n".join(parts)


def _events(item: EvidenceItem) -> str:
    """Return how many events a source gave, and out of how many lines or points where it was counted."""
    return f"{item.events} in {item.counted:,}" if item.counted else str(item.events)


def _silences(pm: Postmortem, view: View) -> list[str]:
    """Return the stretches within the incident without an event, and which logs ran on in them."""
    stretches: dict[str, list[str]] = {}
    files = [item.id for item in pm.evidence if item.counted]
    for one in pm.coverage.silences:
        running = ", ".join(name for name in files if one.evidence and name not in one.evidence)
        if one.from_ and one.until:
            span = f"{clock.stamp(one.from_, view.zone)} to {clock.stamp(one.until, view.zone)}"
            stretches.setdefault(running, []).append(span)
    return [
        f"{f'No event, and no change in {running}' if running else 'No evidence at all'}: {'; '.join(spans)}."
        for running, spans in stretches.items()
    ]


def _assumed(pm: Postmortem) -> Iterator[str]:
    """Yield what was assumed for the times of each source."""
    for item in pm.evidence:
        if assumed := "; ".join(assumptions(item)):
            yield f"- Assumed of {item.id}: {escape_cell(assumed)}."


def _clocks(pm: Postmortem) -> Iterator[str]:
    """Yield what is known of the clocks of the sources that do not go with the others."""
    for item in pm.evidence:
        told = item.clock
        if told is None or (not told.offset_s and not told.basis.startswith("told")):
            continue
        way = "ahead" if told.offset_s > 0 else "behind"
        off = f"{clock.length(abs(told.offset_s))} {way}" if told.offset_s else "right"
        spread = f" (± {clock.length(told.plus_minus_s)})" if told.plus_minus_s else ""
        taken = "taken away from its times" if told.applied else "its times are as read"
        basis = told.basis if told.basis.startswith("told") else f"{told.anchors} {told.basis}"
        yield f"- Clock of {item.id}: {off}{spread}, {escape_cell(basis)}; {taken}."


def public(pm: Postmortem, _: View) -> str:
    """Return the text that a person wrote for the public edition."""
    return escape_prose(pm.public_text or "")


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table; cells are escaped already."""
    head = list(header)
    lines = [row_text(head), "|" + " --- |" * len(head)]
    return "\n".join([*lines, *(row_text(row) for row in rows)])


def row_text(cells: Iterable[str]) -> str:
    """Return one line of a table."""
    return "| " + " | ".join(cells) + " |"


def labelled(pairs: Iterable[tuple[str, str]]) -> str:
    """Return labels with their values as a list."""
    return "\n".join(f"- **{label}:** {value}".rstrip() for label, value in pairs)


def prompt(name: str) -> str:
    """Return the prompt of an empty slot; readers of the rendered page do not see it."""
    return f"<!-- {PROMPTS[name]} -->"


def _cells(shown: tuple[Any, ...], value: Any, view: View) -> list[str]:
    return [spec.write(value, view) for spec in shown]


def _open(pm: Postmortem) -> list[Question]:
    return [q for q in pm.questions if q.status == QuestionStatus.OPEN]


RENDER: dict[str, Callable[[Postmortem, View], str]] = {
    "facts": facts,
    "summary": summary,
    "impact": impact,
    "timeline": timeline,
    "milestones": milestones,
    "factors": factors,
    "went_well": learnt("went_well"),
    "lucky": learnt("lucky"),
    "surprised": learnt("surprised"),
    "actions": actions,
    "ideas": ideas,
    "six_months": six_months,
    "distribution": distribution,
    "questions": questions,
    "evidence": evidence,
    "public": public,
}
