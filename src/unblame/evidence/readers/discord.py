"""Discord channels as DiscordChatExporter writes them in JSON.

Form: JsonMessageWriter of https://github.com/Tyrrrz/DiscordChatExporter. Stamps carry the offset of
the machine that exported; the id of a message holds its time in UTC and checks them.
"""

from typing import Any

from unblame.evidence.about import About
from unblame.evidence.chat import Message, Talk, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch, stamp
from unblame.model import Moment, Warning

_EPOCH_MS = 1_420_070_400_000
_LONGEST_OFFSET = 14 * 3600
_QUIET = {
    "ChannelPinnedMessage", "GuildMemberJoin", "RecipientAdd", "RecipientRemove",
    "ChannelNameChange", "ChannelIconChange", "ThreadCreated",
}  # fmt: skip


class DiscordReader:
    """Reads Discord messages, answers, embeds and edits."""

    name = "discord"
    about = About(
        title="Discord (DiscordChatExporter, JSON)",
        export="DiscordChatExporter: choose the channel, format JSON; `--utc` where your version has it.",
        zone="Each stamp states its offset; the id of the message holds the same time in UTC and corrects an offset that was wrong.",
        edits="An edit is a fact of its own at its time; only the last wording is in the export. Deleted messages are missing from it.",
        built_from="the exporter's published source",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this is a channel that DiscordChatExporter wrote."""
        if not begins_as_json(head):
            return 0.0
        outer = has_keys(head, "guild", "channel", "exportedAt", "messageCount", "dateRange")
        inner = has_keys(head, "timestampEdited", "isPinned", "isBot", "nickname", "embeds")
        return 1.0 if outer >= 2 and inner >= 2 else 0.85 if inner >= 4 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return messages as records, and everybody who wrote or was mentioned."""
        stream, talk = JsonStream(source, "messages"), Talk()
        corrected: list[str] = []

        def make(one: dict[str, Any], number: int) -> list[Record] | None:
            where = said(dict_of(stream.outer.get("channel")).get("id")) or "channel"
            made = _message(one, number, where, zones, corrected, talk)
            for each in objects_of(one.get("mentions")):
                talk.known(_person(each))
            if made is None:
                return None
            return records_of(made) if said(one.get("type")) not in _QUIET else []

        talk.take(stream, make)
        warnings = list(stream.warnings)
        if corrected:
            what = f"the offset of the exporting machine was wrong; {len(corrected)} times were taken from the ids"
            warnings.append(Warning(where=corrected[0], what=what))
        return talk.reading(warnings)


def _message(
    one: dict[str, Any], number: int, where: str, zones: Zones, corrected: list[str], talk: Talk
) -> Message | None:
    ident = said(one.get("id"))
    written = stamp(said(one.get("timestamp")), zones)
    minted = _minted(ident)
    moment = _agreed(written, minted)
    if moment is None:
        return None
    place = f"message {ident or number}"
    if moment is minted and written is not None and written.at is not None:
        corrected.append(place)
    answered = said(dict_of(one.get("reference")).get("messageId"))
    return Message(
        moment=moment,
        text=_text(one),
        id=f"{where}/{ident or number}",
        place=place,
        author=talk.known(_person(dict_of(one.get("author")))) if one.get("author") else None,
        thread=answered or None,
        edited=stamp(said(one.get("timestampEdited")), zones),
    )


def _minted(ident: str) -> Moment | None:
    """Return the time inside an id, which the service wrote in UTC."""
    if not (ident.isascii() and ident.isdigit() and 17 <= len(ident) <= 20):
        return None
    return epoch(str((int(ident) >> 22) + _EPOCH_MS), "ms")


def _agreed(written: Moment | None, minted: Moment | None) -> Moment | None:
    """Return the stamp, or the time of the id where the stamp is off by a wrong offset."""
    if written is None or written.at is None:
        return minted or written
    if minted is None or minted.at is None:
        return written
    apart = abs((written.at - minted.at).total_seconds())
    quarters = apart % 900
    is_offset = 60 < apart <= _LONGEST_OFFSET and min(quarters, 900 - quarters) < 2
    return minted if is_offset else written


def _text(one: dict[str, Any]) -> str:
    content = said(one.get("content")).strip()
    for person in objects_of(one.get("mentions"))[:100]:
        shown = said(person.get("nickname")) or said(person.get("name"))
        content = content.replace(f"@{shown}", shown) if shown else content
    parts = [content]
    forwarded = dict_of(one.get("forwardedMessage"))
    if said(forwarded.get("content")):
        parts.append(f"[forwarded] {said(forwarded.get('content'))}")
    for embed in objects_of(one.get("embeds")):
        body = [said(embed.get("title")), said(embed.get("description"))]
        body += (
            f"{said(f.get('name'))}: {said(f.get('value'))}"
            for f in objects_of(embed.get("fields"))
        )
        parts.append(" ".join(part for part in body if part))
    parts += (
        f"[file: {said(f.get('fileName'))}]"
        for f in objects_of(one.get("attachments"))
        if f.get("fileName")
    )
    return "\n".join(part for part in parts if part)


def _person(author: dict[str, Any]) -> Identity:
    return Identity(
        name=said(author.get("nickname")) or None,
        handle=said(author.get("name")) or None,
        id=said(author.get("id")) or None,
        bot=author.get("isBot") is True,
    )
