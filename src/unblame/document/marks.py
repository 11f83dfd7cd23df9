"""The small marks of the document: ids, escapes in cells and prose, references, digests."""

import re
from typing import Any

import msgspec

from unblame.model import Source

DASH = "—"
ID = re.compile(r"([EFAQI])(\d+) · ?")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_SOURCE = re.compile(r"(S\d+)(?: (.*?))?(?: \((\d{4}-\d\d-\d\d)\))?")


def escape_cell(text: str) -> str:
    """Return text that stays inside one table cell and opens no HTML."""
    joined = "<br>".join(_TAG.sub(r"\\<", line).strip() for line in text.splitlines())
    return joined.replace("|", "\\|")


def unescape_cell(text: str) -> str:
    """Return the text of a cell as a reader sees it."""
    return text.strip().replace("\\|", "|").replace("<br>", "\n").replace("\\<", "<")


def escape_prose(text: str) -> str:
    """Return prose that opens no heading, comment or unclosed fence in the document."""
    lines = [_TAG.sub(r"\\<", line.rstrip()) for line in text.strip().splitlines()]
    if sum(bool(re.match(r" {0,3}(```|~~~)", line)) for line in lines) % 2:
        lines = [re.sub(r"^( {0,3})(```|~~~)", r"\1\\\2", line) for line in lines]
    return "\n".join(re.sub(r"^( {0,3})(#{1,6}(?:\s|$))", r"\1\\\2", line) for line in lines)


def unescape_prose(text: str) -> str:
    """Return prose without the escapes that the document needs."""
    plain = re.sub(r"^( {0,3})\\(#{1,6}|```|~~~)", r"\1\2", text.strip(), flags=re.MULTILINE)
    return plain.replace("\\<", "<").replace("\r\n", "\n")


def with_id(identity: str, text: str) -> str:
    """Return text with its id before it, as cells and bullets carry it."""
    return f"{identity} · {text}"


def split_id(text: str) -> tuple[str | None, str]:
    """Return the id that a cell or bullet starts with, or None, and the rest."""
    found = ID.match(text)
    return (found[1] + found[2], text[found.end() :]) if found else (None, text)


def sources_text(sources: tuple[Source, ...]) -> str:
    """Return sources as `S1 line 3; S2 message 7 (2026-03-04)`."""
    return "; ".join(
        " ".join(filter(None, (s.evidence, s.place, s.date and f"({s.date})"))) for s in sources
    )


def parse_sources(text: str) -> list[dict[str, Any]]:
    """Return the sources a cell names; a part that names no evidence goes to the one before it."""
    found: list[dict[str, Any]] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        match = _SOURCE.fullmatch(part)
        if match:
            found.append({"evidence": match[1], "place": match[2] or "", "date": match[3]})
        elif found:
            found[-1]["place"] += f"; {part}"
    return found


def references(text: str, letter: str) -> list[str]:
    """Return the ids of one letter that a text names, in order."""
    return re.findall(rf"\b{letter}\d+\b", text)


def plain(value: Any) -> Any:
    """Return a value as JSON would hold it: dicts, lists, strings, numbers, null."""
    return msgspec.json.decode(msgspec.json.encode(value))
