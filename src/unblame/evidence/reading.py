"""Reads one source with the reader that knows it, and says which times found no instant and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

import msgspec

from unblame.evidence.day_order import SAID, is_doubtful, taken
from unblame.evidence.form import MAX_PROSE, OpenSource, Reader, undecodable_line
from unblame.evidence.hour_order import settle
from unblame.evidence.levelled import levelled, moved
from unblame.evidence.odd_hour import is_odd, why_odd
from unblame.evidence.packing import BadPacking, beginning
from unblame.evidence.record import Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.store import identity_of, key_of
from unblame.evidence.stream import LARGE
from unblame.evidence.zones import ABBREVIATIONS, AMBIGUOUS, Zones, zone_of
from unblame.model import EvidenceItem, Kind, Moment, Precision, Span, Taken, Warning, ZoneUsed

_BLOCK = 1 << 20
_TELLING = (Kind.ALERT, Kind.PAGE, Kind.ACKNOWLEDGED, Kind.DECLARED, Kind.RESOLVED)
_CLOCK = (Precision.EXACT, Precision.SECOND, Precision.MINUTE, Precision.APPROXIMATE)
_BAD_CONTENT = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)


_NO_ZONE = "a time that states no zone; give one with --tz"
#: So many times that a clock change puts in doubt are named each by its place.
_MOST_NAMED = 20
#: So many places at which one thing is wrong are each named.
_ALIKE = 5
_NO_DAY = "a time whose day is not clear; say it with --day FILE=2026-01-31"
_EITHER_WAY = "a day and a month that could be either way round; say which with --dates FILE=dmy, =mdy or =ymd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One source that was read: what it is called, its digest, its reader and what was found."""

    source: OpenSource
    path: str
    digest: str
    reader: str
    reading: Reading
    zones: Zones


def read_source(source: OpenSource, zones: Zones) -> Read | Warning:
    """Return what the source says, or a warning where no reader knows it."""
    try:
        sample = source.sample()
        level, gone, said = levelled(source, sample.head)
        reader = reader_for(sample if level is source else level.sample())
        if reader is None:
            return Warning(where=source.path, what="no reader knows this format; see the sources")
        reading, used = _in_its_zone(reader, level, zones)
        reading = moved(settle(reading, used), gone)
        digest = digest_of(source)
    except BadPacking as error:
        return Warning(where=source.path, what=str(error))
    except _BAD_CONTENT as error:
        return Warning(where=source.path, what=f"could not be read ({_said(error)})")
    cut = [
        Warning(where=where, what="longer than is read as prose; the rest of it was left out")
        for where in dict.fromkeys(source.cuts)
    ]
    cut += said
    cut += _ended(source)
    cut += [] if getattr(reader, "decodes", False) else _misread(source)
    if cut:
        reading = msgspec.structs.replace(reading, warnings=(*reading.warnings, *cut))
    return Read(
        source=source,
        path=source.path,
        digest=digest,
        reader=reader.name,
        reading=reading,
        zones=used,
    )


def each_file(read: Read) -> list[Read]:
    """Return the readings of a log's files one by one, the oldest first."""
    older = [
        replace(
            read,
            source=source,
            path=source.path,
            digest=digest_of(source),
            reading=msgspec.structs.replace(
                reading, warnings=(*reading.warnings, *_ended(source), *_misread(source))
            ),
        )
        for source, reading in zip(read.source.before, read.reading.before, strict=False)
    ]
    return [*older, read]


def _ended(source: OpenSource) -> list[Warning]:
    what = "; what stood before was read"
    return [Warning(where="the end", what=f"{broken}{what}") for broken in source.broken[:1]]


def _misread(source: OpenSource) -> list[Warning]:
    """Return a warning where the text is no UTF-8, so that its letters were taken by guess."""
    if source.folder is not None:
        return []
    with source.stream() as stream:
        line = undecodable_line(beginning(stream, MAX_PROSE))
    if line is None:
        return []
    what = "not UTF-8; read as Windows-1252, so letters beyond a to z may be wrong"
    return [Warning(where=f"line {line}", what=what)]


