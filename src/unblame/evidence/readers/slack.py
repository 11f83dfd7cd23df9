"""Slack exports: channel-day files of a ZIP or folder, single channel JSON, and `users.json`.

Form of an export: https://slack.com/help/articles/220556107. Ids are strings; `ts` is UTC seconds
with six digits; replies stand in the file of the day they were sent.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.mrkdwn import plain
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind, Moment, Warning

_QUIET = {"channel_join", "channel_leave", "group_join", "group_leave", "pinned_item"}
_CHANNELS = ("channels.json", "groups.json", "dms.json", "mpims.json")


class SlackReader:
    """Reads messages, threads, edits and deletions, and the people of `users.json`."""

    name = "slack"

    def recognises(self, head: Sample) -> float:
        """Say whether these are Slack messages or Slack users."""
        if not begins_as_json(head):
            return 0.0
        if _is_users(head.name, head.text) or PurePosixPath(head.name).name in _CHANNELS:
            return 0.9 if has_keys(head, "id") and has_keys(head, "name", "members") else 0.0
        if not has_keys(head, "ts"):
            return 0.0
        slack = has_keys(head, "user", "bot_id", "thread_ts", "subtype", "client_msg_id", "blocks")
        return 0.9 if has_keys(head, "text", "type") == 2 and slack else 0.6 if slack else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (`ts` is UTC)
        """Return messages as records and every user as an identity."""
        opened = open_json(source)
        users = _users(source)
        if _is_users(source.path, "") or _are_users(opened.values):
            listed = objects_of(opened.values, "members", "users")
            return Reading(identities=tuple(_identities(listed)), warnings=opened.warnings)
        messages = [
            one for one in objects_of(opened.values, "messages") if "ts" in one or "message" in one
        ]
        channel = _channel(source.path, opened.values)
        people = {user["id"]: user for user in users if isinstance(user.get("id"), str)}
        people |= _profiles(messages)
        records: list[Record] = []
        warnings = list(opened.warnings)
        for number, message in enumerate(messages, start=1):
            found, warning = _records(message, channel, people, number)
            records += found
            warnings += [warning] if warning is not None else []
        if PurePosixPath(source.path).name in _CHANNELS:
            warnings = list(opened.warnings)
        return Reading(
            records=tuple(records),
            identities=tuple(_identities(list(people.values()))),
            warnings=tuple(warnings),
        )


def _is_users(path: str, text: str) -> bool:
    return PurePosixPath(path).name in {"users.json", "org_users.json"} or (
        '"is_bot"' in text and '"profile"' in text and '"ts"' not in text
    )


def _are_users(values: tuple[Any, ...]) -> bool:
    people = objects_of(values, "members", "users")
    return bool(people) and all("profile" in one and "ts" not in one for one in people)


def _users(source: OpenSource) -> list[dict[str, Any]]:
    beside = source.sibling("users.json")
    if beside is None:
        return []
    return objects_of(open_json(OpenSource(path="users.json", data=beside)).values, "members")


def _profiles(messages: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return users as messages themselves carry them (`user_profile`)."""
    return {
        one["user"]: {"id": one["user"], "profile": one["user_profile"]}
        for one in messages
        if isinstance(one.get("user"), str) and isinstance(one.get("user_profile"), dict)
    }


def _identities(users: list[dict[str, Any]]) -> Iterator[Identity]:
    for user in users:
        profile = dict_of(user.get("profile"))
        display = said(profile.get("display_name")) or None
        real = said(profile.get("real_name")) or said(user.get("real_name")) or None
        handle = said(user.get("name")) or display
        bot = user.get("is_bot") is True or user.get("id") == "USLACKBOT"
        email = said(profile.get("email")) or None
        ident = said(user.get("id")) or None
        yield Identity(name=real or display, handle=handle, email=email, id=ident, bot=bot)
        if display and real and display not in (real, handle):
            yield Identity(handle=display, id=ident, name=real, bot=bot)


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


def _records(
    message: dict[str, Any], channel: str, people: dict[str, dict[str, Any]], number: int
) -> tuple[list[Record], Warning | None]:
    subtype = said(message.get("subtype"))
    if subtype == "message_changed":
        return _changed(message, channel, people, number)
    ts = said(message.get("deleted_ts")) or said(message.get("ts"))
    moment = epoch(ts, "s")
    if not ts or moment.at is None:
        return [], Warning(where=f"message {number}", what="no time in this record")
    if subtype in _QUIET:
        return [], None
    base = f"{channel}/{ts}"
    if subtype in {"tombstone", "message_deleted"}:
        record = _record(message, base, moment, f"message {ts}", people)
        return [_as_fact(record, "A message was deleted", deleted=True)], None
    record = _record(message, base, moment, f"message {ts}", people)
    edited = epoch(said(dict_of(message.get("edited")).get("ts")), "s")
    if not record.text:
        return [], None
    if edited.at is None or edited.at <= (moment.at or edited.at):
        return [record], None
    return [_known(record, edited), _edit(record, edited)], None


