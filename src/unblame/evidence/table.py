"""Rows of a table as records, whatever file they stand in: CSV, a workbook, an array of JSON."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from unblame.evidence import cues, times
from unblame.evidence.columns import Columns, find_columns, people_of
from unblame.evidence.day_order import BY_DATES, taken
from unblame.evidence.number_date import order_of
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.evidence.zones import zone_of
from unblame.model import Moment, Warning

MOST_ROWS = 200_000
_WARNED = 10
_SETTINGS = ("order", "tz")

Mapping = dict[str, str]
"""Which column holds what, as the user says; `order` and `tz` are settings of the whole table."""


def fits(rows: list[list[str]], mapping: Mapping) -> bool:
    """Say whether one of the first rows has every heading that a mapping names."""
    wanted = {name.casefold() for key, name in mapping.items() if key not in _SETTINGS}
    return bool(wanted) and any(
        wanted <= {cell.strip().strip("\ufeff").casefold() for cell in row} for row in rows[:5]
    )


def mapping_for(rows: list[list[str]], told: Mapping, saved: Iterable[Mapping]) -> Mapping:
    """Return the user's mapping for this run, else the first saved one that fits the headings."""
    return told or next((one for one in saved if fits(rows, one)), {})


def columns_of(rows: list[list[str]], mapping: Mapping) -> Columns | None:
    """Find the columns: as named, else by heading, else by what the cells hold."""
    return find_columns(rows, {k: v for k, v in mapping.items() if k not in _SETTINGS})


class TableWalk:
    """One walk over the rows; a day that stands alone or in its column holds until the next one.

    `where` is what the place of a row is called before its number.
    """

    def __init__(self, columns: Columns, zones: Zones, where: str = "line") -> None:
        self.columns = columns
        self.zones = zones
        self.where = where
        self.heading = columns.heading
        self.day = zones.day
        self.last: datetime | None = None
        self.seen: dict[str, int] = {}
        self.identities: list[Identity] = []
        self.warnings: list[Warning] = []

    def read(self, rows: Iterator[tuple[int, list[str]]]) -> Reading:
        """Return one record for each row, with warnings for rows without a time or a text."""
        records: list[Record] = []
        wide = 0
        for count, (line, row) in enumerate(rows):
            if self.heading is not None:
                if tuple(row) == self.heading:
                    self.heading, wide = None, len(row)
                else:
                    self.day = times.read_day(" ".join(row), order=self.zones.order) or self.day
                continue
            if count > MOST_ROWS:
                self._warn(line, f"more than {MOST_ROWS} rows; the rest was left out")
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
            taken=taken(self.zones.order, by=BY_DATES) if self.zones.order_by == BY_DATES else (),
            warnings=tuple(self.warnings),
        )

    def _joined(self, row: list[str], wide: int) -> list[str]:
        """Join surplus cells to the last column: an unquoted separator in a text."""
        if not wide or len(row) <= wide or self.columns.text != wide - 1:
            return row
        return [*row[: wide - 1], ",".join(row[wide - 1 :])]

    def _record(self, line: int, row: list[str]) -> Record | None:
        cell = Cells(row)
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
        digest = hashlib.sha256(
            f"{raw}\x1e{self.seen[raw]}".encode("utf-8", "surrogatepass")
        ).hexdigest()[:16]
        who = people_of(cell.of(self.columns.actor))
        self.identities += who[1:]
        where = cell.of(self.columns.source)
        found = cues.kinds(text)
        return Record(
            moment=moment,
            text=text,
            place=f"{self.where} {line}",
            source_id=digest,
            actor=who[0] if who else None,
            kind=found[0],
            kinds=found,
            section=where or None,
        )

    def _moment(self, cell: "Cells") -> Moment | None:
        written = cell.of(self.columns.time)
        day_written = cell.of(self.columns.date)
        if day_written and (day := times.read_day(day_written, order=self.zones.order)):
            self.day = day
        zone = cell.of(self.columns.zone)
        if not written:
            return None
        moment = self._read(written, zone)
        if moment is not None and (day := times.read_day(written, order=self.zones.order)):
            self.day = day
        elif moment is not None and not day_written and self._passes_midnight(moment):
            assert self.day is not None
            self.day += timedelta(days=1)
            moment = self._read(written, zone)
        if moment is not None:
            self.last = moment.at
        return moment

    def _read(self, written: str, zone: str) -> Moment | None:
        """Return the time of a cell: all of it, with its zone, else the only time in its words."""
        moment = None
        if zone:
            moment = times.read_time(f"{written} {zone}", zones=self.zones, day=self.day)
        if moment is None:
            moment = times.read_time(written, zones=self.zones, day=self.day)
        if moment is None:
            near = (self.last,) if self.last is not None else ()
            found = times.find_times(f"{written} {zone}".strip(), self.zones, self.day, near=near)
            moment = found[0][2] if len(found) == 1 else None
        return moment

    def _passes_midnight(self, moment: Moment) -> bool:
        if moment.at is None or self.last is None or self.day in {None, date.max}:
            return False
        return self.last - moment.at > timedelta(hours=12)

    def _warn(self, line: int, what: str) -> None:
        self.warnings.append(Warning(where=f"{self.where} {line}", what=what))


class Cells:
    """The cells of one row, read by position; a missing one is empty."""

    def __init__(self, row: list[str]) -> None:
        self._row = row

    def of(self, at: int | None) -> str:
        """Return what stands at a position."""
        if at is None or at >= len(self._row):
            return ""
        return self._row[at].strip()


def zones_for(columns: Columns, mapping: Mapping, rows: Iterable[list[str]], zones: Zones) -> Zones:
    """Return the zones, with the zone of the heading and the order of day and month found."""
    if columns.heading_zone and zone_of(columns.heading_zone) is not None:
        zones = replace(zones, default=columns.heading_zone, by="document")
    elif mapping.get("tz"):
        zones = replace(zones, default=mapping["tz"], by="--columns")
    order = mapping.get("order") or zones.order
    if order is not None:
        return replace(zones, order=order)
    cells = (Cells(row).of(at) for row in rows for at in (columns.date, columns.time))
    dates = (re.match(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)(?!\d)", cell) for cell in cells)
    found = order_of((int(one[1]), int(one[2]), int(one[3])) for one in dates if one is not None)
    return replace(zones, order=found, order_by=BY_DATES if found else None)
