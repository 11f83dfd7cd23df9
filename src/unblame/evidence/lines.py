"""The way back: the very lines in the evidence that an event rests on, as they stand there.

They are shown to whoever may read the evidence: people are named in them, secrets stay masked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec
from msgspec import Struct

from unblame.evidence.alike_lines import Place, is_streamed, lines_alike, places
from unblame.evidence.form import OpenSource, Reader
from unblame.evidence.gather import gather
from unblame.evidence.history import artefact
from unblame.evidence.merge import keyed
from unblame.evidence.metric import Series, rated
from unblame.evidence.reading import digest_of
from unblame.evidence.registry import readers
from unblame.evidence.rotated import place_of
from unblame.evidence.workbook import is_workbook
from unblame.evidence.zones import AMBIGUOUS, Zones
from unblame.model import Event, EvidenceItem, Kind, Source, Warning
from unblame.people import mask_secrets

_LINE = re.compile(r"line (\d+)$")
_MOST_OF_TEXT = 20
_NAMING = re.compile(r"\d.{2}|.{2}\d")
_POINT = re.compile(r"(.*), point (\d+)$", re.DOTALL)
_BEFORE = 3
_STREAMED = (Kind.LOG_CHANGE, Kind.SILENCE)

Lines = tuple[list[tuple[str, str]], int]
"""Places and texts, and how many more are like them."""


class Shown(Struct, frozen=True, kw_only=True):
    """What stands behind one source of an event: places and texts, and how many more are like them.

    `found` is the path as it was found now, None where it was not; `changed` says that the file is
    no longer the one that was read. `line` is that of the file where a place that is no line stands.
    """

    evidence: str
    path: str
    place: str
    found: str | None = None
    changed: bool = False
    lines: tuple[tuple[str, str], ...] = ()
    more: int = 0
    line: int | None = None

    @property
    def moved(self) -> bool:
        """Whether the same file was found under another path."""
        return self.found is not None and not self.changed and not _ends(self.found, self.path)


@runtime_checkable
class _Measures(Protocol):
    def series(self, source: OpenSource, zones: Zones) -> list[Series]: ...


@runtime_checkable
class _Tabled(Protocol):
    def rows(self, source: OpenSource) -> Iterator[tuple[str, list[str]]]: ...


def lines_behind(
    event: Event, items: Sequence[EvidenceItem], paths: Sequence[Path], *, most: int = 10
) -> Iterator[Shown]:
    """Yield what stands behind each source of an event, at most so many lines of each."""
    known = {item.id: item for item in items}
    given = _Given(paths)
    for source in event.sources:
        item = known.get(source.evidence)
        if item is None or item.path is None:
            yield Shown(evidence=source.evidence, path="", place=source.place)
            continue
        if item.reader == "history":
            yield _earlier(source, item, paths)
            continue
        opened, changed = given.find(item)
        if opened is None:
            yield Shown(evidence=item.id, path=item.path, place=source.place)
            continue
        back = _Way(event, source, item, opened, [one for one in items if _follows(item, one)])
        lines, more = back.lines(given, most)
        yield Shown(
            evidence=item.id,
            path=item.path,
            place=source.place,
            found=opened.path,
            changed=changed,
            lines=tuple((place, mask_secrets(text)) for place, text in lines),
            more=more,
            line=_line_of(opened, source.place) if lines and "line " not in source.place else None,
        )


def _earlier(source: Source, item: EvidenceItem, paths: Sequence[Path]) -> Shown:
    """Return the artefact of the time before that a source names."""
    found = artefact(source, paths)
    told = Shown(evidence=item.id, path=item.path or "", place=source.place)
    if found is None:
        return told
    path, kept = found
    day = f"{kept.created}  " if kept.created is not None else ""
    text = kept.title if kept.text in ("", kept.title) else f"{kept.title}\n{kept.text}"
    lines = ((source.place, mask_secrets(f"{day}{text}")),)
    return msgspec.structs.replace(told, found=path, path=path, lines=lines)


class _Given:
    """What lies under the given paths now; looked through once."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths
        self._digests: dict[int, str] = {}

    @cached_property
    def sources(self) -> list[OpenSource]:
        return [one for one in gather(self.paths, columns={}) if not isinstance(one, Warning)]

    def find(self, item: EvidenceItem) -> tuple[OpenSource | None, bool]:
        """Return the source of an item: by its digest, else the changed one that has its path."""
        order = sorted(range(len(self.sources)), key=lambda at: not self._named(at, item))
        for at in order:
            if self.sources[at].folder is None and self._digest(at) == item.sha256:
                return self.sources[at], False
        named = [self.sources[at] for at in order if self._named(at, item)]
        same = next((one for one in named if one.folder is None), None)
        return (same, True) if same is not None else (next(iter(named), None), False)

    def _named(self, at: int, item: EvidenceItem) -> bool:
        return _ends(self.sources[at].path, item.path or "")

    def _digest(self, at: int) -> str:
        if at not in self._digests:
            self._digests[at] = digest_of(self.sources[at])
        return self._digests[at]


