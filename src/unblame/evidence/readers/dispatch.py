"""Netflix Dispatch: incidents or cases with their events (github.com/Netflix/dispatch, archived).

Its stamps are UTC whether or not they say so. `details` is left out: it repeats whole objects.
"""

from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of
from unblame.evidence.json_source import begins_as_json, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.stated import later, statements, utc
from unblame.evidence.times import Zones

_STATED = (
    ("reported_at", "Reported at"),
    ("stable_at", "Stabilised at"),
    ("closed_at", "Closed at"),
)
_PLUGINS = ("dispatch", "slack", "google", "jira", "pagerduty", "zoom", "confluence", "opsgenie")


class DispatchReader:
    """Reads events; the times an incident keeps are statements."""

    name = "dispatch"
    about = About(
        title="Netflix Dispatch: incidents, cases and their events",
        export=(
            "GET /api/v1/ORGANISATION/incidents/ID > incident.json (it holds its events)\n"
            "the rows of the table `event` as JSON"
        ),
        zone="UTC by specification, whether the stamp says so or not",
        edits="an event that was written down later keeps both times; of an edited one only the last wording is in the export",
        built_from="the public source (event/models.py); no sample of an export was seen",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are events or incidents of Dispatch."""
        if not begins_as_json(head):
            return 0.0
        event = has_keys(head, "uuid", "started_at", "source", "description") == 4
        own = has_keys(head, "pinned", "owner", "details", "ended_at")
        return 0.95 if event and own >= 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return events as records, and the times of incidents as statements."""
        del zones
        opened = open_json(source)
        held = objects_of(opened.values, "items")
        found = objects_of(held, "events")
        reading = reading_of(opened, found, _records, "event", people=_people)
        stated = [
            told
            for one in held
            if "events" in one
            for told in statements(one, _STATED, f"incident {said(one.get('name'))}".strip())
        ]
        return msgspec.structs.replace(reading, statements=tuple(stated))


def _records(one: dict[str, Any]) -> list[Record] | None:
    moment = utc(said(one.get("started_at")))
    if moment is None:
        return None
    ident = said(one.get("uuid"))
    text = said(one.get("description"))
    record = a_record(moment, text, f"event {ident}", ident or None, None, _actor(one))
    return [later(record, utc(said(one.get("created_at"))))]


def _actor(one: dict[str, Any]) -> Identity | None:
    owner, source = said(one.get("owner")), said(one.get("source"))
    if "@" in owner:
        return Identity(email=owner)
    if owner:
        return Identity(name=owner)
    return Identity(name=source, bot=True) if source.lower().startswith(_PLUGINS) else None


def _people(one: dict[str, Any]) -> list[Identity]:
    actor = _actor(one)
    return [actor] if actor is not None else []
