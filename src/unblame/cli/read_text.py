"""Events and sources as a person reads them: a line an event, then what was read of each source."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from unblame.cli import display
from unblame.cli.screen import style
from unblame.document.assumed import SIGNS, sign
from unblame.document.clock import length
from unblame.evidence import Evidence
from unblame.evidence.astray import Astray, astray
from unblame.model import Event, EvidenceItem

_SERIES = ("prometheus", "csv_series")
_LONGEST = 160
_COLOURS = {
    "alert": "red",
    "page": "red",
    "symptom": "yellow",
    "change": "blue",
    "recovery": "green",
}


def event_lines(events: Sequence[Event], ids: dict[str, str]) -> Iterator[str]:
    """Yield a line for each event."""
    return (_line(event, ids.get(event.key)) for event in events)


def _line(event: Event, known: str | None) -> str:
    when = f"{event.at:%Y-%m-%d %H:%M:%S}" if event.at else "no known time".ljust(19)
    sources = ", ".join(f"{source.evidence} {source.place}" for source in event.sources)
    actor = f"{event.actor}: " if event.actor else ""
    said = display.visible(actor + " ".join(event.text.split())[:_LONGEST])
    colour = _COLOURS.get(event.kind)
    kind = style(f"{event.kind:<17}", fg=colour) if colour else f"{event.kind:<17}"
    where = style(f"[{display.visible(sources)}]", dim=True)
    return f"{when}{sign(event)} {kind} {known or event.key}  {said}  {where}"


def summary(found: Evidence, events: Sequence[Event]) -> Iterator[str]:
    """Yield how much was found, what was read of each source, and what to do next."""
    dated = [one.at for one in events if one.at is not None]
    span = f", {_span(min(dated), max(dated))} UTC" if dated else ""
    yield f"\n{_many(len(events), 'event')} from {_many(len(found.items), 'source')}{span}."
    prose = Counter(one.source.evidence for one in found.passages)
    prose.update(one.source.evidence for one in found.statements)
    yield from _sources(found.items, prose)
    if any(sign(event).strip() for event in events):
        yield f"Beside a time: {SIGNS}."
    if undated := len(events) - len(dated):
        why = (
            "the warnings above say why"
            if any(i.warnings for i in found.items)
            else "none is stated"
        )
        yield f"{_many(undated, 'event')} with no known time: {why}."
    yield from far_away(found.items)


def _span(first: datetime, last: datetime) -> str:
    begin, end = f"{first:%Y-%m-%d %H:%M}", f"{last:%Y-%m-%d %H:%M}"
    if begin == end:
        return begin
    return f"{begin} to {end[11:] if begin[:10] == end[:10] else end}"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _sources(items: Sequence[EvidenceItem], prose: Counter[str]) -> Iterator[str]:
    wide = min(max((len(item.path or "") for item in items), default=0), 48)
    named = max((len(item.reader) for item in items), default=0)
    for item in items:
        path = display.visible(item.path or "")
        path = path if len(path) <= wide else f"…{path[1 - wide :]}"
        yield f"  {item.id:<4} {path:<{wide}}  {item.reader:<{named}}  {what_was_read(item, prose[item.id])}"


def what_was_read(item: EvidenceItem, sentences: int = 0) -> str:
    """Return what a source gave: how much, of when, and what was taken for granted."""
    parts = [_many(item.events, "event")]
    if item.counted is not None:
        noun = "point" if item.reader in _SERIES else "line"
        parts = [f"{_many(item.events, 'change')} in {_many(item.counted, noun)}"]
        if item.covers.from_ is None:
            parts = [f"{_many(item.counted, noun)}, none with a known time"]
        elif not item.events:
            parts = [f"no change in {_many(item.counted, noun)}"]
    elif sentences and not item.events:
        parts = [f"no dated line, {_many(sentences, 'sentence')}"]
    if item.covers.from_ and item.covers.until:
        parts.append(_span(item.covers.from_, item.covers.until))
    if item.zone.assumed:
        parts.append(f"zone {item.zone.assumed} assumed")
    parts += [f"{one.what} {one.value} by {one.by}" for one in item.taken]
    if item.clock is not None and item.clock.offset_s:
        parts.append(_clock(item))
    if item.warnings:
        parts.append(_many(len(item.warnings), "warning"))
    return ", ".join(parts)


def _clock(item: EvidenceItem) -> str:
    assert item.clock is not None
    way = "ahead" if item.clock.offset_s > 0 else "behind"
    taken = "taken away" if item.clock.applied else "not taken away"
    return f"clock {length(abs(item.clock.offset_s))} {way}, {taken}"


def far_away(items: Sequence[EvidenceItem]) -> Iterator[str]:
    """Yield a line for each source that lies far from all others."""
    return (_apart(one) for one in astray(items))


def _apart(one: Astray) -> str:
    """Say that a source lies far from all others, and what would settle it."""
    item, days = one.item, max(abs(one.away).days, 1)
    where = f"{item.id} ({item.path}) lies {_many(days, 'day')} {'before' if one.away < timedelta() else 'after'}"
    if not one.year:
        return (
            f"{where} the other evidence: it may be of another time, or its day, zone or clock is off. "
            "Leave it out, or set it right with --tz or --clock."
        )
    ahead = one.whole_years
    return (
        f"{where} the other evidence: a year or a clock that is off is the usual reason; "
        f"--clock {item.path}={ahead:+d}d would put it on the same day of the right year."
    )
