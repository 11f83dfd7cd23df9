"""Reads the time before: earlier tickets, alerts and post-mortems, each with its day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from unblame.evidence.earlier import items_of_prose
from unblame.evidence.form import OpenSource
from unblame.evidence.gather import gather
from unblame.evidence.record import HistoryItem, Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.rows import rows_of
from unblame.evidence.times import Zones, read_day
from unblame.model import Source, Warning

_TITLES = ("title", "summary", "subject", "name")
_TEXTS = ("description", "body", "text", "content", "details", "why", "comment", "annotations")
_DATES = (
    "created", "created_at", "createdat", "opened", "opened_at", "reported", "date", "raised",
    "startsat", "drafted_at", "occurred_at", "started_at", "timestamp", "time",
)  # fmt: skip
_TICKETS = ("key", "ticket", "issue", "issue key", "id", "number", "ref")
_STATES = ("status", "state")
_LABELS = ("labels", "tags", "components", "component")
_PEOPLE = ("reporter", "assignee", "user", "author", "creator", "owner")
_LONGEST_STATE = 30
_LARGEST_KEPT = 16 << 20
_HOLDERS = ("issues", "items", "tickets", "data", "results", "incidents", "values")
_BAD_JSON = (msgspec.DecodeError, RecursionError, ValueError)


def read_history(
    paths: Sequence[Path], zones: Zones
) -> tuple[list[HistoryItem], list[Identity], list[Warning]]:
    """Return the dated artefacts under the paths, the people they name, and what was left out."""
    items: list[HistoryItem] = []
    people: list[Identity] = []
    warnings: list[Warning] = []
    for found in gather(list(paths), columns={}, earlier=True):
        if isinstance(found, Warning):
            warnings.append(found)
            continue
        try:
            read, met = _read(found, zones)
        except (OSError, *_BAD_JSON) as error:
            warnings.append(Warning(where=found.path, what=f"no history could be read ({error})"))
            continue
        items += read
        people += met
        warnings += [
            Warning(where=one.source.place, what="no date in this record of the time before")
            for one in read
            if one.created is None
        ]
    items.sort(key=lambda one: (one.created is None, one.created or date.max, one.source.place))
    return items, people, warnings


def artefact(source: Source, paths: Sequence[Path]) -> tuple[str, HistoryItem] | None:
    """Return the artefact that a source names, and the path of its file; files called history first.

    Only files of a size that people keep such records in are looked into.
    """
    given = [
        one for one in gather(list(paths), columns={}, earlier=True) if isinstance(one, OpenSource)
    ]
    for one in sorted(given, key=lambda found: "history" not in found.path.lower()):
        if one.file is not None and one.file.stat().st_size > _LARGEST_KEPT:
            continue
        try:
            items, _ = _read(one, Zones())
        except (OSError, *_BAD_JSON):
            continue
        for item in items:
            if item.source.place == source.place and source.date in (None, item.source.date):
                return one.path, item
    return None


def _read(source: OpenSource, zones: Zones) -> tuple[list[HistoryItem], list[Identity]]:
    if source.folder is not None:
        return _of_repository(source, zones)
    text = source.text().lstrip("\ufeff")
    if text.lstrip()[:1] in ("{", "["):
        rows = list(_objects(text))
    elif source.path.lower().endswith((".csv", ".tsv")):
        rows = list(rows_of(text))
    else:
        return items_of_prose(source.path, text), []
    items = [
        item
        for number, (fields, place) in enumerate(rows, start=1)
        if (item := _item(fields, f"{source.path} {place or number}", zones)) is not None
    ]
    return items, [one for fields, _ in rows for one in _people(fields)]


def _of_repository(source: OpenSource, zones: Zones) -> tuple[list[HistoryItem], list[Identity]]:
    """Read the commits of a repository as artefacts of their day."""
    reader = reader_for(source.sample())
    if reader is None:
        return [], []
    reading = reader.read(source, zones)
    items = [
        HistoryItem(
            source=_source(one.place, one.moment.at.date() if one.moment.at else None),
            title=one.text.splitlines()[0][:160],
            text=one.text,
            created=one.moment.at.date() if one.moment.at is not None else None,
        )
        for one in reading.records
        if one.text
    ]
    actors = [one.actor for one in reading.records if one.actor is not None]
    return items, [*reading.identities, *actors]


def _source(place: str, created: date | None) -> Source:
    return Source(
        evidence="history", place=place, date=None if created is None else created.isoformat()
    )


def _objects(text: str) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        whole = [msgspec.json.decode(text)]
    except msgspec.DecodeError:
        whole = [msgspec.json.decode(line) for line in text.splitlines() if line.strip()]
    for value in whole:
        for one in _unfold(value):
            fields = {**one, **_inner(one.get("fields"))}
            yield {str(key).lower(): value for key, value in fields.items()}, ""
            yield from ((action, "") for action in _own_actions(one))


def _own_actions(one: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the actions of an earlier record of Unblame: each was proposed on that day."""
    if not str(one.get("schema", "")).startswith("unblame.postmortem/"):
        return
    incident = _plain(_inner(one.get("incident")).get("id"))
    for action in one.get("actions") or ():
        if isinstance(action, dict):
            yield {
                "title": action.get("title"),
                "created": one.get("drafted_at"),
                "status": action.get("status"),
                "key": action.get("ticket") or f"{incident} {_plain(action.get('id'))}".strip(),
                "text": _plain(_inner(action.get("measure")).get("text")),
            }


