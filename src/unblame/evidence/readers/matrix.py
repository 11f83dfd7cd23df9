"""Matrix: rooms as Element exports them, and messages of the client-server interface.

Form: spec.matrix.org, client-server, room events. Times are those of the sender's server, in milliseconds.
"""

from functools import partial
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.chat import Message, Talk, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind, Moment

_SAID = ("m.room.message", "m.sticker", "m.room.encrypted")


class MatrixReader:
    """Reads what was said in a room, with edits, threads and redactions."""

    name = "matrix"
    about = About(
        title="Matrix (Element export, client-server interface)",
        export=(
            "Element: room, Export chat, format JSON\n"
            "GET /_matrix/client/v3/rooms/ROOM/messages?dir=b&limit=1000 > room.json"
        ),
        zone="Unix time in milliseconds, of the sender's server.",
        edits="An edit and a redaction are events of their own with their own times; of a redacted message the text is gone.",
        built_from="the standard: spec.matrix.org (room events); Element's export from use",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are events of a Matrix room."""
        if not begins_as_json(head):
            return 0.0
        own = has_keys(head, "origin_server_ts", "event_id", "sender", "content", "room_id", "type")
        return 1.0 if own >= 5 and has_keys(head, "origin_server_ts") else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (times are UTC)
        """Return messages as records, and everybody who wrote."""
        stream, talk = JsonStream(source, "messages", "chunk"), Talk()
        talk.take(stream, partial(_made, talk=talk))
        return talk.reading(stream.warnings)


def _made(one: dict[str, Any], number: int, *, talk: Talk) -> list[Record] | None:
    sort = said(one.get("type"))
    moment = epoch(said(one.get("origin_server_ts")), "ms")
    if moment.at is None:
        return None
    content = dict_of(one.get("content"))
    ident = said(one.get("event_id")) or str(number)
    author = talk.known(_author(one)) if said(one.get("sender")) else None
    place = f"message {ident}"
    if sort == "m.room.redaction":
        gone = said(one.get("redacts")) or said(content.get("redacts"))
        return [_event(moment, "A message was deleted", ident, place, author, gone, deleted=True)]
    if sort not in _SAID or not content:
        return []
    related = dict_of(content.get("m.relates_to"))
    anew = dict_of(content.get("m.new_content"))
    if said(related.get("rel_type")) == "m.replace" and anew:
        text = f"[edited] {said(anew.get('body'))}"
        return [_event(moment, text, ident, place, author, said(related.get("event_id")))]
    thread = said(related.get("event_id")) if said(related.get("rel_type")) == "m.thread" else ""
    thread = thread or said(dict_of(related.get("m.in_reply_to")).get("event_id"))
    message = Message(moment=moment, text=_text(content, sort), id=ident, place=place, author=author, thread=thread or None)  # fmt: skip
    return records_of(message)


def _event(
    moment: Moment, text: str, ident: str, place: str, who: Identity | None, of: str, *, deleted: bool = False
) -> Record:  # fmt: skip
    return Record(
        moment=moment, text=text, place=place, source_id=ident, actor=who, kinds=(Kind.NOTE,),
        edit_of=of or None, deleted=deleted,
    )  # fmt: skip


def _text(content: dict[str, Any], sort: str) -> str:
    if sort == "m.room.encrypted":
        return "(a message that the export holds only encrypted)"
    body = said(content.get("body")).strip()
    kind = said(content.get("msgtype"))
    if kind in ("m.image", "m.file", "m.video", "m.audio"):
        return f"[file: {body}]"
    if body.startswith("> <@") and "\n\n" in body:
        body = body.partition("\n\n")[2]
    return body


def _author(one: dict[str, Any]) -> Identity:
    sender = said(one.get("sender"))
    return Identity(handle=sender.lstrip("@").partition(":")[0], id=sender)
