"""incident.io: incidents with the times they keep, updates, and follow-ups (api-docs.incident.io, v2).

Updates, times and follow-ups are three answers; give them together. An actor is a person, a key, an
alert or a workflow.
"""

import re
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record, Statement
from unblame.evidence.stated import statement
from unblame.evidence.times import Zones
from unblame.model import Kind

_HOLDERS = ("incidents", "incident_updates", "follow_ups", "escalations")
_HOOK = re.compile(r'"event_type"\s*:\s*"(?:public|private)_incident\.')
_NO_MILESTONE = ("last activity", "merged", "canceled", "declined", "accepted")
_OVER = frozenset({"closed", "post-incident", "learning"})


class IncidentIoReader:
    """Reads incidents, their updates and follow-ups; the times an incident keeps are statements."""

    name = "incident_io"
    about = About(
        title="incident.io: incidents, their times, updates, follow-ups and escalations, and webhooks",
        export=(
            "GET https://api.incident.io/v2/incidents/ID > incident.json\n"
            "GET /v2/incident_updates?incident_id=ID > updates.json; GET /v2/follow_ups?incident_id=ID > follow_ups.json; GET /v2/escalations > escalations.json\n"
            "keep the bodies that a webhook receiver gets, one a line"
        ),
        zone="UTC, as stated in each stamp",
        edits="an update is never edited; a time that was set again replaces the old one, which the export does not hold",
        built_from="the client in the vendor's Terraform provider; escalations and webhooks from documentation and public clients alone",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are incidents, updates or follow-ups of incident.io."""
        if not begins_as_json(head):
            return 0.0
        if _HOOK.search(head.text):
            return 1.0
        if has_keys(head, "incident_timestamp_values", "incident_status") == 2:
            return 1.0
        if has_keys(head, "incident_id", "updater", "new_incident_status") >= 2 and has_keys(
            head, "incident_updates", "new_incident_status"
        ):
            return 1.0
        if has_keys(head, "escalations", "occurred_at", "event", "escalation_path_id") >= 3:
            return 0.95
        return 0.95 if has_keys(head, "follow_ups", "incident_id") == 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return what happened as records, and the times that were set as statements."""
        opened = open_json(source)
        found = [told for one in objects_of(opened.values, *_HOLDERS) for told in _opened(one)]
        reading = reading_of(
            opened, found, lambda one: _records(one, zones), "entry", people=_people
        )
        stated = [told for one in found for told in _stated(one, zones)]
        return msgspec.structs.replace(reading, statements=tuple(dict.fromkeys(stated)))


def _opened(one: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what an answer or the body of a webhook holds; a change of status is an update."""
    body = dict_of(one.get(said(one.get("event_type")))) or one
    incident = dict_of(body.get("incident"))
    if not incident:
        return [body]
    if "new_status" not in body:
        return [incident]
    moved = said(incident.get("updated_at"))
    update = {
        "id": f"{said(incident.get('id'))}/{said(dict_of(body['new_status']).get('id'))}/{moved}",
        "incident_id": said(incident.get("id")),
        "created_at": moved,
        "new_incident_status": body["new_status"],
        "message": body.get("message"),
    }
    return [incident, update]


def _escalation(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    """Return when somebody was called, and what came of it."""
    ident, title = said(one.get("id")), said(one.get("title"))
    place = f"escalation {ident}"
    made: list[Record] = []
    start = time_of(one.get("created_at"), zones)
    if start is not None:
        text = f"Escalation begun: {title}"
        made.append(a_record(start, text, place, f"{ident}/begun", Kind.PAGE, _actor(one.get("creator"))))  # fmt: skip
    for event in objects_of(one.get("events")):
        moment, what = time_of(event.get("occurred_at"), zones), said(event.get("event"))
        if moment is None:
            continue
        kind = Kind.PAGE if "notif" in what else Kind.NOTE
        kind = Kind.ACKNOWLEDGED if "acked" in what or "acknowledg" in what else kind
        users = [_actor({"user": user}) for user in objects_of(event.get("users"))]
        who = users[0] if users and kind is Kind.ACKNOWLEDGED else None
        text = f"Escalation {what.replace('_', ' ')}: {title}"
        made.append(a_record(moment, text, place, f"{ident}/{said(event.get('id'))}", kind, who))
    return made or None


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    if "events" in one and "title" in one:
        return _escalation(one, zones)
    moment = time_of(one.get("created_at"), zones)
    if moment is None:
        return None
    ident = said(one.get("id"))
    if "incident_id" not in one:
        called = said(one.get("reference")) or ident
        text = f"Incident {called} declared: {said(one.get('name'))}"
        who = _actor(one.get("creator"))
        return [a_record(moment, text, f"incident {called}", f"{ident}/declared", Kind.DECLARED, who)]  # fmt: skip
    if "title" in one:
        return _follow_up(one, ident, zones)
    status = dict_of(one.get("new_incident_status"))
    severity = said(dict_of(one.get("new_severity")).get("name"))
    parts = [f"Status {said(status.get('name'))}" if said(status.get("name")) else ""]
    parts += [f"severity {severity}" if severity else "", said(one.get("message"))]
    over = said(status.get("category")) in _OVER
    text = ": ".join(part for part in parts if part) or "An update without a text"
    who = _actor(one.get("updater"))
    return [a_record(moment, text, f"update {ident}", ident, Kind.RESOLVED if over else None, who)]


def _follow_up(one: dict[str, Any], ident: str, zones: Zones) -> list[Record]:
    ends = (("created_at", "agreed"), ("completed_at", "done"))
    found = ((time_of(one.get(key), zones), word) for key, word in ends)
    return [
        a_record(moment, f"Follow-up {word}: {said(one.get('title'))}", f"follow-up {ident}", f"{ident}/{word}", Kind.NOTE)
        for moment, word in found
        if moment is not None
    ]  # fmt: skip


def _stated(one: dict[str, Any], zones: Zones) -> list[Statement]:
    place = f"incident {said(one.get('reference')) or said(one.get('id'))}"
    found: list[Statement] = []
    for held in objects_of(one.get("incident_timestamp_values")):
        label = said(dict_of(held.get("incident_timestamp")).get("name"))
        moment = time_of(dict_of(held.get("value")).get("value"), zones)
        if label and moment is not None and not label.lower().startswith(_NO_MILESTONE):
            found.append(statement(label, moment, place))
    return found


def _actor(value: object) -> Identity | None:
    held = dict_of(value)
    user = dict_of(held.get("user"))
    if said(user.get("name")):
        return Identity(name=said(user["name"]), email=said(user.get("email")) or None,
                        id=said(user.get("id")) or None)  # fmt: skip
    for kind in ("api_key", "alert", "workflow"):
        name = said(dict_of(held.get(kind)).get("name")) or said(dict_of(held.get(kind)).get("title"))  # fmt: skip
        if name:
            return Identity(name=name, bot=True)
    return None


def _people(one: dict[str, Any]) -> list[Identity]:
    held = [one.get("creator"), one.get("updater"), {"user": one.get("assignee")}]
    held += [{"user": u} for e in objects_of(one.get("events")) for u in objects_of(e.get("users"))]
    roles = objects_of(one.get("incident_role_assignments"))
    held += [{"user": role.get("assignee")} for role in roles]
    return [actor for value in held if (actor := _actor(value)) is not None]
