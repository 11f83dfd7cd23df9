"""Zulip: messages as its API gives them, and the message files of a full export.

Form: https://zulip.com/api/get-messages. Times are UTC in seconds; a topic is a thread.
"""

import re
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.chat import Message, Talk, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.markup import text_of_html
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch
from unblame.model import Moment

_MENTION = re.compile(r"@_?\*\*([^*|\n]{1,120})(?:\|\d+)?\*\*")


class ZulipReader:
    """Reads Zulip messages by topic, with their edits and the users of a full export."""

    name = "zulip"
    about = About(
        title="Zulip (API, full export)",
        export="GET /api/v1/messages with apply_markdown=false and allow_empty_topic_name=true; or the organisation's export, unpacked.",
        zone="Times are UTC in seconds (`timestamp`, `date_sent`).",
        edits="`edit_history` gives the first wording and each edit, a fact of its own; moves of topic are none. Deleted messages are missing.",
        built_from="the vendor's documentation (API); the full export from its published tables and public importers",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are Zulip messages."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "zerver_message", "zerver_usermessage") and has_keys(head, "date_sent"):
            return 1.0
        api = has_keys(
            head,
            "sender_full_name",
            "sender_id",
            "stream_id",
            "display_recipient",
            "sender_realm_str",
        )
        return 0.95 if api >= 2 and has_keys(head, "timestamp", "content") == 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (times are UTC)
        """Return messages as records, and everybody who wrote."""
        users = _users(source)
        stream, talk = JsonStream(source, "messages", "zerver_message"), Talk()
        for user in users.values():
            talk.known(user)

        def make(one: dict[str, Any], number: int) -> list[Record] | None:
            made = _message(one, number, users, talk)
            return None if made is None else records_of(made)

        talk.take(stream, make)
        return talk.reading(stream.warnings)


def _users(source: OpenSource) -> dict[str, Identity]:
    """Return the users that `realm.json` of a full export names."""
    beside = source.sibling("realm.json")
    found: list[dict[str, Any]] = []
    for value in open_json(OpenSource(path="", data=beside)).values if beside else ():
        for key in ("zerver_userprofile", "zerver_userprofile_crossrealm"):
            found += objects_of(dict_of(value).get(key))
    return {
        said(one.get("id")): Identity(
            name=said(one.get("full_name")) or None,
            email=said(one.get("delivery_email")) or said(one.get("email")) or None,
            id=f"zulip/{said(one.get('id'))}",
            bot=one.get("is_bot") is True,
        )
        for one in found
    }


def _message(
    one: dict[str, Any], number: int, users: dict[str, Identity], talk: Talk
) -> Message | None:
    moment = epoch(said(one.get("timestamp")) or said(one.get("date_sent")), "s")
    if moment.at is None:
        return None
    ident = said(one.get("id")) or str(number)
    realm = said(one.get("sender_realm_str"))
    text = _text(said(one.get("content")), said(one.get("content_type")))
    edited, before = _edits(one)
    author = _author(one, users)
    topic = said(one.get("subject"))
    return Message(
        moment=moment,
        text=text,
        id=f"{realm}/{ident}" if realm else ident,
        place=f"message {ident}",
        author=talk.known(author) if author is not None else None,
        thread=topic or None,
        edited=edited,
        before=_text(before, said(one.get("content_type"))) if before else None,
    )


def _text(content: str, kind: str) -> str:
    if kind == "text/html":
        return text_of_html(content)
    return _MENTION.sub(r"\1", content).strip()


def _edits(one: dict[str, Any]) -> tuple[Moment | None, str | None]:
    """Return when the wording was last changed, and what it was at first."""
    history = one.get("edit_history")
    if isinstance(history, str):
        try:
            history = msgspec.json.decode(history)
        except (msgspec.DecodeError, RecursionError):
            history = None
    worded = [edit for edit in objects_of(history) if said(edit.get("prev_content"))]
    if worded:
        newest = max(worded, key=lambda edit: said(edit.get("timestamp")))
        oldest = min(worded, key=lambda edit: said(edit.get("timestamp")))
        return epoch(said(newest.get("timestamp")), "s"), said(oldest.get("prev_content"))
    if objects_of(history):
        return None, None
    return epoch(said(one.get("last_edit_timestamp")) or said(one.get("last_edit_time")), "s"), None


def _author(one: dict[str, Any], users: dict[str, Identity]) -> Identity | None:
    ident = said(one.get("sender_id")) or said(one.get("sender"))
    if ident in users:
        return users[ident]
    name = said(one.get("sender_full_name")) or None
    email = said(one.get("sender_email")) or None
    is_bot = bool(email and email.partition("@")[0].endswith("-bot"))
    realm = said(one.get("sender_realm_str"))
    known = "/".join(part for part in ("zulip", realm, ident) if part) if ident else None
    return Identity(name=name, email=email, id=known, bot=is_bot) if name or ident else None
