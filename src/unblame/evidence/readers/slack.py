"""Slack exports: channel-day files of a ZIP or folder, single channel JSON, and `users.json`.

Form of an export: https://slack.com/help/articles/220556107. Ids are strings; `ts` is UTC seconds
with six digits; replies stand in the file of the day they were sent.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.chat import UNSEEN, Talk, stated
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.mrkdwn import plain
from unblame.evidence.record import Reading, Record
from unblame.evidence.slack_people import Members, are_users, is_bot, members, users_in
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind, Moment, Warning

_QUIET = {"channel_join", "channel_leave", "group_join", "group_leave", "pinned_item"}
_LISTS = {"users.json", "org_users.json", "channels.json", "groups.json", "dms.json", "mpims.json"}
_LARGE = 8 << 20


class SlackReader:
    """Reads messages, threads, edits and deletions, and the people of `users.json`."""

    name = "slack"
    about = About(
        title="Slack: exports of a workspace (ZIP or folder), single channels, users.json",
        export=(
            "Workspace settings, Import/export data, Export; give the ZIP as it is\n"
            "or the JSON of conversations.history and conversations.replies of one channel"
        ),
        zone="Unix time, so UTC; the zone of a user's profile is no zone of an event",
        edits="an edit and a deletion are facts of their own with their own times; a wording that only the edit shows carries when it was learnt; channel and ts are the id",
        built_from="sample: slack.com/help/articles/220556107",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are Slack messages or one of the lists of an export."""
        if not begins_as_json(head):
            return 0.0
        if PurePosixPath(head.name).name in _LISTS:
            return 0.9 if has_keys(head, "id") and has_keys(head, "name", "members") else 0.0
        if not has_keys(head, "ts"):
            return 0.9 if has_keys(head, "is_bot", "profile", "team_id") >= 2 else 0.0
        slack = has_keys(head, "user", "bot_id", "thread_ts", "subtype", "client_msg_id", "blocks")
        return 0.9 if has_keys(head, "text", "type") == 2 and slack else 0.6 if slack else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (`ts` is UTC)
        """Return messages as records and every user as an identity."""
        if _is_large(source):
            return _streamed(source)
        opened = open_json(source)
        if are_users(source.path, opened.values):
            listed = Members(users_in(opened.values))
            return Reading(
                identities=listed.identities,
                warnings=opened.warnings,
                people_only=True,
                workspace=listed.workspace,
            )
        if PurePosixPath(source.path).name in _LISTS:
            return Reading(warnings=opened.warnings, people_only=True)
        if opened.cut:
            return _streamed(source)
        messages = list(_messages(objects_of(opened.values, "messages")))
        channel = _channel(source.path, opened.values)
        known = members(source, messages)
        records: list[Record] = []
        warnings = list(opened.warnings)
        for number, message in enumerate(messages, start=1):
            found = _records(message, channel, known)
            records += found or ()
            if found is None:
                where = f"message {number}"
                warnings.append(Warning(where=where, what="no time in this record"))
        return Reading(
            records=tuple(records),
            identities=known.identities,
            warnings=tuple(warnings),
            workspace=known.workspace,
        )


def _is_large(source: OpenSource) -> bool:
    """Say whether a file of messages is better never held as a whole."""
    if source.file is None or source.file.stat().st_size <= _LARGE:
        return False
    return PurePosixPath(source.path).name not in _LISTS and has_keys(source.sample(), "ts") > 0


def _streamed(source: OpenSource) -> Reading:
    """Return what a very large file holds: its people first, then message by message."""
    stream = JsonStream(source, "messages")
    known = members(source, _Walked(stream))
    channel, talk = _channel(source.path, (stream.outer,)), Talk()
    talk.take(_messages(stream), lambda one, _: _records(one, channel, known))
    reading = talk.reading(stream.warnings)
    return msgspec.structs.replace(reading, identities=known.identities, workspace=known.workspace)


class _Walked:
    """The messages of a stream, as often as they are walked through."""

    def __init__(self, stream: JsonStream) -> None:
        self.stream = stream

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return _messages(self.stream)


