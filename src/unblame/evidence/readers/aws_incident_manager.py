"""AWS Incident Manager: timeline events and the record of an incident.

Forms: ListTimelineEvents, GetTimelineEvent and GetIncidentRecord of botocore's service description.
`eventData` is JSON inside a string; a summary holds none.
"""

import json
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Reading, Record
from unblame.evidence.stated import later, statements
from unblame.evidence.times import Zones
from unblame.model import Kind, Warning

_HOLDERS = ("eventSummaries", "incidentRecordSummaries")
_STATED = (("resolvedTime", "Resolved at"),)
_BARE = "summaries of events hold no text (aws ssm-incidents get-timeline-event gives it)"
_TOLD = ("message", "description", "title", "summary", "text", "note", "status")


class AwsIncidentManagerReader:
    """Reads timeline events, and of an incident its opening and its end."""

    name = "aws_incident_manager"
    about = About(
        title="AWS Incident Manager: timeline events and incident records",
        export=(
            "aws ssm-incidents list-timeline-events --incident-record-arn ARN > timeline.json\n"
            "aws ssm-incidents get-timeline-event --event-id ID --incident-record-arn ARN >> events.jsonl (for each event; only these hold the text)\n"
            "aws ssm-incidents get-incident-record --arn ARN > incident.json"
        ),
        zone="the offset in each stamp, or Unix times",
        edits="an event that was updated later keeps both times; of an edited one only the last wording is in the export",
        built_from="schema: botocore's description of the service; the text of `eventData` from documentation alone",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are timeline events or incident records."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "incidentRecordArn", "eventId", "eventTime") == 3:
            return 1.0
        record = has_keys(head, "creationTime", "impact", "incidentRecordSource")
        return 0.95 if record == 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return events as records, and the end that an incident keeps as a statement."""
        opened = open_json(source)
        found = [
            dict_of(one.get("event")) or dict_of(one.get("incidentRecord")) or one
            for one in objects_of(opened.values, *_HOLDERS)
        ]
        bare = sum("eventId" in one and "eventData" not in one for one in found)
        reading = reading_of(
            opened, found, lambda one: _records(one, zones), "event",
            warnings=[Warning(where="the file", what=f"{_BARE}: {bare}")] if bare else [],
        )  # fmt: skip
        stated = [
            told
            for one in found
            if "creationTime" in one
            for told in statements(one, _STATED, _place(one))
        ]
        return msgspec.structs.replace(reading, statements=tuple(stated))


def _place(one: dict[str, Any]) -> str:
    return f"incident {said(one.get('arn')).rpartition('/')[2] or said(one.get('title'))}"


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    if "creationTime" in one:
        opened = time_of(one.get("creationTime"), zones)
        if opened is None:
            return None
        text = f"Incident opened: {said(one.get('title'))}"
        return [a_record(opened, text, _place(one), f"{_place(one)}/start", Kind.DECLARED)]
    moment = time_of(one.get("eventTime"), zones)
    if moment is None:
        return None
    ident, sort = said(one.get("eventId")), said(one.get("eventType")) or "event"
    text = _told(one.get("eventData"))
    if "eventData" not in one:
        return [a_record(moment, sort, f"event {ident}", f"{ident}/summary", Kind.CHATTER)]
    kind = None if text else Kind.NOTE
    record = a_record(moment, text or sort, f"event {ident}", ident or None, kind)
    return [later(record, time_of(one.get("eventUpdatedTime"), zones))]


def _told(data: object) -> str:
    """Return the text of an event, whether its data is plain, a JSON string or an object."""
    if isinstance(data, str) and data[:1] in ('"', "{"):
        try:
            data = json.loads(data)
        except (ValueError, RecursionError):
            return said(data)
    if isinstance(data, dict):
        return next((said(data[key]) for key in _TOLD if said(data.get(key))), "")
    return said(data)
