"""A changed record written onto the document it came from: only what changed is touched."""

import re
from collections.abc import Callable
from typing import Any

from unblame.document import render
from unblame.document.cell import Shown, View, view_of
from unblame.document.collect import COMPUTED, Body, ShownRow, computed_digests
from unblame.document.front_onto import Digests, with_front
from unblame.document.marks import DASH, plain
from unblame.document.read import Document, part
from unblame.document.record import (
    KINDS,
    NAMED,
    cells_of,
    rows_of,
    specs,
)
from unblame.document.scan import Cell
from unblame.document.splice import Splice, newline_of, spliced
from unblame.document.write import values_of
from unblame.model import (
    ActionStatus,
    FactorCategory,
    Postmortem,
    QuestionStatus,
)
from unblame.text import digest


def write_onto(
    document: Document,
    pm: Postmortem,
    digests: Digests | None = None,
    *,
    forget: frozenset[tuple[str, str]] = frozenset(),
) -> str:
    """Return the document's text with a changed record written onto it.

    `digests` holds, by kind and id, the digest of each cell as it is drafted now; where it has
    none, what the front matter says of the last draft stays. What `forget` names leaves no trace;
    anything else that goes is remembered as taken out by a person.
    """
    changes = _Changes(document, pm)
    changes.singles()
    for kind in KINDS:
        changes.rows(kind)
    changes.derived()
    text = spliced(document.text, changes.splices)
    return with_front(text, pm, digests or {}, forget, changes.edited)


