"""The front matter: what the body does not show, as YAML in which each part is one line."""

import json
import re
from typing import Any

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from unblame.document.errors import DocumentError

_FENCE = re.compile(r"---[ \t]*(\r\n|\n|\r)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)", re.MULTILINE)
_TRAILING = re.compile(r"(?:\s*^[ \t]*#[^\r\n]*)*\s*\Z", re.MULTILINE)
ENTRIES = (
    "evidence",
    "events",
    "milestones",
    "intervals",
    "factors",
    "actions",
    "distribution",
    "questions",
)
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])


class Front(Struct, frozen=True, kw_only=True):
    """The front matter as data, with the place of each value; `end` is where the body starts."""

    data: dict[str, Any]
    places: dict[tuple[str, ...], tuple[int, int]]
    inner: tuple[int, int]
    end: int
    line: int


def parse(text: str) -> Front:
    """Return the front matter of a document; a text without one has an empty one."""
    begin = 1 if text.startswith("\ufeff") else 0
    opening = _FENCE.match(text, begin)
    if not opening:
        return Front(data={}, places={}, inner=(begin, begin), end=begin, line=1)
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        raise DocumentError(
            "the front matter has no closing line of three dashes",
            line=1,
            next_step="Add a line with --- after its last key.",
        )
    inner = (opening.end(), closing.start())
    data, node = _load(text[inner[0] : inner[1]])
    places: dict[tuple[str, ...], tuple[int, int]] = {}
    if isinstance(node, MappingNode):
        _note(node, text, inner[0], (), places)
    line = len(re.findall(r"\r\n|\n|\r", text[: closing.end()])) + 1
    return Front(data=data, places=places, inner=inner, end=closing.end(), line=line)


def _load(text: str) -> tuple[dict[str, Any], Node | None]:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    try:
        node = yaml.compose(text)
        data = yaml.constructor.construct_document(node) if node else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DocumentError(
            f"the front matter is no valid YAML: {error.problem or error.context}",
            line=(mark.line if mark else 0) + 2,
            column=(mark.column if mark else 0) + 1,
            next_step="Correct that line, or take back its last change.",
        ) from error
    except (YAMLError, ValueError) as error:
        raise DocumentError(
            f"the front matter is no valid YAML: {str(error).splitlines()[0]}",
            line=2,
            next_step="Take back its last change.",
        ) from error
    if data is None:
        return {}, None
    if not isinstance(data, dict):
        raise DocumentError(
            "the front matter is not a list of keys with values",
            line=2,
            next_step="Write each as `key: value`.",
        )
    return data, node


def _note(
    node: MappingNode,
    text: str,
    offset: int,
    path: tuple[str, ...],
    places: dict[tuple[str, ...], tuple[int, int]],
) -> None:
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            continue
        here = (*path, str(key.value))
        start, end = offset + value.start_mark.index, offset + value.end_mark.index
        if start == end:  # an empty value has no place of its own; it goes behind its colon
            start = end = text.index(":", offset + key.end_mark.index) + 1
        places[here] = (start, start + len(_TRAILING.sub("", text[start:end])))
        if isinstance(value, MappingNode) and len(path) < 1 and not value.flow_style:
            _note(value, text, offset, here, places)


def flow(value: Any) -> str:
    """Return a value as one line of YAML 1.2 that JSON readers nearly understand."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    if isinstance(value, str):
        return _quoted(value)
    return json.dumps(value)


def block(name: str, value: Any) -> str:
    """Return one key of the front matter; parts that are found by id have one line each."""
    if name in ENTRIES and isinstance(value, dict) and value:
        lines = [f"  {key_text(key)}: {flow(entry)}" for key, entry in value.items()]
        return "\n".join([f"{name}:", *lines]) + "\n"
    if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
        return "\n".join([f"{name}:", *(f"  - {flow(entry)}" for entry in value)]) + "\n"
    return f"{name}: {flow(value)}\n"


def key_text(key: str) -> str:
    """Return a key as YAML writes it."""
    plain = _KEY.fullmatch(key) and key.casefold() not in _WORDS
    return key if plain else _quoted(key)


def _quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else _escaped(c) for c in written)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
