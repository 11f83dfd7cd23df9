"""Lays the entries of a nested log out one a line, so that it is read and condensed like any log."""

from collections.abc import Iterable, Iterator

import msgspec

from unblame.evidence.form import MAX_LINE
from unblame.evidence.json_reading import untimed_warnings
from unblame.evidence.log import Line, at_entries, read_lines
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

Entry = tuple[int, Line | None]
"""The number of an entry in its source, and its line; None where it has no time."""
_PART = "\x1f"


def read_entries(entries: Iterable[Entry], zones: Zones) -> Reading:
    """Return the changes of the entries, or the entries as records where they are few.

    Places are `entry 7`.
    """
    untimed: list[int] = []
    found = at_entries(read_lines(_lines(entries, untimed), zones, _split))
    warnings = untimed_warnings(untimed, "entry")
    return msgspec.structs.replace(found, warnings=(*warnings, *found.warnings))


def _lines(entries: Iterable[Entry], untimed: list[int]) -> Iterator[tuple[int, str, bool]]:
    for number, one in entries:
        if one is None:
            untimed.append(number)
            continue
        level = one.level if isinstance(one.level, str | int) else ""
        text = " ".join(one.text.split("\n")).strip()
        yield number, _PART.join((one.stamp, str(level), text[:MAX_LINE])), len(text) > MAX_LINE


def _split(line: str) -> Line | None:
    stamp, part, rest = line.partition(_PART)
    if not part:
        return None
    level, _, text = rest.partition(_PART)
    return Line(stamp, level or None, text)
