"""Google Cloud Monitoring: incidents of the webhook, and alerts as the interface lists them.

Forms: cloud.google.com/monitoring/support/notification-options (version 1.2) and the reference of
projects.alerts. A close may be the automatic one, and is then no recovery.
"""

import re
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment

_AUTO = re.compile(r"\bauto(?:matically|-)?[ -]?clos", re.IGNORECASE)


class GoogleMonitoringReader:
    """Reads each incident as it opened and, where it ended, as it closed."""

    name = "google_monitoring"
    about = About(
        title="Google Cloud Monitoring: incidents and alerts",
        export=(
            "GET https://monitoring.googleapis.com/v3/projects/PROJECT/alerts\n"
            "keep the bodies that a webhook channel gets, one a line"
        ),
        zone="Unix times in s (webhook), UTC as stated (alerts)",
        edits="opening and close share one incident_id, so a repeated delivery adds nothing; an end of null means not ended",
        built_from="documentation alone: notification options, reference of projects.alerts",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are incidents or alerts of Cloud Monitoring."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "incident_id", "started_at", "policy_name", "condition_name") >= 3:
            return 1.0
        alert = has_keys(head, "openTime", "policy", "state") == 3
        return 0.95 if alert and "/alerts/" in head.text else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return openings and closes as records."""
        opened = open_json(source)
        found = objects_of(opened.values, "alerts", "incidents")
        return reading_of(opened, found, lambda one: _records(one, zones), "incident")


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    one = dict_of(one.get("incident")) or one
    start = time_of(one.get("started_at") or one.get("openTime"), zones)
    if start is None:
        return None
    end = time_of(one.get("ended_at") or one.get("closeTime"), zones)
    ident = said(one.get("incident_id")) or said(one.get("name"))
    text = _text(one)
    place = f"incident {ident.rpartition('/')[2]}" if ident else f"incident of {start.as_written}"
    ident = ident or f"{text}/{start.as_written}"
    made = [a_record(start, f"[firing] {text}", place, f"{ident}/start", Kind.ALERT)]
    if end is not None and _ended(one, end):
        made.append(_end(one, end, text, place, ident))
    return made


def _ended(one: dict[str, Any], end: Moment) -> bool:
    return end.at is not None and said(one.get("state")).lower() != "open"


def _end(one: dict[str, Any], end: Moment, text: str, place: str, ident: str) -> Record:
    auto = _AUTO.search(said(one.get("summary"))) is not None
    kind = Kind.NOTE if auto else Kind.RECOVERY
    what = "closed without a recovery" if auto else "resolved"
    return a_record(end, f"[{what}] {text}", place, f"{ident}/end", kind)


def _text(one: dict[str, Any]) -> str:
    policy = said(one.get("policy_name")) or said(dict_of(one.get("policy")).get("displayName"))
    resource = dict_of(one.get("resource"))
    labels = dict_of(resource.get("labels"))
    told = said(one.get("summary")) or said(one.get("condition_name"))
    about = said(one.get("resource_name")) or next(
        (said(labels[key]) for key in ("service_name", "container_name", "instance_id", "host")
         if said(labels.get(key))), "",
    )  # fmt: skip
    text = ": ".join(part for part in (policy or "alert", told) if part)
    return f"{text} ({about})" if about and about not in text else text
