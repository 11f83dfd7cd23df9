"""Bodies of GitHub's webhooks: the objects of the REST interface in an envelope, and pushes.

Form: docs.github.com/webhooks/webhook-events-and-payloads. The envelope tells who set it off; when, the
objects in it tell. A push states its time in its repository.
"""

from collections.abc import Iterator
from typing import Any

from unblame.evidence.github_fields import actor_of
from unblame.evidence.json_reading import a_record, time_of
from unblame.evidence.json_source import dict_of, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Record
from unblame.evidence.times import Zones
from unblame.model import Kind

_HELD = (
    "deployment", "deployment_status", "workflow_run", "workflow_job", "check_run", "pull_request",
    "issue", "comment", "review", "release",
)  # fmt: skip


def is_webhook(value: dict[str, Any]) -> bool:
    """Say whether an object is the body of a webhook."""
    return isinstance(value.get("sender"), dict) and isinstance(value.get("repository"), dict)


def held_in(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the objects that the envelope holds, and a push as what it is."""
    if is_push(value):
        yield value
    for key in _HELD:
        if isinstance(value.get(key), dict):
            yield value[key]


def is_push(item: dict[str, Any]) -> bool:
    """Say whether an object is a push."""
    return "pusher" in item and "ref" in item


def is_release(item: dict[str, Any]) -> bool:
    """Say whether an object is a release."""
    return "tag_name" in item and "published_at" in item


def released(item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield the publication of a release; a draft has none."""
    moment = time_of(item.get("published_at"), zones)
    if moment is None:
        return
    tag, name = said(item.get("tag_name")), said(item.get("name"))
    called = f"{tag}: {name}" if name and name != tag else tag
    key = f"release:{said(item.get('id')) or tag}"
    place = f"release {said(item.get('id')) or tag}"
    yield a_record(moment, f"Release published {called}", place, key, None, actor_of(item.get("author")))  # fmt: skip


def pushed(item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield the push, where it says when it was, and its commits."""
    ref = said(item.get("ref")).removeprefix("refs/heads/").removeprefix("refs/tags/")
    commits = objects_of(item.get("commits"))
    after = said(item.get("after"))
    place = f"push {after[:8]}"
    moment = time_of(dict_of(item.get("repository")).get("pushed_at"), zones)
    if moment is not None:
        head = said(dict_of(item.get("head_commit")).get("message")).partition("\n")[0]
        forced = "Forced push" if item.get("forced") is True else "Push"
        many = f"{len(commits)} commits" if len(commits) != 1 else "1 commit"
        text = f"{forced} of {many} to {ref}" + (f": {head}" if head else "")
        if item.get("deleted") is True:
            text = f"{ref} deleted"
        who = actor_of(item.get("sender")) or _person(item.get("pusher"))
        yield a_record(moment, text, place, f"push:{ref}/{after}", Kind.NOTE, who)
    for one in commits:
        made = time_of(one.get("timestamp"), zones)
        if made is not None:
            sha = said(one.get("id"))
            first = said(one.get("message")).partition("\n")[0]
            text = f"Commit {sha[:8]}: {first}"
            who = _person(one.get("author"))
            yield a_record(made, text, f"commit {sha[:8]}", f"commit:{sha}", Kind.NOTE, who)


def _person(value: object) -> Identity | None:
    held = dict_of(value)
    handle, name = said(held.get("username")), said(held.get("name"))
    if not handle and not name:
        return None
    bot = handle.endswith("[bot]") or name.endswith("[bot]")
    return Identity(handle=handle or None, name=name or None, email=said(held.get("email")) or None, bot=bot)  # fmt: skip
