"""Levels what hides a format: lines that end in CR alone, wide letters, many empty lines first.

Readers see the source without; the lines that they name are counted as the file has them.
"""

import re
from dataclasses import replace
from typing import Any, Final

import msgspec

from unblame.evidence.form import OpenSource, decode, encoding_of, looks_binary
from unblame.evidence.packing import beginning
from unblame.evidence.record import Reading
from unblame.model import Warning

#: Of larger sources nothing is levelled: they are read in portions.
_MOST: Final = 64 * 1024 * 1024
#: Fewer empty lines hide nothing.
_MANY: Final = 20
_BLANK: Final = re.compile(rb"[ \t]*(?:\r\n|\n)")
_LINE: Final = re.compile(r"\b(lines? )(\d+)(?:([-–] ?)(\d+))?")


def levelled(source: OpenSource, head: bytes) -> tuple[OpenSource, int, tuple[Warning, ...]]:
    """Return the source as readers take it, how many empty lines are gone, and what is to be said.

    `head` is how it begins. Raises BadPacking where it is compressed and broken.
    """
    if looks_binary(head):
        return source, 0, ()
    wide = encoding_of(head) == "utf-16"
    returns = not wide and _by_returns(head)
    if not (wide or returns or _hides(head)):
        return source, 0, ()
    with source.stream() as stream:
        data = beginning(stream, _MOST + 1)
    if len(data) > _MOST:
        what = "its lines end in CR alone and it is large; give it with LF: tr '\\r' '\\n' < it"
        return source, 0, (Warning(where="the file", what=what),) if returns else ()
    if wide:
        data = decode(data).encode("utf-8", errors="replace")
        returns = _by_returns(data)
    if returns:
        data = data.replace(b"\r", b"\n")
    data, gone = _without_blank(data)
    return replace(source, file=None, data=data, packing=None), gone, ()


def moved(reading: Reading, by: int) -> Reading:
    """Return what was read with every line that it names so many lines further down."""
    if not by:
        return reading
    return msgspec.structs.replace(
        reading,
        records=tuple(_placed(one, by) for one in reading.records),
        changes=tuple(_placed(one, by) for one in reading.changes),
        statements=tuple(_sourced(one, by) for one in reading.statements),
        passages=tuple(_sourced(one, by) for one in reading.passages),
        warnings=tuple(
            Warning(where=_further(one.where, by), what=one.what) for one in reading.warnings
        ),
    )


def _by_returns(data: bytes) -> bool:
    return b"\r" in data and b"\n" not in data.rstrip(b"\n")


def _hides(head: bytes) -> bool:
    """Say whether nothing but empty lines stands at the start, and many of them."""
    start = head[: len(head) - len(head.lstrip(b" \t\r\n"))]
    return start.count(b"\n") >= _MANY


def _without_blank(data: bytes) -> tuple[bytes, int]:
    at, gone = 0, 0
    if _hides(data):
        while (blank := _BLANK.match(data, at)) is not None:
            at, gone = blank.end(), gone + 1
    return data[at:], gone


def _placed(one: Any, by: int) -> Any:
    return msgspec.structs.replace(one, place=_further(one.place, by))


def _sourced(one: Any, by: int) -> Any:
    return msgspec.structs.replace(one, source=_placed(one.source, by))


def _further(place: str, by: int) -> str:
    def told(found: re.Match[str]) -> str:
        last = f"{found[3]}{int(found[4]) + by}" if found[4] else ""
        return f"{found[1]}{int(found[2]) + by}{last}"

    return _LINE.sub(told, place)
