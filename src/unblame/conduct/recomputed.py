"""The record with all that follows from its milestones drawn anew: durations, impact, dates, questions."""

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from unblame import document, timeline
from unblame.actions import months_before
from unblame.factors import temporary_id
from unblame.model import (
    Distribution,
    EditionName,
    ImpactComputed,
    Interval,
    Milestone,
    Postmortem,
    Question,
    QuestionStatus,
)
from unblame.timeline.interval import duration_s


def recomputed(pm: Postmortem, now: datetime) -> Postmortem:
    """Return the record with its durations, dates and computed impact drawn from its milestones."""
    start, end = (pm.milestones.get(name, Milestone()).at for name in ("impact_start", "mitigated"))
    stretches = _stretches(pm.intervals, start, end)
    lasted = duration_s(stretches) if start and end else None
    dates, _ = document.distribution(pm.milestones, now=now)
    kept = {row.edition: row for row in pm.distribution}
    six = pm.six_months
    if six.as_of is None and start is not None:
        six = replace(six, as_of=months_before(start.date(), 6))
    impact = replace(
        pm.impact, computed=ImpactComputed(duration_s=lasted, share=pm.impact.computed.share)
    )
    changed = replace(
        pm,
        six_months=six,
        impact=impact,
        intervals=stretches if start and end else pm.intervals,
        durations=timeline.durations(pm.milestones),
        distribution=tuple(_with_status(row, kept.get(row.edition)) for row in dates),
    )
    return _asked_again(changed, pm)


def _stretches(
    intervals: tuple[Interval, ...], start: datetime | None, end: datetime | None
) -> tuple[Interval, ...]:
    """Return the stretches of impact, the first from the start and the last to the end as they stand."""
    if start is None or end is None or end <= start:
        return (Interval(id="I1", from_=start, until=end),)
    within = [
        one
        for one in intervals
        if (one.from_ is None or one.from_ < end) and (one.until is None or one.until > start)
    ] or [Interval(id="I1")]
    within[0] = replace(within[0], from_=start)
    within[-1] = replace(within[-1], until=end)
    return tuple(within)


def _order(pm: Postmortem) -> Iterator[Question]:
    """Yield a question for each pair of milestones that stand the other way round."""
    for early, late in timeline.disordered(pm.milestones):
        about = f"milestones.order.{early}.{late}"
        words = early.replace("_", " "), late.replace("_", " ")
        yield Question(
            id=temporary_id("Q", about),
            about=about,
            ask=f"How did {words[1]} come before {words[0]}: which clock or day is off, if any?",
            why="The two stand the other way round; nothing was sorted.",
        )


def _with_status(row: Distribution, before: Distribution | None) -> Distribution:
    """Keep what a person decided of an edition; a reason for having no date goes with the date."""
    if before is None or (before.due is None and before.edition is not EditionName.PUBLIC):
        return row
    return replace(row, status=before.status, reason=before.reason)


def _asked_again(changed: Postmortem, pm: Postmortem) -> Postmortem:
    """Close the questions that the new times answer, and ask about a mismatch that they bring."""
    dated = any(row.due for row in changed.distribution)
    answered = {"distribution": dated, "six_months.as_of": changed.six_months.as_of is not None}
    questions = tuple(
        replace(q, status=QuestionStatus.ANSWERED) if answered.get(q.about) else q
        for q in changed.questions
    )
    known = {q.about for q in questions}
    questions += tuple(q for q in _order(changed) if q.about not in known)
    differs = timeline.mismatch(changed.impact)
    if differs and all(q.about != differs.about for q in questions):
        questions = (*questions, differs)
    return document.number(replace(changed, questions=questions), pm)