def _said(error: BaseException) -> str:
    text = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _in_its_zone(reader: Reader, source: OpenSource, zones: Zones) -> tuple[Reading, Zones]:
    """Read; where the document itself names its zone, read again with that zone."""
    reading = reader.read(source, zones)
    hint = reading.zone_hint
    if hint is None or hint == zones.default:
        return reading, zones
    named = zones.chosen.get(hint.upper(), hint)
    if named.upper() in AMBIGUOUS or zone_of(named) is None:
        return reading, zones
    own = replace(zones, default=named, by="document")
    return reader.read(source, own), own


def with_day(read: Read, window: tuple[datetime, datetime]) -> Read:
    """Return the reading with the day of the other evidence, where its own times name none.

    Only where the rest of the evidence spans at most a day and a half; its year alone, where the source
    names day and month, also where it spans more.
    """
    times = [one.moment for one in read.reading.records if one.moment.precision in _CLOCK]
    dayless = read.reading.dayless or (
        times and all(one.at is None and one.zone_basis == "none" for one in times)
    )
    said = read.zones.day_by is not None
    if said or not dayless or read.zones.default is None:
        return read
    zone = zone_of(read.zones.default)
    if window[1] - window[0] > timedelta(hours=36):
        return _with_year(read, *(one.astimezone(zone).date() for one in window))
    day = window[0].astimezone(zone).date()
    again = read_source(read.source, replace(read.zones, day=day))
    if isinstance(again, Warning) or not _dated(again.reading):
        return read
    note = Warning(
        where="the file", what=f"names no day; {day} was taken from the rest of the evidence"
    )
    told = Taken(what="day", value=day.isoformat(), by="the other evidence")
    reading = msgspec.structs.replace(
        again.reading,
        warnings=(*again.reading.warnings, note),
        taken=(*again.reading.taken, told),
    )
    return replace(again, reading=reading)


def _with_year(read: Read, first: date, last: date) -> Read:
    """Return the reading with the year of the other evidence, where any day of it tells the same."""
    if first.year != last.year:
        return read
    again, beside = (
        read_source(read.source, replace(read.zones, day=day)) for day in (first, last)
    )
    if isinstance(again, Warning) or isinstance(beside, Warning) or not _dated(again.reading):
        return read
    if again.reading.records != beside.reading.records:
        return read
    what = f"names no year; {first.year} was taken from the rest of the evidence"
    told = Taken(what="year", value=str(first.year), by="the other evidence")
    reading = msgspec.structs.replace(
        again.reading,
        warnings=(*again.reading.warnings, Warning(where="the file", what=what)),
        taken=(*again.reading.taken, told),
    )
    return replace(again, reading=reading)


def _dated(reading: Reading) -> bool:
    return reading.covers is not None or any(r.moment.at is not None for r in reading.records)


def window_of(readings: Iterable[Read]) -> tuple[datetime, datetime] | None:
    """Return when the incident was as far as alerts and pages tell, else as all records tell."""
    records = [
        one for read in readings for one in read.reading.records if one.moment.at is not None
    ]
    telling = [one for one in records if one.kind in _TELLING] or records
    instants = [one.moment.at for one in telling if one.moment.at is not None]
    return (min(instants), max(instants)) if instants else None


def digest_of(source: OpenSource) -> str:
    """Return the SHA-256 of the source as it is stored; of a folder, that of its label."""
    if source.folder is not None:
        return sha256(source.path.encode("utf-8", "surrogateescape")).hexdigest()
    identity = identity_of(source.file) if source.cache is not None and source.file else None
    key = key_of("file", *identity) if identity is not None else ""
    known = source.cache.get(key) if source.cache is not None and key else None
    if known is not None and re.fullmatch(rb"[0-9a-f]{64}", known):
        return known.decode()
    digest = sha256()
    with source.stored() as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    if source.cache is not None and key and identity is not None and identity[1] >= LARGE:
        source.cache.put(key, digest.hexdigest().encode())
    return digest.hexdigest()