def _ends(path: str, with_: str) -> bool:
    """Say whether a source has a path, seen from here or from a folder above it."""
    return f"/{path}".endswith(f"/{with_}")


def _follows(item: EvidenceItem, other: EvidenceItem) -> bool:
    """Say whether another item is a later file of the same rotated log."""
    if item.path is None or other.path is None or other.reader != item.reader:
        return False
    (log, order), (others, later) = place_of(item.path), place_of(other.path)
    return log == others and later > order


class _Way:
    """The way from an event to one of its sources."""

    def __init__(
        self,
        event: Event,
        source: Source,
        item: EvidenceItem,
        opened: OpenSource,
        after: Sequence[EvidenceItem],
    ) -> None:
        self.event, self.source, self.item, self.opened = event, source, item, opened
        self.after = sorted(after, key=lambda one: place_of(one.path or "")[1])
        self.reader = next((one for one in readers() if one.name == item.reader), None)
        self.zones = zones_behind(event, item)

    def lines(self, given: _Given, most: int) -> Lines:
        """Return what stands at the place of the source, in the form that the reader knows."""
        place = self.source.place
        if self.event.kind in _STREAMED:
            found = lines_alike(self.event, place, self._stream(given), self.zones, most)
            if found[0]:
                return found
        point = _POINT.match(place)
        if point is not None and isinstance(self.reader, _Measures):
            return self._points(point[1], int(point[2]), self.reader, most)
        if isinstance(self.reader, _Tabled):
            rows = (one for one in self.reader.rows(self.opened) if one[0] == place)
            return [(at, " | ".join(filter(str.strip, row))) for at, row in rows], 0
        return self._text(self.reader), 0

    def _stream(self, given: _Given) -> Iterator[Place]:
        """Yield the lines or entries of the file, then those of the later files of its log."""
        entries = self.source.place.startswith("entry ")
        if is_streamed(self.reader):
            yield from places(self.reader, self.opened, entries=entries, later=False)
            for item in self.after:
                opened, changed = given.find(item)
                if opened is None or changed:
                    return
                yield from places(self.reader, opened, entries=entries, later=True)

    def _points(self, place: str, first: int, reader: _Measures, most: int) -> Lines:
        """Return the points of a series from shortly before its change on."""
        found = [rated(one) for one in reader.series(self.opened, self.zones)]
        series = next((one for one in found if one.place == place), None)
        points = series.points if series is not None else ()
        start = max(first - 1 - _BEFORE, 0)
        shown = [
            (f"point {number}", f"{_written(series, at)}  {value:g}")
            for number, (at, value) in enumerate(points[start : start + most], start=start + 1)
        ]
        return shown, 0

    def _text(self, reader: Reader | None) -> list[tuple[str, str]]:
        records = self._records(reader) if reader is not None else []
        number = _LINE.match(self.source.place)
        if number is not None and self.opened.folder is None:
            text = records[0] if records else ""
            first = int(number[1])
            more = min(text.count("\n"), _MOST_OF_TEXT)
            return _numbered(self.opened, range(first, first + more + 1))
        return [(self.source.place, text) for text in records]

    def _records(self, reader: Reader) -> list[str]:
        """Return the texts of the records that became the event, else of those at its place."""
        read = reader.read(self.opened, self.zones).records
        found = keyed(self.item.reader, self.item.id, read)
        held = [one.record for one in found if one.key == self.event.key] or [
            one for one in read if one.place == self.source.place
        ]
        return [f"{one.moment.as_written}  {one.text}".strip() for one in held]


def zones_behind(event: Event, item: EvidenceItem) -> Zones:
    """Return the zones by which an event was read, as far as it and its item tell."""
    word, _, zone = event.zone_basis.partition(":")
    default = zone if word == "assumed" else item.zone.assumed
    return Zones(default=default, chosen=dict.fromkeys(AMBIGUOUS, zone) if word == "chosen" else {})


def _line_of(opened: OpenSource, place: str) -> int | None:
    """Return the one line of a laid out file that holds what a place is named by, where there is one."""
    words = sorted((word for word in place.split() if _NAMING.search(word)), key=len, reverse=True)
    if opened.folder is not None or not words or is_workbook(opened.sample().head):
        return None
    seen: dict[str, list[int]] = {word: [] for word in words}
    last = 0
    for last, text, _ in opened.lines():
        for word in words:
            if word in text and len(seen[word]) < 2:
                seen[word].append(last)
    return next((hits[0] for hits in seen.values() if len(hits) == 1 and last > 1), None)


def _numbered(opened: OpenSource, wanted: range) -> list[tuple[str, str]]:
    found = []
    for number, text, _ in opened.lines():
        if number >= wanted.stop:
            break
        if number >= wanted.start:
            found.append((f"line {number}", text))
    return found


def _written(series: Series | None, at: float) -> str:
    """Return the time of a point in UTC, and as it was written where its zone was not stated."""
    told = f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}"
    written = series.moments.get(at) if series is not None else None
    if written is None or written.zone_basis in ("stated", "epoch"):
        return told
    return f"{told} ({written.as_written})"
