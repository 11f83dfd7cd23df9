"""Timelines kept as a table: CSV, TSV or `;`-separated, with or without a heading row (RFC 4180).

Columns are found by their headings, or named by the user (`--columns time=When,text=What`). A cell
that looks like a formula is text like any other; an id is the digest of its row.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from unblame.evidence import cues, times
from unblame.evidence.about import About
from unblame.evidence.columns import Columns, find_columns, people_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.evidence.zones import zone_of
from unblame.model import Moment, Warning

_MOST_ROWS = 200_000
_WARNED = 10


class CsvTableReader:
    """Reads a table whose rows are dated."""

    name = "csv_table"
    about = About(
        title="any table: CSV, TSV or `;`-separated timelines with or without a heading row",
        export=(
            "save the sheet as CSV; name columns with --columns time=When,text=What where their headings do not tell"
        ),
        zone="a zone in the cell, the column or the heading, else --tz; the order of day and month is read off the whole column, else asked",
        edits="rows are taken as they stand; the same row twice in one file stays two",
        built_from="standard: RFC 4180",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely this is a table with a time in each row."""
        text = head.text.removeprefix("\ufeff")
        if text.lstrip()[:1] in {"", "{", "[", "<"}:
            return 0.0
        mark = _separator(text)
        if mark is None:
            return 0.0
        rows = _sample_rows(text, mark, whole=len(head.head) < 60_000)
        columns = find_columns(rows, {})
        if columns is None or len(rows) < 1 + (columns.heading is not None):
            return 0.6 if head.name.lower().endswith((".csv", ".tsv")) and len(rows) > 1 else 0.0
        if columns.heading is not None:
            return 0.85 if len({len(row) for row in rows}) <= 2 else 0.6
        return 0.6 if head.name.lower().endswith((".csv", ".tsv")) else 0.35

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return one record for each row, with warnings for rows without a time or a text."""
        text = source.prose().removeprefix("\ufeff")
        mark = _separator(text) or ","
        columns = find_columns(_sample_rows(text[:60_000], mark, whole=True), source.columns)
        if columns is None:
            head = text.partition("\n")[0].strip()[:80]
            what = f"no column of times found in {head!r}; name it with --columns time=…,text=…"
            return Reading(warnings=(Warning(where="line 1", what=what),))
        zones = _zones(columns, text, mark, zones)
        return _Table(columns, zones).read(_rows(text, mark))


class _Table:
    def __init__(self, columns: Columns, zones: Zones) -> None:
        self.columns = columns
        self.zones = zones
        self.heading = columns.heading
        self.day = zones.day
        self.last: datetime | None = None
        self.seen: dict[str, int] = {}
        self.identities: list[Identity] = []
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
        return Reading(
            records=tuple(records),
            identities=tuple(self.identities),
            warnings=tuple(self.warnings),
        )

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
        who = people_of(cell.of(self.columns.actor))
        self.identities += who[1:]
        where = cell.of(self.columns.source)
        found = cues.kinds(text)
        return Record(
            moment=moment,
            text=text,
            place=f"line {line}",
            source_id=digest,
            actor=who[0] if who else None,
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
        if moment.at is None or self.last is None or self.day in {None, date.max}:
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


def _zones(columns: Columns, text: str, mark: str, zones: Zones) -> Zones:
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
