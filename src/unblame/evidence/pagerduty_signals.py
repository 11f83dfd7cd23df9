"""What reaches PagerDuty and what it tells onward: change events, alerts, updates for stakeholders.

Forms: https://github.com/PagerDuty/api-schema (ChangeEvent, Alert, StatusUpdate).
"""

from typing import Any

from unblame.evidence.json_reading import a_record, time_of
from unblame.evidence.json_source import dict_of, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Record
from unblame.evidence.times import Zones
from unblame.model import Kind


def is_change(one: dict[str, Any]) -> bool:
    """Say whether an object is a change event."""
    return "timestamp" in one and said(one.get("type")).startswith("change_event")


def is_alert(one: dict[str, Any]) -> bool:
    """Say whether an object is an alert."""
    return "alert_key" in one or said(one.get("type")) == "alert"


def is_update(one: dict[str, Any]) -> bool:
    """Say whether an object is an update for stakeholders."""
    return "sender" in one and "message" in one


def change(one: dict[str, Any], zones: Zones) -> list[Record]:
    """Return a change that some tool told PagerDuty of."""
    moment = time_of(one.get("timestamp"), zones)
    if moment is None:
        return []
    ident = said(one.get("id")) or moment.as_written
    services = [said(service.get("summary")) for service in objects_of(one.get("services"))]
    source = said(one.get("source"))
    about = ", ".join(filter(None, (f"service {services[0]}" if services and services[0] else "", f"from {source}" if source else "")))  # fmt: skip
    text = f"Change: {said(one.get('summary'))}" + (f" ({about})" if about else "")
    return [a_record(moment, text, f"change event {ident}", ident, Kind.CHANGE)]


def alert(one: dict[str, Any], zones: Zones) -> list[Record]:
    """Return an alert; one that is suppressed reached nobody."""
    moment = time_of(one.get("created_at"), zones)
    if moment is None:
        return []
    ident = said(one.get("id")) or moment.as_written
    service = said(dict_of(one.get("service")).get("summary"))
    quiet = one.get("suppressed") is True
    text = f"Alert{', suppressed' if quiet else ''}: {said(one.get('summary'))}"
    text += f" (service {service})" if service and service not in text else ""
    kind = Kind.SYMPTOM if quiet else Kind.ALERT
    return [a_record(moment, text, f"alert {ident}", ident, kind)]
