"""Microsoft Teams messages as Microsoft Graph gives them (`chatMessage`).

Form: https://learn.microsoft.com/graph/api/resources/chatmessage. Stamps are UTC;
`lastModifiedDateTime` moves with every reaction and is no edit.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.chat import Message, Talk, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.markup import text_of_html
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, stamp
from unblame.model import Kind

_CALLS = {
    "callStarted": "A call started",
    "callEnded": "A call ended",
    "callRecording": "A call was recorded",
}
_EVENT = re.compile(r"#microsoft\.graph\.(\w+?)EventMessageDetail")


class TeamsReader:
    """Reads Teams messages of channels and chats, with answers, edits and deletions."""

    name = "teams"
    about = About(
        title="Microsoft Teams (Graph chatMessage)",
        export="Graph: GET /teams/{id}/channels/{id}/messages?$expand=replies, or /chats/{id}/messages; keep the JSON as it comes.",
        zone="Stamps are UTC and say so (`Z`).",
        edits="`lastEditedDateTime` is an edit, `deletedDateTime` a deletion, each a fact of its own; `lastModifiedDateTime` moves with reactions and is not used.",
        built_from="the vendor's schema (Graph OpenAPI)",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are Graph chat messages, and not Graph mail."""
        if not begins_as_json(head) or not has_keys(head, "createdDateTime"):
            return 0.0
        if has_keys(head, "receivedDateTime", "sentDateTime", "internetMessageId"):
            return 0.0
        chat = has_keys(
            head, "messageType", "replyToId", "channelIdentity", "chatId", "lastEditedDateTime"
        )
        return 0.95 if chat >= 2 and has_keys(head, "body", "contentType") == 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return messages as records, and everybody who wrote or was mentioned."""
        stream, talk = JsonStream(source, "value", "messages"), Talk()

        def make(one: dict[str, Any], number: int) -> list[Record] | None:
            made = _message(one, number, zones, talk)
            if made is None:
                return None
            for who in _mentioned(one):
                talk.known(who)
            found = records_of(made)
            if one.get("messageType") in (None, "message"):
                return found
            return [msgspec.structs.replace(event, kinds=(Kind.NOTE,)) for event in found]

        talk.take(_messages(stream), make)
        return talk.reading(stream.warnings)


def _messages(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in found:
        yield one
        for reply in objects_of(one.get("replies")):
            yield {
                "replyToId": one.get("id"),
                "channelIdentity": one.get("channelIdentity"),
                **reply,
            }


def _message(one: dict[str, Any], number: int, zones: Zones, talk: Talk) -> Message | None:
    moment = stamp(said(one.get("createdDateTime")), zones)
    if moment is None:
        return None
    ident = said(one.get("id")) or str(number)
    channel = said(dict_of(one.get("channelIdentity")).get("channelId")) or said(one.get("chatId"))
    answered = said(one.get("replyToId"))
    author = _author(dict_of(one.get("from")))
    return Message(
        moment=moment,
        text=_text(one),
        id="/".join(part for part in (channel, answered, ident) if part),
        place=f"message {ident}",
        author=talk.known(author) if author is not None else None,
        thread=answered or None,
        edited=stamp(said(one.get("lastEditedDateTime")), zones),
        deleted=stamp(said(one.get("deletedDateTime")), zones),
    )


def _text(one: dict[str, Any]) -> str:
    if one.get("messageType") not in (None, "message"):
        event = _EVENT.match(said(dict_of(one.get("eventDetail")).get("@odata.type")))
        return _CALLS.get(event[1], "") if event else ""
    body = dict_of(one.get("body"))
    content = said(body.get("content"))
    text = text_of_html(content) if body.get("contentType") == "html" else content.strip()
    parts = [said(one.get("subject")), text]
    parts += (
        f"[file: {said(f.get('name'))}]"
        for f in objects_of(one.get("attachments"))
        if f.get("name")
    )
    return "\n".join(part for part in parts if part)


def _author(sender: dict[str, Any]) -> Identity | None:
    for kind in ("user", "application", "device"):
        one = dict_of(sender.get(kind))
        if one:
            return _identity(one, bot=kind == "application")
    return None


def _mentioned(one: dict[str, Any]) -> Iterator[Identity]:
    for mention in objects_of(one.get("mentions")):
        user = dict_of(dict_of(mention.get("mentioned")).get("user"))
        if user:
            yield _identity(user)


def _identity(one: dict[str, Any], *, bot: bool = False) -> Identity:
    name = said(one.get("displayName")) or None
    return Identity(name=name, id=said(one.get("id")) or None, bot=bot)
