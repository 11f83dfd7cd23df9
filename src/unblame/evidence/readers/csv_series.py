"""Series of values as CSV: one column of times and columns of numbers, as dashboards export them.

Wide (a column a series) or long (`Series;Time;Value`), as Grafana, Datadog and spreadsheets write.
"""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from unblame.evidence import times
from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.metric import MOST_POINTS, Series, metric_changes
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones
from unblame.model import Moment, Warning

_TIME = re.compile(r"time|timestamp|date|datetime|ts|when|zeit|tid", re.IGNORECASE)
_NUMBER = re.compile(
    r"\s*([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%|[a-zA-Zµ/]{0,8})\s*$", re.IGNORECASE
)
_NOTHING = {"", "-", "nan", "null", "none", "undefined"}
_LEAST_ROWS = 6
_MOST_SERIES = 200


class CsvSeriesReader:
    """Reads tables of numbers over time."""

    name = "csv_series"
    about = About(
        title="metrics as CSV: a column of times and columns of numbers (Grafana, Datadog, spreadsheets)",
        export="Grafana: panel, Inspect, Data, Download CSV; Datadog: graph, Export, CSV",
        zone="as stated in the cell, Unix times by their size; a cell without a zone needs --tz",
        edits="a series is never edited; the same file given twice is read once, by its digest",
        built_from="common use: forms of Grafana's and Datadog's CSV exports",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely this is a table of times and numbers, and of nothing that was said."""
        lines = head.text.splitlines()
        if len(head.head) >= 60_000:
            lines = lines[:-1]
        form = _form(lines[:60])
        return 0.0 if form is None else 1.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of all series."""
        table = _table(source, zones)
        if table is None:
            what = "no table of numbers over time"
            return Reading(warnings=(Warning(where="line 1", what=what),))
        return table.reading()

    def series(self, source: OpenSource, zones: Zones) -> list[Series]:
        """Return all series with their points."""
        table = _table(source, zones)
        return table.series() if table is not None else []


def _table(source: OpenSource, zones: Zones) -> "_Table | None":
    lines = [line for _, line, _ in source.lines()]
    form = _form(lines[:60])
    return _Table(form, zones, lines) if form is not None else None


class _Form:
    """Where the time stands, and the value and the names where one row holds one point."""

    def __init__(
        self, mark: str, skip: int, heads: list[str], time: int, value: int | None
    ) -> None:
        self.mark, self.skip, self.heads, self.time, self.value = mark, skip, heads, time, value


def _form(lines: list[str]) -> _Form | None:
    skip = next((at for at, line in enumerate(lines) if line.strip("\ufeff \t\r\n")), 0)
    skip += 1 if lines and lines[skip].lstrip("\ufeff").lower().startswith("sep=") else 0
    if len(lines) < skip + 1 + _LEAST_ROWS:
        return None
    head = lines[skip].lstrip("\ufeff")
    mark = max(",;\t", key=head.count)
    rows = [row for _, row in _rows(lines[skip:], mark)]
    if not rows:
        return None
    heads = [cell.strip() for cell in rows[0]]
    body = [row for row in rows[1:] if len(row) == len(heads)]
    if len(heads) < 2 or len(body) < _LEAST_ROWS or len(body) * 10 < len(rows[1:]) * 9:
        return None
    time = next((at for at, cell in enumerate(heads) if _TIME.match(cell)), None)
    if time is None or any(_number(cell) is not None for cell in heads):
        return None
    others = [at for at in range(len(heads)) if at != time]
    numeric = [at for at in others if _is_numeric([row[at] for row in body])]
    if not all(row[time][:1].isdigit() for row in body):
        return None
    if numeric == others:
        return _Form(mark, skip, heads, time, None)
    named = [at for at in numeric if heads[at].lower() == "value"]
    labels = [at for at in others if at not in numeric]
    few = all(len({row[at] for row in body}) * 4 <= len(body) for at in labels)
    return _Form(mark, skip, heads, time, named[0]) if named and few else None


def _is_numeric(cells: list[str]) -> bool:
    told = [cell for cell in cells if cell.strip().lower() not in _NOTHING]
    return bool(told) and all(_number(cell) is not None for cell in told)


def _number(cell: str) -> float | None:
    match = _NUMBER.match(cell)
    return float(match[1]) if match is not None else None


def _rows(lines: list[str], mark: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((line + "\n" for line in lines), delimiter=mark)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        if row:
            yield reader.line_num, row


class _Table:
    def __init__(self, form: _Form, zones: Zones, lines: list[str]) -> None:
        self.form, self.zones = form, zones
        self.points: dict[str, list[tuple[float, float]]] = {}
        self.moments: dict[float, Moment] = {}
        self.broken: list[int] = []
        self.unplaced = 0
        for number, row in _rows(lines[form.skip :], form.mark):
            if number > 1:
                self._row(number + form.skip, row)

    def series(self) -> list[Series]:
        return [
            Series(name, points, f"column {name}"[:80], moments=self.moments)
            for name, points in self.points.items()
        ]

    def reading(self) -> Reading:
        warnings = []
        if self.broken:
            what = f"{len(self.broken)} rows are no time and numbers"
            warnings.append(Warning(where=f"line {self.broken[0]}", what=what))
        if self.unplaced:
            what = f"{self.unplaced} rows cannot be placed: their times state no zone; give one with --tz"
            warnings.append(Warning(where="the file", what=what))
        found = self.series()
        at = [one for series in found for one, _ in series.points]
        if not at:
            return Reading(warnings=tuple(warnings))
        return Reading(
            changes=metric_changes(found),
            covers=(datetime.fromtimestamp(min(at), UTC), datetime.fromtimestamp(max(at), UTC)),
            counted=len(at),
            warnings=tuple(warnings),
        )

    def _row(self, number: int, row: list[str]) -> None:
        form = self.form
        if len(row) != len(form.heads):
            self.broken.append(number)
            return
        moment = times.read_time(row[form.time].strip(), zones=self.zones)
        if moment is None:
            self.broken.append(number)
            return
        if moment.at is None:
            self.unplaced += 1
            return
        at = moment.at.timestamp()
        self.moments[at] = moment
        if form.value is not None:
            labels = [row[i] for i in range(len(row)) if i not in (form.time, form.value)]
            self._point(" ".join(labels).strip() or "value", at, row[form.value])
            return
        for name, cell in ((form.heads[i], row[i]) for i in range(len(row)) if i != form.time):
            self._point(name, at, cell)

    def _point(self, name: str, at: float, cell: str) -> None:
        value = _number(cell)
        held = self.points.get(name)
        if value is None or (held is None and len(self.points) >= _MOST_SERIES):
            return
        if held is None:
            held = self.points[name] = []
        if len(held) < MOST_POINTS:
            held.append((at, value))
