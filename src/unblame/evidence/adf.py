"""Atlassian's rich text as plain text: the document format of Jira Cloud, and its older wiki markup."""

import re
from typing import Any

_DEEPEST = 40
_BLOCKS = frozenset(
    {"paragraph", "heading", "listItem", "codeBlock", "tableRow", "panel", "blockquote", "rule",
     "taskItem", "decisionItem", "mediaSingle"}
)  # fmt: skip
_WIKI = (
    (re.compile(r"\{(?:code|noformat|quote|panel|color)(?::[^}]*)?\}"), ""),
    (re.compile(r"^h[1-6]\.\s+", re.MULTILINE), ""),
    (re.compile(r"\[~(?:accountid:)?([^\]\n]{1,128})\]"), r"@\1"),
    (re.compile(r"\[([^\]|\n]{1,500})\|(?:https?://[^\]\s]{1,2000})\]"), r"\1"),
    (re.compile(r"\[(https?://[^\]\s]{1,2000})\]"), r"\1"),
    (re.compile(r"\{\{([^}\n]{1,500})\}\}"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"![^!\s|]{1,200}(?:\|[^!\n]{0,200})?!"), ""),
)


def plain(body: Any) -> str:
    """Return the text of a body, whether it is a document tree or wiki markup."""
    if isinstance(body, str):
        for form, shown in _WIKI:
            body = form.sub(shown, body)
        return re.sub(r"\n{3,}", "\n\n", body).strip()
    parts: list[str] = []
    _walk(body, parts, 0)
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(parts)).strip()


def _walk(node: Any, parts: list[str], depth: int) -> None:
    if isinstance(node, list):
        for one in node:
            _walk(one, parts, depth)
    if not isinstance(node, dict) or depth > _DEEPEST:
        return
    kind, attributes = str(node.get("type")), node.get("attrs")
    held = attributes if isinstance(attributes, dict) else {}
    if kind == "text":
        parts.append(str(node.get("text", "")))
    elif kind == "hardBreak":
        parts.append("\n")
    elif kind == "mention":
        parts.append("@" + str(held.get("text") or held.get("id") or "someone").lstrip("@"))
    elif kind in ("emoji", "status"):
        parts.append(str(held.get("text") or held.get("shortName") or ""))
    elif kind == "inlineCard":
        parts.append(str(held.get("url") or ""))
    _walk(node.get("content"), parts, depth + 1)
    if kind in _BLOCKS:
        parts.append("\n")
    elif kind in ("tableCell", "tableHeader"):
        parts.append(" | ")


def mentioned(body: Any) -> list[tuple[str, str]]:
    """Return the (account id, name) of everybody whom a document tree mentions."""
    found: list[tuple[str, str]] = []
    todo = [(body, 0)]
    while todo:
        node, depth = todo.pop()
        if isinstance(node, list):
            todo += [(one, depth) for one in node]
        elif isinstance(node, dict) and depth <= _DEEPEST:
            held = node.get("attrs")
            if node.get("type") == "mention" and isinstance(held, dict):
                found.append((str(held.get("id") or ""), str(held.get("text") or "").lstrip("@")))
            todo.append((node.get("content"), depth + 1))
    return found
