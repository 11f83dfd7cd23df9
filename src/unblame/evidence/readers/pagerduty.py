"""PagerDuty: log entries and incidents as its REST API gives them, and its webhooks v3.

Forms: https://github.com/PagerDuty/api-schema. Stamps carry the offset of the account's zone.
"""

from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.pagerduty_signals import alert, change, is_alert, is_change, is_update
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, read_time
from unblame.model import Kind, Warning

_KINDS = {
    "trigger": Kind.ALERT,
    "notify": Kind.PAGE,
    "assign": Kind.NOTE,
    "escalate": Kind.NOTE,
    "acknowledge": Kind.ACKNOWLEDGED,
    "unacknowledge": Kind.NOTE,
    "reach_ack_limit": Kind.NOTE,
    "reach_trigger_limit": Kind.NOTE,
    "repeat_escalation_path": Kind.NOTE,
    "resolve": Kind.RESOLVED,
    "annotate": Kind.NOTE,
    "snooze": Kind.NOTE,
    "exhaust_escalation_path": Kind.NOTE,
}


_HOLDERS = ("log_entries", "incidents", "notes", "alerts", "change_events", "status_updates")
_EVENTS = {
    "incident.triggered": Kind.ALERT,
    "incident.acknowledged": Kind.ACKNOWLEDGED,
    "incident.resolved": Kind.RESOLVED,
    "incident.reopened": Kind.ALERT,
    "incident.unacknowledged": Kind.NOTE,
    "incident.escalated": Kind.NOTE,
    "incident.reassigned": Kind.NOTE,
    "incident.delegated": Kind.NOTE,
    "incident.priority_updated": Kind.NOTE,
    "incident.responder.added": Kind.PAGE,
}


class PagerdutyReader:
    """Reads log entries; of an incident also its opening and its end."""

    name = "pagerduty"
    about = About(
        title="PagerDuty: log entries, incidents, notes, alerts, change events, updates, and webhooks of version 3",
        export=(
            "GET /incidents/{id}/log_entries?is_overview=false&time_zone=UTC&include[]=channels (pd rest fetch -e incidents/ID/log_entries)\n"
            "GET /incidents/{id}/notes; GET /incidents/{id}; GET /incidents/{id}/alerts; GET /change_events?since=…&until=…"
        ),
        zone="the offset in each stamp, which is that of the account's zone",
        edits="entries are never edited; a webhook delivered twice bears one id and is one fact",
        built_from="schema: github.com/PagerDuty/api-schema",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are PagerDuty log entries, incidents or notes."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "event_type", "occurred_at", "event", "resource_type") >= 3 and (
            has_keys(head, "event_type", "occurred_at") == 2
        ):
            return 1.0
        if '"change_event"' in head.text and has_keys(head, "summary", "timestamp") == 2:
            return 0.95
        if has_keys(head, "status_updates", "message", "sender", "created_at") == 4:
            return 0.95
        if "_log_entry" in head.text and has_keys(head, "created_at"):
            return 1.0
        incident = has_keys(head, "incident_number", "html_url", "service", "urgency", "incident")
        if has_keys(head, "created_at") and incident >= 2:
            return 0.85
        return 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return log entries and the two ends of incidents as records."""
        opened = open_json(source)
        records: list[Record] = []
        warnings = list(opened.warnings)
        found = objects_of(opened.values, *_HOLDERS)
        for number, one in enumerate(found, start=1):
            read = _read(one, zones, number)
            records += read
            if not read:
                warnings.append(Warning(where=f"entry {number}", what="no time in this record"))
        people = [record.actor for record in records if record.actor is not None]
        for one in found:
            people += _assigned(one)
        return Reading(records=tuple(records), identities=tuple(people), warnings=tuple(warnings))


def _read(one: dict[str, Any], zones: Zones, number: int) -> list[Record]:
    """Return what an object tells, whichever of PagerDuty's it is."""
    if _is_webhook(one):
        return _webhook(one, zones)
    if is_change(one):
        return change(one, zones)
    if _is_incident(one):
        return _incident(one, zones)
    return alert(one, zones) if is_alert(one) else _entry(one, zones, number)


def _is_incident(one: dict[str, Any]) -> bool:
    return "incident_number" in one or (isinstance(one.get("incident"), dict) and "type" not in one)


def _is_webhook(one: dict[str, Any]) -> bool:
    event = one.get("event", one)
    return isinstance(event, dict) and "occurred_at" in event and "event_type" in event


