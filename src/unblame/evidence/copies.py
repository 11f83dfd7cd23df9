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