def _unfold(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _unfold(one)
    elif isinstance(value, dict):
        held = next((value[name] for name in _HOLDERS if isinstance(value.get(name), list)), None)
        if held is not None:
            yield from _unfold(held)
        else:
            yield value


def _inner(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _item(fields: Mapping[str, Any], place: str, zones: Zones) -> HistoryItem | None:
    title = _plain(_first(fields, _TITLES)) or _title_of_own(fields)
    body = [_plain(fields.get(name)) for name in _TEXTS]
    if len(told := _plain(fields.get("resolution"))) > _LONGEST_STATE:
        body.append(told)
    body += [_comment(one) for one in _comments(fields)]
    text = "\n\n".join(part for part in body if part)
    if not title and not text:
        return None
    ticket = _plain(_first(fields, _TICKETS)) or _plain(_inner(fields.get("incident")).get("id"))
    created = read_day(_plain(_first(fields, _DATES)), order=zones.order)
    return HistoryItem(
        source=_source(ticket or place, created),
        title=title or text.splitlines()[0][:120],
        text=text,
        created=created,
        status=_state(fields),
        ticket=ticket or None,
        labels=tuple(_labels(_first(fields, _LABELS))),
    )


def _title_of_own(fields: Mapping[str, Any]) -> str:
    """Return the title of an earlier record of Unblame: its incident and impact."""
    incident, impact = _inner(fields.get("incident")), _inner(fields.get("impact"))
    parts = [
        _plain(incident.get("id")),
        _plain(incident.get("product")),
        _plain(impact.get("text")),
    ]
    return " · ".join(part for part in parts if part)


def _state(fields: Mapping[str, Any]) -> str | None:
    """Return the status, and how it was closed where that says more."""
    state, closed = _plain(_first(fields, _STATES)), _plain(fields.get("resolution"))
    if not closed or closed == state or len(closed) > _LONGEST_STATE:
        return state or None
    return f"{state} ({closed})" if state else closed


def _first(fields: Mapping[str, Any], names: Sequence[str]) -> object:
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [])), None)


def _plain(value: object) -> str:
    """Return the text of a field: a string, a number, a named object or a rich-text tree."""
    if isinstance(value, dict):
        named = _first(value, ("name", "value", "displayname", "displayName", "login", "text"))
        return _plain(named) if named is not None else _plain(value.get("content"))
    if isinstance(value, list):
        return " ".join(part for part in (_plain(one) for one in value) if part)
    return "" if value is None else str(value).strip()


def _labels(value: object) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.replace(";", ",").split(",") if part.strip()]
    return [_plain(one) for one in value] if isinstance(value, list) else []


def _comments(fields: Mapping[str, Any]) -> list[Any]:
    held = fields.get("comments") or _inner(fields.get("comment")).get("comments")
    return held if isinstance(held, list) else []


def _comment(one: object) -> str:
    if not isinstance(one, dict):
        return _plain(one)
    said = _plain(one.get("body") or one.get("text"))
    day = read_day(_plain(one.get("created") or one.get("created_at") or one.get("date")))
    return f"{day}: {said}" if day and said else said


def _people(fields: Mapping[str, Any]) -> Iterator[Identity]:
    for value in [fields.get(name) for name in _PEOPLE]:
        if isinstance(value, str) and value.strip():
            yield _person(value.strip())
        elif isinstance(value, dict):
            yield Identity(
                name=value.get("displayName") or value.get("name"),
                handle=value.get("login"),
                email=value.get("emailAddress") or value.get("email"),
                id=value.get("accountId"),
                bot=value.get("type") == "Bot",
            )
    for one in _comments(fields):
        if isinstance(one, dict):
            yield from _people({key: one.get(key) for key in ("author", "user")})


def _person(written: str) -> Identity:
    if "@" in written.strip("@"):
        return Identity(email=written)
    return Identity(name=written) if " " in written else Identity(handle=written.lstrip("@"))
