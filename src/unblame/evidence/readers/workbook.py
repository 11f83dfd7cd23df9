"""Timelines in Excel (.xlsx) and OpenDocument (.ods) workbooks, sheet by sheet.

Cells are read by python-calamine (MIT), an extra; a cell holds no zone, and a time to the minute is
taken as one. Hidden sheets and rows are evidence like any other.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Reading, Record
from unblame.evidence.table import MOST_ROWS, TableWalk, columns_of, mapping_for, zones_for
from unblame.evidence.times import Zones
from unblame.evidence.workbook import is_workbook, refusal
from unblame.model import Warning

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MISSING: Final = "an Excel or OpenDocument workbook; install unblame[tables] to read it, or save the sheet as CSV"
_LARGEST: Final = 64 * 1024 * 1024
_WIDEST: Final = 200
_DAY: Final = timedelta(days=1)

Rows = list[tuple[int, list[str]]]


class WorkbookReader:
    """Reads every sheet whose rows are dated."""

    name = "workbook"
    decodes = True
    about = About(
        title="Excel and OpenDocument: timelines in .xlsx and .ods, sheet by sheet (needs unblame[tables])",
        export="give the file as it is; name columns with --columns time=When,text=What where their headings do not tell",
        zone="a cell holds no zone: a zone in the heading, the row or a saved profile, else --tz",
        edits="rows are taken as they stand, hidden ones too; the same row twice in one sheet stays two",
        built_from="schema: the cells as python-calamine gives them (ECMA-376, OpenDocument 1.3)",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this is a workbook, also one that can only be named."""
        return 1.0 if is_workbook(head.head) else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return one record for each dated row of each sheet."""
        try:
            return _read(_sheets(source), source, zones)
        except _Closed as closed:
            return Reading(warnings=(Warning(where="the file", what=str(closed)),))

    def rows(self, source: OpenSource) -> Iterator[tuple[str, list[str]]]:
        """Yield each row of each sheet by its place; nothing of a workbook that cannot be read."""
        try:
            for sheet in _sheets(source):
                yield from ((f"{sheet.place}, row {n}", cells) for n, cells in sheet.rows)
        except _Closed:
            return


class _Closed(ValueError):
    """A workbook that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    place: str
    rows: Rows
    visible: bool


def _sheets(source: OpenSource) -> Iterator[_Sheet]:
    with source.stream() as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        size = _LARGEST >> 20
        raise _Closed(f"larger than {size} MB; give only the sheet that is needed, as .csv")
    reason = refusal(data)
    if reason is not None:
        raise _Closed(reason)
    try:
        from python_calamine import CalamineError, load_workbook  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise _Closed(_MISSING) from error
    try:
        book = load_workbook(io.BytesIO(data))
        for about in book.sheets_metadata:
            rows = list(_rows(book.get_sheet_by_name(about.name)))
            if rows:
                visible = str(about.visible).rpartition(".")[2] == "Visible"
                yield _Sheet(f"sheet {about.name}", rows, visible)
    except CalamineError as error:
        raise _Closed(f"a workbook that cannot be read ({error}); save it again") from error


def _read(sheets: Iterator[_Sheet], source: OpenSource, zones: Zones) -> Reading:
    found: list[Reading] = []
    unread: list[Warning] = []
    for sheet in sheets:
        where = sheet.place
        made = _sheet(sheet.rows, where, source, zones)
        if made is None:
            unread.append(
                Warning(
                    where=where, what="no column of times; name it with --columns time=…,text=…"
                )
            )
            continue
        if not sheet.visible:
            told = Warning(where=where, what="a hidden sheet; it was read as well")
            made = msgspec.structs.replace(made, warnings=(told, *made.warnings))
        found.append(made)
    return Reading(
        records=tuple(record for one in found for record in one.records),
        identities=tuple(who for one in found for who in one.identities),
        taken=tuple(dict.fromkeys(one for sheet in found for one in sheet.taken)),
        warnings=(*(w for one in found for w in one.warnings), *unread),
    )


def _sheet(rows: Rows, where: str, source: OpenSource, zones: Zones) -> Reading | None:
    first = [row for _, row in rows[:30]]
    mapping = mapping_for(first, source.columns, source.profiles)
    columns = columns_of(first, mapping)
    if columns is None:
        return None
    zones = zones_for(columns, mapping, (row for _, row in rows), zones)
    made = TableWalk(columns, zones, f"{where}, row").read(iter(rows))
    return made if any(_is_timed(one) for one in made.records) else None


def _is_timed(one: Record) -> bool:
    return one.moment.at is not None or bool(one.moment.as_written)


def _rows(sheet: "CalamineSheet") -> Iterator[tuple[int, list[str]]]:
    """Yield (row as the program numbers it, cells); merged cells hold the value of their first."""
    cells = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:10_000]:
        if right != left or top >= len(cells) or left >= len(cells[top]):
            continue
        for row in cells[top + 1 : bottom + 1]:
            row[left] = cells[top][left]
    for number, row in enumerate(cells, start=1):
        shown = [_shown(cell) for cell in row[:_WIDEST]]
        if any(cell.strip() for cell in shown):
            yield number, shown


def _shown(cell: object) -> str:
    """Return a cell as text: times in ISO 8601, to the minute where the seconds are none."""
    if isinstance(cell, datetime):
        whole = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
        return f"{whole.date().isoformat()} {_clock(whole.time())}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return _clock(cell)
    if isinstance(cell, timedelta):
        start = datetime.combine(date(2000, 1, 1), time())
        return _clock((start + cell).time()) if timedelta(0) <= cell < _DAY else str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _clock(clock: time) -> str:
    return clock.strftime("%H:%M:%S" if clock.second else "%H:%M")
