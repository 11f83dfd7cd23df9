"""Timelines kept as a table: CSV, TSV or `;`-separated, with or without a heading row (RFC 4180).

Columns are found by their headings, or named by the user (`--columns time=When,text=What`). A cell
that looks like a formula is text like any other; an id is the digest of its row.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from unblame.evidence import cues, times
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.evidence.zones import zone_of
from unblame.model import Moment, Warning

_MOST_ROWS = 200_000
_WARNED = 10
_HEADINGS = {
    "time": "time|timestamp|when|datetime|date ?/ ?time|date ?time|date and time|occurred( at)?|at|"
    "start|started( at)?|event time|time \\(?[a-z/ _+0-9:]+\\)?|created( at)?|zeit|uhrzeit|"
    "zeitpunkt|tid|tidspunkt|heure|hora",
    "date": "date|day|datum|dato|fecha",
    "text": "text|what|event|description|message|details?|note|notes|summary|action|activity|entry|"
    "comment|what happened|event description|ereignis|beschreibung|hendelse|title|body|content",
    "actor": "who|actor|user|author|by|person|name|owner|reporter|responder|from|sender|username",
    "zone": "tz|time ?zone|zone",
    "source": "source|system|service|channel|where|component",
}
_FORMS = {key: re.compile(f"(?:{form})$", re.IGNORECASE) for key, form in _HEADINGS.items()}
_IN_HEADING = re.compile(r"[(\[]\s*([A-Za-z][\w/+-]{1,40}(?::\d\d)?)\s*[)\]]|\b(UTC|GMT)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Which column holds what, by position."""

    time: int
    text: int
    date: int | None = None
    actor: int | None = None
    zone: int | None = None
    source: int | None = None
    heading_zone: str | None = None
    heading: tuple[str, ...] | None = None


