"""What Datadog keeps the state of: incidents with their times, and monitors with those of their groups."""

from collections.abc import Iterator
from typing import Any

from unblame.evidence.json_reading import a_record, instant, time_of
from unblame.evidence.json_source import dict_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Record, Statement
from unblame.evidence.stated import statements
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind, Warning

_MILESTONES = (
    ("customer_impact_start", "Customer impact start"),
    ("detected", "Detected at"),
    ("customer_impact_end", "Customer impact end"),
    ("resolved", "Resolved at"),
)


def incident(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield what an incident states; its times can be set by hand."""
    held = dict_of(one.get("attributes"))
    number = said(held.get("public_id")) or said(one.get("id"))
    title, scope = said(held.get("title")), said(held.get("customer_impact_scope"))
    place = f"incident {number}"
    declared = "declared" if held.get("declared") else "created"
    for key, text, kind in (
        ("customer_impact_start", f"Customer impact began: {scope or title}", Kind.SYMPTOM),
        ("detected", f"Incident {number} detected: {title}", Kind.NOTE),
        (declared, f"Incident {number} declared: {title}", Kind.DECLARED),
        ("customer_impact_end", f"Customer impact ended: {scope or title}", Kind.RECOVERY),
        ("resolved", f"Incident {number} resolved: {title}", Kind.RESOLVED),
    ):
        moment = time_of(held.get(key), zones)
        if moment is not None:
            yield a_record(moment, text, place, f"incident/{said(one.get('id'))}/{key}", kind)


def stated(one: dict[str, Any]) -> list[Statement]:
    """Return the milestones that an incident states."""
    if one.get("type") != "incidents":
        return []
    held = dict_of(one.get("attributes"))
    place = f"incident {said(held.get('public_id')) or said(one.get('id'))}"
    return statements(held, _MILESTONES, place)


def monitor(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield the last times at which each group of a monitor fired, told somebody, and recovered."""
    name, ident = said(one.get("name")), said(one.get("id"))
    groups = dict_of(dict_of(one.get("state")).get("groups"))
    for group, state in sorted(groups.items()):
        for key, what, kind in (
            ("last_triggered_ts", "triggered", Kind.ALERT),
            ("last_notified_ts", "notified", Kind.PAGE),
            ("last_resolved_ts", "recovered", Kind.RECOVERY),
        ):
            moment = instant(epoch(said(dict_of(state).get(key)), "s"))
            if moment is not None:
                shown = f"Monitor {what}: {name}" + (f" ({group})" if group != "*" else "")
                key_of = f"{ident}/{group}/{key}/{moment.as_written}"
                yield a_record(moment, shown, f"monitor {ident}", key_of, kind)
    moment = time_of(one.get("modified"), zones)
    if moment is not None:
        key_of = f"{ident}/modified/{moment.as_written}"
        yield a_record(
            moment, f"Monitor last changed: {name}", f"monitor {ident}", key_of, Kind.NOTE
        )


def muted(one: dict[str, Any]) -> Iterator[Warning]:
    silenced = dict_of(dict_of(one.get("options")).get("silenced"))
    if silenced and "overall_state" in one:
        where = f"monitor {said(one.get('id'))}"
        yield Warning(where=where, what="is muted: what it saw reached nobody while it was")
