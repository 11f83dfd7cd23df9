"""What does not fit together in time; each such thing is a question and nothing is re-sorted."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from unblame.model import Event, Milestone, Question
from unblame.timeline.question import question

_ORDER: Final = (
    ("trigger", "impact_start"),
    ("impact_start", "detected"),
    ("detected", "acknowledged"),
    ("impact_start", "mitigated"),
    ("acknowledged", "mitigated"),
    ("detected", "mitigated"),
    ("mitigated", "resolved"),
    ("resolved", "all_clear"),
    ("declared", "resolved"),
)

#: So many entries are named one by one.
_NAMED: Final = 6


def disordered(milestones: dict[str, Milestone]) -> Iterator[tuple[str, str]]:
    """Yield each pair of milestones of which the later one stands before the earlier."""
    for first, second in _ORDER:
        one, other = milestones.get(first), milestones.get(second)
        if one and other and one.at and other.at and other.at < one.at:
            yield first, second


def order_questions(milestones: dict[str, Milestone]) -> tuple[Question, ...]:
    """Return a question for each pair of milestones that stands in an unusual order."""
    return tuple(
        question(
            f"milestones.{second}",
            f"before {first}",
            f"What explains that “{_words(second)}” ({milestones[second].at:%Y-%m-%d %H:%M} UTC) "
            f"stands before “{_words(first)}” ({milestones[first].at:%Y-%m-%d %H:%M} UTC)?",
            "The order is unusual; it can be right, and the times are kept as they are.",
        )
        for first, second in disordered(milestones)
    )


def future_questions(events: tuple[Event, ...], now: datetime) -> tuple[Question, ...]:
    """Return one question where the evidence holds times after now."""
    later = [event for event in events if event.at is not None and event.at > now]
    if not later:
        return ()
    first = later[0]
    return (
        question(
            "events",
            "future",
            f"What day was meant where the evidence holds times after now ({len(later)} of them, "
            f"the first {first.at:%Y-%m-%d %H:%M} UTC, E:{first.key})?",
            "A wrong year, month or zone in one line is the usual reason.",
        ),
    )


def undated_questions(events: tuple[Event, ...]) -> tuple[Question, ...]:
    """Return questions for events whose day or zone the record does not say.

    What counts from the start of a recording is asked about with the recording.
    """
    without = [
        event for event in events if event.at is None and not event.zone_basis.startswith("anchor:")
    ]
    undated = [event for event in without if not _in_odd_hour(event)]
    odd = [event for event in without if _in_odd_hour(event)]
    return (*_odd_hour_questions(odd), *_no_day_questions(undated))


def _in_odd_hour(event: Event) -> bool:
    """Say whether an event has a zone and a time, but one that its clock skips or repeats."""
    return event.zone_basis.startswith(("assumed:", "chosen:")) and bool(event.as_written)


def _odd_hour_questions(events: list[Event]) -> Iterator[Question]:
    """Yield a question for each source with times in an hour that a clock repeats or skips."""
    by_source: dict[str, list[Event]] = {}
    for event in events:
        by_source.setdefault(event.sources[0].evidence if event.sources else "", []).append(event)
    for source, told in by_source.items():
        zone = told[0].zone_basis.partition(":")[2]
        named = ", ".join(f"“{event.as_written}” (E:{event.key})" for event in told[:_NAMED])
        more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
        yield question(
            "events",
            f"odd hour {source}",
            f"In which of the two hours did the {len(told)} entries of {source} happen whose time the "
            f"clock of {zone} repeats or skips: {named}{more}?",
            "That night one hour stands twice or not at all, and they state no offset. Give one with "
            f"`--tz {source}=+02:00`, or what another source shows.",
        )


def _no_day_questions(undated: list[Event]) -> tuple[Question, ...]:
    if not undated:
        return ()
    zoneless = any(event.zone_basis == "none" and event.as_written for event in undated)
    ask = (
        f"On which day, and in which time zone, were the {len(undated)} entries that state neither?"
        if zoneless
        else f"On which day were the {len(undated)} entries that state none?"
    )
    return (question("events", "undated", ask, "Without it they have no place on the timeline."),)


def _words(name: str) -> str:
    return name.replace("_", " ")
