"""Datadog: events of both versions, webhooks with the default body, monitors, logs, incidents.

Ids beyond 53 bits are kept as text (`id_str`). Stamps are Unix seconds (v1), milliseconds as text
(webhooks) or RFC 3339 (v2). Forms: the package datadog-api-client and docs.datadoghq.com/api.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.datadog_states import incident, monitor, muted, stated
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, instant, reading_of, time_of
from unblame.evidence.json_source import (
    Opened,
    begins_as_json,
    dict_of,
    has_keys,
    objects_of,
    open_json,
)
from unblame.evidence.json_source import text_of as said
from unblame.evidence.laid import Entry
from unblame.evidence.log import Line, at_entries, read_lines
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind, Moment

_STATE = re.compile(
    r"\s*\[(Triggered|Re-Triggered|Recovered|Warn|Re-Warn|No Data|Re-No data|Renotify)[^\]]*\]",
    re.IGNORECASE,
)
_KINDS = {
    "recovered": Kind.RECOVERY, "triggered": Kind.ALERT, "re-triggered": Kind.ALERT, "warn": Kind.ALERT,
    "re-warn": Kind.ALERT, "no data": Kind.ALERT, "re-no data": Kind.ALERT, "renotify": Kind.ALERT,
}  # fmt: skip
_OF_STATUS = {
    "error": Kind.ALERT,
    "warning": Kind.ALERT,
    "success": Kind.RECOVERY,
    "failure": Kind.ALERT,
}
_FENCE = re.compile(r"^\s*%%%\s*|\s*%%%\s*$")
_LONGEST = 1500


class DatadogReader:
    """Reads events and the states of monitors; of logs the changes, or the lines where few."""

    name = "datadog"
    about = About(
        title="Datadog: events (v1, v2, webhooks), monitors, logs of a search, incidents",
        export=(
            "GET /api/v2/events?filter[from]=…&filter[to]=…&page[limit]=1000 > events.json\n"
            "GET /api/v1/monitor/ID?group_states=all > monitor.json\n"
            "POST /api/v2/logs/events/search > logs.json; GET /api/v2/incidents/ID > incident.json"
        ),
        zone="Unix time or UTC, as stated in each record",
        edits="events are never edited; the id is kept as text and the same event twice is one; a monitor shows only its last states",
        built_from="schema: datadog-api-client 2.62; webhooks from the documentation of the default body",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are events, monitors or logs of Datadog."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "date_happened", "alert_type", "id_str", "device_name") >= 2:
            return 1.0
        if has_keys(head, "overall_state", "query", "options") >= 2 and has_keys(
            head, "overall_state"
        ):
            return 1.0
        if has_keys(head, "event_type", "last_updated", "date", "body") == 4:
            return 0.95
        if (
            has_keys(head, "customer_impact_start", "customer_impacted", "public_id", "attributes")
            >= 3
        ):
            return 0.95
        kind = re.search(r'"type"\s*:\s*"(?:log|event)"', head.text)
        return (
            0.95 if kind and has_keys(head, "attributes", "timestamp", "tags", "data") == 4 else 0.0
        )

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return events and states as records."""
        opened = open_json(source)
        found = _held(opened)
        logs = [one for one in found if one.get("type") == "log"]
        others = [one for one in found if one.get("type") != "log"]
        silent = [warning for one in others for warning in muted(one)]
        make = partial(_records, zones=zones)
        reading = reading_of(opened, others, make, "record", people=_people, warnings=silent)
        told = tuple(statement for one in others for statement in stated(one))
        reading = msgspec.structs.replace(reading, statements=told)
        if not logs:
            return reading
        lines = ((number, text, False) for number, text in _laid(logs))
        read = at_entries(read_lines(lines, zones, _split))
        return msgspec.structs.replace(
            read,
            records=(*reading.records, *read.records),
            identities=reading.identities,
            statements=reading.statements,
            warnings=(*reading.warnings, *read.warnings),
        )

    def entries(self, source: OpenSource) -> Iterator[Entry]:
        """Yield the searched logs as lines, by their number."""
        logs = [one for one in _held(open_json(source)) if one.get("type") == "log"]
        return ((number, _split(text)) for number, text in _laid(logs))


def _held(opened: Opened) -> list[dict[str, Any]]:
    held = objects_of(opened.values, "events", "data", "monitors")
    return [dict_of(one.get("data")) or one for one in held]


def _laid(logs: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    return ((n, msgspec.json.encode(one).decode()) for n, one in enumerate(logs, start=1))


def _split(text: str) -> Line | None:
    """Return the stamp, status and message of one searched log, or None."""
    held = dict_of(dict_of(msgspec.json.decode(text)).get("attributes"))
    stamp = said(held.get("timestamp"))
    if not stamp:
        return None
    message = said(held.get("message")) or said(dict_of(held.get("attributes")).get("message"))
    service = said(held.get("service"))
    shown = f"{service}: {message}" if service else message
    return Line(stamp, said(held.get("status")) or None, shown)


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    if "overall_state" in one:
        return list(monitor(one, zones))
    if one.get("type") == "incidents":
        return list(incident(one, zones)) or None
    if isinstance(one.get("event"), dict):
        one = dict_of(one["event"])
    outer = dict_of(one.get("attributes"))
    inner = dict_of(outer.get("attributes"))
    moment = _time(one, outer, zones)
    if moment is None:
        return None
    event = dict_of(inner.get("evt"))
    title = (
        said(one.get("title"))
        or said(inner.get("title"))
        or said(outer.get("title"))
        or said(event.get("name"))
    )
    body = _plain(said(one.get("text")) or said(one.get("body")) or said(outer.get("message")))
    ident = next(filter(None, map(said, (one.get("id_str"), one.get("id"), event.get("id")))), None)
    status = said(one.get("alert_type")) or said(inner.get("status")) or said(outer.get("status"))
    text = f"{title}\n{body}" if body and body not in title else title
    kind = _kind(title, status, monitor=_of_monitor(one, inner))
    return [a_record(moment, text, f"event {ident or moment.as_written}", ident, kind)]


def _time(one: dict[str, Any], outer: dict[str, Any], zones: Zones) -> Moment | None:
    happened = said(one.get("date_happened"))
    if happened:
        return instant(epoch(happened, "s"))
    date = said(one.get("date"))
    if date:
        return instant(epoch(date, "ms" if len(date) > 11 else "s"))
    return time_of(outer.get("timestamp") or one.get("timestamp"), zones)


def _plain(text: str) -> str:
    """Return a body without the marks that fence Markdown."""
    return _FENCE.sub("", text).strip()[:_LONGEST]


def _of_monitor(one: dict[str, Any], inner: dict[str, Any]) -> bool:
    return bool(
        one.get("monitor_id") or inner.get("monitor_id") or inner.get("monitor")
    ) or "alert_monitor" in said(one.get("event_type"))


def _kind(title: str, status: str, *, monitor: bool) -> Kind | None:
    """Return the kind that a title or status states; else the wording tells it."""
    found = _STATE.match(title)
    if found is not None:
        return _KINDS.get(found[1].casefold(), Kind.ALERT)
    return _OF_STATUS.get(status.casefold()) if monitor else None


def _identity(who: object) -> Identity | None:
    held = dict_of(who)
    name, handle = said(held.get("name")), said(held.get("handle"))
    email = said(held.get("email")) or (handle if "@" in handle else "")
    if not (name or handle or email):
        return None
    return Identity(
        name=name or None, email=email or None, handle=None if "@" in handle else handle or None
    )


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    found = _identity(one.get("creator"))
    if found is not None:
        yield found
