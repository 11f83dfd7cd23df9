"""Splunk On-Call (VictorOps): incidents with their transitions, of its reporting and its public interface.

Form: portal.victorops.com/public/api-docs.html. The report holds only what is resolved unless it is
asked for a phase.
"""

from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind

_KINDS = {
    "triggered": Kind.ALERT,
    "acknowledged": Kind.ACKNOWLEDGED,
    "acked": Kind.ACKNOWLEDGED,
    "resolved": Kind.RESOLVED,
}
_SYSTEM = frozenset({"system", "victorops", "splunk on-call", "scheduled maintenance"})


class SplunkOnCallReader:
    """Reads the opening of each incident and every transition, with who made it."""

    name = "splunk_on_call"
    about = About(
        title="Splunk On-Call (VictorOps): incidents and their transitions",
        export=(
            "GET https://api.victorops.com/api-reporting/v2/incidents?startedAfter=…&startedBefore=…&currentPhase=resolved,acknowledged,triggered > incidents.json\n"
            "GET https://api.victorops.com/api-public/v1/incidents > incidents.json"
        ),
        zone="UTC, as stated in each stamp",
        edits="transitions are never edited; one that is told twice is one fact",
        built_from="the vendor's OpenAPI document; no sample of an answer was seen",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are incidents of Splunk On-Call."""
        if not begins_as_json(head):
            return 0.0
        keys = has_keys(head, "incidentNumber", "currentPhase", "transitions", "entityId")
        return 1.0 if keys >= 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return openings and transitions as records."""
        opened = open_json(source)
        found = objects_of(opened.values, "incidents")
        return reading_of(
            opened, found, lambda one: _records(one, zones), "incident", people=_people
        )


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    number = said(one.get("incidentNumber"))
    entity = said(one.get("entityDisplayName")) or said(one.get("entityId")) or "an entity"
    place = f"incident {number}"
    made: list[Record] = []
    start = time_of(one.get("startTime"), zones)
    transitions = objects_of(one.get("transitions"))
    if start is not None and not any(_word(t) == "triggered" for t in transitions):
        made.append(a_record(start, f"Incident opened: {entity}", place, f"{number}/start", Kind.ALERT))  # fmt: skip
    for transition in transitions:
        moment = time_of(transition.get("at"), zones)
        if moment is None:
            continue
        word = _word(transition)
        by_itself = transition.get("manually") is False and word != "triggered"
        text = f"{entity} {word}{' automatically' if by_itself else ''}"
        if message := said(transition.get("message")):
            text += f": {message}"
        kind = _KINDS.get(word, Kind.NOTE)
        source_id = f"{number}/{word}/{moment.as_written}"
        made.append(a_record(moment, text, place, source_id, kind, _actor(transition)))
    return made or None


def _word(transition: dict[str, Any]) -> str:
    return said(dict_of(transition).get("name")).lower() or "changed"


def _actor(transition: dict[str, Any]) -> Identity | None:
    handle = said(transition.get("by"))
    if not handle:
        return None
    bot = handle.lower() in _SYSTEM or transition.get("manually") is False
    return Identity(name=handle, bot=True) if bot else Identity(handle=handle)


def _people(one: dict[str, Any]) -> list[Identity]:
    found = [_actor(t) for t in objects_of(one.get("transitions"))]
    paged = one.get("pagedUsers")
    users = [said(user) for user in paged if said(user)] if isinstance(paged, list) else []
    return [*(one for one in found if one is not None), *(Identity(handle=u) for u in users)]
