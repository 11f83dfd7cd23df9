"""Reads an earlier ticket or post-mortem written as Markdown or plain text."""

import re
from datetime import date
from pathlib import PurePosixPath

from unblame.evidence.record import HistoryItem
from unblame.evidence.times import read_day
from unblame.model import Source

_FRONT = re.compile(r"\A---\r?\n(.*?)\r?\n---\s*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^#{1,3}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_FIELD = re.compile(r"^\W*(\w[\w ]{1,20}?)\W*:\W*(.+?)\s*$", re.MULTILINE)
_TICKET = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b")
_DATED = ("created", "date", "opened", "raised", "reported", "created at", "drafted_at")


def items_of_prose(path: str, text: str) -> list[HistoryItem]:
    """Return the one artefact that a text is, dated by front matter, heading, file name or text."""
    front = _FRONT.match(text)
    body = text[front.end() :] if front is not None else text
    fields = _fields(front[1] if front is not None else "") | _fields_of_head(body)
    heading = _HEADING.search(body)
    title = fields.get("title") or (heading[1] if heading else _first_line(body))
    if not title:
        return []
    stem = PurePosixPath(path).name
    ticket = fields.get("ticket") or fields.get("key") or _ticket(f"{stem} {title}")
    labels = fields.get("labels", fields.get("tags", ""))
    created = _day(fields, title, stem, body)
    day = created.isoformat() if created is not None else None
    return [
        HistoryItem(
            source=Source(evidence="history", place=ticket or path, date=day),
            title=title.strip("\"'"),
            text=body.strip(),
            created=created,
            status=fields.get("status"),
            ticket=ticket,
            labels=tuple(part for part in re.split(r"[\[\],\s]+", labels) if part),
        )
    ]


def _fields(text: str) -> dict[str, str]:
    return {match[1].strip().lower(): match[2].strip("\"' ") for match in _FIELD.finditer(text)}


def _fields_of_head(body: str) -> dict[str, str]:
    known = {"status", "ticket", "key", "labels", "tags", *_DATED}
    return {k: v.strip("*_ ") for k, v in _fields(body[:600]).items() if k in known}


def _first_line(body: str) -> str:
    return next((line.strip() for line in body.splitlines() if line.strip()), "")[:160]


def _ticket(text: str) -> str | None:
    match = _TICKET.search(text)
    return match[0] if match is not None else None


def _day(fields: dict[str, str], title: str, stem: str, body: str) -> date | None:
    written = [fields[name] for name in _DATED if name in fields]
    for place in (*written, title, stem.replace("_", " "), body[:600]):
        if (day := read_day(place)) is not None:
            return day
    return None
