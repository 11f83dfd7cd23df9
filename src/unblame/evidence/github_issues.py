"""GitHub issues and pull requests: what was opened, said, reviewed, checked, merged and closed.

Each timeline event has a shape of its own (docs.github.com/rest/issues/timeline): a commit is dated
by its committer, a review by its submission, a reference has no id.
"""

import re
from collections.abc import Iterator
from typing import Any

from unblame.evidence.chat import Message, records_of
from unblame.evidence.github_fields import actor_of, key_of, time_of
from unblame.evidence.json_reading import a_record
from unblame.evidence.json_source import dict_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Record, Statement
from unblame.evidence.tasks import objects, sort_of_labels, task
from unblame.evidence.times import Zones
from unblame.model import Kind

_QUIET = frozenset({"subscribed", "unsubscribed", "mentioned", "locked", "unlocked", "pinned"})
_BACK = re.compile(r"\brevert|\broll(?:ed)?[ -]?back", re.IGNORECASE)
_INCIDENT = re.compile(r"(?:\w+[/: ]+)?(?:incident|outage|sev[-: ]?\d)$", re.IGNORECASE)
_OF_PULLS = frozenset({"merged", "reviewed", "review_requested", "ready_for_review", "head_ref_deleted"})  # fmt: skip
_ACTED = frozenset({"actor", "user", "sha"})
_SORTS = {"commented": "comment", "reviewed": "review", "committed": "commit"}
_REVIEWS = {
    "approved": "Review: approved",
    "changes_requested": "Review: changes requested",
    "commented": "Review",
    "dismissed": "Review, dismissed later",
}


def is_about_issues(item: dict[str, Any]) -> bool:
    """Say whether the object is an issue, a pull request, or one thing that happened to it."""
    return _sort(item) is not None


def records_about(place: str, item: dict[str, Any], zones: Zones, *, pull: bool) -> list[Record]:
    """Return what one object tells; `pull` says that its timeline is that of a pull request."""
    sort = _sort(item)
    if sort == "event":
        return list(_event(place, item, zones, pull))
    made = {
        "comment": _comment,
        "review": _review,
        "check": _check,
        "commit": _commit,
        "issue": _issue,
    }.get(sort or "")
    return list(made(place, item, zones)) if made is not None else []


def is_pull(item: dict[str, Any]) -> bool:
    """Say whether the object is a pull request and not an issue."""
    url = said(item.get("html_url")) or said(item.get("url"))
    return "pull_request" in item or "merged_at" in item or "/pull/" in url


def of_pull_request(items: list[dict[str, Any]]) -> bool:
    """Say whether a timeline is that of a pull request."""
    return any(said(item.get("event")) in _OF_PULLS or "mergeable" in item for item in items)


def is_check(item: dict[str, Any]) -> bool:
    """Say whether the object is the run of a check, or an outside status in its place."""
    return item.get("__typename") in ("CheckRun", "StatusContext") or "check_suite" in item


def _sort(item: dict[str, Any]) -> str | None:
    event = item.get("event")
    if isinstance(event, str) and "run_started_at" not in item and _ACTED.intersection(item):
        return _SORTS.get(event, "event")
    if "submitted_at" in item:
        return "review"
    if "oid" in item and ("committedDate" in item or "authoredDate" in item):
        return "commit"
    if is_check(item):
        return "check"
    if "title" in item and ("created_at" in item or "number" in item) and "environment" not in item:
        return "issue"
    if "body" in item and "created_at" in item:
        return "comment"
    return None


