"""The way back: the very lines in the evidence that an event rests on, as they stand there.

They are shown to whoever may read the evidence: people are named in them, secrets stay masked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from msgspec import Struct

from unblame.evidence.form import OpenSource, Reader
from unblame.evidence.gather import gather
from unblame.evidence.merge import keyed
from unblame.evidence.metric import Series, rated
from unblame.evidence.portion import Line
from unblame.evidence.reading import digest_of
from unblame.evidence.registry import readers
from unblame.evidence.template import level, template
from unblame.evidence.wall import moment_of_stamp
from unblame.evidence.zones import Zones
from unblame.model import Event, EvidenceItem, Kind, Source, Warning
from unblame.people import mask_secrets

_LINE = re.compile(r"line (\d+)$")
_MOST_OF_TEXT = 20
_POINT = re.compile(r"(.*), point (\d+)$", re.DOTALL)
_BEFORE = 3
_STREAMED = (Kind.LOG_CHANGE, Kind.SILENCE)


class Shown(Struct, frozen=True, kw_only=True):
    """What stands behind one source of an event: places and texts, and how many more are like them.

    `found` is the path as it was found now, None where it was not; `changed` says that the file is
    no longer the one that was read.
    """

    evidence: str
    path: str
    place: str
    found: str | None = None
    changed: bool = False
    lines: tuple[tuple[str, str], ...] = ()
    more: int = 0


@runtime_checkable
class _Splits(Protocol):
    def split(self, line: str) -> Line | None: ...


@runtime_checkable
class _Measures(Protocol):
    def series(self, source: OpenSource, zones: Zones) -> list[Series]: ...


def lines_behind(
    event: Event, items: Sequence[EvidenceItem], paths: Sequence[Path], *, most: int = 10
) -> Iterator[Shown]:
    """Yield what stands behind each source of an event, at most so many lines of each."""
    known = {item.id: item for item in items}
    for source in event.sources:
        item = known.get(source.evidence)
        if item is None or item.path is None:
            yield Shown(evidence=source.evidence, path="", place=source.place)
            continue
        told = Shown(evidence=item.id, path=item.path, place=source.place)
        opened, changed = _find(item, paths)
        if opened is None:
            yield told
            continue
        lines, more = _lines(event, source, item, opened, most)
        yield Shown(
            evidence=item.id,
            path=item.path,
            place=source.place,
            found=opened.path,
            changed=changed,
            lines=tuple((place, mask_secrets(text)) for place, text in lines),
            more=more,
        )


def _find(item: EvidenceItem, paths: Sequence[Path]) -> tuple[OpenSource | None, bool]:
    """Return the source of an item: by its digest, else the changed one that has its path."""
    given = [one for one in gather(paths, columns={}) if not isinstance(one, Warning)]
    given.sort(key=lambda one: not _named(one, item))
    for one in given:
        if one.folder is None and digest_of(one) == item.sha256:
            return one, False
    same = next((one for one in given if _named(one, item) and one.folder is None), None)
    folder = next((one for one in given if _named(one, item)), None)
    return (same, True) if same is not None else (folder, False)


def _named(one: OpenSource, item: EvidenceItem) -> bool:
    """Say whether a source has the path of the item, seen from here or from a folder above it."""
    return f"/{one.path}".endswith(f"/{item.path}")


def _lines(
    event: Event, source: Source, item: EvidenceItem, opened: OpenSource, most: int
) -> tuple[list[tuple[str, str]], int]:
    reader = next((one for one in readers() if one.name == item.reader), None)
    zones = Zones(default=item.zone.assumed)
    number = _LINE.match(source.place)
    if event.kind in _STREAMED and number is not None and isinstance(reader, _Splits):
        return _alike(event, int(number[1]), reader, opened, zones, most)
    point = _POINT.match(source.place)
    if point is not None and isinstance(reader, _Measures):
        return _points(point[1], int(point[2]), reader.series(opened, zones), most)
    records = _records(event, item, opened, reader, zones) if reader is not None else []
    if number is not None and opened.folder is None:
        text = records[0] if records else ""
        wanted = range(int(number[1]), int(number[1]) + min(text.count("\n"), _MOST_OF_TEXT) + 1)
        return _numbered(opened, wanted), 0
    return [(source.place, text) for text in records], 0


def _points(
    place: str, first: int, found: list[Series], most: int
) -> tuple[list[tuple[str, str]], int]:
    """Return the points of a series from shortly before its change on."""
    series = next((rated(one) for one in found if one.place == place), None)
    points = series.points if series is not None else ()
    start = max(first - 1 - _BEFORE, 0)
    shown = [
        (f"point {number}", f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}  {value:g}")
        for number, (at, value) in enumerate(points[start : start + most], start=start + 1)
    ]
    return shown, 0


def _records(
    event: Event, item: EvidenceItem, opened: OpenSource, reader: Reader, zones: Zones
) -> list[str]:
    """Return the texts of the records of a source that became the event."""
    found = keyed(item.reader, item.id, reader.read(opened, zones).records)
    held = [one.record for one in found if one.key == event.key]
    return [f"{one.moment.as_written}  {one.text}".strip() for one in held]


def _numbered(opened: OpenSource, wanted: range) -> list[tuple[str, str]]:
    found = []
    for number, text, _ in opened.lines():
        if number >= wanted.stop:
            break
        if number >= wanted.start:
            found.append((f"line {number}", text))
    return found


def _alike(
    event: Event, first: int, reader: _Splits, opened: OpenSource, zones: Zones, most: int
) -> tuple[list[tuple[str, str]], int]:
    """Return the first lines of a change, and how many more like them follow until it ends."""
    found: list[tuple[str, str]] = []
    wanted: tuple[str, str] | None = None
    more = 0
    for number, text, _ in opened.lines():
        line = reader.split(text) if number >= first else None
        if line is None:
            continue
        pattern = (level(line.level, line.text), template(line.text))
        if wanted is None:
            wanted = pattern
        if pattern != wanted:
            continue
        at = moment_of_stamp(line.stamp, zones).at
        if event.until is not None and at is not None and at > event.until:
            break
        if len(found) < most:
            found.append((f"line {number}", text))
        else:
            more += 1
        if event.kind is Kind.SILENCE:
            break
    return found, more
