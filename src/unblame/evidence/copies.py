"""Tells that a source is the copy of another, so that nothing in it counts twice."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from unblame.evidence.reading import Read
from unblame.model import Warning


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


def _copy(read: Read, same: Read) -> Read:
    note = Warning(
        where="the file", what=f"the same, byte for byte, as {same.path}; it counts once"
    )
    reading = msgspec.structs.replace(
        read.reading,
        records=same.reading.records,
        statements=(),
        passages=(),
        changes=(),
        warnings=(*read.reading.warnings, note),
    )
    return replace(read, reading=reading)