class _Changes:
    def __init__(self, document: Document, pm: Postmortem) -> None:
        self.document = document
        self.body: Body = document.body
        self.before = document.postmortem
        self.pm = pm
        self.view: View = view_of(pm)
        self.text = document.text
        self.newline = newline_of(document.text)
        self.splices: list[Splice] = []
        self.edited: dict[str, str] = {}

    def put(self, start: int, end: int, new: str) -> None:
        self.splices.append((start, end, new.replace("\n", self.newline)))

    def singles(self) -> None:
        for name in ("incident", "impact", "learnt", "six_months"):
            before, now = getattr(self.before, name), getattr(self.pm, name)
            self._cells(name, "", plain(before), plain(now), now)
        fields = ("summary", "public_text")
        before = {field: getattr(self.before, field) for field in fields}
        self._cells(
            "document", "", before, {field: getattr(self.pm, field) for field in fields}, self.pm
        )

    def _cells(
        self, kind: str, identity: str, before: dict[str, Any], now: dict[str, Any], value: Any
    ) -> None:
        cells = cells_of(kind, identity, self.body)
        for spec in specs(kind):
            cell = cells.get(spec.name)
            if all(before.get(name) == now.get(name) for name in spec.fields):
                continue
            new = spec.write(value, self.view)
            if cell:
                self._cell(spec, cell.start, cell.end, new)
            else:
                self._label(kind, spec.name, new, cells)

    def _label(self, kind: str, name: str, new: str, cells: dict[str, Cell]) -> None:
        """Put a labelled line that the document has not shown so far below those it shows."""
        label = next((label for label, of in render.LABELS.get(kind, ()) if of == name), None)
        ends = [cells[of].end for _, of in render.LABELS.get(kind, ()) if of in cells]
        if label and ends and not new.startswith(DASH):
            at = self.text.find("\n", max(ends)) + 1 or len(self.text)
            self.put(at, at, f"{render.labelled([(label, new)])}\n")

    def _cell(self, spec: Shown, start: int, end: int, new: str) -> None:
        if start == end and spec.name == "category":
            return
        blocks = ("summary", "public_text", "statement", "went_well", "lucky", "surprised")
        if start == end and spec.name in blocks:
            new = f"\n{new}\n" if new else ""
        elif start == end and self.text[start : start + 1] == "|":
            new = f"{new} "
        self.put(start, end, new)

    def rows(self, kind: str) -> None:
        before, now = values_of(self.before, kind), values_of(self.pm, kind)
        names = {row.start: self._identity(kind, row) for row in rows_of(kind, self.body)}
        for row in rows_of(kind, self.body):
            identity = names[row.start]
            value = now.get(identity)
            if value is None or not _shown(kind, value) or self._moved(kind, row, value):
                self._remove(kind, identity, row)
            else:
                if row.identity is None:
                    self._give_id(row, identity)
                old = plain(before[identity])
                self._row_cells(kind, identity, row, old, plain(value), value)
        self._add(kind, now)

    def _row_cells(
        self,
        kind: str,
        identity: str,
        row: ShownRow,
        before: dict[str, Any],
        now: dict[str, Any],
        value: Any,
    ) -> None:
        cells = dict(row.cells)
        if kind == "actions":
            cells |= self.body.single.get(f"behind {identity}", {})
        for spec in specs(kind):
            cell = cells.get(spec.name)
            if cell and any(before.get(name) != now.get(name) for name in spec.fields):
                self._cell(spec, cell.start, cell.end, spec.write(value, self.view))

    def _identity(self, kind: str, row: ShownRow) -> str:
        return (row.identity or self.document.new_ids[row.start]).removeprefix(f"{kind}.")

    def _give_id(self, row: ShownRow, identity: str) -> None:
        first = next(iter(row.cells.values()))
        self.put(first.start, first.start, f"{identity} · ")

    def _moved(self, kind: str, row: ShownRow, value: Any) -> bool:
        if kind == "actions":
            return bool(row.idea != (value.status == ActionStatus.IDEA))
        return False

    def _remove(self, kind: str, identity: str, row: ShownRow) -> None:
        self.put(row.start, row.end, "")
        if kind == "actions":
            cell = self.body.single.get(f"behind {identity}", {}).get("behind")
            if cell:
                start = self.text.rfind("\n", 0, cell.start) + 1
                end = self.text.find("\n", cell.end) + 1
                self.put(start, end or len(self.text), "")

    def _add(self, kind: str, now: dict[str, Any]) -> None:
        rows = {self._identity(kind, row): row for row in rows_of(kind, self.body)}
        last: dict[str, int] = {}
        before = values_of(self.before, kind)
        for identity, value in now.items():
            if not _shown(kind, value):
                continue
            group = _group(kind, value)
            row = rows.get(identity)
            if row and not self._moved(kind, row, value):
                last[group] = row.end
                continue
            if kind in NAMED and before.get(identity) == value:
                continue
            at = last.get(group)
            if at is None:
                at = self._start_of(kind, value)
            if at is None:
                continue
            self._insert(kind, identity, value, at)
            last[group] = at

    def _insert(self, kind: str, identity: str, value: Any, at: int) -> None:
        line = _line(kind, identity, value, self.view)
        lead = "" if self.text[:at].endswith(("\n", "\r")) else "\n"
        before = self.text[:at].splitlines()[-1:]
        heading = bool(before and before[0].startswith("#"))
        self.put(at, at, f"{lead}{chr(10) if heading else ''}{line}\n")
        if kind == "actions" and value.status != ActionStatus.IDEA:
            place = self._behind_end()
            if place is not None:
                self.put(place, place, f"{render.behind_bullet(value, self.view)}\n")

    def _behind_end(self) -> int | None:
        ends = [
            cells["behind"].end
            for name, cells in self.body.single.items()
            if name.startswith("behind ")
        ]
        return self.text.find("\n", max(ends)) + 1 or None if ends else None

    def _start_of(self, kind: str, value: Any) -> int | None:
        name = _group(kind, value) if kind == "actions" else kind
        table = self.body.tables.get(name)
        if table:
            rule = self.text.find("\n", table.header.end) + 1
            return rule or None
        if kind == "factors":
            return self._start_of_category(value.category)
        slot = self.body.slots.get("questions") if kind == "questions" else None
        return self._below_blank(slot.body) if slot else None

    def _start_of_category(self, category: FactorCategory) -> int | None:
        found = re.compile(rf"^#+[ \t]+{category}[ \t]*\r?$\n?", re.MULTILINE)
        slot = self.body.slots.get("factors")
        match = found.search(self.text, slot.start) if slot else None
        return self._below_blank(match.end()) if match else None

    def _below_blank(self, at: int) -> int:
        blank = re.compile(r"[ \t]*(?:\r\n|\n)").match(self.text, at)
        return blank.end() if blank else at

    def derived(self) -> None:
        before = view_of(self.before)
        pairs: list[tuple[str, str]] = []
        self._computed()
        for name in ("others", "evidence"):
            write: Callable[[Postmortem, View], str] = getattr(render, name)
            pairs.append((write(self.before, before), write(self.pm, self.view)))
        pairs.extend(self._nothing(category) for category in FactorCategory)
        for old, new in pairs:
            self._replace(old, new)

    def _computed(self) -> None:
        """Bring up to date what is computed, unless a person wrote over it."""
        shown = computed_digests(self.body)
        last = part(self.document.front, "computed")
        self.edited = {k: v for k, v in last.items() if k in shown and shown[k] != v}
        table = self.body.tables.get("durations")
        if table and "durations" not in self.edited:
            end = table.start + len(self.text[table.start : table.end].rstrip())
            self._if_new(table.start, end, render.durations_table(self.pm))
        cell = self.body.single.get("impact", {}).get(COMPUTED)
        if cell and "impact" not in self.edited:
            self._if_new(cell.start, cell.end, render.computed_impact(self.pm, self.view))

    def _if_new(self, start: int, end: int, new: str) -> None:
        if digest(self.text[start:end]) != digest(new):
            self.put(start, end, new)

    def _nothing(self, category: FactorCategory) -> tuple[str, str]:
        line = f"### {category}\n\n{render.nothing_for(category, self.before)}\n"
        if any(factor.category == category for factor in self.pm.factors):
            return line, ""
        return line, f"### {category}\n\n{render.nothing_for(category, self.pm)}\n"

    def _replace(self, old: str, new: str) -> None:
        if old == new or not old:
            return
        written = old.replace("\n", self.newline)
        start = self.text.find(written, self.document.front.end)
        if start < 0:
            return
        if not new and old.startswith("### "):
            start += written.index(self.newline * 2) + 2 * len(self.newline)
            self.put(start, self.text.find("\n", start) + 1, "")
            return
        self.put(start, start + len(written), new)


def _shown(kind: str, value: Any) -> bool:
    return kind != "questions" or value.status == QuestionStatus.OPEN


def _group(kind: str, value: Any) -> str:
    if kind == "actions":
        return "ideas" if value.status == ActionStatus.IDEA else "actions"
    return str(value.category) if kind == "factors" else kind


def _line(kind: str, identity: str, value: Any, view: View) -> str:
    if kind == "milestones":
        return render.row_text(render.milestone_row(identity, value, view))
    if kind == "distribution":
        return render.row_text(render.edition_row(value, view))
    if kind == "events":
        return render.row_text(render.event_row(value, view))
    if kind == "actions":
        return render.row_text(render.action_row(value, view))
    if kind == "factors":
        return render.factor_bullet(value, view)
    return render.question_bullet(value, view)
