"""Tells two workspaces of one tool apart where they gave the same id to different people or messages.

An id is unique inside its workspace only. Where nothing collides nothing changes, so that ids, and
the keys made of them, stay the same whatever else is read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from unblame.evidence.record import Identity, Reading, Record

if TYPE_CHECKING:
    from unblame.evidence.reading import Read

UNSTATED = "list:"
"""Begins the label of a workspace that states no id, only a list of its people."""

_MENTION = re.compile(r"@([UW][A-Z0-9]+)\b")
_Place = tuple[str, str]


def apart(readings: Sequence["Read"]) -> list["Read"]:
    """Return the readings, with the ids that collide bound to their workspace."""
    places = {_place(one) for one in readings if one.reading.workspace is not None}
    if len(places) < 2:
        return list(readings)
    ids = _colliding(readings, "id")
    handles = _colliding(readings, "handle")
    messages = _colliding_messages(readings)
    if not (ids or handles or messages):
        return list(readings)
    return [
        replace(one, reading=_bound(one, ids, handles, messages))
        if one.reading.workspace is not None
        else one
        for one in readings
    ]


def _place(one: "Read") -> _Place:
    return one.reader, one.reading.workspace or ""


def _colliding(readings: Iterable["Read"], field: str) -> set[tuple[str, str]]:
    """Return (reader, id or handle) of those that name different people in two workspaces."""
    held: dict[tuple[str, str], dict[_Place, Identity]] = defaultdict(dict)
    for read in readings:
        for who in _people(read.reading) if read.reading.workspace is not None else ():
            value = getattr(who, field)
            if value and not (field == "handle" and value == who.id):
                held[read.reader, value].setdefault(_place(read), who)
    return {key for key, by_place in held.items() if _any_differ(list(by_place.values()), field)}


def _people(reading: Reading) -> Iterator[Identity]:
    """Yield the people of a reading, those first of whom most is known."""
    yield from reading.identities
    yield from (one.actor for one in reading.records if one.actor is not None)


def _any_differ(people: list[Identity], field: str) -> bool:
    return any(_differ(people[0], other, field) for other in people[1:])


def _differ(one: Identity, other: Identity, field: str) -> bool:
    """Say whether two identities are surely two people: what both state is nowhere the same."""
    if one.email and other.email:
        return one.email.casefold() != other.email.casefold() and not _same(one.name, other.name)
    if one.name and other.name:
        return not _same(one.name, other.name)
    if field == "id" and one.home and other.home:
        return one.home != other.home
    return field != "handle" and bool(one.handle and other.handle) and one.handle != other.handle


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and (one or "").casefold() == (other or "").casefold()


def _colliding_messages(readings: Iterable["Read"]) -> set[tuple[str, str]]:
    """Return (reader, source id) of records that two workspaces hold and that are not one record."""
    held: dict[tuple[str, str], dict[_Place, Record]] = defaultdict(dict)
    for read in readings:
        for record in read.reading.records if read.reading.workspace is not None else ():
            if record.source_id is not None:
                held[read.reader, record.source_id].setdefault(_place(read), record)
    return {
        key
        for key, by_place in held.items()
        if len(by_place) > 1 and _are_several(list(by_place.items()))
    }


def _are_several(found: list[tuple[_Place, Record]]) -> bool:
    (first_place, first), *others = found
    return any(
        (first.actor is not None and other.actor is not None and _differ(first.actor, other.actor, "id"))
        or (first.text != other.text and _stated(first_place) and _stated(place))
        for place, other in others
    )  # fmt: skip


def _stated(place: _Place) -> bool:
    return not place[1].startswith(UNSTATED)


def _bound(
    read: "Read",
    ids: set[tuple[str, str]],
    handles: set[tuple[str, str]],
    messages: set[tuple[str, str]],
) -> Reading:
    label = read.reading.workspace or ""

    def bound(ident: str, home: str | None) -> str:
        """Return an id that no other workspace has, in the form of an id."""
        if (read.reader, ident) not in ids:
            return ident
        return f"{ident}{re.sub(r'[^A-Z0-9]', '', (home or label).upper())}"

    def who(one: Identity) -> Identity:
        """Return the identity without a handle that means two people; name and id still tell."""
        ident = bound(one.id, one.home) if one.id else one.id
        handle = one.handle
        if handle and handle == one.id:
            handle = ident
        elif handle and (read.reader, handle) in handles and (one.name or one.id):
            handle = None
        return msgspec.structs.replace(one, id=ident, handle=handle)

    def name(ident: str | None) -> str | None:
        return f"{label}/{ident}" if ident and (read.reader, ident) in messages else ident

    return msgspec.structs.replace(
        read.reading,
        identities=tuple(who(one) for one in read.reading.identities),
        records=tuple(
            msgspec.structs.replace(
                one,
                actor=who(one.actor) if one.actor is not None else None,
                text=_MENTION.sub(lambda found: "@" + bound(found[1], None), one.text),
                source_id=name(one.source_id),
                edit_of=name(one.edit_of),
            )
            for one in read.reading.records
        ),
    )