def _messages(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield messages, and the replies that some exporters keep inside their parent."""
    for one in found:
        if "ts" in one or "message" in one:
            yield one
        for holder in ("replies", "slackdump_thread_replies"):
            yield from (reply for reply in objects_of(one.get(holder)) if reply.get("text"))


def _channel(path: str, values: tuple[Any, ...]) -> str:
    """Return what the channel is called: by the document, else by its folder or file."""
    for value in values:
        stated = dict_of(value).get("channel", dict_of(value).get("name"))
        if isinstance(stated, dict):
            stated = stated.get("name") or stated.get("id")
        if isinstance(stated, str) and stated:
            return stated.lstrip("#")
    place = PurePosixPath(path)
    is_day = place.stem[:4].isdigit() and place.stem.count("-") == 2
    return place.parent.name if is_day and place.parent.name else place.stem


def _records(message: dict[str, Any], channel: str, known: Members) -> list[Record] | None:
    """Return what a message tells; None where it has no time."""
    subtype = said(message.get("subtype"))
    if subtype == "message_changed":
        return _changed(message, channel, known)
    ts = said(message.get("deleted_ts")) or said(message.get("ts"))
    moment = epoch(ts, "s")
    if moment.at is None:
        return None
    if subtype in _QUIET:
        return []
    record = _record(message, f"{channel}/{ts}", moment, known)
    if subtype in {"tombstone", "message_deleted"}:
        return [_deletion(record)]
    if not record.text:
        return []
    edited = epoch(said(dict_of(message.get("edited")).get("ts")), "s")
    if edited.at is None or edited.at <= moment.at:
        return [record]
    return [msgspec.structs.replace(record, known_at=edited.at), _edit(record, edited, UNSEEN)]


def _changed(message: dict[str, Any], channel: str, known: Members) -> list[Record] | None:
    """Read `message_changed`: what stood there first, and the edit as a fact of its own."""
    now, before = dict_of(message.get("message")), dict_of(message.get("previous_message"))
    ts = said(now.get("ts")) or said(before.get("ts"))
    moment = epoch(ts, "s")
    if moment.at is None:
        return None
    first = _record({"ts": ts, **(before or now)}, f"{channel}/{ts}", moment, known)
    edited = epoch(said(message.get("ts")) or said(dict_of(now.get("edited")).get("ts")), "s")
    if edited.at is None:
        return [first]
    latest = _record(now, f"{channel}/{ts}", moment, known)
    return [first, _edit(latest, edited, f"[edited] {latest.text}")]


def _record(message: dict[str, Any], source_id: str, moment: Moment, known: Members) -> Record:
    thread = said(message.get("thread_ts"))
    text = plain(_text(message), known.names)
    return Record(
        moment=moment,
        text=text,
        place=f"message {moment.as_written}",
        source_id=source_id,
        actor=known.author(message),
        kind=stated(text) if is_bot(message) else Kind.NOTE,
        section=f"thread {thread}" if thread and thread != said(message.get("ts")) else None,
    )


def _text(message: dict[str, Any]) -> str:
    """Return the text; `attachments` hold the bodies of alerts, files their titles."""
    parts = [said(message.get("text"))]
    for attachment in objects_of(message.get("attachments")):
        body = [said(attachment.get(key)) for key in ("pretext", "title", "text")]
        joined = " ".join(part for part in body if part) or said(attachment.get("fallback"))
        parts.append(joined if joined not in parts[0] else "")
    for file in objects_of(message.get("files")):
        title = said(file.get("title")) or said(file.get("name"))
        parts.append(f"[file: {title}]" if title else "")
    return "\n".join(part for part in parts if part)


def _edit(record: Record, edited: Moment, text: str) -> Record:
    return Record(
        moment=edited,
        text=text,
        place=record.place,
        source_id=f"{record.source_id}/edited/{edited.as_written}",
        actor=record.actor,
        kinds=(Kind.NOTE,),
        section=record.section,
        edit_of=record.source_id,
    )


def _deletion(record: Record) -> Record:
    return Record(
        moment=record.moment,
        text="A message was deleted",
        place=record.place,
        source_id=f"{record.source_id}/deleted",
        actor=record.actor,
        kinds=(Kind.NOTE,),
        edit_of=record.source_id,
        deleted=True,
    )
