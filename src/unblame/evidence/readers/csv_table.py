"""Timelines kept as a table: CSV, TSV or `;`-separated, with or without a heading row (RFC 4180).

Columns are found by their headings, or named by the user (`--columns time=When,text=What`). A cell
that looks like a formula is text like any other; an id is the digest of its row.
"""

import csv
import re
from collections.abc import Iterator

from unblame.evidence.about import About
from unblame.evidence.columns import find_columns
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Reading
from unblame.evidence.table import TableWalk, columns_of, fits, mapping_for, zones_for
from unblame.evidence.times import Zones
from unblame.model import Warning

#: Text in which a space follows every comma, as in sentences.
_PROSE = re.compile(r"(?:[^,]++|,(?=\s))*+")


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
        if any(fits(rows, mapping) for mapping in head.columns):
            return 0.9
        columns = find_columns(rows, {})
        if columns is None or len(rows) < 1 + (columns.heading is not None):
            return 0.6 if head.name.lower().endswith((".csv", ".tsv")) and len(rows) > 1 else 0.0
        if columns.heading is None and mark == "," and _PROSE.fullmatch(head.text[:2000]):
            return 0.1
        if columns.heading is not None:
            return 0.85 if len({len(row) for row in rows}) <= 2 else 0.6
        return 0.6 if head.name.lower().endswith((".csv", ".tsv")) else 0.35

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return one record for each row, with warnings for rows without a time or a text."""
        text = source.prose().removeprefix("\ufeff")
        mark = _separator(text) or ","
        first = _sample_rows(text[:60_000], mark, whole=True)
        mapping = mapping_for(first, source.columns, source.profiles)
        columns = columns_of(first, mapping)
        if columns is None:
            head = text.partition("\n")[0].strip()[:80]
            what = f"no column of times found in {head!r}; name it with --columns time=…,text=…"
            return Reading(warnings=(Warning(where="line 1", what=what),))
        sampled = (row for _, row in _rows(text[:200_000], mark))
        zones = zones_for(columns, mapping, sampled, zones)
        return TableWalk(columns, zones).read(_rows(text, mark))


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
