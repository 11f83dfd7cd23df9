"""Mattermost: bulk exports (one object a line) and the posts that its API gives.

Form: https://docs.mattermost.com/onboard/bulk-loading-data.html. Times are UTC in milliseconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.chat import Message, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.half_letters import without_halves
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch
from unblame.model import Warning

_MOST_POSTS = 200_000
_LONGEST = 4 * 1024 * 1024
_DECODER = msgspec.json.Decoder()


class MattermostReader:
    """Reads Mattermost posts, answers, edits and deletions, and the users of a bulk export."""

    name = "mattermost"
    about = About(
        title="Mattermost (bulk export, API posts)",
        export="mmctl export create, then mmctl export download; or GET /api/v4/channels/{id}/posts.",
        zone="Times are UTC in milliseconds (`create_at`).",
        edits="`edit_at` is an edit and `delete_at` (API only) a deletion, each a fact of its own; only the last wording is kept by the tool.",
        built_from="the vendor's documentation of the bulk format and of API v4",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this is a bulk export or a list of posts."""
        if not begins_as_json(head) or not has_keys(head, "create_at", "version"):
            return 0.0
        if has_keys(head, "create_at", "message", "user") == 3 and has_keys(
            head, "post", "direct_post"
        ):
            return 1.0
        api = has_keys(
            head, "root_id", "channel_id", "user_id", "delete_at", "edit_at", "pending_post_id"
        )
        if has_keys(head, "create_at", "message") == 2 and api >= 4:
            return 0.95
        first = head.text.lstrip("\ufeff \t\r\n").partition("\n")[0]
        is_bulk = first.startswith(('{"type":"version"', '{"type": "version"'))
        return 0.8 if is_bulk else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (times are UTC)
        """Return posts as records and every user as an identity."""
        walk = _Walk()
        if has_keys(source.sample(), "root_id", "channel_id") == 2:
            walk.answer(open_json(source).values)
        else:
            walk.bulk(source)
        return walk.reading()


@dataclass(slots=True)
class _Walk:
    records: list[Record] = field(default_factory=list)
    people: dict[str, Identity] = field(default_factory=dict)
    warnings: list[Warning] = field(default_factory=list)
    posts: int = 0

    def reading(self) -> Reading:
        found = [one.actor for one in self.records if one.actor is not None]
        return Reading(
            records=tuple(self.records),
            identities=tuple(dict.fromkeys([*self.people.values(), *found])),
            warnings=tuple(self.warnings),
        )

    def bulk(self, source: OpenSource) -> None:
        for number, line, cut in source.lines(_LONGEST):
            if not line.strip():
                continue
            if self.posts >= _MOST_POSTS:
                what = f"more than {_MOST_POSTS} posts; the rest was left out; give the channels of the incident"
                self._warn(f"line {number}", what)
                return
            try:
                value = None if cut else _DECODER.decode(without_halves(line))
            except (msgspec.DecodeError, RecursionError) as error:
                self._warn(f"line {number}", f"broken JSON ({error})")
                continue
            if not isinstance(value, dict):
                self._warn(f"line {number}", "too long to read" if cut else "no object")
                continue
            self._line(value, number)

    def _line(self, value: dict[str, Any], number: int) -> None:
        kind = said(value.get("type"))
        if kind == "user":
            user = dict_of(value.get("user"))
            self.people[said(user.get("username"))] = _user(user)
        elif kind == "bot":
            handle = said(dict_of(value.get("bot")).get("username"))
            self.people[handle] = Identity(handle=handle, bot=True)
        elif kind in ("post", "direct_post"):
            post = dict_of(value.get(kind))
            members = post.get("channel_members")
            channel = said(post.get("channel")) or "+".join(
                map(said, members if isinstance(members, list) else [])
            )
            place = "/".join(part for part in (said(post.get("team")), channel) if part)
            self._post(post, place, None, f"line {number}")

    def _post(self, post: dict[str, Any], channel: str, thread: str | None, place: str) -> None:
        created = said(post.get("create_at"))
        moment = epoch(created, "ms")
        self.posts += 1
        if moment.at is None:
            self._warn(place, "no time in this record")
            return
        author = said(post.get("user"))
        who = self.people.get(author) or (Identity(handle=author) if author else None)
        ident = f"{channel}/{created}/{author}"
        self._add(post, Message(
            moment=moment, text=_text(post), id=ident, place=place, author=who, thread=thread,
            edited=epoch(said(post.get("edit_at")), "ms"),
        ))  # fmt: skip
        for at, reply in enumerate(objects_of(post.get("replies")), start=1):
            self._post(reply, channel, created, f"{place}, reply {at}")

    def answer(self, values: tuple[Any, ...]) -> None:
        """Read posts as the API answers: a map by id, or a list."""
        for number, post in enumerate(_api_posts(values), start=1):
            moment = epoch(said(post.get("create_at")), "ms")
            ident = said(post.get("id"))
            place = f"post {ident or number}"
            if moment.at is None:
                self._warn(place, "no time in this record")
                continue
            deleted = epoch(said(post.get("delete_at")), "ms")
            self._add(post, Message(
                moment=moment, text=_text(post), id=ident or str(number), place=place,
                author=_api_author(post), thread=said(post.get("root_id")) or None,
                edited=epoch(said(post.get("edit_at")), "ms"), deleted=deleted,
            ))  # fmt: skip

    def _add(self, post: dict[str, Any], message: Message) -> None:
        if not said(post.get("type")).startswith("system_"):
            self.records += records_of(message)

    def _warn(self, where: str, what: str) -> None:
        self.warnings.append(Warning(where=where, what=what))


def _api_posts(values: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    for value in values:
        held = dict_of(value).get("posts")
        if isinstance(held, dict):
            yield from (one for one in held.values() if isinstance(one, dict))
        else:
            yield from objects_of(value, "posts")


def _api_author(post: dict[str, Any]) -> Identity | None:
    props = dict_of(post.get("props"))
    named = said(props.get("override_username"))
    ident = said(post.get("user_id")) or None
    if named or said(props.get("from_webhook")) == "true" or said(props.get("from_bot")) == "true":
        return Identity(handle=named or None, id=ident, bot=True)
    return Identity(id=ident) if ident else None


def _user(user: dict[str, Any]) -> Identity:
    name = " ".join(said(user.get(key)) for key in ("first_name", "last_name")).strip()
    return Identity(
        name=name or said(user.get("nickname")) or None,
        handle=said(user.get("username")) or None,
        email=said(user.get("email")) or None,
    )


def _text(post: dict[str, Any]) -> str:
    parts = [said(post.get("message")).strip()]
    for one in objects_of(dict_of(post.get("props")).get("attachments")):
        body = [said(one.get(key)) for key in ("pretext", "title", "text")]
        parts.append(" ".join(part for part in body if part) or said(one.get("fallback")))
    return "\n".join(part for part in parts if part)
