"""FireHydrant: incidents with their milestones, and the events of an incident (developers.firehydrant.io, v1)."""

from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record, Statement
from unblame.evidence.stated import later, statement
from unblame.evidence.times import Zones
from unblame.model import Kind

_LABELS = {
    "started": "Started at",
    "detected": "Detected at",
    "acknowledged": "Acknowledged at",
    "identified": "Identified",
    "mitigated": "Mitigated at",
    "resolved": "Resolved at",
}
_TOLD = ("body", "message", "summary", "description", "text", "name", "title")


class FirehydrantReader:
    """Reads events and incidents; milestones are statements."""

    name = "firehydrant"
    about = About(
        title="FireHydrant: incidents, milestones and events, and webhooks",
        export=(
            "GET https://api.firehydrant.io/v1/incidents/ID > incident.json\n"
            "GET /v1/incidents/ID/events > events.json\n"
            "keep the bodies that a webhook receiver gets, one a line"
        ),
        zone="the offset in each stamp; a webhook says UTC in words",
        edits="an event that was written down later keeps both times; a milestone that was moved holds only its last time",
        built_from="the vendor's SDK (firehydrant-typescript-sdk); webhooks from the sample in the documentation",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are events or incidents of FireHydrant."""
        if not begins_as_json(head) or has_keys(head, "attributes", "event_type"):
            return 0.0
        if has_keys(head, "incident_id", "occurred_at", "visibility", "data") == 4:
            return 0.95
        own = has_keys(head, "current_milestone", "lifecycle_phases", "incident_url", "started_at")
        return 0.95 if has_keys(head, "milestones", "occurred_at") == 2 and own >= 1 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return events as records, and milestones as statements."""
        opened = open_json(source)
        held = objects_of(opened.values, "data", "incidents")
        found = [dict_of(dict_of(one.get("data")).get("incident")) or one for one in held]
        reading = reading_of(
            opened, found, lambda one: _records(one, zones), "entry", people=_people
        )
        stated = [told for one in found for told in _stated(one, zones)]
        return msgspec.structs.replace(reading, statements=tuple(dict.fromkeys(stated)))


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    ident = said(one.get("id"))
    if "milestones" in one or "lifecycle_phases" in one:
        moment = time_of(one.get("created_at"), zones)
        if moment is None:
            return [] if _stated(one, zones) else None
        text = f"Incident declared: {said(one.get('name'))}"
        who = _actor(one.get("created_by"))
        return [a_record(moment, text, _place(one), f"{ident}/declared", Kind.DECLARED, who)]
    moment = time_of(one.get("occurred_at"), zones)
    if moment is None:
        return None
    data, sort = dict_of(one.get("data")), said(one.get("type")).replace("_", " ")
    text = next((said(data[key]) for key in _TOLD if said(data.get(key))), "")
    kind = None
    if "milestone" in sort:
        text, kind = f"Milestone {said(data.get('type')) or text}", Kind.NOTE
    place = f"event {ident}"
    record = a_record(moment, text or sort, place, ident or None, kind, _actor(one.get("author")))
    return [later(record, time_of(data.get("created_at"), zones))]


def _place(one: dict[str, Any]) -> str:
    return f"incident {said(one.get('number')) or said(one.get('id'))}"


def _stated(one: dict[str, Any], zones: Zones) -> list[Statement]:
    """Return the milestones of an incident, those of its phases too, each once."""
    held = objects_of(one.get("milestones"))
    for phase in objects_of(one.get("lifecycle_phases")):
        held += objects_of(phase.get("milestones"))
    found: dict[str, Statement] = {}
    for milestone in held:
        sort = (said(milestone.get("type")) or said(milestone.get("slug"))).lower()
        moment = time_of(milestone.get("occurred_at"), zones)
        if sort in _LABELS and moment is not None:
            found.setdefault(sort, statement(_LABELS[sort], moment, _place(one)))
    return list(found.values())


def _actor(value: object) -> Identity | None:
    who = dict_of(value)
    name, email = said(who.get("name")), said(who.get("email"))
    if not name and not email:
        return None
    bot = said(who.get("source")).lower() in {"runbook", "automation", "bot", "system"}
    return Identity(name=name or None, email=email or None, id=said(who.get("id")) or None, bot=bot)


def _people(one: dict[str, Any]) -> list[Identity]:
    held = [one.get("author"), one.get("created_by")]
    held += [role.get("user") for role in objects_of(one.get("role_assignments"))]
    return [actor for value in held if (actor := _actor(value)) is not None]
