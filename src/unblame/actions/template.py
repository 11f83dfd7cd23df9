"""Filling a template: known slots go in, an optional clause goes when one of its slots is unknown."""

import re
from collections.abc import Mapping

from msgspec import Struct

_CLAUSE = re.compile(r"<([^<>]*)>")
_MARK = " (proposed)"
_PROPOSED = re.compile(r"( \(proposed\)) (%|h|min|s|ms|d|days?|rows|places|drills|targets)(?![\w])")
_SLOT = re.compile(r"\{(\w+)\}")


class Filled(Struct, frozen=True, kw_only=True):
    """A filled template and the slots that stayed unknown outside optional clauses."""

    text: str
    missing: tuple[str, ...] = ()


def fill(template: str, values: Mapping[str, str], blank: str = "") -> Filled:
    """Return the template with its slots filled; an unknown slot becomes `blank`, never a brace."""
    missing: dict[str, None] = {}

    def clause(match: re.Match[str]) -> str:
        inner = match.group(1)
        if inner.strip() in ("", "=", ">") or not _SLOT.search(inner):
            return match.group()
        known = all(name in values for name in _SLOT.findall(inner))
        return inner if known else ""

    def slot(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in values:
            missing[name] = None
            return blank
        return values[name]

    text = _SLOT.sub(slot, _CLAUSE.sub(clause, template))
    text = _PROPOSED.sub(r" \2 (proposed)", text)
    if text.count(_MARK) > 1:
        text = f"{text.replace(_MARK, '')} (values proposed)"
    return Filled(text=re.sub(r"\s+", " ", text).strip(), missing=tuple(missing))