def _webhook(one: dict[str, Any], zones: Zones) -> list[Record]:
    """Read one delivery of webhooks v3; a repeated delivery bears the same id."""
    event = dict_of(one.get("event", one))
    moment = read_time(said(event.get("occurred_at")), zones=zones)
    if moment is None:
        return []
    what = said(event.get("event_type"))
    data = dict_of(event.get("data"))
    kind = _EVENTS.get(what, Kind.NOTE)
    ident = said(event.get("id")) or None
    return [
        Record(
            moment=moment,
            text=_told(what, data),
            place=f"event {ident or what}",
            source_id=ident,
            actor=_agent(event.get("agent")),
            kind=kind,
            kinds=(kind,) if what in _EVENTS else (),
        )
    ]


def _told(what: str, data: dict[str, Any]) -> str:
    title = said(data.get("title")) or said(dict_of(data.get("incident")).get("summary"))
    service = said(dict_of(data.get("service")).get("summary"))
    named = f"{title} (service {service})" if service and title and service not in title else title
    body = said(data.get("content")) or said(data.get("message"))
    head = what.replace(".", " ").replace("_", " ").capitalize()
    return ": ".join(part for part in (head, named, body) if part)


def _entry(one: dict[str, Any], zones: Zones, number: int) -> list[Record]:
    moment = read_time(said(one.get("created_at")), zones=zones)
    if moment is None:
        return []
    what = said(one.get("type")).removesuffix("_log_entry").removesuffix("_reference")
    kind = _KINDS.get(what, Kind.NOTE)
    ident = said(one.get("id")) or None
    return [
        Record(
            moment=moment,
            text=said(one.get("message")) if is_update(one) else _text(one, what),
            place=f"log entry {ident or number}",
            source_id=ident,
            actor=_agent(one.get("agent") or one.get("user") or one.get("sender")),
            kind=kind,
            kinds=(kind,) if what in _KINDS and what != "annotate" else (),
        )
    ]


def _text(one: dict[str, Any], what: str) -> str:
    channel = dict_of(one.get("channel"))
    summary = said(one.get("summary")) or said(one.get("content"))
    parts = [summary]
    for more in (
        said(one.get("note")),
        said(channel.get("summary")) or said(channel.get("subject")),
        said(dict_of(one.get("event_details")).get("description")),
    ):
        if more and all(more not in part for part in parts):
            parts.append(more)
    title = said(dict_of(one.get("incident")).get("summary"))
    if title and what == "trigger" and all(title not in part for part in parts):
        parts.append(title)
    told = [part for part in parts if part]
    return ": ".join((*(part.rstrip(".") for part in told[:-1]), *told[-1:])) or what.replace(
        "_", " "
    )


def _incident(one: dict[str, Any], zones: Zones) -> list[Record]:
    one = dict_of(one.get("incident")) if "incident_number" not in one else one
    ident = said(one.get("id")) or said(one.get("incident_number"))
    title = said(one.get("title")) or said(one.get("summary"))
    service = said(dict_of(one.get("service")).get("summary"))
    named = f"{title} (service {service})" if service and service not in title else title
    ended = said(one.get("resolved_at"))
    if not ended and one.get("status") == "resolved":
        ended = said(one.get("last_status_change_at"))
    records = [
        _end(said(one.get("created_at")), f"Incident opened: {named}", Kind.ALERT, ident, zones),
        _end(ended, f"Incident resolved: {named}", Kind.RESOLVED, ident, zones),
    ]
    return [record for record in records if record is not None]


def _end(stamp: str, text: str, kind: Kind, ident: str, zones: Zones) -> Record | None:
    moment = read_time(stamp, zones=zones)
    if moment is None:
        return None
    return Record(
        moment=moment,
        text=text,
        place=f"incident {ident}",
        source_id=f"{ident}/{kind.value}",
        kind=kind,
        kinds=(kind,),
    )


def _agent(value: object) -> Identity | None:
    agent = dict_of(value)
    name = said(agent.get("summary")) or said(agent.get("name"))
    if not name:
        return None
    kind = said(agent.get("type"))
    bot = bool(kind) and not kind.startswith("user")
    return Identity(name=name, id=said(agent.get("id")) or None, bot=bot,
                    email=said(agent.get("email")) or None)  # fmt: skip


def _assigned(one: dict[str, Any]) -> list[Identity]:
    held = [one.get("user"), one.get("assigned_user"), *objects_of(one.get("assignees"))]
    held += [dict_of(a).get("assignee") for a in objects_of(one.get("assignments"))]
    held += [dict_of(a).get("acknowledger") for a in objects_of(one.get("acknowledgements"))]
    found = [_agent(value) for value in held]
    return [agent for agent in found if agent is not None and not agent.bot]