class CsvTableReader:
    """Reads a table whose rows are dated."""

    name = "csv_table"

    def recognises(self, head: Sample) -> float:
        """Say how surely this is a table with a time in each row."""
        text = head.text.removeprefix("\ufeff")
        if text.lstrip()[:1] in {"", "{", "[", "<"}:
            return 0.0
        mark = _separator(text)
        if mark is None:
            return 0.0
        rows = _sample_rows(text, mark, whole=len(head.head) < 60_000)
        columns = _columns(rows, {})
        if columns is None or len(rows) < 1 + (columns.heading is not None):
            return 0.6 if head.name.lower().endswith((".csv", ".tsv")) and len(rows) > 1 else 0.0
        if columns.heading is not None:
            return 0.85 if len({len(row) for row in rows}) <= 2 else 0.6
        return 0.6 if head.name.lower().endswith((".csv", ".tsv")) else 0.35

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return one record for each row, with warnings for rows without a time or a text."""
        text = source.prose().removeprefix("\ufeff")
        mark = _separator(text) or ","
        columns = _columns(_sample_rows(text[:60_000], mark, whole=True), source.columns)
        if columns is None:
            head = text.partition("\n")[0].strip()[:80]
            what = f"no column of times found in {head!r}; name it with --columns time=…,text=…"
            return Reading(warnings=(Warning(where="line 1", what=what),))
        zones = _zones(columns, text, mark, zones)
        return _Table(columns, zones).read(_rows(text, mark))


class _Table:
    def __init__(self, columns: _Columns, zones: Zones) -> None:
        self.columns = columns
        self.zones = zones
        self.heading = columns.heading
        self.day = zones.day
        self.last: datetime | None = None
        self.seen: dict[str, int] = {}
        self.warnings: list[Warning] = []

    def read(self, rows: Iterator[tuple[int, list[str]]]) -> Reading:
        records: list[Record] = []
        wide = 0
        for count, (line, row) in enumerate(rows):
            if self.heading is not None:
                if tuple(row) == self.heading:
                    self.heading, wide = None, len(row)
                else:
                    self.day = times.read_day(" ".join(row), order=self.zones.order) or self.day
                continue
            if count > _MOST_ROWS:
                self._warn(line, f"more than {_MOST_ROWS} rows; the rest was left out")
                break
            if not any(cell.strip() for cell in row):
                continue
            made = self._record(line, self._joined(row, wide))
            if made is not None:
                records.append(made)
        if len(self.warnings) > _WARNED:
            more = len(self.warnings) - _WARNED
            self.warnings[_WARNED:] = [Warning(where="the file", what=f"{more} more such rows")]
        return Reading(records=tuple(records), warnings=tuple(self.warnings))

    def _joined(self, row: list[str], wide: int) -> list[str]:
        """Join surplus cells to the last column: an unquoted separator in a text."""
        if not wide or len(row) <= wide or self.columns.text != wide - 1:
            return row
        return [*row[: wide - 1], ",".join(row[wide - 1 :])]

    def _record(self, line: int, row: list[str]) -> Record | None:
        cell = _Cells(row)
        text = cell.of(self.columns.text)
        moment = self._moment(cell)
        if moment is None:
            only = " ".join(part for part in row if part.strip())
            day = times.read_day(only) if len([p for p in row if p.strip()]) == 1 else None
            if day is not None:
                self.day = day
                return None
            written = cell.of(self.columns.time)
            self._warn(line, f"no time in {written[:40]!r}" if written else "no time in this row")
            if not text:
                return None
            moment = Moment(as_written=written)
        if not text:
            self._warn(line, "no text in this row")
            return None
        raw = "\x1f".join(row)
        self.seen[raw] = self.seen.get(raw, 0) + 1
        digest = hashlib.sha256(f"{raw}\x1e{self.seen[raw]}".encode()).hexdigest()[:16]
        who = cell.of(self.columns.actor)
        where = cell.of(self.columns.source)
        found = cues.kinds(text)
        return Record(
            moment=moment,
            text=text,
            place=f"line {line}",
            source_id=digest,
            actor=Identity(name=who) if who else None,
            kind=found[0],
            kinds=found,
            section=where or None,
        )

    def _moment(self, cell: "_Cells") -> Moment | None:
        written = cell.of(self.columns.time)
        day_written = cell.of(self.columns.date)
        if day_written and (day := times.read_day(day_written, order=self.zones.order)):
            self.day = day
        zone = cell.of(self.columns.zone)
        if not written:
            return None
        moment = None
        if zone:
            moment = times.read_time(f"{written} {zone}", zones=self.zones, day=self.day)
        if moment is None:
            moment = times.read_time(written, zones=self.zones, day=self.day)
        if moment is None:
            found = times.find_times(written, self.zones, self.day)
            moment = found[0][2] if len(found) == 1 else None
        if moment is not None and (day := times.read_day(written, order=self.zones.order)):
            self.day = day
        elif moment is not None and not day_written and self._passes_midnight(moment):
            assert self.day is not None
            self.day += timedelta(days=1)
            moment = times.read_time(f"{written} {zone}".strip(), zones=self.zones, day=self.day)
        if moment is not None:
            self.last = moment.at
        return moment

    def _passes_midnight(self, moment: Moment) -> bool:
        if moment.at is None or self.last is None or self.day is None:
            return False
        return self.last - moment.at > timedelta(hours=12)

    def _warn(self, line: int, what: str) -> None:
        self.warnings.append(Warning(where=f"line {line}", what=what))


class _Cells:
    """The cells of one row, read by position; a missing one is empty."""

    def __init__(self, row: list[str]) -> None:
        self._row = row

    def of(self, at: int | None) -> str:
        if at is None or at >= len(self._row):
            return ""
        return self._row[at].strip()


def _separator(text: str) -> str | None:
    """Return the separator that cuts the first lines into the same number of cells, or None."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:12]
    best, mark = 0, None
    for candidate in ("\t", ";", ",", "|"):
        counts = [line.count(candidate) for line in lines]
        least = min(counts, default=0)
        if candidate == "|" and lines and lines[0].lstrip().startswith("|"):
            continue
        if counts and counts[0] and least and (counts[0] > best):
            best, mark = counts[0], candidate
    if mark is None and lines and lines[0].count(","):
        quoted = any('"' in line for line in lines)
        return "," if quoted else None
    return mark


