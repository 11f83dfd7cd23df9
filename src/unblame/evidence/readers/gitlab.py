"""GitLab: issues, merge requests, notes, changes of state, pipelines, jobs and deployments.

Forms: docs.gitlab.com/api, and `timelineEvents` of its GraphQL for incidents. A pipeline or deployment
is intent when it was created and effect when it finished.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.chat import Message, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record, Statement
from unblame.evidence.tasks import sort_of_labels, task
from unblame.evidence.times import Zones
from unblame.model import Kind

_BACK = ("rollback", "roll back", "revert")
_OVER = {
    "success": "finished",
    "failed": "failed",
    "canceled": "was cancelled",
    "skipped": "was skipped",
}


class GitlabReader:
    """Reads what GitLab's interfaces say of issues, merge requests, notes, pipelines and deployments."""

    name = "gitlab"
    about = About(
        title="GitLab: issues and incidents, merge requests, notes, pipelines and deployments",
        export=(
            "glab api --paginate projects/ID/issues/IID/notes > notes.json (also …/resource_state_events, …/resource_label_events, …/discussions)\n"
            "glab api projects/ID/issues/IID > issue.json; glab api projects/ID/merge_requests?state=merged > merged.json\n"
            "glab api --paginate projects/ID/deployments > deployments.json (also …/pipelines, …/jobs)\n"
            "GraphQL: issue { … } incidentManagementTimelineEvents as timelineEvents { nodes { id occurredAt note author { username } } }"
        ),
        zone="the offset in each stamp, UTC unless the instance was set otherwise",
        edits="a note whose `updated_at` is later was edited or resolved and is a fact of its own; notes of the system are changes of state",
        built_from="documentation alone: docs.gitlab.com/api and the GraphQL reference",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are answers of GitLab."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "timelineEvents", "occurredAt") == 2 or "gid://gitlab/" in head.text:
            return 0.97
        if not has_keys(head, "created_at"):
            return 0.0
        sets = (
            ("noteable_type", "system"), ("resource_type", "resource_id", "user"), ("iid", "project_id"),
            ("deployable", "environment"), ("pipeline", "stage"), ("individual_note", "notes"),
        )  # fmt: skip
        return 0.97 if any(has_keys(head, *keys) == len(keys) for keys in sets) else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return what was said and done as records, everybody as an identity."""
        opened = open_json(source)
        found = [one for value in objects_of(opened.values) for one in _objects(value, 0)]
        reading = reading_of(
            opened, found, lambda one: list(_records(one, zones)) or None, "object",
            people=_people,
        )  # fmt: skip
        work = [made for one in found if (made := _task(one, zones)) is not None]
        return msgspec.structs.replace(reading, statements=tuple(work))


def _objects(value: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects that an answer holds, those of discussions and of GraphQL too."""
    if "individual_note" in value:
        yield from objects_of(value.get("notes"))
        return
    nodes = dict_of(value.get("timelineEvents")).get("nodes")
    if nodes is not None:
        yield from objects_of(nodes)
    elif "created_at" in value or "occurredAt" in value or depth > 6:
        yield value
    else:
        inner = [one for one in value.values() if isinstance(one, dict) and one]
        for one in inner:
            yield from _objects(one, depth + 1)
        if not inner:
            yield value


def _records(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    if "occurredAt" in one:
        yield from _timeline(one, zones)
    elif "body" in one and ("noteable_type" in one or "system" in one):
        yield from _note(one, zones)
    elif "resource_type" in one:
        yield from _state(one, zones)
    elif "deployable" in one or ("environment" in one and "status" in one):
        yield from _deployment(one, zones)
    elif "stage" in one and "status" in one:
        yield from _job(one, zones)
    elif "sha" in one and "status" in one and "title" not in one:
        yield from _pipeline(one, zones)
    elif "title" in one:
        yield from _issue(one, zones)


def _timeline(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(one.get("occurredAt"), zones)
    if moment is None:
        return
    tags = objects_of(dict_of(one.get("timelineEventTags")).get("nodes"))
    named = ", ".join(said(tag.get("name")) for tag in tags if said(tag.get("name")))
    text = f"{named}: {said(one.get('note'))}" if named else said(one.get("note"))
    ident = said(one.get("id"))
    yield a_record(moment, text, f"timeline event {_last(ident)}", ident or None, None, _actor(one.get("author")))  # fmt: skip


def _note(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(one.get("created_at"), zones)
    if moment is None:
        return
    ident = said(one.get("id"))
    system = one.get("system") is True
    touched = system or one.get("resolved") is True
    yield from records_of(
        Message(
            moment=moment,
            text=said(one.get("body")),
            id=f"note:{ident}",
            place=f"note {ident}",
            author=_actor(one.get("author")),
            edited=None if touched else time_of(one.get("updated_at"), zones),
        )
    )


def _state(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(one.get("created_at"), zones)
    if moment is None:
        return
    what = f"{said(one.get('resource_type')) or 'Issue'} {said(one.get('resource_id'))}"
    state, ident = said(one.get("state")), said(one.get("id"))
    sort, text = "state", f"{what} was {state or 'changed'}"
    for key in ("label", "milestone", "iteration"):
        held = dict_of(one.get(key))
        if name := said(held.get("name")) or said(held.get("title")):
            done = "removed" if one.get("action") == "remove" else "added"
            sort, text = key, f"{key.capitalize()} {name} was {done} ({what})"
    kind = Kind.RESOLVED if state == "closed" and what.startswith("Issue") else Kind.NOTE
    yield a_record(moment, text, f"{sort} event {ident}", f"{sort}:{ident}", kind, _actor(one.get("user")))  # fmt: skip


def _issue(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield the opening and the end of an issue, incident or merge request."""
    merging = "source_branch" in one
    incident = said(one.get("issue_type") or one.get("type")).lower() == "incident"
    noun = "Merge request" if merging else "Incident" if incident else "Issue"
    sort, sign = ("merge request", "!") if merging else ("issue", "#")
    iid, title = said(one.get("iid")), said(one.get("title"))
    key = f"{sort}:{said(one.get('project_id'))}/{iid}"
    place = f"{sort} {sign}{iid}"
    opened = time_of(one.get("created_at"), zones)
    if opened is not None:
        kind = Kind.DECLARED if incident else Kind.NOTE
        yield a_record(opened, f"{noun} {sign}{iid} opened: {title}", place, key, kind, _actor(one.get("author")))  # fmt: skip
    back = any(word in title.casefold() for word in _BACK)
    ends = (
        ("merged", "merged_at", "merge_user", Kind.MITIGATION_TRIED if back else Kind.CHANGE),
        ("closed", "closed_at", "closed_by", Kind.RESOLVED if incident else Kind.NOTE),
    )
    for word, field, who, kind in ends:
        at = time_of(one.get(field), zones)
        if at is not None:
            by = _actor(one.get(who) or one.get("merged_by" if word == "merged" else who))
            yield a_record(at, f"{noun} {sign}{iid} {word}: {title}", place, f"{key}/{word}", kind, by)  # fmt: skip


def _task(one: dict[str, Any], zones: Zones) -> Statement | None:
    """Return an issue as work to do; its labels and its sort say what it is about."""
    if "title" not in one or "iid" not in one or "source_branch" in one:
        return None
    held = [one.get("assignee"), *objects_of(one.get("assignees"))]
    who = next((actor for value in held if (actor := _actor(value)) is not None), None)
    sort = said(one.get("issue_type") or one.get("type"))
    iid = said(one.get("iid"))
    return task(
        said(one.get("title")),
        place=f"issue #{iid}",
        opened=time_of(one.get("created_at"), zones),
        sort=f"{sort} {sort_of_labels(one.get('labels'))}",
        ticket=f"#{iid}",
        owner=(who.name or f"@{who.handle}") if who is not None else "",
        due=said(one.get("due_date")),
        state=said(one.get("state")),
    )


def _deployment(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    ident, state = said(one.get("id")), said(one.get("status"))
    where = said(dict_of(one.get("environment")).get("name")) or said(one.get("environment"))
    job = dict_of(one.get("deployable"))
    what = f"Deployment of {said(one.get('ref'))} ({said(one.get('sha'))[:8]}) to {where or 'an unnamed environment'}"
    back = any(word in said(job.get("name")).casefold() for word in _BACK)
    who = _actor(one.get("user"))
    start = time_of(one.get("created_at"), zones)
    place = f"deployment {ident}"
    if start is not None:
        yield a_record(start, f"{what} started", place, f"deployment:{ident}", Kind.NOTE, who)
    end = time_of(one.get("finished_at") or job.get("finished_at") or one.get("updated_at"), zones)
    if end is not None and state in _OVER:
        kind = Kind.SYMPTOM if state == "failed" else Kind.NOTE
        if state == "success":
            kind = Kind.MITIGATION_TRIED if back else Kind.CHANGE
        yield a_record(end, f"{what} {_OVER[state]}", place, f"deployment:{ident}/end", kind, who)


def _pipeline(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    ident, state = said(one.get("id")), said(one.get("status"))
    what = f"Pipeline {ident} of {said(one.get('ref'))} ({said(one.get('sha'))[:8]})"
    yield from _run(one, what, "pipeline", ident, state, zones)


def _job(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    what = f"Job “{said(one.get('name'))}” of stage {said(one.get('stage'))}"
    yield from _run(one, what, "job", said(one.get("id")), said(one.get("status")), zones)


def _run(
    one: dict[str, Any], what: str, sort: str, ident: str, state: str, zones: Zones
) -> Iterator[Record]:
    who = _actor(one.get("user"))
    start = time_of(one.get("started_at") or one.get("created_at"), zones)
    if start is not None:
        yield a_record(start, f"{what} started", f"{sort} {ident}", f"{sort}:{ident}", Kind.NOTE, who)  # fmt: skip
    end = time_of(one.get("finished_at") or one.get("updated_at"), zones)
    if end is not None and state in _OVER:
        text = f"{what} {_OVER[state]}"
        yield a_record(end, text, f"{sort} {ident}", f"{sort}:{ident}/end", Kind.NOTE, who)


def _actor(value: object) -> Identity | None:
    who = dict_of(value)
    handle = said(who.get("username"))
    if not handle:
        return None
    bot = who.get("bot") is True or (handle.startswith(("project_", "group_")) and "_bot" in handle)
    return Identity(name=said(who.get("name")) or None, handle=handle, bot=bot)


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    held = [
        one.get(key)
        for key in ("author", "user", "assignee", "closed_by", "merged_by", "merge_user")
    ]
    for value in (*held, *objects_of(one.get("assignees")), *objects_of(one.get("reviewers"))):
        actor = _actor(value)
        if actor is not None:
            yield actor


def _last(ident: str) -> str:
    return ident.rpartition("/")[2] or ident
