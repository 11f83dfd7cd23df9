"""Bodies of Sentry's webhooks: issues, alerts on issues and on metrics.

Form: docs.sentry.io, integration platform, webhooks. Most of them do not say when they were sent (a header
does); what their objects say of times is read, and the rest is warned of.
"""

from collections.abc import Iterator
from typing import Any

from unblame.evidence.json_reading import a_record, time_of
from unblame.evidence.json_source import dict_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Warning

_ALERTS = {"critical": Kind.ALERT, "warning": Kind.ALERT, "open": Kind.ALERT, "resolved": Kind.RECOVERY}  # fmt: skip
_UNSAID = ("resolved", "unresolved", "assigned", "ignored", "archived")


def is_webhook(one: dict[str, Any]) -> bool:
    """Say whether an object is the body of a webhook."""
    return "action" in one and isinstance(one.get("data"), dict)


def issue_in(one: dict[str, Any]) -> dict[str, Any] | None:
    """Return the issue that a webhook is about, in the shape of the API, where there is one."""
    held = dict_of(one.get("data")).get("issue")
    return held if isinstance(held, dict) else None


def alerted(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    """Return what an alert says; None where it says no time."""
    data = dict_of(one.get("data"))
    if isinstance(data.get("metric_alert"), dict):
        return list(_metric(one, data, dict_of(data["metric_alert"]), zones)) or None
    event = dict_of(data.get("event")) or dict_of(data.get("error"))
    moment = time_of(event.get("datetime"), zones) or time_of(event.get("timestamp"), zones)
    if moment is None:
        return None
    ident = said(event.get("event_id")) or moment.as_written
    rule = said(data.get("triggered_rule"))
    title = said(event.get("title")) or said(event.get("message")) or "error"
    if not rule:
        return [a_record(moment, title, f"event {ident}", ident, Kind.SYMPTOM)]
    text = f"Alert rule “{rule}” triggered by: {title}"
    return [a_record(moment, text, f"event {ident}", f"{ident}/{rule}", Kind.ALERT)]


def _metric(
    one: dict[str, Any], data: dict[str, Any], alert: dict[str, Any], zones: Zones
) -> Iterator[Record]:
    action = said(one.get("action")).casefold()
    rule = said(dict_of(alert.get("alert_rule")).get("name")) or said(alert.get("title"))
    ident = said(alert.get("id")) or said(alert.get("identifier")) or rule
    place = f"metric alert {said(alert.get('identifier')) or ident}"
    told = said(data.get("description_text")).replace("\\n", " ").strip()
    if action != "resolved":
        moment = time_of(alert.get("date_detected"), zones) or time_of(
            alert.get("date_created"), zones
        )
        if moment is not None:
            text = f"Metric alert {action}: {rule}" + (f": {told}" if told else "")
            kind = _ALERTS.get(action, Kind.NOTE)
            yield a_record(moment, text, place, f"{ident}/{action}/{moment.as_written}", kind)
        return
    moment = time_of(alert.get("date_closed"), zones)
    if moment is not None:
        text = f"Metric alert resolved: {rule}"
        yield a_record(moment, text, place, f"{ident}/resolved/{moment.as_written}", Kind.RECOVERY)


def unsaid(one: dict[str, Any], number: int) -> Iterator[Warning]:
    """Warn of what a webhook says was done without saying when."""
    action = said(one.get("action")).casefold()
    if is_webhook(one) and issue_in(one) is not None and action in _UNSAID:
        what = f"says {action}, not when; export the issue with its activity, or keep the header Sentry-Hook-Timestamp"
        yield Warning(where=f"record {number}", what=what)
