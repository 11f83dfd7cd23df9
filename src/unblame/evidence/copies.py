"""Tells that a source is the copy of another, so that nothing in it counts twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from unblame.evidence.reading import Read
from unblame.evidence.record import Change
from unblame.model import Source, Warning

SAME = "the same, byte for byte, as"
"""Begins the note on a copy: all of it was read."""


def copies_as_one(readings: Sequence[Read]) -> list[Read]:
    """Return the readings; of each that is another byte for byte, the records as that other has them.

    Both then stand as sources of the same events, whatever the files are called.
    """
    first: dict[tuple[str, str, str | None], Read] = {}
    found = []
    for read in readings:
        key = (read.digest, read.reader, read.reading.workspace)
        same = read if read.source.folder else first.setdefault(key, read)
        found.append(read if same is read else _copy(read, same))
    return found


def messages_as_one(readings: Sequence[Read]) -> list[Read]:
    """Return the readings; a message of Slack that stands in several exports of a channel has one id.

    A file often says of which channel it is by its name alone, and a second export has another name.
    Slack stamps to the millionth of a second: who said the same then said it once.
    """
    if sum(read.reader == "slack" for read in readings) < 2:
        return list(readings)
    first: dict[tuple[object, ...], str] = {}
    return [_by_first_ids(read, first) if read.reader == "slack" else read for read in readings]


def _by_first_ids(read: Read, first: dict[tuple[object, ...], str]) -> Read:
    known: dict[str, str] = {}
    for one in read.reading.records:
        if one.source_id is not None:
            stamp = one.source_id.partition("/")[2]
            who = (one.actor.id, one.actor.name, one.actor.handle) if one.actor else None
            key = (read.reading.workspace, stamp, one.text, who)
            same = first.setdefault(key, one.source_id)
            if same != one.source_id:
                known[one.source_id] = same
    if not known:
        return read
    records = tuple(
        msgspec.structs.replace(
            one,
            source_id=known.get(one.source_id or "", one.source_id),
            edit_of=known.get(one.edit_of or "", one.edit_of),
        )
        for one in read.reading.records
    )
    return replace(read, reading=msgspec.structs.replace(read.reading, records=records))


def changes_as_one(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes; what two files tell alike, because one holds a part of the other, is one."""
    first: dict[tuple[object, ...], Change] = {}
    for one in changes:
        figures = (one.before_per_minute, one.after_per_minute, one.count, one.measured)
        key = (one.template, one.moment.as_written, one.moment.at, one.until, figures)
        same = first.setdefault(key, one)
        items = {same.evidence, *(source.evidence for source in same.also)}
        if one.evidence not in items:
            also = (*same.also, Source(evidence=one.evidence, place=one.place))
            first[key] = msgspec.structs.replace(same, also=also)
    return tuple(first.values())


def _copy(read: Read, same: Read) -> Read:
    note = Warning(where="the file", what=f"{SAME} {same.path}; it counts once")
    reading = msgspec.structs.replace(
        read.reading,
        records=same.reading.records,
        statements=(),
        passages=(),
        changes=(),
        counted=None,
        warnings=(*read.reading.warnings, note),
    )
    return replace(read, reading=reading)
