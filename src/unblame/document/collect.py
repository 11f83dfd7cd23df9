"""Where the body shows what: every cell of every part of the record, with its place in the text."""

import re
from typing import Any

from msgspec import Struct

from unblame.document.errors import DocumentError
from unblame.document.marks import split_id
from unblame.document.scan import (
    Bullet,
    Cell,
    Comment,
    Heading,
    Part,
    Prose,
    Row,
    Section,
    Table,
    sections,
)
from unblame.document.slots import PUBLIC_PROMPT, slot_of
from unblame.model import EditionName, FactorCategory, MilestoneName
from unblame.text import digest

MILESTONE_LABELS = {
    MilestoneName.TRIGGER: "Trigger",
    MilestoneName.IMPACT_START: "Impact start (T0)",
    MilestoneName.SIGNALLED: "Signalled",
    MilestoneName.DETECTED: "Detected",
    MilestoneName.ACKNOWLEDGED: "Acknowledged",
    MilestoneName.DECLARED: "Declared",
    MilestoneName.DIAGNOSED: "Diagnosed",
    MilestoneName.MITIGATED: "Mitigated (repaired)",
    MilestoneName.RESOLVED: "Resolved (closed)",
    MilestoneName.ALL_CLEAR: "All clear",
}
EDITION_LABELS = {
    EditionName.TEAM: "Team draft, 48 hours",
    EditionName.READOUT: "Cross-team readout, one week",
    EditionName.PUBLIC: "Public write-up",
}
COMPUTED = "computed"
FACT_LABELS = {
    "incident": ("incident", "id"),
    "product": ("incident", "product"),
    "severity": ("incident", "severity"),
    "times in": ("incident", "zone"),
    "as given": ("impact", "text"),
    "from the timeline": ("impact", COMPUTED),
    "as of": ("six_months", "as_of"),
    "action": ("six_months", "action"),
    "why not": ("six_months", "why_not"),
    "what was known": ("six_months", "evidence_class"),
    "it would": ("six_months", "would"),
    "it addresses": ("six_months", "addresses"),
    "reasons": ("six_months", "why_not_codes"),
    "confidence": ("six_months", "confidence"),
    "base rate": ("six_months", "base_rate"),
    "what differs now": ("six_months", "what_differs"),
    "sources": ("six_months", "sources"),
    "answer": ("six_months", "status"),
}
_LABEL = re.compile(r"\*\*(.+?):\*\*[ \t]*")
_BEHIND = re.compile(r"(A\d+) (?:→|->) ?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OURS = rf"<!-- (?:{re.escape(PUBLIC_PROMPT)}|unblame: [^>]*) -->"
_OUR_COMMENTS = re.compile(rf"{_OURS}[ \t]*(?:\r\n|\r|\n)?")
_BEFORE_WORDS = re.compile(rf"(?:[ \t]*(?:\r\n|\r|\n)|[ \t]*{_OURS}[ \t]*)*")
_COLUMNS = {
    "events": {"when": "when", "what": "what", "who": "who", "sources": "sources"},
    "milestones": {"when": "when", "status": "status", "why": "reason", "evidence": "evidence"},
    "actions": {
        "action": "title",
        "idea": "title",
        "category": "category",
        "owner": "owner",
        "due": "due",
        "measur": "measurable",
    },
    "distribution": {"due": "due", "counted": "counted", "status": "status", "note": "reason"},
}


class ShownRow(Struct, frozen=True, kw_only=True):
    """One part of the record as the body shows it; `start` and `end` hold all its lines."""

    kind: str
    identity: str | None
    start: int
    end: int
    line: int
    cells: dict[str, Cell]
    idea: bool = False


class Body(Struct, frozen=True, kw_only=True):
    """All that the body shows, in its order, and the sections that nobody asked for."""

    rows: tuple[ShownRow, ...]
    single: dict[str, dict[str, Cell]]
    unknown: tuple[tuple[str, str], ...]
    slots: dict[str, Section]
    tables: dict[str, Table]

    def shown(self, identity: str) -> "ShownRow | None":
        """Return the row of an id, a milestone or an edition."""
        return next((row for row in self.rows if row.identity == identity), None)


def collect(text: str, start: int, line: int, headings: dict[str, str]) -> Body:
    """Return what the body shows, from the end of the front matter on."""
    found = sections(text, start, line)
    collector = _Collector(text, headings)
    for section in found:
        collector.take(section)
    _refuse_duplicates(collector.rows)
    return Body(
        rows=tuple(collector.rows),
        single=collector.single,
        unknown=tuple(_unknown(text, found, headings, collector)),
        slots=collector.slots,
        tables=collector.tables,
    )


class _Collector:
    def __init__(self, text: str, headings: dict[str, str]) -> None:
        self.text = text
        self.headings = headings
        self.rows: list[ShownRow] = []
        self.single: dict[str, dict[str, Cell]] = {}
        self.slots: dict[str, Section] = {}
        self.tables: dict[str, Table] = {}
        self.slot: str | None = None

    def take(self, section: Section) -> None:
        title = section.heading.text if section.heading else ""
        level = section.heading.level if section.heading else 0
        if self._is_public(level):
            self._public(section)
            return
        slot = slot_of(title, self.headings) if title and level != 1 else None
        category = title in tuple(FactorCategory)
        if slot and slot not in self.slots:
            self.slots[slot] = section
            self.slot = slot
            if slot == "public":
                self._public(section)
                return
        elif level <= 2 and not (category and self.slot == "factors"):
            slot = self.slot = None
        for part in section.parts:
            if isinstance(part, Table):
                self._table(part)
            elif isinstance(part, Bullet) and part.indent == 0:
                self._bullet(part, title if category else None)
        if slot in ("summary", "six_months"):
            self._prose(section, slot)
        elif slot in ("went_well", "lucky", "surprised"):
            self._items(section, slot)

    def _table(self, table: Table) -> None:
        kind = table_kind(table)
        if kind is None:
            return
        if kind == "durations":
            self.tables.setdefault(kind, table)
            return
        if not table.ruled:
            raise DocumentError(
                "the table has no line of dashes under its header",
                line=table.line,
                next_step="Add a line such as |---|---| below the header.",
            )
        idea = _name(table.header, 0).startswith("idea")
        self.tables.setdefault("ideas" if idea else kind, table)
        for row in table.rows:
            found = _row(row, table.header, kind)
            if found:
                self.rows.append(ShownRow(**found, kind=kind, idea=idea))

    def _bullet(self, bullet: Bullet, category: str | None) -> None:
        first = bullet.lines[0]
        label = _LABEL.match(first.text)
        behind = _BEHIND.match(first.text)
        identity, _ = split_id(first.text)
        if identity and identity[0] in "FQ":
            self._entry(bullet, identity, category)
        elif behind:
            cell = _after(first, behind.end())
            self.single.setdefault(f"behind {behind[1]}", {"behind": cell})
        elif label and label[1].casefold() in FACT_LABELS:
            part, name = FACT_LABELS[label[1].casefold()]
            if part in ("incident", self.slot):
                self.single.setdefault(part, {}).setdefault(name, _after(first, label.end()))
        elif category and self.slot == "factors":
            self._entry(bullet, None, category)
        elif self.slot == "questions" and not identity:
            self._entry(bullet, None, None)

    def _entry(self, bullet: Bullet, identity: str | None, category: str | None) -> None:
        factor = identity[0] == "F" if identity else category is not None
        lines = bullet.lines
        cells: dict[str, Cell] = {}
        last = lines[-1]
        if len(lines) > 1 and re.fullmatch(r"\*[^*].*\*", last.text):
            cells["about"] = Cell(
                start=last.start + 1, end=last.end - 1, line=last.line, text=last.text[1:-1]
            )
            lines = lines[:-1]
        _, rest = split_id(lines[0].text)
        start = lines[0].start + len(lines[0].text) - len(rest)
        text = " ".join([rest, *(line.text for line in lines[1:])])
        cells["statement" if factor else "ask"] = Cell(
            start=start, end=lines[-1].end, line=bullet.line, text=text
        )
        if factor and category:
            cells["category"] = Cell(start=start, end=start, line=bullet.line, text=category)
        self.rows.append(
            ShownRow(
                kind="factors" if factor else "questions",
                identity=identity,
                start=bullet.start,
                end=bullet.end,
                line=bullet.line,
                cells=cells,
            )
        )

    def _prose(self, section: Section, slot: str) -> None:
        name = "summary" if slot == "summary" else "statement"
        prose: list[Part] = [part for part in section.parts if isinstance(part, Prose)]
        if slot != "six_months":
            prose = [part for part in section.parts if not isinstance(part, Comment | Heading)]
        cell = self._block(section, prose)
        self.single.setdefault("six_months" if slot == "six_months" else "document", {})[name] = (
            cell
        )

    def _is_public(self, level: int) -> bool:
        """Return whether a section of this level belongs to the words for the public."""
        top = self.slots.get("public")
        return self.slot == "public" and bool(top and top.heading and level > top.heading.level)

    def _public(self, section: Section) -> None:
        """Take all that stands below the heading, with smaller headings and hidden comments."""
        top = self.slots["public"]
        whole = self.text[top.body : section.end]
        before = _BEFORE_WORDS.match(whole)
        start = top.body + (before.end() if before else 0)
        words = self.text[start : section.end].rstrip()
        text = _OUR_COMMENTS.sub("", words)
        if not _COMMENT.sub("", text).strip():
            text, words = "", ""
            start = top.body + max([0, *(ours.end() for ours in _OUR_COMMENTS.finditer(whole))])
        line = top.line + self.text.count("\n", top.start, start)
        cell = Cell(start=start, end=start + len(words), line=line, text=text.strip())
        self.single.setdefault("document", {})["public_text"] = cell

    def _items(self, section: Section, slot: str) -> None:
        parts: list[Part] = [p for p in section.parts if isinstance(p, Bullet | Prose)]
        self.single.setdefault("learnt", {})[slot] = self._block(section, parts)

    def _block(self, section: Section, parts: list[Part]) -> Cell:
        places = [part for part in parts if isinstance(part, Prose | Bullet | Table)]
        if not places:
            comments = [part.end for part in section.parts if isinstance(part, Comment)]
            at = max([section.body, *comments])
            return Cell(start=at, end=at, line=section.line, text="")
        start = places[0].start
        raw = self.text[start : places[-1].end].rstrip()
        plain = re.sub(r"<!--.*?-->\s*", "", raw, flags=re.DOTALL)
        return Cell(start=start, end=start + len(raw), line=places[0].line, text=plain)


def computed_digests(body: Body) -> dict[str, str]:
    """Return the digests of what is computed from the rest, as the body shows it."""
    found = {}
    table = body.tables.get("durations")
    if table:
        rows = (table.header, *table.rows)
        found["durations"] = digest(" | ".join(c.text for row in rows for c in row.cells))
    cell = body.single.get("impact", {}).get(COMPUTED)
    if cell:
        found["impact"] = digest(cell.text)
    return found


def table_kind(table: Table) -> str | None:
    """Return which part of the record a table holds, by its header."""
    first, second = _name(table.header, 0), _name(table.header, 1)
    if first.startswith(("action", "idea")) and second.startswith("category"):
        return "actions"
    if first.startswith("when") and second.startswith("what"):
        return "events"
    if first.startswith("milestone") and second.startswith("when"):
        return "milestones"
    if first.startswith("duration") and second.startswith("value"):
        return "durations"
    return "distribution" if first.startswith("edition") and second.startswith("due") else None


def _name(row: Row, index: int) -> str:
    return row.cells[index].text.casefold() if index < len(row.cells) else ""


def _row(row: Row, header: Row, kind: str) -> dict[str, Any] | None:
    if len(row.cells) != len(header.cells):
        raise DocumentError(
            f"this row has {len(row.cells)} cells and its header has {len(header.cells)}",
            line=row.line,
            column=1,
            next_step="Write \\| for a pipe inside a cell, and give every column a cell.",
        )
    cells: dict[str, Cell] = {}
    identity: str | None = None
    first = row.cells[0]
    if kind in ("events", "actions"):
        identity, rest = split_id(first.text)
        shifted = _after(first, len(first.text) - len(rest))
    else:
        identity = _labelled(first.text, kind)
        shifted = first
        if identity is None:
            return None
    for index, cell in enumerate((shifted, *row.cells[1:])):
        name = _column(_name(header, index), kind)
        if name:
            cells[name] = cell
    if identity is None and not any(cell.text for cell in row.cells):
        return None
    return {
        "identity": identity,
        "start": row.start,
        "end": row.end,
        "line": row.line,
        "cells": cells,
    }


def _column(header: str, kind: str) -> str | None:
    names = _COLUMNS[kind]
    return next((name for start, name in names.items() if header.startswith(start)), None)


def _labelled(text: str, kind: str) -> str | None:
    labels: dict[str, str] = {}
    if kind == "milestones":
        labels = {label: f"milestones.{name}" for name, label in MILESTONE_LABELS.items()}
    else:
        labels = {label: f"distribution.{name}" for name, label in EDITION_LABELS.items()}
    word = text.casefold().strip("* ")
    for label, name in labels.items():
        if word == label.casefold() or word.split(" (")[0] == label.split(" (")[0].casefold():
            return name
        if kind == "distribution" and word.split(" ")[0] == label.split(" ")[0].casefold():
            return name
    return None


def _after(cell: Cell, length: int) -> Cell:
    rest = cell.text[length:]
    lead = len(rest) - len(rest.lstrip())
    start = cell.start + length + lead
    return Cell(start=start, end=cell.end, line=cell.line, text=rest.strip())


def _refuse_duplicates(rows: list[ShownRow]) -> None:
    seen: dict[str, ShownRow] = {}
    for row in rows:
        if row.identity is None:
            continue
        if row.identity in seen:
            raise DocumentError(
                f"{row.identity} stands on line {seen[row.identity].line} and again on line "
                f"{row.line}",
                line=row.line,
                next_step="Take the id away from the newer one; it gets the next free number.",
            )
        seen[row.identity] = row


def _unknown(
    text: str, found: tuple[Section, ...], headings: dict[str, str], collector: _Collector
) -> list[tuple[str, str]]:
    tops = [s for s in found if s.heading and s.heading.level <= 2]
    unknown = []
    for section, following in zip(tops, [*tops[1:], None], strict=False):
        heading = section.heading
        if heading is None or heading.level == 1:
            continue
        slot = slot_of(heading.text, headings)
        if slot and collector.slots.get(slot) in (section, None):
            continue
        end = following.start if following else len(text)
        inside = any(section.start <= row.start < end for row in collector.rows)
        holds = any(section.start < slot.start < end for slot in collector.slots.values())
        if not inside and not holds:
            unknown.append((heading.text, text[section.body : end]))
    return unknown
