"""Finds the objects in answers and webhooks of GitHub, whatever they are wrapped in."""

import json
from collections.abc import Iterator
from typing import Any

from unblame.evidence.github_fields import as_rest
from unblame.evidence.github_graphql import is_graphql, items_of
from unblame.evidence.github_issues import is_about_issues, is_pull
from unblame.evidence.github_webhooks import held_in, is_webhook
from unblame.model import Warning

#: The keys under which an answer holds its objects.
CONTAINERS = (
    "workflow_runs", "deployments", "statuses", "jobs", "items", "deployment_statuses", "check_runs",
    "comments", "reviews", "commits", "statusCheckRollup", "timeline", "events",
)  # fmt: skip


def objects_in(text: str, warnings: list[Warning]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (place, object) of everything in one or more documents, in the names of REST."""
    decoder = json.JSONDecoder(parse_float=str)
    text = text.removeprefix("\ufeff")
    at, documents = 0, 0
    while at < len(text):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if at == len(text):
            return
        documents += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            line = text.count("\n", 0, at + getattr(error, "pos", at) - at) + 1
            warnings.append(Warning(where=f"line {line}", what=f"no JSON from here: {error}"[:120]))
            return
        if is_graphql(value):
            for path, told in items_of(value["data"]):
                item = as_rest(told)
                yield _place(item, path), item
        else:
            yield from _walk(value, "", 0)


def _walk(value: Any, path: str, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, list) and depth < 6:
        for number, inner in enumerate(value, start=1):
            yield from _walk(inner, f"{path}[{number}]", depth + 1)
    elif isinstance(value, dict):
        if is_webhook(value):
            for held in held_in(value):
                item = as_rest(held)
                yield _place(item, path), item
            return
        value = as_rest(value)
        yield _place(value, path), value
        for key in CONTAINERS:
            inner = value.get(key)
            if isinstance(inner, list) and depth < 6:
                yield from _walk(_bound(inner, key, value), f"{path}.{key}", depth + 1)


def _bound(inner: list[Any], key: str, owner: dict[str, Any]) -> list[Any]:
    """Let statuses that stand inside their deployment know it."""
    if key != "statuses" or "id" not in owner:
        return inner
    return [
        {"deployment_url": f"/{owner['id']}", **item} if isinstance(item, dict) else item
        for item in inner
    ]


_SORTS = (
    ("push", "pusher"),
    ("release", "tag_name"),
    ("deployment", "statuses_url"),
    ("status", "deployment_url"),
    ("run", "run_started_at"),
    ("job", "steps"),
    ("check", "check_suite"),
    ("check", "__typename"),
    ("review", "submitted_at"),
    ("event", "event"),
    ("commit", "sha"),
    ("commit", "oid"),
)


def _place(item: dict[str, Any], path: str) -> str:
    sort = next((sort for sort, key in _SORTS if key in item), "record")
    if item.get("event") == "commented":
        sort = "comment"
    elif sort == "record" and is_about_issues(item):
        sort = ("pull request" if is_pull(item) else "issue") if "title" in item else "comment"
    ident = item.get("id") or item.get("number") or item.get("sha") or item.get("oid")
    return f"{sort} {ident}" if ident is not None else f"{sort} {path or '1'}"