def _issue(place: str, item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    url = said(item.get("html_url")) or said(item.get("url"))
    number = said(item.get("number"))
    key = url if "://" in url else number or key_of(item)
    pull = is_pull(item)
    title = said(item.get("title"))
    called = f"{'Pull request' if pull else 'Issue'}{f' #{number}' if number else ''}"
    opened = time_of(item.get("created_at"), zones)
    if opened is not None:
        body = said(item.get("body")).strip()
        text = f"{called} opened: {title}" + (f"\n{body}" if body else "")
        kind = Kind.NOTE if pull else None
        yield a_record(opened, text, place, f"{key}:opened", kind, actor_of(item.get("user")))
    merged = time_of(item.get("merged_at"), zones)
    closed = time_of(item.get("closed_at"), zones)
    if merged is not None:
        who = actor_of(item.get("merged_by"))
        text = f"{called} merged: {title}"
        yield a_record(merged, text, place, f"{key}:merged", _merge(title), who)
    elif closed is not None:
        who = actor_of(item.get("closed_by"))
        kind = _closing(item, pull=pull)
        text = f"{called} closed{_reason(item)}: {title}"
        yield a_record(closed, text, place, f"{key}:closed", kind, who)


def _merge(title: str) -> Kind:
    return Kind.MITIGATION_TRIED if _BACK.search(title) else Kind.CHANGE


def _closing(item: dict[str, Any], *, pull: bool) -> Kind:
    reason = said(item.get("state_reason")).casefold()
    done = reason in ("", "completed")
    return Kind.RESOLVED if done and not pull else Kind.NOTE


def _reason(item: dict[str, Any]) -> str:
    reason = said(item.get("state_reason")).casefold().replace("_", " ")
    return f" as {reason}" if reason and reason != "completed" else ""


def _comment(place: str, item: dict[str, Any], zones: Zones) -> list[Record]:
    moment = time_of(item.get("created_at"), zones)
    text = said(item.get("body")).strip()
    if moment is None or not text:
        return []
    edited = time_of(item.get("updated_at"), zones)
    message = Message(
        moment=moment,
        text=text,
        id=f"comment:{key_of(item)}",
        place=place,
        author=actor_of(item.get("user") or item.get("actor")),
        edited=edited,
    )
    return records_of(message)


def _review(place: str, item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(item.get("submitted_at"), zones)
    if moment is None:
        return
    state = said(item.get("state")).casefold()
    body = said(item.get("body")).strip()
    if not body and state == "commented":
        return
    text = _REVIEWS.get(state, "Review") + (f": {body}" if body else "")
    key = f"review:{key_of(item)}"
    yield a_record(moment, text, place, key, Kind.NOTE, actor_of(item.get("user")))


def _commit(place: str, item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    committer = dict_of(item.get("committer"))
    author = dict_of(item.get("author") or item.get("user"))
    stated = item.get("committedDate") or committer.get("date") or author.get("date")
    moment = time_of(stated, zones)
    if moment is None:
        return
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else None
    told = said(item.get("message")) or said(item.get("messageHeadline"))
    sha = said(item.get("sha")) or said(item.get("oid"))
    text = f"Commit {sha[:8]}: {told.partition(chr(10))[0]}"
    yield a_record(moment, text, place, f"commit:{sha}", Kind.NOTE, actor_of(first))


def _check(place: str, item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    name = said(item.get("name")) or said(item.get("context")) or "unnamed"
    workflow = said(item.get("workflowName"))
    called = f"Check “{workflow} / {name}”" if workflow else f"Check “{name}”"
    outcome = said(item.get("conclusion")) or said(item.get("state")) or said(item.get("status"))
    end = time_of(item.get("completed_at"), zones) or time_of(item.get("started_at"), zones)
    if end is None:
        return
    title = said(dict_of(item.get("output")).get("title"))
    text = f"{called}: {outcome.casefold().replace('_', ' ')}" + (f" ({title})" if title else "")
    key = key_of(item) or f"{name}/{end.as_written}"
    yield a_record(end, text, place, f"check:{key}", Kind.NOTE)


def _event(place: str, item: dict[str, Any], zones: Zones, pull: bool) -> Iterator[Record]:
    what = said(item.get("event"))
    moment = time_of(item.get("created_at"), zones)
    if moment is None or what in _QUIET:
        return
    text, kind = _happened(what, item, pull)
    key = key_of(item) or f"{what}/{moment.as_written}/{text}"
    who = actor_of(item.get("actor") or item.get("user"))
    record = a_record(moment, text, place, f"event:{key}", kind, who)
    if what == "comment_deleted":
        record = Record(
            moment=moment, text="A comment was deleted", place=place, source_id=f"event:{key}",
            actor=who, kinds=(Kind.NOTE,), deleted=True,
        )  # fmt: skip
    yield record


def _happened(what: str, item: dict[str, Any], pull: bool) -> tuple[str, Kind]:
    """Return what an event says, and the kind that it states."""
    called = "Pull request" if pull else "Issue"
    if what == "closed":
        return f"{called} closed{_reason(item)}", _closing(item, pull=pull)
    if what == "merged":
        return "Pull request merged", Kind.CHANGE
    if what == "reopened":
        return f"{called} reopened", Kind.NOTE
    if what in ("labeled", "unlabeled"):
        label = said(dict_of(item.get("label")).get("name"))
        declared = what == "labeled" and _INCIDENT.match(label) is not None
        done = "added" if what == "labeled" else "removed"
        return f"Label “{label}” {done}", Kind.DECLARED if declared else Kind.NOTE
    return _detail(what, item), Kind.NOTE


def _detail(what: str, item: dict[str, Any]) -> str:
    words = what.replace("_", " ").replace("-", " ").capitalize()
    if what == "renamed":
        rename = dict_of(item.get("rename"))
        return f"Renamed from “{said(rename.get('from'))}” to “{said(rename.get('to'))}”"
    if what == "cross-referenced":
        other = dict_of(dict_of(item.get("source")).get("issue"))
        return f"Referred to by #{said(other.get('number'))}: {said(other.get('title'))}"
    if what == "referenced" and item.get("commit_id"):
        return f"Referred to by commit {said(item['commit_id'])[:8]}"
    for key in ("assignee", "requested_reviewer"):
        login = said(dict_of(item.get(key)).get("login"))
        if login:
            return f"{words}: @{login}"
    title = said(dict_of(item.get("milestone")).get("title"))
    return f"{words}: {title}" if title else words


def task_about(place: str, item: dict[str, Any], zones: Zones) -> Statement | None:
    """Return an issue as work to do, due when its milestone is."""
    if _sort(item) != "issue" or is_pull(item):
        return None
    number = said(item.get("number"))
    held = objects(item.get("assignees")) or [item.get("assignee")]
    who = next((actor for one in held if (actor := actor_of(one)) is not None), None)
    milestone = dict_of(item.get("milestone"))
    sort = said(dict_of(item.get("type")).get("name"))
    return task(
        said(item.get("title")),
        place=place,
        opened=time_of(item.get("created_at"), zones),
        sort=f"{sort} {sort_of_labels(item.get('labels'))}",
        ticket=f"#{number}" if number else "",
        owner=f"@{who.handle}" if who is not None else "",
        due=said(milestone.get("due_on")) or said(milestone.get("dueOn")),
        state=said(item.get("state_reason")) or said(item.get("state")),
    )


def people_about(item: dict[str, Any]) -> list[Any]:
    """Return the people that an object names beside the one who acted."""
    held = [item.get(key) for key in ("assignee", "requested_reviewer", "review_requester")]
    assignees = item.get("assignees")
    held += assignees if isinstance(assignees, list) else []
    return [who for who in map(actor_of, held) if who is not None]
