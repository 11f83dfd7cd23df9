"""Folds what several sources say about one thing into one event, whatever the order of reading."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

import msgspec

from unblame.evidence import cues
from unblame.evidence.record import Identity, Record
from unblame.model import Event, Kind, Source

#: Readers of what people wrote: their lines state no kind of their own.
_WRITTEN = frozenset({"markdown", "notes", "csv_table", "json_table", "workbook"})
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """A raw record with its key and the item that it was read from.

    `worded` says that a person worded it and that only the wording tells its kinds: neither does the
    source state them, nor is it a bot's own notice, which tells the same with the same words each time.
    """

    key: str
    item: str
    record: Record
    worded: bool = False


def keyed(reader: str, item: str, records: Iterable[Record]) -> list[Keyed]:
    """Return the records of one source with their keys.

    A key is 16 hex digits of reader and source id, else of reader, raw time, text and occurrence. A
    time that counts from the record before it says so by the key of that one.
    """
    seen: dict[tuple[str, str], int] = {}
    result: list[Keyed] = []
    before = ""
    for record in records:
        basis = record.moment.zone_basis
        if basis in ("anchor:", "relative:"):
            whole = f"{basis}{item if basis == 'anchor:' else before}"
            moment = msgspec.structs.replace(record.moment, zone_basis=whole)
            record = msgspec.structs.replace(record, moment=moment)  # noqa: PLW2901
        if record.source_id is not None:
            parts = [reader, record.source_id]
        else:
            raw = (
                record.moment.as_written,
                sha256(record.text.encode(errors="replace")).hexdigest(),
            )
            seen[raw] = seen.get(raw, 0) + 1
            parts = [reader, *raw, str(seen[raw])]
        digest = sha256("\x1f".join(parts).encode(errors="replace")).hexdigest()
        result.append(
            Keyed(key=digest[:16], item=item, record=record, worded=_worded(reader, record))
        )
        before = digest[:16] if record.moment.at is not None else before
    return result


def _worded(reader: str, record: Record) -> bool:
    """Say whether a person worded a record and nothing but its wording tells what it is."""
    if reader in _WRITTEN:
        return True
    by_bot = record.actor is not None and record.actor.bot
    return not (by_bot or record.kinds or record.kind is not Kind.NOTE)


def order(keyed_record: Keyed) -> tuple[bool, datetime, str]:
    """Return where a record stands: by instant, those without one last, then by key."""
    at = keyed_record.record.moment.at
    return at is None, at or _LAST, keyed_record.key


def fold(records: Iterable[Keyed]) -> list[tuple[Keyed, tuple[Source, ...]]]:
    """Return one record a key with all its sources; those without instant keep their order."""
    groups: dict[str, list[Keyed]] = {}
    for record in records:
        groups.setdefault(record.key, []).append(record)
    folded = []
    for group in (thing for held in groups.values() for thing in _things(held)):
        best = min(group, key=_first)
        places = {(one.item, one.record.place): None for one in group}
        sources = sorted(places, key=lambda place: (_number(place[0]), place[0]))
        folded.append((best, tuple(Source(evidence=i, place=p) for i, p in sources)))
    dated = sorted((pair for pair in folded if not order(pair[0])[0]), key=lambda p: order(p[0]))
    undated = [pair for pair in folded if order(pair[0])[0]]
    undated.sort(key=lambda pair: _number(pair[1][0].evidence))
    return dated + undated


def _first(one: Keyed) -> tuple[tuple[bool, datetime, str], str, str, str]:
    return order(one), one.item, one.record.place, one.record.text


def _things(group: list[Keyed]) -> list[list[Keyed]]:
    """Return the records of one key by what they tell of: where two tools gave one id, several.

    Records are of one thing that say the same, or say it at the same time and of the same actor. All
    but the first thing get keys of their own.
    """
    said = group[0].record.text
    if all(one.record.text == said for one in group):
        return [group]
    things: list[list[Keyed]] = []
    for one in sorted(group, key=_first):
        own = next((thing for thing in things if any(_same(one, other) for other in thing)), None)
        if own is None:
            things.append([one])
        else:
            own.append(one)
    return [things[0], *(_rekeyed(thing) for thing in things[1:])]


def _same(one: Keyed, other: Keyed) -> bool:
    first, second = one.record, other.record
    if first.text == second.text:
        return True
    return first.moment.at == second.moment.at and not _apart(first.actor, second.actor)


def _apart(one: Identity | None, other: Identity | None) -> bool:
    """Say whether two actors are surely not the same: nothing that both state agrees."""
    if one is None or other is None:
        return False
    pairs = [
        (one.email, other.email),
        (one.id, other.id),
        (one.name, other.name),
        (one.handle, other.handle),
    ]
    both = [(a.casefold(), b.casefold()) for a, b in pairs if a and b]
    return bool(both) and all(a != b for a, b in both)


def _rekeyed(thing: list[Keyed]) -> list[Keyed]:
    first = thing[0]
    raw = f"{first.key}\x1f{first.record.moment.as_written}\x1f{first.record.text}"
    key = sha256(raw.encode(errors="replace")).hexdigest()[:16]
    return [replace(one, key=key) for one in thing]


def _number(item: str) -> int:
    return int(item[1:]) if item[1:].isdigit() else 0


def kinds_of(record: Record) -> tuple[Kind, ...]:
    """Return the kinds that the source states, else those that the wording tells."""
    if record.kinds:
        return record.kinds
    if record.kind is not Kind.NOTE:
        return (record.kind,)
    return cues.kinds(record.text)


def event(keyed_record: Keyed, sources: tuple[Source, ...], text: str, actor: str | None) -> Event:
    """Return the event of a record whose text and actor have passed the door."""
    record = keyed_record.record
    kinds = kinds_of(record)
    moment = record.moment
    return Event(
        key=keyed_record.key,
        text=text,
        actor=actor,
        kind=record.kind if record.kind is not Kind.NOTE else kinds[0],
        kinds=kinds,
        sources=sources,
        known_at=record.known_at,
        at_source=record.at_source,
        at=moment.at,
        earliest=moment.earliest,
        latest=moment.latest,
        until=moment.until,
        as_written=moment.as_written,
        zone_basis=moment.zone_basis,
        precision=moment.precision,
    )