def _rows(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (first line, cells); a quote that never closes ends the table, and is no error."""
    csv.field_size_limit(1_000_000)
    made = csv.reader(text.splitlines(keepends=True), delimiter=mark)
    line = 1
    while True:
        try:
            row = next(made)
        except StopIteration:
            return
        except csv.Error:
            line = made.line_num + 1
            continue
        yield line, row
        line = made.line_num + 1


def _sample_rows(text: str, mark: str, *, whole: bool) -> list[list[str]]:
    rows = [row for _, row in _rows(text, mark) if any(cell.strip() for cell in row)]
    return rows[:30] if whole else rows[:-1][:30]


def _columns(rows: list[list[str]], named: dict[str, str]) -> _Columns | None:
    """Find the columns: as named, else by heading, else by what the cells hold."""
    if not rows or len(rows[0]) < 2:
        return None
    top = next((at for at, row in enumerate(rows[:5]) if _is_heading(row, named)), 0)
    heads = _heads(rows[top])
    found: dict[str, int] = {}
    for key, wanted in named.items():
        at = _position(heads, wanted)
        if at is not None:
            found[key] = at
    for key in ("time", "text", "actor", "zone", "source", "date"):
        if key not in found:
            at = _by_heading(heads, key, set(found.values()))
            if at is not None:
                found[key] = at
    if "time" not in found and "date" in found:
        found["time"] = found.pop("date")
    body = rows[top + 1 :] if found else rows
    heading = tuple(rows[top]) if found else None
    if "time" not in found:
        times_at = _timed_column(body, set(found.values()))
        if times_at is None:
            return None
        found["time"] = times_at
    if "text" not in found:
        widest = _longest_column(body, set(found.values()))
        if widest is None:
            return None
        found["text"] = widest
    zone = _IN_HEADING.search(heads[found["time"]]) if heading else None
    return _Columns(
        **{key: found.get(key) for key in ("date", "actor", "zone", "source")},
        time=found["time"],
        text=found["text"],
        heading_zone=(zone[1] or zone[2]) if zone else None,
        heading=heading,
    )


def _heads(row: list[str]) -> list[str]:
    return [cell.strip().strip("\ufeff*_").strip() for cell in row]


def _is_heading(row: list[str], named: dict[str, str]) -> bool:
    heads = _heads(row)
    if any(_position(heads, wanted) is not None for wanted in named.values()):
        return True
    return any(_by_heading(heads, key, set()) is not None for key in ("time", "date"))


def _position(heads: list[str], wanted: str) -> int | None:
    folded = [head.casefold() for head in heads]
    if wanted.casefold() in folded:
        return folded.index(wanted.casefold())
    return int(wanted) - 1 if wanted.isdigit() and 0 < int(wanted) <= len(heads) else None


def _by_heading(heads: list[str], key: str, taken: set[int]) -> int | None:
    for at, head in enumerate(heads):
        bare = _IN_HEADING.sub("", head).strip()
        if at not in taken and bare and _FORMS[key].match(bare):
            return at
    return None


def _timed_column(body: list[list[str]], taken: set[int]) -> int | None:
    zones = Zones()
    for at in range(max((len(row) for row in body), default=0)):
        cells = [row[at] for row in body if at < len(row) and row[at].strip()]
        hits = sum(times.read_time(cell, zones=zones) is not None for cell in cells)
        if at not in taken and cells and hits * 2 >= len(body):
            return at
    return None


def _longest_column(body: list[list[str]], taken: set[int]) -> int | None:
    widths: dict[int, int] = {}
    for row in body:
        for at, cell in enumerate(row):
            if at not in taken:
                widths[at] = widths.get(at, 0) + len(cell)
    return max(widths, key=lambda at: (widths[at], -at), default=None)


def _zones(columns: _Columns, text: str, mark: str, zones: Zones) -> Zones:
    """Return the zones, with the zone of the heading and the order of day and month found."""
    if columns.heading_zone and zone_of(columns.heading_zone) is not None:
        zones = replace(zones, default=columns.heading_zone, by="document")
    if zones.order is not None:
        return zones
    first, second = 0, 0
    for _, row in _rows(text[:200_000], mark):
        for at in (columns.date, columns.time):
            match = re.match(r"\s*(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}", _Cells(row).of(at))
            if match:
                first, second = max(first, int(match[1])), max(second, int(match[2]))
    order = "dmy" if first > 12 >= second else "mdy" if second > 12 >= first else None
    return replace(zones, order=order)
