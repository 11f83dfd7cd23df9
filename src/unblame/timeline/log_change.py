"""Jumps in the logs as events of the timeline."""

from hashlib import sha256

from unblame.evidence.record import Change, Evidence
from unblame.model import Event, Kind, Source


def log_events(evidence: Evidence) -> tuple[Event, ...]:
    """Return an event for each jump in the logs; one that falls to nothing is a silence."""
    return tuple(_event(change) for change in evidence.changes)


def key_of(change: Change) -> str:
    """Return the key of the event that a jump becomes."""
    raw = f"change\x1f{change.template}\x1f{change.moment.as_written}\x1f{change.place}"
    return sha256(raw.encode()).hexdigest()[:16]


def _event(change: Change) -> Event:
    silent = change.count == 0 if change.measured else change.after_per_minute == 0
    moment = change.moment
    return Event(
        key=key_of(change),
        kind=Kind.SILENCE if silent else Kind.LOG_CHANGE,
        kinds=(Kind.SILENCE if silent else Kind.LOG_CHANGE,),
        text=_words(change),
        sources=(Source(evidence=change.evidence, place=change.place), *change.also),
        at=moment.at,
        earliest=moment.earliest,
        latest=moment.latest,
        until=change.until,
        as_written=moment.as_written,
        zone_basis=moment.zone_basis,
        precision=moment.precision,
    )


def _words(change: Change) -> str:
    what = change.template.strip()[:160]
    if change.measured:
        return _measured(change, what)
    if change.after_per_minute == 0:
        return f"Log lines stop: {what} (before: {change.before_per_minute:.3g} a minute)"
    verb = "rise" if change.after_per_minute > change.before_per_minute else "fall"
    return (
        f"Log lines {verb} from {change.before_per_minute:.3g} to "
        f"{change.after_per_minute:.3g} a minute: {what} ({change.count} in all)"
    )


def _measured(change: Change, what: str) -> str:
    if change.count == 0:
        return f"{what}: nothing was recorded (before: {_figure(change.before_per_minute)})"
    verb = "rises" if change.after_per_minute > change.before_per_minute else "falls"
    before, after = _figure(change.before_per_minute), _figure(change.after_per_minute)
    return f"{what} {verb} from {before} to {after}"


def _figure(value: float) -> str:
    """Return a value to four digits, and large ones as people write them."""
    return f"{value:,.0f}" if 10_000 <= abs(value) < 1e15 else f"{value:.4g}"
