"""Jira: issues with their changelog and comments, alone or as the answer of a search.

Offsets in its stamps (`+0100`) are those of the user who asked. Bodies are document trees (version
3 of its API) or wiki text (version 2). Form: the OpenAPI of Jira Cloud, rest/api/3.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.adf import mentioned, plain
from unblame.evidence.chat import Message, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record, Statement
from unblame.evidence.stated import statement
from unblame.evidence.tasks import is_incident, task
from unblame.evidence.times import Zones
from unblame.model import Kind, Warning

_QUIET = frozenset(
    {"rank", "sprint", "workflow", "timespent", "timeestimate", "worklogid", "watchers"}
)
_ENDED = re.compile(r"^(?:resolved|closed|done|completed?|fixed)$", re.IGNORECASE)
_TAKEN = re.compile(r"^(?:in progress|investigating|acknowledged|work in progress)$", re.IGNORECASE)
_REPAIRED = re.compile(r"^(?:mitigated|monitoring|recovered)$", re.IGNORECASE)
_INCIDENT = re.compile(r"\b(?:incident|outage)\b", re.IGNORECASE)
_LONGEST = 2000


class JiraReader:
    """Reads the opening of each issue, every change of it, and its comments."""

    name = "jira"
    about = About(
        title="Jira: issues with their changelog and comments",
        export=(
            "GET /rest/api/3/issue/INC-42?expand=changelog,names > inc-42.json\n"
            "GET /rest/api/3/search/jql?jql=…&fields=*all&expand=changelog > issues.json\n"
            "GET /rest/api/3/issue/INC-42/changelog where the changelog is longer than one page"
        ),
        zone="the offset in each stamp, which is that of the user who asked",
        edits=(
            "every change of a field is a fact at its own time; an edited comment is one fact and its "
            "edit another; a changelog that was cut at a page is warned of"
        ),
        built_from="schema: the OpenAPI of Jira Cloud; the document format from @atlaskit/adf-schema",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are issues of Jira, or their changes."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "histories") and has_keys(head, "fromString", "toString", "items") >= 2:
            return 1.0
        if (
            has_keys(head, "fields", "key") == 2
            and has_keys(
                head, "issuetype", "summary", "changelog", "project", "expand", "issuelinks"
            )
            >= 2
        ):
            return 0.95
        return 0.9 if has_keys(head, "fromString", "toString", "created") == 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return openings, changes and comments as records."""
        opened = open_json(source)
        found = objects_of(opened.values, "issues", "values", "histories")
        cut = [warning for one in found for warning in _cut(one)]
        make = partial(_records, zones=zones)
        reading = reading_of(opened, found, make, "issue", people=_people, warnings=cut)
        names = [dict_of(dict_of(value).get("names")) for value in opened.values]
        told = [
            statement
            for one in found
            for statement in _stated(one, names[0] if names else {}, zones)
        ]
        incidents = {said(one.get("key")) for one in found if is_incident(_sort_of(one))}
        work = [made for one in found if (made := _task(one, incidents, zones)) is not None]
        return msgspec.structs.replace(reading, statements=(*told, *work))


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    if "fields" not in one and "items" in one:
        return _history(one, "", zones)
    key = said(one.get("key")) or said(one.get("id"))
    fields = dict_of(one.get("fields"))
    histories = objects_of(dict_of(one.get("changelog")).get("histories"))
    records = list(_opening(key, fields, _first_sort(fields, histories), zones))
    for history in histories:
        records += _history(history, key, zones) or ()
    for comment in objects_of(dict_of(fields.get("comment")).get("comments")):
        records += _comment(comment, key, zones)
    return records or None


def _stated(one: dict[str, Any], names: dict[str, Any], zones: Zones) -> Iterator[Statement]:
    """Yield the times in fields of the house's own, called as `expand=names` calls them."""
    named = {**names, **dict_of(one.get("names"))}
    for key, value in dict_of(one.get("fields")).items():
        label = said(named.get(key))
        moment = time_of(value, zones) if key.startswith("customfield_") and label else None
        if moment is not None and not isinstance(value, int | float):
            yield statement(label, moment, f"{label} of {said(one.get('key'))}")


def _sort_of(one: dict[str, Any]) -> str:
    return said(dict_of(dict_of(one.get("fields")).get("issuetype")).get("name"))


def _task(one: dict[str, Any], incidents: set[str], zones: Zones) -> Statement | None:
    """Return the issue as work to do; an issue linked to an incident says so."""
    fields, key = dict_of(one.get("fields")), said(one.get("key"))
    who = _identity(fields.get("assignee"))
    ends = [dict_of(link.get(end)) for link in objects_of(fields.get("issuelinks"))
            for end in ("inwardIssue", "outwardIssue")]  # fmt: skip
    ends.append(dict_of(fields.get("parent")))
    return task(
        said(fields.get("summary")),
        place=f"issue {key}",
        opened=time_of(fields.get("created"), zones),
        sort=_sort_of(one),
        ticket=key,
        owner=(who.name or "") if who is not None else "",
        due=said(fields.get("duedate")),
        state=said(dict_of(fields.get("resolution")).get("name"))
        or said(dict_of(fields.get("status")).get("name")),
        linked=any(said(end.get("key")) in incidents or is_incident(_sort_of(end)) for end in ends),
    )


