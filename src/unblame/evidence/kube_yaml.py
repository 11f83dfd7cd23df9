"""The YAML that `kubectl get events -o yaml` prints, item by item, as the objects it stands for.

kubectl sorts keys and writes block style; of that form mappings, plain and quoted scalars and
blocks of text are read, in one pass and in bounded memory. Anything else is left out.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_KEY = re.compile(r"^( *)([A-Za-z_][\w./-]*):(?: (.*))?$")
_BLOCK = re.compile(r"[|>][-+]?\d?$")
_DEEPEST = 12
_LONGEST = 20_000


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
    root: dict[str, Any] = {}
    stack: list[tuple[int, dict[str, Any]]] = [(-1, root)]
    parts: list[str] = []
    deeper = _LONGEST
    for line in lines:
        bare = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if not bare or indent > deeper:
            parts.append(bare)
            continue
        found = _KEY.match(line)
        deeper = _LONGEST
        if found is None:
            continue
        while len(stack) > 1 and stack[-1][0] >= indent:
            stack.pop()
        holder, key, value = stack[-1][1], found[2], (found[3] or "").strip()
        if value == "" and len(stack) < _DEEPEST:
            inner: dict[str, Any] = {}
            holder[key] = inner
            stack.append((indent, inner))
        else:
            parts = [] if _BLOCK.match(value) else [value]
            holder[key], deeper = parts, indent
    return _settled(root)


def _settled(node: dict[str, Any]) -> dict[str, Any]:
    """Turn scalars to what they mean, once their continued lines are joined."""
    return {
        key: _settled(value) if isinstance(value, dict) else _scalar("\n".join(value).strip())
        for key, value in node.items()
    }


def _scalar(value: str) -> Any:
    if value[:1] in ("'", '"'):
        value = value.replace("\n", " ")
    if value.startswith("'"):
        return value.strip("'").replace("''", "'")
    if value.startswith('"'):
        try:
            return json.loads(value)
        except ValueError:
            return value.strip('"')
    if value in ("null", "~", ""):
        return None
    return int(value) if re.fullmatch(r"-?\d{1,15}", value) else value
