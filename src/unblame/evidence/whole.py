"""Makes one `Evidence` of all readings: numbered, merged, and passed through the door."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from unblame.evidence.aligned import aligned, strangers
from unblame.evidence.copies import changes_as_one, copies_as_one, messages_as_one
from unblame.evidence.door import Door
from unblame.evidence.heard import hear
from unblame.evidence.merge import Keyed, event, fold, keyed
from unblame.evidence.options import ReadOptions
from unblame.evidence.reading import Read, item_of
from unblame.evidence.record import Evidence, HistoryItem, Identity
from unblame.evidence.workspaces import apart
from unblame.model import Clock, Event, EvidenceItem, Source, Warning
from unblame.people import Cast


def evidence_of(
    readings: Sequence[Read],
    *,
    skipped: Sequence[Warning],
    history: Sequence[HistoryItem],
    identities: Sequence[Identity],
    owners: dict[str, str],
    options: ReadOptions,
    cast: Cast,
) -> Evidence:
    """Return the evidence of all readings; the order in which they were read does not matter."""
    readings = apart(readings)
    lists = [read for read in readings if read.reading.people_only]
    readings = [read for read in readings if not read.reading.people_only]
    identities = [*(one for read in lists for one in read.reading.identities), *identities]
    skipped = [*skipped, *(_named(one, read) for read in lists for one in read.reading.warnings)]
    ordered = sorted(readings, key=lambda read: (read.path, read.digest))
    readings = messages_as_one(copies_as_one(ordered))
    skipped = [*skipped, *strangers(readings, options.clocks)]
    readings, clocks = aligned(readings, options.clocks)
    numbered = [(f"S{number}", read) for number, read in enumerate(readings, start=1)]
    records: list[Keyed] = []
    for item, read in numbered:
        records += keyed(read.reader, item, read.reading.records)
    folded = fold(records)
    door = Door(cast)
    _meet_all(door, [one for one, _ in folded], readings, identities)
    door.read_ahead(_texts(folded, readings), options.jobs)
    events = tuple(_event(door, one, sources) for one, sources in folded)
    spoken = {one.key for one, _ in folded if one.worded}
    events, worded, unheard = hear(events, spoken, cast.reader, options.jobs)
    return Evidence(
        events=events,
        worded=worded,
        statements=tuple(
            door.told(one, item) for item, read in numbered for one in read.reading.statements
        ),
        passages=tuple(
            door.told(one, item) for item, read in numbered for one in read.reading.passages
        ),
        changes=changes_as_one(
            door.change(one, item) for item, read in numbered for one in read.reading.changes
        ),
        history=tuple(door.history(one) for one in history),
        owners={door.text(what): owner for what, owner in owners.items()},
        zone=_zone(readings, options),
        skipped=tuple(door.warning(one) for one in (*skipped, *unheard)),
        window=options.window,
        items=tuple(
            _item(door, read, number, clocks.get(number - 1))
            for number, read in enumerate(readings, start=1)
        ),
    )


def _named(warning: Warning, read: Read) -> Warning:
    return Warning(where=f"{read.path}, {warning.where}", what=warning.what)


def _meet_all(
    door: Door, records: Sequence[Keyed], readings: Sequence[Read], more: Sequence[Identity]
) -> None:
    """Meet everybody before the first text passes: actors in order of time, then the others.

    Whoever is known by a full name and an address comes first of all: those are what tells that
    somebody known by the name alone, and somebody known by the address alone, are one.
    """
    for read in readings:
        door.meet(one for one in read.reading.identities if one.bot)
    door.meet(one for one in more if one.bot)
    actors = [one.record.actor for one in records if one.record.actor is not None]
    others = [one for read in readings for one in read.reading.identities if not one.bot]
    everybody = list(dict.fromkeys((*actors, *others, *more)))
    door.meet(one for one in everybody if not one.bot and _is_whole(one))
    door.meet(everybody)


def _is_whole(one: Identity) -> bool:
    return bool(one.email and one.name and " " in one.name.strip())


def _texts(
    folded: Sequence[tuple[Keyed, tuple[Source, ...]]], readings: Sequence[Read]
) -> Iterator[str]:
    """Yield the texts that are about to pass the door, each once."""
    yield from dict.fromkeys(one.record.text for one, _ in folded)
    for read in readings:
        yield from (one.text for one in read.reading.statements)
        yield from (one.text for one in read.reading.passages)


def _event(door: Door, one: Keyed, sources: tuple[Source, ...]) -> Event:
    record = one.record
    actor = door.actor(record.actor)
    made = event(one, sources, door.text(record.text), actor)
    return msgspec.structs.replace(
        made,
        as_written=door.text(made.as_written),
        sources=tuple(door.source(source, source.evidence) for source in made.sources),
    )


def _item(door: Door, read: Read, number: int, clock: Clock | None) -> EvidenceItem:
    item = item_of(read, number)
    return msgspec.structs.replace(
        item,
        path=door.text(item.path or ""),
        clock=clock,
        warnings=tuple(door.warning(one) for one in item.warnings),
    )


def _zone(readings: Sequence[Read], options: ReadOptions) -> str | None:
    """Return the zone to show times in: the user's, else the one most documents name."""
    if options.tz is not None:
        return options.tz
    hints = Counter(read.zones.default for read in readings if read.zones.default is not None)
    return min(hints, key=lambda zone: (-hints[zone], zone), default=None)
