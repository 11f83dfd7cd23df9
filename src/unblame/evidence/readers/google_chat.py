"""Google Chat: messages of a Takeout export, and those of its interface.

Forms: `messages.json` as Takeout writes it (from samples), and developers.google.com/chat (spaces.messages).
Takeout writes times in words with their zone; the interface in UTC.
"""

from functools import partial
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.chat import Message, Talk, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, read_time
from unblame.model import Moment


class GoogleChatReader:
    """Reads messages of Google Chat by thread, with edits and deletions where they are told."""

    name = "google_chat"
    about = About(
        title="Google Chat (Takeout, interface)",
        export=(
            "takeout.google.com, Google Chat: Groups/SPACE/messages.json\n"
            "GET https://chat.googleapis.com/v1/spaces/SPACE/messages?showDeleted=true > messages.json"
        ),
        zone="Takeout names the zone of each time, as a rule UTC; the interface gives UTC.",
        edits="The interface tells when a message was edited or deleted, each a fact of its own; Takeout tells neither.",
        built_from="samples of Takeout from use; the interface from documentation alone",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are messages of Google Chat."""
        if not begins_as_json(head):
            return 0.0
        takeout = has_keys(head, "creator", "created_date", "topic_id", "message_id", "user_type")
        api = has_keys(head, "sender", "createTime", "space", "thread", "formattedText", "argumentText")  # fmt: skip
        spaces = '"spaces/' in head.text and "/messages/" in head.text
        return 1.0 if takeout >= 4 or (spaces and api >= 4) else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return messages as records, and everybody who wrote."""
        stream, talk = JsonStream(source, "messages"), Talk()
        talk.take(stream, partial(_made, zones=zones, talk=talk))
        return talk.reading(stream.warnings)


def _made(one: dict[str, Any], number: int, *, zones: Zones, talk: Talk) -> list[Record] | None:
    moment = _time(one.get("createTime") or one.get("created_date"), zones)
    if moment is None:
        return None
    ident = said(one.get("name")) or said(one.get("message_id")) or str(number)
    thread = said(dict_of(one.get("thread")).get("name")) or said(one.get("topic_id"))
    author = _author(dict_of(one.get("sender")) or dict_of(one.get("creator")))
    message = Message(
        moment=moment,
        text=_text(one),
        id=ident,
        place=f"message {ident.rpartition('/messages/')[2] or number}",
        author=talk.known(author) if author is not None else None,
        thread=thread or None,
        edited=_time(one.get("lastUpdateTime"), zones),
        deleted=_time(one.get("deleteTime"), zones),
    )
    return records_of(message)


def _time(value: object, zones: Zones) -> Moment | None:
    text = said(value).replace("\u202f", " ")
    return read_time(text, zones=zones) if text else None


def _text(one: dict[str, Any]) -> str:
    parts = [said(one.get("text")).strip()]
    for card in objects_of(one.get("cardsV2")):
        header = dict_of(dict_of(card.get("card")).get("header"))
        parts.append(" ".join(filter(None, (said(header.get("title")), said(header.get("subtitle"))))))  # fmt: skip
    for file in objects_of(one.get("attached_files")) + objects_of(one.get("attachment")):
        name = said(file.get("original_name")) or said(file.get("contentName"))
        parts.append(f"[file: {name}]" if name else "")
    return "\n".join(filter(None, parts))


def _author(one: dict[str, Any]) -> Identity | None:
    name = said(one.get("displayName")) or said(one.get("name"))
    email = said(one.get("email"))
    ident = said(one.get("name")) if said(one.get("name")).startswith("users/") else ""
    if not name and not email:
        return None
    bot = (said(one.get("type")) or said(one.get("user_type"))).upper() in ("BOT", "APP")
    shown = "" if name.startswith("users/") else name
    return Identity(name=shown or None, email=email or None, id=ident or None, bot=bot)
