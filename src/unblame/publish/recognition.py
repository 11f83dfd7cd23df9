"""Knows a page or record that Unblame wrote, so that a later run may replace it."""

from html.parser import HTMLParser

import msgspec

from unblame.model import SCHEMA

_FAMILY = SCHEMA.partition("/")[0] + "/"


class _Named(msgspec.Struct):
    id: str


class _Stamp(msgspec.Struct):
    schema: str
    incident: _Named


class _Head(HTMLParser):
    """Collects the meta tags of a page's head; what stands in the body proves nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ended = self.ended or tag == "body"
        values = dict(attrs)
        if tag == "meta" and not self.ended and values.get("name"):
            self.meta.setdefault(str(values["name"]), values.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        self.ended = self.ended or tag == "head"


def recognise(text: str) -> str | None:
    """Return the incident id of HTML or JSON that Unblame wrote, else None."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return _of_json(start)
    if start[:15].lower().startswith(("<!doctype html", "<html")):
        return _of_html(start)
    return None


def _of_json(text: str) -> str | None:
    try:
        stamp = msgspec.json.decode(text.encode(errors="replace"), type=_Stamp)
    except msgspec.DecodeError:
        return None
    return stamp.incident.id if stamp.schema.startswith(_FAMILY) else None


def _of_html(text: str) -> str | None:
    head = _Head()
    head.feed(text.partition("</head>")[0])
    if not head.meta.get("generator", "").lower().startswith("unblame"):
        return None
    return head.meta.get("unblame:incident") or None
