"""Sentry: issues with their activity, and their events, as its API gives them.

An event has two clocks: that of the client (`dateCreated`) and that of the server (`dateReceived`).
Users' addresses are personal data and never leave this file. Form: github.com/getsentry/sentry-api-schema.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.sentry_webhooks import alerted, is_webhook, issue_in, unsaid
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment, Warning

_AHEAD = timedelta(seconds=5)
_LATE = timedelta(minutes=5)
#: An error that was known for longer than this says nothing of when an incident began.
_FRESH = timedelta(days=2)
_DONE = {
    "set_resolved": ("Marked as resolved", Kind.NOTE),
    "set_resolved_by_age": ("Marked as resolved by its age, without a person", Kind.NOTE),
    "set_resolved_in_release": ("Marked as resolved in a release", Kind.NOTE),
    "set_resolved_in_commit": ("Marked as resolved in a commit", Kind.NOTE),
    "set_resolved_in_pull_request": ("Marked as resolved in a pull request", Kind.NOTE),
    "set_unresolved": ("Marked as unresolved", Kind.NOTE),
    "set_ignored": ("Ignored", Kind.NOTE),
    "set_escalating": ("Escalating: more events than forecast", Kind.SYMPTOM),
    "set_regression": ("Seen again after it was resolved", Kind.SYMPTOM),
    "first_seen": ("First seen", Kind.SYMPTOM),
    "assigned": ("Assigned", Kind.NOTE),
    "unassigned": ("Unassigned", Kind.NOTE),
    "create_issue": ("A ticket was made of it", Kind.NOTE),
}


class SentryReader:
    """Reads when an error was first and last seen, what was done with it, and its events."""

    name = "sentry"
    about = About(
        title="Sentry: issues with their activity, events, and webhooks",
        export=(
            "GET /api/0/organizations/ORG/issues/ID/ > issue.json (with its activity)\n"
            "GET /api/0/organizations/ORG/issues/ID/events/?full=true > events.json\n"
            "keep the bodies that a webhook receiver gets, one a line (they seldom say when: prefer the API)"
        ),
        zone=(
            "UTC, as stated; a client's clock that runs ahead of the server's is warned of, and the "
            "server's time is taken"
        ),
        edits="activity is never edited; an event that came in late carries when it became known; ids are kept as text",
        built_from="schema: github.com/getsentry/sentry-api-schema; webhooks from documentation alone",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are issues or events of Sentry."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "shortId", "firstSeen", "lastSeen", "culprit", "isSubscribed") >= 3:
            return 1.0
        if has_keys(head, "installation", "actor", "action") == 3 and has_keys(
            head, "metric_alert", "triggered_rule", "shortId", "event_id"
        ):
            return 0.95
        events = has_keys(
            head, "eventID", "groupID", "dateReceived", "event.type", "crashFile", "culprit"
        )
        return 0.95 if events >= 2 and has_keys(head, "dateCreated") else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return firsts, lasts, activity and events as records."""
        opened = open_json(source)
        held = objects_of(opened.values, "issues", "events", "data")
        unclear = [told for number, one in enumerate(held, start=1) for told in unsaid(one, number)]
        found = [issue_in(one) or one for one in held]
        skewed = [warning for one in found for warning in _skew(one, zones)]
        if len(skewed) > 1:
            what = f"{skewed[0].what} ({len(skewed)} events)"
            skewed = [Warning(where=skewed[0].where, what=what)]
        make = partial(_records, zones=zones)
        warned = (*skewed, *unclear)
        return reading_of(opened, found, make, "record", people=_people, warnings=warned)


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    if "eventID" in one:
        return _event(one, zones)
    if is_webhook(one):
        return alerted(one, zones)
    return _issue(one, zones) or None


def _title(one: dict[str, Any]) -> str:
    meta = dict_of(one.get("metadata"))
    named = ": ".join(filter(None, (said(meta.get("type")), said(meta.get("value")))))
    title = said(one.get("title")) or named or said(one.get("message")) or "error"
    where = said(one.get("culprit"))
    return f"{title} in {where}" if where and where not in title else title


