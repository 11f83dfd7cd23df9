"""The YAML that `kubectl get … -o yaml` prints, item by item, as the objects it stands for.

kubectl sorts keys and writes block style; of that form mappings, lists, plain and quoted scalars and
blocks of text are read, in one pass and in bounded memory. Anything else is left out.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from unblame.evidence.form import OpenSource
from unblame.evidence.json_source import MOST_RECORDS, Opened
from unblame.model import Warning

_KEY = re.compile(r"([A-Za-z_][\w./-]*):(?: (.*))?$")
_BLOCK = re.compile(r"[|>][-+]?\d?$")
_DEEPEST = 12
_PLAIN: dict[str, Any] = {"true": True, "false": False, "{}": {}, "[]": []}
_LONGEST = 20_000


def read_yaml(source: OpenSource, *keys: str) -> tuple[Opened, list[dict[str, Any]]]:
    """Return the objects of a source that have one of the keys, and what was left out of it."""
    found: list[dict[str, Any]] = []
    for number, (line, one) in enumerate(items((n, text) for n, text, _ in source.lines())):
        if number == MOST_RECORDS:
            what = f"more than {MOST_RECORDS} objects; those after them were left out"
            return Opened(warnings=(Warning(where=f"line {line}", what=what),)), found
        if any(key in one for key in keys):
            found.append(one)
    return Opened(), found


def items(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (first line, object) of each item of a list, or of each document that is an event."""
    held: list[str] = []
    first, inside, listed = 1, False, False
    for number, line in lines:
        edge = bool(line.strip()) and not line.startswith(" ")
        if edge and (line.startswith("- ") or line == "---" or (inside and listed)):
            if held:
                yield first, parsed(held)
            inside, listed = line.startswith("- "), line != "---"
            held, first = ["  " + line[2:]] if inside else [], number
        elif edge and line.startswith("items:"):
            held, listed = [], True
        elif inside or not listed:
            first = number if not held else first
            if len(held) < _LONGEST:
                held.append(line)
    if held:
        yield first, parsed(held)


def parsed(lines: list[str]) -> dict[str, Any]:
    """Return the object that the lines of one mapping stand for."""
    rows = [(len(line) - len(line.lstrip(" ")), line.strip()) for line in lines]
    first = next((indent for indent, text in rows if text), 0)
    return _Rows(rows).mapping(first, 0)


class _Rows:
    """The lines of one object, taken from the first to the last."""

    def __init__(self, rows: list[tuple[int, str]]) -> None:
        self.rows = rows
        self.at = 0

    def mapping(self, indent: int, depth: int) -> dict[str, Any]:
        """Take the keys that stand at this indent."""
        held: dict[str, Any] = {}
        while (row := self._next()) is not None and row[0] >= indent:
            if row[0] == indent and _dashed(row[1]):
                break
            found = _KEY.match(row[1]) if row[0] == indent else None
            self.at += 1
            if found is not None:
                held[found[1]] = self._value((found[2] or "").strip(), indent, depth)
        return held

    def _listed(self, indent: int, depth: int) -> list[Any]:
        """Take the items whose dashes stand at this indent."""
        held: list[Any] = []
        while (row := self._next()) is not None and row[0] == indent and _dashed(row[1]):
            bare = row[1][1:].lstrip(" ")
            inner = indent + len(row[1]) - len(bare)
            if _KEY.match(bare):
                self.rows[self.at] = (inner, bare)
                held.append(self.mapping(inner, depth + 1))
            else:
                self.at += 1
                held.append(_scalar(" ".join([bare, *self._deeper(indent)])))
        return held

    def _value(self, value: str, indent: int, depth: int) -> Any:
        if _BLOCK.match(value):
            return "\n".join(self._deeper(indent)).strip()
        if value:
            return _scalar(" ".join([value, *filter(None, self._deeper(indent))]))
        row = self._next()
        if depth >= _DEEPEST:
            self._deeper(indent)
        elif row is not None and _dashed(row[1]) and row[0] >= indent:
            return self._listed(row[0], depth + 1)
        elif row is not None and row[0] > indent:
            return self.mapping(row[0], depth + 1)
        return None

    def _next(self) -> tuple[int, str] | None:
        """Return the next line that is not blank, without taking it."""
        while self.at < len(self.rows) and not self.rows[self.at][1]:
            self.at += 1
        return self.rows[self.at] if self.at < len(self.rows) else None

    def _deeper(self, indent: int) -> list[str]:
        """Take the lines that go on what stands at this indent."""
        begin = self.at
        while self.at < len(self.rows) and (
            not self.rows[self.at][1] or self.rows[self.at][0] > indent
        ):
            self.at += 1
        return [text for _, text in self.rows[begin : self.at]]


def _dashed(text: str) -> bool:
    return text == "-" or text.startswith("- ")


def _scalar(value: str) -> Any:
    if value.startswith("'"):
        return value.strip("'").replace("''", "'")
    if value.startswith('"'):
        try:
            return json.loads(value)
        except ValueError:
            return value.strip('"')
    if value in ("null", "~", ""):
        return None
    if value in _PLAIN:
        return _PLAIN[value]
    return int(value) if re.fullmatch(r"-?\d{1,15}", value) else value
