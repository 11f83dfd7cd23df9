"""Grafana OnCall and IRM: alert groups of the interface, and outgoing webhooks.

Form: grafana.com/docs/oncall/latest (outgoing webhooks, HTTP API). A webhook says what was done, when and
by whom; a group holds when it was made, acknowledged and resolved.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind

_ENDS = (
    ("created_at", "", "created", Kind.ALERT),
    ("acknowledged_at", "acknowledged_by", "acknowledged", Kind.ACKNOWLEDGED),
    ("resolved_at", "resolved_by", "resolved", Kind.RESOLVED),
    ("silenced_at", "", "silenced", Kind.NOTE),
)
#: Which of the ends of a group an event of a webhook is; others stand for themselves.
_EVENTS = {
    "alert group created": "created_at",
    "acknowledge": "acknowledged_at",
    "resolve": "resolved_at",
    "silence": "silenced_at",
}


class GrafanaOncallReader:
    """Reads when alert groups were made, acknowledged and resolved, and who was notified."""

    name = "grafana_oncall"
    about = About(
        title="Grafana OnCall (IRM): alert groups, outgoing webhooks",
        export=(
            "GET https://ONCALL/api/v1/alert_groups > groups.json\n"
            "keep the bodies that a webhook receiver gets, one a line"
        ),
        zone="UTC, or the offset, as stated in each stamp",
        edits="what a webhook tells of a group is the same fact as the group's own; a repeated delivery adds nothing",
        built_from="documentation alone: grafana.com/docs/oncall/latest",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are alert groups of Grafana OnCall."""
        if not begins_as_json(head):
            return 0.0
        group = has_keys(head, "integration_id", "route_id", "alerts_count", "state", "acknowledged_at", "permalinks")  # fmt: skip
        return 1.0 if group >= 5 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return what happened to each group."""
        opened = open_json(source)
        found = objects_of(opened.values, "results")
        return reading_of(opened, found, partial(_records, zones=zones), "record", people=_people)


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    event = one.get("event")
    if isinstance(event, dict):
        return list(_event(one, event, zones)) or None
    return list(_group(one, zones)) or None


def _group(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    ident, title = said(one.get("id")), said(one.get("title"))
    for key, by, done, kind in _ENDS:
        moment = time_of(one.get(key), zones)
        if moment is not None:
            text = f"Alert group {done}: {title}"
            who = _who(one.get(by))
            yield a_record(moment, text, f"alert group {ident}", f"{ident}/{key}", kind, who)


def _event(one: dict[str, Any], event: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield what a webhook says was done, and whom it says were notified."""
    group = dict_of(one.get("alert_group"))
    ident, title = said(group.get("id")) or said(one.get("alert_group_id")), said(group.get("title"))  # fmt: skip
    what, moment = said(event.get("type")), time_of(event.get("time"), zones)
    key = _EVENTS.get(what.casefold())
    place = f"alert group {ident}"
    yield from (
        record
        for record in _group(group, zones)
        if key is None or not (record.source_id or "").endswith(key)
    )
    if moment is None:
        return
    kind, done = next(((kind, done) for end, _, done, kind in _ENDS if end == key), (Kind.NOTE, what))  # fmt: skip
    ident_of = f"{ident}/{key}" if key else f"{ident}/{what}/{moment.as_written}"
    yield a_record(moment, f"Alert group {done}: {title}", place, ident_of, kind, _who(one.get("user")))  # fmt: skip
    notified = objects_of(one.get("notified_users"))
    if notified and what.casefold() == "escalation":
        text = f"Escalation: {len(notified)} notified: {title}"
        yield a_record(moment, text, place, f"{ident}/notified/{moment.as_written}", Kind.PAGE)


def _who(value: object) -> Identity | None:
    held = dict_of(value)
    handle, email = said(held.get("username")), said(held.get("email"))
    ident = said(held.get("id")) or said(value)
    if not (handle or email or ident):
        return None
    return Identity(handle=handle or None, email=email if "@" in email else None, id=ident or None)


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    held = [one.get("user"), *objects_of(one.get("notified_users")), one.get("acknowledged_by"), one.get("resolved_by")]  # fmt: skip
    for who in map(_who, held):
        if who is not None:
            yield who
