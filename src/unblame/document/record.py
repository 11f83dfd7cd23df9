"""The record put together from front matter and body, and what of it the body leaves over."""

from collections.abc import Iterable
from typing import Any

import msgspec

from unblame.document.cell import Shown, Unreadable, View
from unblame.document.collect import Body, ShownRow
from unblame.document.marks import plain as plain_data
from unblame.document.scan import Cell
from unblame.document.shown import SHOWN
from unblame.document.singles import BEHIND, SINGLES
from unblame.model import (
    Action,
    Distribution,
    Event,
    Factor,
    Impact,
    Incident,
    Learnt,
    Milestone,
    Question,
    SixMonths,
)
from unblame.text import digest

KINDS: dict[str, type] = {
    "events": Event,
    "milestones": Milestone,
    "factors": Factor,
    "actions": Action,
    "distribution": Distribution,
    "questions": Question,
}
SINGLE_TYPES: dict[str, type] = {
    "incident": Incident,
    "impact": Impact,
    "learnt": Learnt,
    "six_months": SixMonths,
}
LETTER = {"events": "E", "factors": "F", "actions": "A", "questions": "Q", "intervals": "I"}
NAMED = {"milestones": "name", "distribution": "edition"}


def specs(kind: str) -> tuple[Shown, ...]:
    """Return the cells of one kind of row or of one part that stands once."""
    if kind in SINGLES:
        return SINGLES[kind]
    return SHOWN[KINDS[kind]] + ((BEHIND,) if kind == "actions" else ())


def cells_of(kind: str, identity: str, body: Body) -> dict[str, Cell]:
    """Return the cells that the body shows of one part, by name."""
    if kind in SINGLES:
        return body.single.get(kind, {})
    row = body.shown(shown_name(kind, identity))
    cells = dict(row.cells) if row else {}
    if kind == "actions" and row:
        cells |= body.single.get(f"behind {identity}", {})
    return cells


def shown_name(kind: str, identity: str) -> str:
    """Return the name under which the body's rows hold a part."""
    return f"{kind}.{identity}" if kind in NAMED else identity


def read_cell(spec: Shown, cell: Cell, view: View, column: int = 1) -> dict[str, Any]:
    """Return the fields that one cell states, as plain data."""
    try:
        fields: dict[str, Any] = plain_data(spec.read(cell.text, view))
    except Unreadable as error:
        raise error.at(cell.line, column) from error
    return fields


def slim(value: Any) -> dict[str, Any]:
    """Return a value as plain data without the fields that hold their defaults."""
    plain: dict[str, Any] = plain_data(value)
    usual = defaults(type(value))
    return {k: v for k, v in plain.items() if k not in usual or usual[k] != v}


def defaults(kind: type) -> dict[str, Any]:
    """Return the default of each field of a struct that has one, as plain data."""
    found = {}
    for field in msgspec.structs.fields(kind):
        if field.default is not msgspec.NODEFAULT:
            found[field.encode_name] = plain_data(field.default)
        elif field.default_factory is not msgspec.NODEFAULT:
            found[field.encode_name] = plain_data(field.default_factory())
    return found


def leftover(
    plain: dict[str, Any], usual: dict[str, Any], kind: str, cells: dict[str, Cell], view: View
) -> dict[str, Any]:
    """Return what the front matter keeps of a part: hidden fields, and what its cells lose."""
    full = usual | plain
    shown: set[str] = set()
    lost: dict[str, Any] = {}
    for spec in specs(kind):
        cell = cells.get(spec.name)
        if cell is None:
            continue
        shown |= set(spec.fields)
        got = read_cell(spec, cell, view)
        left = {
            name: _difference(full.get(name), got.get(name, usual.get(name)))
            for name in spec.fields
            if got.get(name, usual.get(name)) != full.get(name)
        }
        if left:
            lost[spec.name] = {"of": digest(cell.text)} | left
    entry = {k: v for k, v in plain.items() if k not in shown and usual.get(k, ...) != v}
    return entry | ({"cells": lost} if lost else {})


def restore(entry: dict[str, Any], kind: str, cells: dict[str, Cell], view: View) -> dict[str, Any]:
    """Return a part's fields from what the front matter keeps and what the body shows."""
    lost = entry.get("cells") or {}
    plain = {k: v for k, v in entry.items() if k not in OWN}
    for spec in specs(kind):
        cell = cells.get(spec.name)
        if cell is None:
            continue
        for name in spec.fields:
            plain.pop(name, None)
        plain |= {k: v for k, v in read_cell(spec, cell, view).items() if k in spec.fields}
        left = lost.get(spec.name) or {}
        if left.get("of") == digest(cell.text):
            for name in set(left) - {"of"}:
                value = left[name]
                both = isinstance(value, dict) and isinstance(plain.get(name), dict)
                plain[name] = plain[name] | value if both else value
    return plain


OWN = frozenset({"cells", "drafted", "match", "keep", "of"})


def _difference(full: Any, got: Any) -> Any:
    if isinstance(full, dict) and isinstance(got, dict):
        return {key: value for key, value in full.items() if got.get(key) != value}
    return full


def drafted(kind: str, cells: dict[str, Cell]) -> dict[str, str]:
    """Return the digest of each cell as it stands, by name."""
    return {spec.name: digest(cells[spec.name].text) for spec in specs(kind) if spec.name in cells}


def in_order(shown: list[str], known: Iterable[str], group: dict[str, str]) -> list[str]:
    """Return ids in the order last known, unless a person moved rows within a group."""
    order = {identity: index for index, identity in enumerate(known)}
    usual = sorted(shown, key=lambda identity: order.get(identity, len(order)))
    for name in set(group.values()):
        before = [identity for identity in usual if group.get(identity) == name]
        now = [identity for identity in shown if group.get(identity) == name]
        if before != now:
            return shown
    return usual


def rows_of(kind: str, body: Body) -> list[ShownRow]:
    """Return the rows of one kind in the order of the body."""
    return [row for row in body.rows if row.kind == kind]
