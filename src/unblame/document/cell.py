"""One cell of the body: which fields it shows, how it is written, and what is read back from it."""

from collections.abc import Callable
from datetime import date, tzinfo
from typing import Any

from msgspec import Struct

from unblame.document import clock
from unblame.document.errors import DocumentError
from unblame.document.marks import (
    DASH,
    escape_cell,
    unescape_cell,
)
from unblame.model import (
    Postmortem,
)


class View(Struct, frozen=True, kw_only=True):
    """What cells need to know of the rest: the zone, the day, and which question asks what."""

    zone: tzinfo
    day: date | None = None
    asks: dict[str, str] = {}
    zone_name: str = "UTC"


def view_of(pm: Postmortem) -> View:
    """Return the view on a post-mortem."""
    zone = clock.zone_of(pm.incident.zone)
    instants = [e.at for e in pm.events if e.at] or [m.at for m in pm.milestones.values() if m.at]
    day = min(instants).astimezone(zone).date() if instants else None
    asks = {q.about: q.id for q in reversed(pm.questions)}
    return View(zone=zone, day=day, asks=asks, zone_name=pm.incident.zone or "UTC")


class Shown(Struct, frozen=True, kw_only=True):
    """One cell: the fields it shows, how it is written (escaped), and what is read from it."""

    name: str
    fields: tuple[str, ...]
    write: Callable[[Any, View], str]
    read: Callable[[str, View], dict[str, Any]]


def plain_cell(name: str) -> Shown:
    """Return the cell that shows one field of text as it stands."""
    return Shown(
        name=name,
        fields=(name,),
        write=lambda value, _: escape_cell(getattr(value, name)),
        read=lambda text, _: {name: unescape_cell(text)},
    )


def optional_cell(name: str, field: str) -> Shown:
    """Return the cell of a field that may be empty, which a dash says."""

    def write(value: Any, _: View) -> str:
        return escape_cell(str(getattr(value, field) or "")) or DASH

    def read(text: str, _: View) -> dict[str, Any]:
        plain = unescape_cell(text)
        return {field: None if not plain or plain.startswith(DASH) else plain}

    return Shown(name=name, fields=(field,), write=write, read=read)


def choice_cell(name: str, kinds: type, default: str) -> Shown:
    """Return the cell of a field that is one of a few words."""

    def read(text: str, _: View) -> dict[str, Any]:
        words = unescape_cell(text).casefold().replace(" ", "_")
        values = {str(kind).casefold(): str(kind) for kind in kinds}  # type: ignore[attr-defined]
        return {name: values.get(words, default)}

    return Shown(
        name=name,
        fields=(name,),
        write=lambda value, _: str(getattr(value, name)).replace("_", " "),
        read=read,
    )


class Unreadable(ValueError):
    """A cell that cannot be read; the reader of the document adds where it stands."""

    def __init__(self, what: str, next_step: str) -> None:
        self.what = what
        self.next_step = next_step
        super().__init__(what)

    def at(self, line: int, column: int) -> DocumentError:
        return DocumentError(self.what, line=line, column=column, next_step=self.next_step)
