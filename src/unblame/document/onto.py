"""A changed record written onto the document it came from: only what changed is touched."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import fields

from unblame.document import render
from unblame.document.collect import COMPUTED, Body, ShownRow, collect, computed_digests
from unblame.document.front import ENTRIES, Front, block, flow, key_text, parse
from unblame.document.marks import DASH, digest, plain
from unblame.document.numbering import LETTERS
from unblame.document.read import PLAIN, Document, entry, next_numbers, part
from unblame.document.record import (
    KINDS,
    NAMED,
    OWN,
    SINGLE_TYPES,
    cells_of,
    rows_of,
    specs,
)
from unblame.document.scan import Cell
from unblame.document.shown import Shown, View, view_of
from unblame.document.singles import SINGLES
from unblame.document.write import front_data, values_of
from unblame.model import (
    ActionStatus,
    Coverage,
    EvidenceItem,
    FactorCategory,
    Interval,
    Postmortem,
    QuestionStatus,
)

Digests = dict[tuple[str, str], dict[str, str]]
Splice = tuple[int, int, str]


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
    return _with_front(text, pm, digests or {}, forget, changes.edited)


def spliced(text: str, splices: list[Splice]) -> str:
    """Return text with stretches replaced; those that begin together keep the order given."""
    parts, at = [], 0
    for start, end, new in sorted(splices, key=lambda splice: (splice[0], splice[1])):
        if start < at:
            continue
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


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


def newline_of(text: str) -> str:
    """Return the line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


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


def _with_front(
    text: str,
    pm: Postmortem,
    digests: Digests,
    forget: frozenset[tuple[str, str]],
    edited: dict[str, str],
) -> str:
    front = parse(text)
    headings = front.data.get("headings") or {}
    body = collect(text, front.end, front.line, headings)
    data = front_data(pm, body, view_of(pm))
    for kind in KINDS:
        for identity, new in data.get(kind, {}).items():
            old = entry(front, kind, identity)
            _keep_digests(new, old, digests.get((kind, identity)))
            if kind in NAMED and "drafted" in old:
                new.setdefault("drafted", old["drafted"])
    for name in SINGLES:
        if name in front.data:
            data.setdefault(name, {})
        if name in data:
            old = front.data.get(name) or {}
            _keep_digests(data[name], old, digests.get((name, "")))
    data["computed"] = data.get("computed", {}) | edited
    known, now = next_numbers(front, body), data.get("next", {})
    data["next"] = {k: v for k, v in known.items() if v > 1} | {
        letter: max(value, known.get(letter, 1)) for letter, value in now.items()
    }
    changed = spliced(text, list(_front_splices(text, front, data)))
    gone = {
        (kind, identity)
        for kind, identity in forget | _never_shown(front)
        if identity not in data.get(kind, {})
    }
    return _without(changed, gone) if gone else changed


def _without(text: str, gone: set[tuple[str, str]]) -> str:
    """Return a document whose front matter no longer holds the parts named."""
    front = parse(text)
    splices: list[Splice] = []
    for kind, identity in gone:
        if (kind, identity) in front.places:
            start, end = front.places[(kind, identity)]
            splices.append((text.rfind("\n", 0, start) + 1, text.find("\n", end) + 1, ""))
    return spliced(text, splices)


def _never_shown(front: Front) -> frozenset[tuple[str, str]]:
    """Return the parts that stand in the front matter alone; these go without a trace."""
    return frozenset(
        (kind, identity)
        for kind in ENTRIES
        for identity, kept in part(front, kind).items()
        if isinstance(kept, dict) and "drafted" not in kept
    )


def _keep_digests(new: dict[str, Any], old: dict[str, Any], given: dict[str, str] | None) -> None:
    """Set the digests of a part to those of its last draft, and keep what nobody here knows."""
    if "drafted" in new:
        new["drafted"] = given if given is not None else old.get("drafted", {})
    for name in ("match", "keep"):
        if name in old:
            both = isinstance(old[name], list) and isinstance(new.get(name), list)
            new[name] = list(dict.fromkeys(old[name] + new[name])) if both else old[name]


def _front_splices(text: str, front: Front, data: dict[str, Any]) -> Iterator[Splice]:
    newline = newline_of(text)
    for name, value in data.items():
        known = front.data.get(name)
        if name not in front.data:
            yield (front.inner[1], front.inner[1], block(name, value).replace("\n", newline))
        elif name in ENTRIES and any((name, str(key)) in front.places for key in known or ()):
            yield from _entry_splices(text, front, name, part(front, name), value, newline)
        elif known != value and name != "headings":
            start, end = front.places[(name,)]
            merged = known | value if name in ENTRIES and known else _kept(known, value)
            yield (start, end, _gap(text, start) + flow(merged))
    gone = [n for n in (*PLAIN, "durations") if front.data.get(n) and n not in data]
    for name in gone:
        start, end = front.places[(name,)]
        yield (start, end, "null")


def _gap(text: str, start: int) -> str:
    return " " if text[start - 1] == ":" else ""


def _entry_splices(
    text: str, front: Front, name: str, known: dict[str, Any], value: dict[str, Any], newline: str
) -> Iterator[Splice]:
    last = max(front.places[(name, key)][1] for key in known if (name, key) in front.places)
    for key, new in value.items():
        old = known.get(key)
        if key not in known:
            yield (last, last, f"{newline}  {key_text(key)}: {flow(new)}")
        elif old != new:
            start, end = front.places[(name, key)]
            yield (start, end, _gap(text, start) + flow(_kept(old, new)))


def _kept(old: Any, new: Any) -> Any:
    """Return a part's new value with the keys that this version does not know."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return {k: v for k, v in old.items() if k not in _OURS and k not in new} | new


_TYPES = (*KINDS.values(), *SINGLE_TYPES.values(), EvidenceItem, Interval, Coverage)
_OURS = OWN | {field.encode_name for kind in _TYPES for field in fields(kind)} | set(LETTERS)
_OURS |= {"summary", "public_text", "S"}
