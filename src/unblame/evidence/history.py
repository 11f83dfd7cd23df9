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
from unblame.evidence.rows import rows_of
from unblame.evidence.times import Zones, read_day
from unblame.model import Source, Warning

_TITLES = ("title", "summary", "subject", "name")
_TEXTS = ("description", "body", "text", "content", "details", "resolution", "why", "comment")
_DATES = ("created", "created_at", "createdat", "opened", "opened_at", "reported", "date", "raised")
_TICKETS = ("key", "ticket", "issue", "issue key", "id", "number", "ref")
_STATES = ("status", "state", "resolution")
_LABELS = ("labels", "tags", "components", "component")
_PEOPLE = ("reporter", "assignee", "user", "author", "creator", "owner")
_HOLDERS = ("issues", "items", "tickets", "data", "results", "incidents", "values")
_BAD_JSON = (msgspec.DecodeError, RecursionError, ValueError)


def read_history(
    paths: Sequence[Path], zones: Zones
) -> tuple[list[HistoryItem], list[Identity], list[Warning]]:
    """Return the dated artefacts under the paths, the people they name, and what was left out."""
    items: list[HistoryItem] = []
    people: list[Identity] = []
    warnings: list[Warning] = []
    for found in gather(list(paths), columns={}):
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


def _read(source: OpenSource, zones: Zones) -> tuple[list[HistoryItem], list[Identity]]:
    if source.folder is not None:
        return [], []
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


def _objects(text: str) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        whole = [msgspec.json.decode(text)]
    except msgspec.DecodeError:
        whole = [msgspec.json.decode(line) for line in text.splitlines() if line.strip()]
    for value in whole:
        for one in _unfold(value):
            fields = {**one, **_inner(one.get("fields"))}
            yield {str(key).lower(): value for key, value in fields.items()}, ""


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
    title = _plain(_first(fields, _TITLES))
    body = [_plain(fields.get(name)) for name in _TEXTS]
    body += [_comment(one) for one in _comments(fields)]
    text = "\n\n".join(part for part in body if part)
    if not title and not text:
        return None
    ticket = _plain(_first(fields, _TICKETS)) or None
    return HistoryItem(
        source=Source(evidence="history", place=ticket or place, date=None),
        title=title or text.splitlines()[0][:120],
        text=text,
        created=read_day(_plain(_first(fields, _DATES)), order=zones.order),
        status=_plain(_first(fields, _STATES)) or None,
        ticket=ticket,
        labels=tuple(_labels(_first(fields, _LABELS))),
    )


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