def _issue(one: dict[str, Any], zones: Zones) -> list[Record]:
    ident = said(one.get("shortId")) or said(one.get("id"))
    title, place = _title(one), f"issue {said(one.get('shortId')) or said(one.get('id'))}"
    records = []
    first, last = (time_of(one.get(key), zones) for key in ("firstSeen", "lastSeen"))
    if first is not None:
        text = f"First seen: {title}"
        kind = Kind.SYMPTOM if _is_fresh(first, last) else Kind.NOTE
        records.append(a_record(first, text, place, f"{ident}/first", kind))
    if last is not None and (first is None or last.at != first.at):
        count = said(one.get("count"))
        text = f"Last seen{f', {count} events in all' if count else ''}: {title}"
        records.append(a_record(last, text, place, f"{ident}/last/{last.as_written}", Kind.NOTE))
    for act in objects_of(one.get("activity")):
        records += _activity(act, ident, title, zones)
    return records


def _is_fresh(first: Moment, last: Moment | None) -> bool:
    if first.at is None or last is None or last.at is None:
        return True
    return last.at - first.at < _FRESH


def _activity(act: dict[str, Any], ident: str, title: str, zones: Zones) -> Iterator[Record]:
    what, data = said(act.get("type")), dict_of(act.get("data"))
    moment = time_of(act.get("dateCreated"), zones)
    if moment is None or what == "first_seen":
        return
    key = said(act.get("id"))
    key = key if key not in ("", "0") else f"{what}/{moment.as_written}"
    text, kind = _DONE.get(what, (what.replace("_", " ").capitalize(), Kind.NOTE))
    stated: Kind | None = kind
    if what == "note":
        text, stated = said(data.get("text")).strip(), None
    elif what == "assigned":
        text = f"Assigned to {said(data.get('assigneeEmail')) or said(data.get('assignee')) or 'somebody'}"
    elif said(data.get("version")):
        text += f" ({said(data['version'])})"
    if text:
        shown = text if what == "note" else f"{text}: {title}"
        place = f"activity {key} of {ident}"
        yield a_record(moment, shown, place, f"{ident}/{key}", stated, _identity(act.get("user")))


def _event(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    created, received = (time_of(one.get(key), zones) for key in ("dateCreated", "dateReceived"))
    moment = created or received
    if moment is None:
        return None
    known = None
    if created is not None and received is not None and created.at and received.at:
        if created.at - received.at > _AHEAD:
            moment = received
        elif received.at - created.at > _LATE:
            known = received.at
    ident = said(one.get("eventID"))
    level = next(
        (said(t.get("value")) for t in objects_of(one.get("tags")) if t.get("key") == "level"), ""
    )
    kind = Kind.NOTE if level in ("info", "debug") else Kind.SYMPTOM
    record = a_record(moment, _title(one), f"event {ident}", ident, kind)
    return [msgspec.structs.replace(record, known_at=known)]


def _skew(one: dict[str, Any], zones: Zones) -> Iterator[Warning]:
    created, received = (time_of(one.get(key), zones) for key in ("dateCreated", "dateReceived"))
    if created is None or received is None or created.at is None or received.at is None:
        return
    ahead = created.at - received.at
    if ahead > _AHEAD:
        what = f"the client's clock ran ahead of the server's by {ahead.total_seconds():.0f} s; the server's time was taken"
        yield Warning(where=f"event {said(one.get('eventID'))}", what=what)


def _identity(who: object) -> Identity | None:
    held = dict_of(who)
    name, email = said(held.get("name")), said(held.get("email"))
    if not name and not email:
        return None
    return Identity(name=name or None, email=email or None, id=said(held.get("id")) or None)


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    held = [one.get("assignedTo"), *(act.get("user") for act in objects_of(one.get("activity")))]
    for act in objects_of(one.get("activity")):
        email = said(dict_of(act.get("data")).get("assigneeEmail"))
        held.append({"email": email})
    for who in held:
        if dict_of(who).get("type") != "team" and (found := _identity(who)) is not None:
            yield found
