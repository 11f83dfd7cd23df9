"""Atlassian Statuspage: incidents.json, summary.json and the incidents of its API, with updates.

An update is dated by when it was really posted (`created_at`); what the page shows (`display_at`)
can be set by hand and is told beside it. Stamps carry the offset of the page's zone.
Forms: developer.statuspage.io; fields checked in public pages' answers.
"""

from datetime import timedelta
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment

_SLACK = timedelta(minutes=1)
_KINDS = {
    "resolved": (Kind.CUSTOMER_UPDATE, Kind.RESOLVED),
    "completed": (Kind.CUSTOMER_UPDATE,),
    "postmortem": (Kind.FINDING,),
}


class StatuspageReader:
    """Reads each update as it was posted, with the components that it changed."""

    name = "statuspage"
    about = About(
        title="Statuspage: incidents and maintenance with their updates and components, and webhooks",
        export=(
            "https://YOUR-PAGE/api/v2/incidents.json (the last 50) or /api/v2/summary.json (the open ones)\n"
            "GET https://api.statuspage.io/v1/pages/PAGE/incidents for all of them\n"
            "keep the bodies that a webhook receiver gets, one a line"
        ),
        zone="the offset in each stamp, which is that of the page's own zone",
        edits=(
            "an update is dated by when it was posted; a time shown differently on the page is told "
            "beside it; a later change of its text is a fact of its own, the first wording is lost"
        ),
        built_from="schema: the OpenAPI of Statuspage; samples of public pages; webhooks from documentation alone",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are incidents of a Statuspage."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "component_update", "old_status", "new_status") == 3:
            return 1.0
        if has_keys(head, "incident_updates", "shortlink", "page_id", "display_at") >= 2:
            return 1.0
        page = has_keys(head, "page", "time_zone") == 2
        return 0.9 if page and has_keys(head, "incidents", "components", "status") else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return one record an update, and the opening of what has none."""
        opened = open_json(source)
        found = []
        for value in objects_of(opened.values):
            held = [
                *objects_of(value.get("incidents")),
                *objects_of(value.get("scheduled_maintenances")),
            ]
            found += held if "incidents" in value or "scheduled_maintenances" in value else [value]
        return reading_of(opened, found, lambda one: _incident(one, zones), "incident")


def _incident(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    if isinstance(one.get("component_update"), dict):
        return _component(one, zones)
    if isinstance(one.get("incident"), dict):
        one = dict_of(one["incident"])
    name = said(one.get("name"))
    records = [
        record
        for update in objects_of(one.get("incident_updates"))
        for record in _update(update, one, name, zones)
    ]
    start = time_of(one.get("created_at"), zones)
    if not records and start is not None:
        text = f"Posted: {name}"
        key = f"{said(one.get('id'))}/opened"
        records = [a_record(start, text, _place(one), key, Kind.CUSTOMER_UPDATE)]
    records += _planned(one, name, zones)
    return records or None


def _component(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    """Return what a webhook says of one component."""
    update, part = dict_of(one["component_update"]), dict_of(one.get("component"))
    moment = time_of(update.get("created_at"), zones)
    if moment is None:
        return None
    old, new = (said(update.get(key)).replace("_", " ") for key in ("old_status", "new_status"))
    ident = said(update.get("id")) or moment.as_written
    text = f"{said(part.get('name')) or 'A component'} on the status page: {old} → {new}"
    return [a_record(moment, text, f"component update {ident}", ident, Kind.CUSTOMER_UPDATE)]


def _place(one: dict[str, Any]) -> str:
    return f"incident {said(one.get('id')) or said(one.get('name'))}"


def _update(
    update: dict[str, Any], incident: dict[str, Any], name: str, zones: Zones
) -> list[Record]:
    shown = time_of(update.get("display_at"), zones)
    posted = time_of(update.get("created_at"), zones) or shown
    if posted is None:
        return []
    status = said(update.get("status"))
    body = said(update.get("body")).strip()
    head = f"{status.replace('_', ' ').capitalize() or 'Update'}: {name}"
    parts = [head, body, *_changes(update)]
    if shown is not None and _apart(shown, posted):
        parts.append(f"(the page shows this at {shown.as_written})")
    if incident.get("backfilled") is True:
        parts.append("(filled in afterwards)")
    ident = said(update.get("id")) or f"{said(incident.get('id'))}/{posted.as_written}"
    kinds = _KINDS.get(status, (Kind.CUSTOMER_UPDATE,))
    first = a_record(posted, "\n".join(filter(None, parts)), f"update {ident}", ident, kinds[0])
    first = msgspec.structs.replace(first, kinds=kinds)
    edited = time_of(update.get("updated_at"), zones)
    if edited is None or not _apart(edited, posted) or edited.at < posted.at:  # type: ignore[operator]
        return [first]
    text = "An update on the status page was edited; only its last wording is kept"
    edit = a_record(edited, text, first.place, f"{ident}/edited/{edited.as_written}", Kind.NOTE)
    return [
        msgspec.structs.replace(first, known_at=edited.at),
        msgspec.structs.replace(edit, edit_of=ident),
    ]


def _apart(one: Moment, other: Moment) -> bool:
    return one.at is not None and other.at is not None and abs(one.at - other.at) > _SLACK


def _changes(update: dict[str, Any]) -> list[str]:
    """Return which components an update moved, from which state to which."""
    told = []
    for part in objects_of(update.get("affected_components")):
        old, new = (said(part.get(key)).replace("_", " ") for key in ("old_status", "new_status"))
        name = said(part.get("name")) or said(part.get("code"))
        if name and new and old != new:
            told.append(f"{name}: {old} → {new}" if old else f"{name}: {new}")
    return told


def _planned(one: dict[str, Any], name: str, zones: Zones) -> list[Record]:
    """Return when a maintenance was to begin and to end, which is intent."""
    made = []
    for key, what in (("scheduled_for", "planned from"), ("scheduled_until", "planned until")):
        moment = time_of(one.get(key), zones)
        if moment is not None:
            ident = f"{said(one.get('id'))}/{key}"
            made.append(
                a_record(moment, f"Maintenance {what} here: {name}", _place(one), ident, Kind.NOTE)
            )
    return made