def _cut(one: dict[str, Any]) -> Iterator[Warning]:
    log = dict_of(one.get("changelog"))
    held, total = len(objects_of(log.get("histories"))), log.get("total")
    if isinstance(total, int) and total > held and held:
        key = said(one.get("key"))
        what = f"{total - held} changes are not in the file; add /rest/api/3/issue/{key}/changelog"
        yield Warning(where=f"issue {key}", what=what)


def _first_sort(fields: dict[str, Any], histories: Sequence[dict[str, Any]]) -> str:
    """Return what sort of issue it was opened as; it may have been made an incident later."""
    changed = [
        (said(history.get("created")), said(item.get("fromString")))
        for history in histories
        for item in objects_of(history.get("items"))
        if said(item.get("field")).casefold() == "issuetype"
    ]
    return min(changed)[1] if changed else said(dict_of(fields.get("issuetype")).get("name"))


def _opening(key: str, fields: dict[str, Any], sort: str, zones: Zones) -> Iterator[Record]:
    moment = time_of(fields.get("created"), zones)
    if moment is None:
        return
    body = plain(fields.get("description"))[:_LONGEST]
    text = f"{key} opened: {said(fields.get('summary'))}" + (f"\n{body}" if body else "")
    kind = Kind.DECLARED if _INCIDENT.search(sort) else None
    who = _identity(fields.get("reporter") or fields.get("creator"))
    yield a_record(moment, text, f"issue {key}", f"{key}/opened", kind, who)


def _history(history: dict[str, Any], key: str, zones: Zones) -> list[Record] | None:
    moment = time_of(history.get("created"), zones)
    if moment is None:
        return None
    ident = said(history.get("id")) or f"{key}/{moment.as_written}"
    place = f"change {ident} of {key}" if key else f"change {ident}"
    who = _identity(history.get("author"))
    records = []
    for number, item in enumerate(objects_of(history.get("items"))):
        field = said(item.get("field"))
        if field.casefold() in _QUIET:
            continue
        text, kind = _change(field, item)
        shown = f"{key}: {text}" if key else text
        records.append(a_record(moment, shown, place, f"{ident}/{number}", kind, who))
    return records


def _change(field: str, item: dict[str, Any]) -> tuple[str, Kind]:
    old, new = (
        said(item.get(side)) or said(item.get(side[:-6])) for side in ("fromString", "toString")
    )
    if field.casefold() in ("description", "environment"):
        return f"{field} was edited", Kind.NOTE
    old, new = plain(old)[:300], plain(new)[:300]
    if field == "Comment":
        return "A comment was deleted" if old and not new else "A comment was edited", Kind.NOTE
    text = f"{field} changed from {old} to {new}" if old and new else f"{field} set to {new}" if new else f"{field} cleared, was {old}"  # fmt: skip
    return text, _kind(new) if field.casefold() == "status" else Kind.NOTE


def _kind(status: str) -> Kind:
    """Return what a status states: the click in the ticket, not the recovery of the service."""
    for form, kind in (
        (_ENDED, Kind.RESOLVED),
        (_TAKEN, Kind.ACKNOWLEDGED),
        (_REPAIRED, Kind.MITIGATION_WORKED),
    ):
        if form.match(status):
            return kind
    return Kind.NOTE


def _comment(comment: dict[str, Any], key: str, zones: Zones) -> list[Record]:
    moment = time_of(comment.get("created"), zones)
    text = plain(comment.get("body"))
    if moment is None or not text:
        return []
    ident = said(comment.get("id")) or moment.as_written
    return records_of(
        Message(
            moment=moment,
            text=text,
            id=f"{key}/comment/{ident}",
            place=f"comment {ident} of {key}",
            author=_identity(comment.get("author")),
            edited=time_of(comment.get("updated"), zones),
        )
    )


def _identity(who: object) -> Identity | None:
    held = dict_of(who)
    name = said(held.get("displayName")) or said(held.get("name"))
    ident = said(held.get("accountId")) or said(held.get("key"))
    if not name and not ident:
        return None
    handle = said(held.get("name")) if said(held.get("displayName")) else ""
    return Identity(
        name=name or None,
        handle=handle or None,
        email=said(held.get("emailAddress")) or None,
        id=ident or None,
        bot=held.get("accountType") == "app",
    )


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    """Yield whom an issue names: in its fields, in its changes of people, in its texts."""
    fields = dict_of(one.get("fields"))
    for key in ("assignee", "reporter", "creator"):
        who = _identity(fields.get(key))
        if who is not None:
            yield who
    bodies = [fields.get("description")]
    bodies += [c.get("body") for c in objects_of(dict_of(fields.get("comment")).get("comments"))]
    for ident, name in (
        pair for body in bodies if not isinstance(body, str) for pair in mentioned(body)
    ):
        yield Identity(name=name or None, id=ident or None)
    for history in objects_of(dict_of(one.get("changelog")).get("histories")):
        for item in objects_of(history.get("items")):
            if said(item.get("field")).casefold() in ("assignee", "reporter", "approvers"):
                for ident, name in (("from", "fromString"), ("to", "toString")):
                    if said(item.get(name)):
                        yield Identity(name=said(item[name]), id=said(item.get(ident)) or None)
