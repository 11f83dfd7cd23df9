"""Answers of GitHub's GraphQL interface, brought to the shapes and names of its REST interface.

Form: docs.github.com/graphql. Ids are the node ids that REST gives beside its own, so that the same
event told by both is one. An event says what it is only where `__typename` was asked for.
"""

import re
from collections.abc import Iterator
from typing import Any

from unblame.evidence.json_source import dict_of, objects_of
from unblame.evidence.json_source import text_of as said

_EVENT = re.compile(r"(\w+)Event$")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_RENAMED = {"renamed_title": "renamed", "cross_referenced": "cross-referenced"}
_ITEM = ("createdAt", "submittedAt", "committedDate")
_CHECKS = ("CheckRun", "StatusContext")
_DEEPEST = 12


def is_graphql(value: object) -> bool:
    """Say whether a document is an answer of a GraphQL interface."""
    held = value.get("data") if isinstance(value, dict) else None
    return isinstance(held, dict) and "attributes" not in held


def items_of(
    value: object, path: str = "data", depth: int = 0
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (path, object) of everything dated in an answer, however the query was built."""
    if not isinstance(value, dict) or depth > _DEEPEST:
        return
    inner = _nodes(value)
    if inner is not None:
        for number, one in enumerate(inner, start=1):
            yield from items_of(one, f"{path}[{number}]", depth + 1)
        return
    dated = _dated(value)
    if dated is not None:
        yield path, dated
    for key, held in value.items():
        if isinstance(held, dict) and (dated is None or _nodes(held) is not None):
            yield from items_of(held, f"{path}.{key}", depth + 1)


def _nodes(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return what a connection holds, None where the object is none."""
    if isinstance(value.get("nodes"), list):
        return objects_of(value["nodes"])
    if isinstance(value.get("edges"), list):
        return [dict_of(edge.get("node")) for edge in objects_of(value["edges"])]
    return None


def _dated(value: dict[str, Any]) -> dict[str, Any] | None:
    """Return an object that tells when something happened, in the shape of REST, else None."""
    commit = dict_of(value.get("commit"))
    if "committedDate" in commit and "createdAt" not in value:
        value = commit
    if not any(isinstance(value.get(key), str) for key in _ITEM):
        return None
    if "oid" in value:
        author = dict_of(value.get("author"))
        return {**value, "authors": [dict_of(author.get("user")) or author]}
    sort = said(value.get("__typename"))
    told = {key: one for key, one in value.items() if key != "__typename" or sort in _CHECKS}
    found = _EVENT.match(sort)
    if found is None:
        return told
    name = _HUMP.sub("_", found[1]).lower()
    return {"actor": None, **told, **_details(value), "event": _RENAMED.get(name, name)}


def _details(value: dict[str, Any]) -> dict[str, Any]:
    """Return what REST says of an event by other names."""
    made: dict[str, Any] = {}
    if "currentTitle" in value:
        made["rename"] = {"from": value.get("previousTitle"), "to": value["currentTitle"]}
    if isinstance(value.get("source"), dict):
        made["source"] = {"issue": value["source"]}
    if said(dict_of(value.get("commit")).get("oid")):
        made["commit_id"] = value["commit"]["oid"]
    if "milestoneTitle" in value:
        made["milestone"] = {"title": value["milestoneTitle"]}
    if "requestedReviewer" in value:
        made["requested_reviewer"] = value["requestedReviewer"]
    return made