def _changed(
    message: dict[str, Any], channel: str, people: dict[str, dict[str, Any]], number: int
) -> tuple[list[Record], Warning | None]:
    """Read `message_changed`: what stood there first, and the edit as a fact of its own."""
    now, before = dict_of(message.get("message")), dict_of(message.get("previous_message"))
    ts = said(now.get("ts")) or said(before.get("ts"))
    moment = epoch(ts, "s")
    edited = epoch(said(message.get("ts")) or said(dict_of(now.get("edited")).get("ts")), "s")
    if moment.at is None:
        return [], Warning(where=f"message {number}", what="no time in this record")
    first = _record(before or now, f"{channel}/{ts}", moment, f"message {ts}", people)
    latest = _record(now, f"{channel}/{ts}", moment, f"message {ts}", people)
    return [first, _edit(latest, edited)] if edited.at is not None else [first], None


def _record(
    message: dict[str, Any],
    source_id: str,
    moment: Moment,
    place: str,
    people: dict[str, dict[str, Any]],
) -> Record:
    thread = said(message.get("thread_ts"))
    text = _text(message)
    return Record(
        moment=moment,
        text=plain(text, {ident: _shown(user) for ident, user in people.items()}),
        place=place,
        source_id=source_id,
        actor=_actor(message, people),
        section=f"thread {thread}" if thread and thread != said(message.get("ts")) else None,
    )


def _text(message: dict[str, Any]) -> str:
    """Return the text; `attachments` hold the bodies of alerts, files their titles."""
    parts = [said(message.get("text"))]
    for attachment in objects_of(message.get("attachments")):
        body = [said(attachment.get(key)) for key in ("pretext", "title", "text")]
        joined = " ".join(part for part in body if part) or said(attachment.get("fallback"))
        parts.append(joined if joined not in parts[0] else "")
    parts += [f"[file: {said(f.get('title')) or said(f.get('name'))}]" for f in
              objects_of(message.get("files")) if f.get("title") or f.get("name")]  # fmt: skip
    return "\n".join(part for part in parts if part)


def _actor(message: dict[str, Any], people: dict[str, dict[str, Any]]) -> Identity | None:
    user = said(message.get("user"))
    bot = bool(message.get("bot_id")) or message.get("subtype") == "bot_message"
    if bot:
        profile = dict_of(message.get("bot_profile"))
        named = said(message.get("username")) or said(profile.get("name")) or "bot"
        return Identity(name=named, id=said(message.get("bot_id")) or None, bot=True)
    if user in people:
        return next(iter(_identities([people[user]])))
    name = said(message.get("user_name")) or said(message.get("username")) or None
    if not user and not name:
        return None
    is_id = user[:1] in ("U", "W") and user.isalnum() and user.upper() == user
    return Identity(id=user if is_id else None, handle=name or (user if not is_id else None))


def _shown(user: dict[str, Any]) -> str:
    one = next(iter(_identities([user])))
    return one.name or one.handle or one.id or "someone"


def _known(record: Record, edited: Moment) -> Record:
    """Return the message marked as known in this wording only since its edit."""
    return _with(record, known=edited)


def _with(record: Record, *, known: Moment) -> Record:
    return Record(
        moment=record.moment,
        text=record.text,
        place=record.place,
        source_id=record.source_id,
        actor=record.actor,
        section=record.section,
        known_at=known.at,
    )


def _edit(record: Record, edited: Moment) -> Record:
    return Record(
        moment=edited,
        text=f"[edited] {record.text}",
        place=record.place,
        source_id=f"{record.source_id}/edited/{edited.as_written}",
        actor=record.actor,
        kinds=(Kind.NOTE,),
        section=record.section,
        edit_of=record.source_id,
    )


def _as_fact(record: Record, text: str, *, deleted: bool) -> Record:
    return Record(
        moment=record.moment,
        text=text,
        place=record.place,
        source_id=f"{record.source_id}/deleted",
        actor=record.actor,
        kinds=(Kind.NOTE,),
        edit_of=record.source_id,
        deleted=deleted,
    )
