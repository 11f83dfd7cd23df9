"""Which column of a table holds what: as named, else by its heading, else by what its cells hold."""

import re
from dataclasses import dataclass

from unblame.evidence import times
from unblame.evidence.record import Identity
from unblame.evidence.times import Zones

_HEADINGS = {
    "time": "time|timestamp|when|datetime|date ?/ ?time|date ?time|date and time|occurred( at)?|at|"
    "start|started( at)?|event time|time \\(?[a-z/ _+0-9:]+\\)?|created( at)?|zeit|uhrzeit|"
    "zeitpunkt|tid|tidspunkt|heure|hora",
    "date": "date|day|datum|dato|fecha",
    "text": "text|what|event|description|message|details?|note|notes|summary|action|activity|entry|"
    "comment|what happened|event description|ereignis|beschreibung|hendelse|title|body|content",
    "actor": "who|actor|user|author|by|person|name|owner|reporter|responder|from|sender|username",
    "zone": "tz|time ?zone|zone",
    "source": "source|system|service|channel|where|component",
}
_FORMS = {key: re.compile(f"(?:{form})$", re.IGNORECASE) for key, form in _HEADINGS.items()}
_IN_HEADING = re.compile(r"[(\[]\s*([A-Za-z][\w/+-]{1,40}(?::\d\d)?)\s*[)\]]|\b(UTC|GMT)\b")

_NOBODY = re.compile(r"[\W\d_]*$|(?:n/?a|none|unknown|tbd|all|everyone)$", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*(?:,|;|/|&|\s\+\s|\band\b|\bog\b|\bund\b)\s*")
_LONGEST_NAME = 60
_CALLED = re.compile(
    r"(?P<name>[^<>()@]*?)\s*[<(]?(?:@(?P<handle>[\w.-]+)|(?P<email>[\w.+%-]+@[\w-]+(?:\.[\w-]+)+))[>)]?"
)


def people_of(cell: str) -> tuple[Identity, ...]:
    """Return whom a cell of a table names, the first as the one who acted; teams and tools too."""
    parts = [part.strip() for part in _SEVERAL.split(cell)]
    named = [part for part in parts if len(part) <= _LONGEST_NAME and not _NOBODY.match(part)]
    return tuple(map(_identity, named))


def _identity(part: str) -> Identity:
    """Return who is meant by a name, a handle, an address, or a name with either behind it."""
    called = _CALLED.fullmatch(part)
    if called is None:
        return Identity(name=part)
    return Identity(name=called["name"] or None, handle=called["handle"], email=called["email"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column holds what, by position."""

    time: int
    text: int
    date: int | None = None
    actor: int | None = None
    zone: int | None = None
    source: int | None = None
    heading_zone: str | None = None
    heading: tuple[str, ...] | None = None


def find_columns(rows: list[list[str]], named: dict[str, str]) -> Columns | None:
    """Find the columns: as named, else by heading, else by what the cells hold."""
    if not rows or len(rows[0]) < 2:
        return None
    top = next((at for at, row in enumerate(rows[:5]) if _is_heading(row, named)), 0)
    heads = _heads(rows[top])
    found: dict[str, int] = {}
    for key, wanted in named.items():
        at = _position(heads, wanted)
        if at is not None:
            found[key] = at
    for key in ("time", "text", "actor", "zone", "source", "date"):
        if key not in found:
            at = _by_heading(heads, key, set(found.values()))
            if at is not None:
                found[key] = at
    if "time" not in found and "date" in found:
        found["time"] = found.pop("date")
    body = rows[top + 1 :] if found else rows
    heading = tuple(rows[top]) if found else None
    if "time" not in found:
        times_at = _timed_column(body, set(found.values()))
        if times_at is None:
            return None
        found["time"] = times_at
    if "text" not in found:
        widest = _longest_column(body, set(found.values()))
        if widest is None:
            return None
        found["text"] = widest
    zone = _IN_HEADING.search(heads[found["time"]]) if heading else None
    return Columns(
        **{key: found.get(key) for key in ("date", "actor", "zone", "source")},
        time=found["time"],
        text=found["text"],
        heading_zone=(zone[1] or zone[2]) if zone else None,
        heading=heading,
    )


def _heads(row: list[str]) -> list[str]:
    return [cell.strip().strip("\ufeff*_").strip() for cell in row]


def _is_heading(row: list[str], named: dict[str, str]) -> bool:
    heads = _heads(row)
    if any(_position(heads, wanted) is not None for wanted in named.values()):
        return True
    return any(_by_heading(heads, key, set()) is not None for key in ("time", "date"))


def _position(heads: list[str], wanted: str) -> int | None:
    folded = [head.casefold() for head in heads]
    if wanted.casefold() in folded:
        return folded.index(wanted.casefold())
    return (
        int(wanted) - 1
        if wanted.isdecimal() and len(wanted) < 5 and 0 < int(wanted) <= len(heads)
        else None
    )


def _by_heading(heads: list[str], key: str, taken: set[int]) -> int | None:
    for at, head in enumerate(heads):
        bare = _IN_HEADING.sub("", head).strip()
        if at not in taken and bare and _FORMS[key].match(bare):
            return at
    return None


def _timed_column(body: list[list[str]], taken: set[int]) -> int | None:
    zones = Zones()
    for at in range(max((len(row) for row in body), default=0)):
        cells = [row[at] for row in body if at < len(row) and row[at].strip()]
        hits = sum(times.read_time(cell, zones=zones) is not None for cell in cells)
        if at not in taken and cells and hits * 2 >= len(body):
            return at
    return None


def _longest_column(body: list[list[str]], taken: set[int]) -> int | None:
    widths: dict[int, int] = {}
    for row in body:
        for at, cell in enumerate(row):
            if at not in taken:
                widths[at] = widths.get(at, 0) + len(cell)
    return max(widths, key=lambda at: (widths[at], -at), default=None)
