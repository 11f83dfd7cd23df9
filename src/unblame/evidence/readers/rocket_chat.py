"""Rocket.Chat: messages as its interface and its exports give them.

Form: developer.rocket.chat (channels.history), and public answers. Stamps are UTC, plain or wrapped as
`{"$date": …}` where they come from the database.
"""

from functools import partial
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.chat import Message, Talk, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Moment

#: The notice of a message that was removed; all others tell who joined, left or renamed what.
_GONE = "rm"


class RocketChatReader:
    """Reads messages of Rocket.Chat by thread, with edits and deletions."""

    name = "rocket_chat"
    about = About(
        title="Rocket.Chat (interface, exports)",
        export=(
            "GET https://CHAT/api/v1/channels.history?roomName=ROOM&count=1000 (groups.history for private ones) > room.json\n"
            "or the room's export as JSON"
        ),
        zone="Stamps are UTC and say so, or Unix time in milliseconds.",
        edits="`editedAt` is a fact of its own; only the last wording is in the export. A removed message is a fact where its notice is kept.",
        built_from="documentation and public answers of the interface",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are messages of Rocket.Chat."""
        if not begins_as_json(head):
            return 0.0
        own = has_keys(head, "_id", "rid", "msg", "ts", "u", "_updatedAt")
        return 1.0 if own >= 5 and has_keys(head, "msg", "u") == 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return messages as records, and everybody who wrote or was mentioned."""
        stream, talk = JsonStream(source, "messages"), Talk()
        talk.take(stream, partial(_made, zones=zones, talk=talk))
        return talk.reading(stream.warnings)


def _made(one: dict[str, Any], number: int, *, zones: Zones, talk: Talk) -> list[Record] | None:
    moment = _time(one.get("ts"), zones)
    if moment is None:
        return None
    for each in objects_of(one.get("mentions")):
        if (met := _author(each)) is not None:
            talk.known(met)
    notice = said(one.get("t"))
    if notice and notice != _GONE:
        return []
    ident = said(one.get("_id")) or str(number)
    author = _author(dict_of(one.get("u")), bot=bool(one.get("bot")))
    message = Message(
        moment=moment,
        text=_text(one),
        id=ident,
        place=f"message {ident}",
        author=talk.known(author) if author is not None else None,
        thread=said(one.get("tmid")) or None,
        edited=_time(one.get("editedAt"), zones) if notice != _GONE else None,
        gone=notice == _GONE,
    )
    return records_of(message)


def _time(value: object, zones: Zones) -> Moment | None:
    held = dict_of(value)
    return time_of(held.get("$date") if held else value, zones)


def _text(one: dict[str, Any]) -> str:
    parts = [said(one.get("msg")).strip()]
    for more in objects_of(one.get("attachments")):
        body = " ".join(filter(None, (said(more.get("title")), said(more.get("text")))))
        parts.append(body)
    file = said(dict_of(one.get("file")).get("name"))
    parts.append(f"[file: {file}]" if file else "")
    return "\n".join(filter(None, parts))


def _author(one: dict[str, Any], *, bot: bool = False) -> Identity | None:
    name, handle = said(one.get("name")), said(one.get("username"))
    if not name and not handle:
        return None
    bot = bot or handle.endswith((".bot", "-bot")) or handle == "rocket.cat"
    return Identity(name=name or None, handle=handle or None, id=said(one.get("_id")) or None, bot=bot)  # fmt: skip
