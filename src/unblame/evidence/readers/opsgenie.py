"""Opsgenie: alerts and incidents with their logs, notes and timelines, and webhooks.

Its REST interface ends in April 2027; exports stay readable. Alerts are told from their logs by
`tinyId`. Form: github.com/opsgenie/opsgenie-oas; the wording of logs from use.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.opsgenie_incidents import (
    entries_of,
    entry,
    impact_of,
    incident,
    is_incident,
    is_webhook,
    owner,
    people_of,
    webhook,
)
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch, moment_of
from unblame.model import Kind, Moment, Precision

_LOGGED = (
    (re.compile(r"alert created|created alert", re.IGNORECASE), Kind.ALERT),
    (re.compile(r"incident created|created incident", re.IGNORECASE), Kind.DECLARED),
    (re.compile(r"un-?acknowledged", re.IGNORECASE), Kind.NOTE),
    (
        re.compile(r"alert acknowledged|acknowledged (?:the )?alert|\backed\b", re.IGNORECASE),
        Kind.ACKNOWLEDGED,
    ),
    (
        re.compile(
            r"alert closed|closed (?:the )?alert|incident (?:resolved|closed)|"
            r"(?:resolved|closed) (?:the )?incident",
            re.IGNORECASE,
        ),
        Kind.RESOLVED,
    ),
    (
        re.compile(
            r"\bnotif(?:ied|ication)|\bsent (?:sms|voice|push|email)|will be notified|\bcalled\b",
            re.IGNORECASE,
        ),
        Kind.PAGE,
    ),
)


class OpsgenieReader:
    """Reads alerts from their creation to their close, with every log entry and note."""

    name = "opsgenie"
    about = About(
        title="Opsgenie: alerts and incidents with their logs, notes and timelines, and webhooks",
        export=(
            "GET /v2/alerts/ID?identifierType=tiny > alert.json; GET /v2/alerts/ID/logs?order=asc > logs.json; "
            "GET /v2/alerts/ID/notes > notes.json\n"
            "GET /v1/incidents/ID > incident.json; GET /v2/incident-timelines/ID/entries > timeline.json; "
            "GET /v1/incidents/ID/logs > logs.json\n"
            "keep the bodies that a webhook receiver gets, one a line\n"
            "take them before the REST interface ends on 5 April 2027"
        ),
        zone="UTC, as stated in each stamp; Unix time in a webhook",
        edits=(
            "log entries and notes are never edited, and their offset is their id; an alert that fired "
            "again stays one fact with its count and its last time; an entry of a timeline that was edited "
            "keeps its last wording, and when that was learnt"
        ),
        built_from="schema: github.com/opsgenie/opsgenie-oas (2021); incidents and webhooks from documentation alone; the wording of logs from use",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are alerts, logs or notes of Opsgenie."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "eventTime", "lastEdit", "hidden", "group") >= 3:
            return 0.95
        if not has_keys(head, "createdAt"):
            return 0.0
        if has_keys(head, "integrationId", "integrationName", "action") >= 2 and has_keys(
            head, "alertId", "incidentId"
        ):
            return 1.0
        if has_keys(head, "impactedServices", "impactStartDate", "ownerTeam", "tinyId") >= 3:
            return 1.0
        if has_keys(head, "tinyId", "alias", "isSeen", "snoozed") >= 2:
            return 1.0
        logs = has_keys(head, "log", "note") and has_keys(head, "owner", "offset") == 2
        return 0.95 if logs else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return alerts, log entries and notes as records."""
        opened = open_json(source)
        found = []
        for one in objects_of(opened.values, "data", "alerts"):
            inner = one.get("data")
            found.append(inner if isinstance(inner, dict) else one)
        found += [told for one in found for told in entries_of(one)]
        found = [one for one in found if "entries" not in one]
        within = PurePosixPath(source.path).stem
        make = partial(_records, zones=zones, within=within)
        reading = reading_of(opened, found, make, "record", people=_people)
        stated = (told for one in found for told in impact_of(one))
        return msgspec.structs.replace(reading, statements=tuple(dict.fromkeys(stated)))


def _records(one: dict[str, Any], zones: Zones, within: str) -> list[Record] | None:
    if is_webhook(one):
        return webhook(one, zones)
    if "eventTime" in one:
        return entry(one, zones)
    if is_incident(one):
        return incident(one, zones)
    moment = time_of(one.get("createdAt"), zones)
    if moment is None:
        return None
    if "log" in one or "note" in one:
        return [_entry(one, moment, within)]
    return list(_alert(one, moment, zones))


def _entry(one: dict[str, Any], moment: Moment, within: str) -> Record:
    logged = "log" in one
    text = said(one.get("log") if logged else one.get("note")).strip()
    offset = said(one.get("offset"))
    key = f"{'log' if logged else 'note'}/{offset or f'{within}/{moment.as_written}/{text}'}"
    place = f"{'log entry' if logged else 'note'} {offset or moment.as_written}"
    kind = (
        next((kind for form, kind in _LOGGED if form.search(text)), Kind.NOTE) if logged else None
    )
    return a_record(moment, text or "(nothing written)", place, key, kind, owner(one.get("owner")))


def _alert(one: dict[str, Any], moment: Moment, zones: Zones) -> Iterator[Record]:
    ident = said(one.get("id")) or said(one.get("tinyId"))
    place = f"alert {said(one.get('tinyId')) or ident}"
    about = [said(one.get("priority")), said(one.get("entity")), said(one.get("source"))]
    count = one.get("count")
    if isinstance(count, int) and count > 1:
        about.append(f"{count} times")
    named = ", ".join(filter(None, about))
    text = f"{said(one.get('message'))}{f' ({named})' if named else ''}"
    last = time_of(one.get("lastOccurredAt"), zones)
    lasting = moment
    if last is not None and last.at and moment.at and last.at > moment.at:
        lasting = msgspec.structs.replace(moment, until=last.at)
    yield a_record(lasting, f"Alert created: {text}", place, f"{ident}/created", Kind.ALERT)
    report = dict_of(one.get("report"))
    for key, by, what, kind in (
        ("ackTime", "acknowledgedBy", "Alert acknowledged", Kind.ACKNOWLEDGED),
        ("closeTime", "closedBy", "Alert closed", Kind.RESOLVED),
    ):
        after = _after(moment, report.get(key))
        if after is not None:
            who = owner(report.get(by))
            yield a_record(after, f"{what}: {text}", place, f"{ident}/{key}", kind, who)


def _after(start: Moment, millis: object) -> Moment | None:
    """Return the moment a report states: milliseconds after the alert, or of Unix time."""
    if not isinstance(millis, int) or isinstance(millis, bool) or millis <= 0 or start.at is None:
        return None
    if millis > 10**12:
        return epoch(millis, "ms")
    written = f"{millis} ms after {start.as_written}"
    return moment_of(
        start.at + timedelta(milliseconds=millis), Precision.EXACT, written, start.zone_basis
    )


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    yield from people_of(one)
    report = dict_of(one.get("report"))
    held = [one.get("owner"), report.get("acknowledgedBy"), report.get("closedBy")]
    held += [one_of.get("username") for one_of in objects_of(one.get("responders"))]
    for who in map(owner, held):
        if who is not None:
            yield who