def item_of(read: Read, number: int) -> EvidenceItem:
    """Return the evidence item of a reading: its span, the zone it took, and its warnings."""
    moments = [record.moment for record in read.reading.records]
    moments += [change.moment for change in read.reading.changes]
    moments += [told.moment for told in read.reading.statements if told.moment is not None]
    dated = [moment for moment in moments if moment.at is not None]
    instants = [moment.at for moment in dated if moment.at is not None]
    ends = [moment.until or moment.at for moment in dated]
    if read.reading.covers is not None:
        instants.append(read.reading.covers[0])
        ends.append(read.reading.covers[1])
    assumed = read.reading.assumed or any(
        moment.zone_basis.startswith("assumed:") for moment in moments
    )
    return EvidenceItem(
        id=f"S{number}",
        path=read.path,
        sha256=read.digest,
        reader=read.reader,
        events=len(read.reading.records) + len(read.reading.changes),
        counted=read.reading.counted,
        covers=Span(
            from_=min(instants, default=None),
            until=max((end for end in ends if end is not None), default=None),
        ),
        zone=ZoneUsed(assumed=read.zones.default, by=read.zones.by) if assumed else ZoneUsed(),
        taken=_taken(read),
        warnings=_told_once((*read.reading.warnings, *_unplaced(read))),
    )


def _told_once(warnings: Iterable[Warning]) -> tuple[Warning, ...]:
    """Return the warnings of a source; what is wrong at many places is told once, with the first."""
    places: dict[str, list[str]] = {}
    for one in warnings:
        places.setdefault(one.what, []).append(one.where)
    told: list[Warning] = []
    for what, where in places.items():
        many = len(where) > _ALIKE
        told += [_once(what, where)] if many else [Warning(where=one, what=what) for one in where]
    return tuple(told)


def _taken(read: Read) -> tuple[Taken, ...]:
    """Return what was assumed for the times of a source: what a person said of it stands first."""
    zones = read.zones
    said = list(taken(zones.order, by=SAID)) if zones.order_by == SAID else []
    if zones.day is not None and zones.day_by is not None:
        said.append(Taken(what="day", value=zones.day.isoformat(), by=zones.day_by))
    return (*said, *read.reading.taken)


def _unplaced(read: Read) -> list[Warning]:
    """Return one warning for each reason why times have no instant, with the first place.

    A time that a clock change skips or repeats is named itself. What the reader said already is not
    said twice.
    """
    places: dict[str, list[str]] = {}
    odd: list[Warning] = []
    said = any("no zone" in one.what or "no day" in one.what for one in read.reading.warnings)
    for record in read.reading.records:
        reason = why_no_instant(record.moment, read.zones, read.reading.zone_hint)
        if reason is None or (said and reason in (_NO_ZONE, _NO_DAY)):
            continue
        if is_odd(record.moment):
            odd.append(Warning(where=record.place, what=reason))
        else:
            places.setdefault(reason, []).append(record.place)
    more = len(odd) - _MOST_NAMED
    rest = [Warning(where="the file", what=f"{more} more times of such an hour")] * (more > 0)
    name = read.path.rpartition("/")[2]
    return [
        *odd[:_MOST_NAMED],
        *rest,
        *(_once(reason.replace("FILE=", f"{name}="), where) for reason, where in places.items()),
    ]


def _once(reason: str, places: list[str]) -> Warning:
    what = reason if len(places) == 1 else f"{reason} ({len(places)} times)"
    return Warning(where=places[0], what=what)


def why_no_instant(moment: Moment, zones: Zones, stated: str | None = None) -> str | None:
    """Return why a moment has no instant, or None where it has one or no time was written.

    `stated` is the zone that its source states for all times.
    """
    if moment.at is not None or moment.precision is Precision.NONE:
        return None
    if moment.zone_basis != "none":
        zone = moment.zone_basis.partition(":")[2] or zones.default or "its zone"
        return why_odd(moment.as_written, zone, zones)
    if is_doubtful(moment.as_written):
        return _EITHER_WAY
    words = re.findall(r"[A-Z]{1,5}\b", moment.as_written)
    named = [name for name in words if name in ABBREVIATIONS or name == "Z"]
    unsure = next((name for name in (*named, stated) if name in AMBIGUOUS), None)
    if unsure is not None:
        return f"{unsure} stands for several zones; say which with --zone {unsure}=ZONE"
    if zones.default is None and stated is None and not named:
        return _NO_ZONE
    return _NO_DAY
