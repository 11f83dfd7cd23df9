"""Rootly: incidents, their events and retrospectives (JSON:API; docs.rootly.com/api-reference).

An event may have been written down long after it occurred; then both times are kept.
"""

import re
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.markup import text_of_html
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.stated import later, statements
from unblame.evidence.times import Zones
from unblame.model import Kind

_STATED = (
    ("started_at", "Started at"),
    ("detected_at", "Detected at"),
    ("acknowledged_at", "Acknowledged at"),
    ("mitigated_at", "Mitigated at"),
    ("resolved_at", "Resolved at"),
)
_HOOK = re.compile(
    r'"type"\s*:\s*"incident(?:_event|_post_mortem)?\.\w+"|"type"\s*:\s*"alert\.\w+"'
)
_TYPES = ('"incident_events"', '"incidents"', '"incident_post_mortems"', '"incident_action_items"')


class RootlyReader:
    """Reads events and incidents; the times an incident keeps are statements."""

    name = "rootly"
    about = About(
        title="Rootly: incidents, events, action items and retrospectives, and webhooks",
        export=(
            "GET https://api.rootly.com/v1/incidents/ID > incident.json\n"
            "GET /v1/incidents/ID/events > events.json; GET /v1/incidents/ID/action_items > items.json\n"
            "keep the bodies that a webhook receiver gets, one a line"
        ),
        zone="the offset in each stamp",
        edits="an event that was written down later keeps both times; of an edited one only the last wording is in the export",
        built_from="the vendor's SDK (rootly-python); webhooks from documentation alone; no sample of an answer was seen",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are objects of Rootly and not of another JSON:API."""
        if begins_as_json(head) and _HOOK.search(head.text) and has_keys(head, "issued_at"):
            return 0.95
        if not begins_as_json(head) or has_keys(head, "attributes", "type") != 2:
            return 0.0
        typed = any(name in head.text for name in _TYPES)
        own = has_keys(
            head, "occurred_at", "started_at", "mitigated_at", "sequential_id", "due_date"
        )
        return 0.95 if typed and own else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return events as records, and the times of incidents as statements."""
        opened = open_json(source)
        found = objects_of([_opened(dict_of(value)) for value in opened.values])
        reading = reading_of(
            opened, found, lambda one: _records(one, zones), "object", people=_people
        )
        stated = [
            told
            for one in found
            if "incident" in said(one.get("type"))
            for told in statements(dict_of(one.get("attributes")), _STATED, _place(one))
        ]
        return msgspec.structs.replace(reading, statements=tuple(dict.fromkeys(stated)))


def _opened(value: dict[str, Any]) -> Any:
    """Return what an answer holds; the body of a webhook is brought to the shape of an answer."""
    held = value.get("data", value)
    what = said(dict_of(value.get("event")).get("type"))
    if not what or not isinstance(held, dict) or "attributes" in held:
        return held
    sort = "incident_events" if what.startswith("incident_event.") else "incidents"
    sort = "incident_post_mortems" if "post_mortem" in what else sort
    sort = "alerts" if what.startswith("alert.") else sort
    return {"id": held.get("id"), "type": sort, "attributes": held}


def _place(one: dict[str, Any]) -> str:
    sort = said(one.get("type")).removeprefix("incident_").removesuffix("s") or "object"
    return f"{sort.replace('_', ' ')} {said(one.get('id'))}".strip()


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    held, sort = dict_of(one.get("attributes")), said(one.get("type"))
    written = time_of(held.get("created_at"), zones)
    moment = time_of(held.get("occurred_at"), zones) or written
    if moment is None:
        return None
    ident = said(one.get("id"))
    place, source_id = _place(one), f"{sort}/{ident}" if ident else None
    if sort == "incident_events":
        inside = " (internal)" if said(held.get("visibility")) == "internal" else ""
        text = _plain(said(held.get("event")))
        record = a_record(moment, text, f"{place}{inside}", source_id, None, _actor(held))
        return [later(record, written)]
    title = said(held.get("title")) or said(held.get("summary")) or said(held.get("description"))
    if sort == "incidents":
        return [a_record(moment, f"Incident opened: {title}", place, source_id, Kind.DECLARED, _actor(held))]  # fmt: skip
    if sort == "alerts":
        began = time_of(held.get("started_at"), zones) or moment
        return [a_record(began, f"Alert: {title}", place, source_id, Kind.ALERT)]
    word = "Retrospective begun" if sort == "incident_post_mortems" else "Action item agreed"
    return [a_record(moment, f"{word}: {_plain(title)}", place, source_id, Kind.NOTE, _actor(held))]


def _plain(text: str) -> str:
    return text_of_html(text) if "<" in text and ">" in text else text


def _actor(held: dict[str, Any]) -> Identity | None:
    user = dict_of(dict_of(held.get("user")).get("data")).get("attributes")
    user = dict_of(user) or dict_of(held.get("user"))
    name = said(user.get("full_name")) or said(user.get("name"))
    name = name or said(held.get("user_display_name"))
    email = said(user.get("email"))
    return Identity(name=name or None, email=email or None) if name or email else None


def _people(one: dict[str, Any]) -> list[Identity]:
    actor = _actor(dict_of(one.get("attributes")))
    return [actor] if actor is not None else []
