"""The timeline of a document as lines: events in order, milestones as marks, what is not covered."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from unblame.cli.display import cut, visible
from unblame.cli.screen import style
from unblame.document.assumed import SIGNS, assumptions, sign
from unblame.document.clock import length, stamp, zone_of
from unblame.model import Event, Postmortem, Silence

#: A milestone stands beside its event where it is no further from it than the minute of a clock.
_SAME = timedelta(minutes=1)


class View(Struct, frozen=True, kw_only=True):
    """What of the timeline is shown: only these kinds and sources, and in which zone."""

    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    utc: bool = False


def rows(pm: Postmortem, view: View, room: int | None = None) -> list[str]:
    """Return the whole timeline, line by line; no event wider than there is room for."""
    return [heading(pm, view), *_with_milestones(pm, view, room), *foot(pm, view)]


def heading(pm: Postmortem, view: View) -> str:
    """Return the title of the timeline with the zone of its times."""
    zone = "UTC" if view.utc or not pm.incident.zone else pm.incident.zone
    return f"{pm.incident.id} · times in {zone}"


def zone(pm: Postmortem, view: View) -> tzinfo:
    """Return the zone of the times that are shown."""
    return zone_of(None if view.utc else pm.incident.zone)


def chosen(pm: Postmortem, view: View) -> list[Event]:
    """Return the events that pass the filters."""
    return [
        event
        for event in pm.events
        if (not view.kinds or event.kind in view.kinds)
        and (not view.sources or any(s.evidence in view.sources for s in event.sources))
    ]


def event_lines(pm: Postmortem, view: View, room: int | None = None) -> list[str]:
    """Return a line for each event that passes the filters, none wider than there is room for."""
    return [line for _, line in _lines(pm, view, room)] or [_none_of(pm, view)]


def _lines(pm: Postmortem, view: View, room: int | None) -> list[tuple[datetime | None, str]]:
    marked, where, form = marks(pm), zone(pm, view), _form(pm, view)
    return [
        (event.at, _line(event, where, marked.get(event.id, []), form, room))
        for event in chosen(pm, view)
    ]


def _form(pm: Postmortem, view: View) -> str:
    """Return how times are shown: with the year where there are several."""
    where = zone(pm, view)
    years = {event.at.astimezone(where).year for event in pm.events if event.at is not None}
    return "%m-%d %H:%M:%S" if len(years) < 2 else "%Y-%m-%d %H:%M:%S"


def _with_milestones(pm: Postmortem, view: View, room: int | None) -> list[str]:
    """Return the lines of all events, and among them the milestones at whose time none of these is."""
    if view.kinds or view.sources:
        return event_lines(pm, view, room)
    lines = _lines(pm, view, room)
    marked = {name for names in marks(pm).values() for name in names}
    for name, milestone in pm.milestones.items():
        if milestone.at is not None and name not in marked:
            when = milestone.at.astimezone(zone(pm, view)).strftime(_form(pm, view))
            mark = style(f"◆ {name}", fg="cyan", bold=True)
            told = f" (by {', '.join(milestone.events)})" if milestone.events else ""
            lines.append((milestone.at, f"{when}  {'':<4} {milestone.status:<17} {mark}{told}"))
    dated = [(at, line) for at, line in lines if at is not None]
    dated.sort(key=lambda pair: pair[0])
    return [*(line for _, line in dated), *(line for at, line in lines if at is None)] or [
        _none_of(pm, view)
    ]


def _none_of(pm: Postmortem, view: View) -> str:
    if not pm.events:
        return "The document holds no event."
    kinds = ", ".join(sorted({event.kind.value for event in pm.events}))
    wanted = " ".join((*view.kinds, *view.sources))
    return f"None of its {len(pm.events)} events is of {wanted}; their kinds: {kinds}."


def marks(pm: Postmortem) -> dict[str, list[str]]:
    """Return by event the milestones that rest on it and are at its time, not at the end of its span."""
    found: dict[str, list[str]] = {}
    when = {event.id: event.at for event in pm.events}
    for name, milestone in pm.milestones.items():
        for event in milestone.events[:1]:
            at = when.get(event)
            if milestone.at is not None and at is not None and abs(at - milestone.at) < _SAME:
                found.setdefault(event, []).append(name)
    return found


def _line(event: Event, where: tzinfo, marked: list[str], form: str, room: int | None) -> str:
    when = event.at.astimezone(where).strftime(form) if event.at else "no known time"
    wide = 14 if form.startswith("%m") else 19
    mark = f"◆ {', '.join(marked)} " if marked else ""
    text = visible(" ".join(event.text.split())[:140])
    if event.known_at is not None:
        text += f" (learnt later: {event.known_at.astimezone(where).strftime(form)})"
    sources = " ".join(dict.fromkeys(source.evidence for source in event.sources))
    end = f"  [{sources}]" if sources else ""
    line = f"{when:<{wide}}{sign(event)} {event.id:<4} {event.kind:<17} {mark}{text}"
    line = f"{line}{end}" if room is None else f"{cut(line, max(room - len(end), 0))}{end}"[:room]
    return (
        line.replace(mark, style(mark, fg="cyan", bold=True), 1) if mark and mark in line else line
    )


def _quiet(pm: Postmortem, silence: Silence) -> str:
    """Say which sources hold nothing in a silence, and which ran on."""
    silent = set(silence.evidence)
    running = [item.id for item in pm.evidence if item.counted and item.id not in silent]
    if not silent or not running:
        return "no evidence from any source"
    many = len(running) > 1
    return f"no event; {', '.join(running)} {'run' if many else 'runs'} on without a change"


def foot(pm: Postmortem, view: View) -> Iterator[str]:
    """Yield the milestones with their standing, the durations, the clocks and the coverage."""
    where = zone(pm, view)
    yield ""
    for name, milestone in pm.milestones.items():
        at = stamp(milestone.at, where) if milestone.at else "—"
        auto = ", automatic" if milestone.automatic else ""
        yield f"◆ {name:<13} {at:<20} {milestone.status}{auto}"
    for name, duration in pm.durations.items():
        known = duration.missing if duration.seconds is None else length(duration.seconds)
        low, high = duration.min_seconds, duration.max_seconds
        between = (
            f" (between {length(low)} and {length(high)})"
            if low is not None and high is not None and high - low >= 120
            else ""
        )
        yield f"{name.upper():<4} {known}{between}   = {duration.formula}"
    if any(sign(event).strip() for event in chosen(pm, view)):
        yield f"Beside a time: {SIGNS}."
    for item in pm.evidence:
        if assumed := "; ".join(assumptions(item)):
            yield f"{item.id} {item.path}: {assumed}"
        clock = item.clock
        if clock is not None and clock.offset_s:
            way = "ahead" if clock.offset_s > 0 else "behind"
            taken = "taken away" if clock.applied else "not taken away"
            yield (
                f"{item.id} {item.path}: clock {length(abs(clock.offset_s))} {way} "
                f"± {length(clock.plus_minus_s)}, {taken}"
            )
    for silence in pm.coverage.silences:
        if silence.from_ and silence.until:
            stretch = f"{stamp(silence.from_, where)} to {stamp(silence.until, where)}"
            yield f"silence {stretch}: {_quiet(pm, silence)}"
    if pm.coverage.expected_absent:
        yield f"not given: {', '.join(pm.coverage.expected_absent)}"
