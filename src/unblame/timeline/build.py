"""Puts the timeline together from the evidence."""

from datetime import datetime

from msgspec import Struct

from unblame.evidence import Evidence
from unblame.model import (
    Coverage,
    Duration,
    Event,
    ImpactComputed,
    Interval,
    Milestone,
    MilestoneStatus,
    Question,
)
from unblame.timeline import interval, milestone, order
from unblame.timeline.apart import split_questions
from unblame.timeline.aside import aside_questions
from unblame.timeline.clock import clock_questions
from unblame.timeline.course import course_questions
from unblame.timeline.coverage import coverage, outside_questions
from unblame.timeline.duration import durations
from unblame.timeline.figures import figure_questions
from unblame.timeline.impact import mismatch, parse_impact
from unblame.timeline.impossible import impossible_questions
from unblame.timeline.later import learnt
from unblame.timeline.left_open import left_open_questions
from unblame.timeline.log_change import log_events
from unblame.timeline.retold import retold_questions, step_questions
from unblame.timeline.scene import Scene
from unblame.timeline.zone_doubt import zone_questions


class Timeline(Struct, frozen=True, kw_only=True):
    """What happened when, and what about it is open."""

    events: tuple[Event, ...] = ()
    milestones: dict[str, Milestone] = {}
    intervals: tuple[Interval, ...] = ()
    durations: dict[str, Duration] = {}
    coverage: Coverage = Coverage()
    computed: ImpactComputed = ImpactComputed()
    questions: tuple[Question, ...] = ()


def build(evidence: Evidence, *, impact_text: str = "", now: datetime) -> Timeline:
    """Return the timeline of the evidence; `impact_text` is compared with what it computes."""
    scene = Scene(evidence, now)
    found = milestone.milestones(scene, impact_text)
    spared = found["impact_start"].status is MilestoneStatus.NOT_APPLICABLE
    spans = () if spared else interval.intervals(scene, found)
    computed = ImpactComputed(duration_s=interval.duration_s(spans), share=interval.share(spans))
    differs = mismatch(parse_impact(impact_text, computed))
    added = (*log_events(evidence), *learnt(evidence))
    events = _ordered((*evidence.events, *_new(added, evidence.events)))
    return Timeline(
        events=events,
        milestones=found,
        intervals=spans,
        durations=durations(found),
        coverage=coverage(evidence, found),
        computed=computed,
        questions=(
            *milestone.questions(found),
            *order.order_questions(found),
            *order.future_questions(events, now),
            *order.undated_questions(evidence.events),
            *impossible_questions(scene),
            *clock_questions(evidence.items),
            *aside_questions(scene.others),
            *split_questions(scene.told),
            *outside_questions(evidence.items, found),
            *zone_questions(evidence, found),
            *retold_questions(scene, found),
            *step_questions(scene),
            *course_questions(scene, found, spans),
            *figure_questions(scene, found, impact_text),
            *left_open_questions(scene, found),
            *((differs,) if differs is not None else ()),
        ),
    )


def _new(events: tuple[Event, ...], known: tuple[Event, ...]) -> list[Event]:
    keys = {event.key for event in known}
    return [event for event in events if event.key not in keys]


def _ordered(events: tuple[Event, ...]) -> tuple[Event, ...]:
    dated = [event for event in events if event.at is not None]
    undated = [event for event in events if event.at is None]
    return (*sorted(dated, key=lambda event: (str(event.at), event.key)), *undated)
