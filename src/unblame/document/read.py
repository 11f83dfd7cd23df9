"""A document read back: the body is the truth for what it shows, front matter for the rest."""

from hashlib import sha256
from typing import Any

import msgspec

from unblame.document import clock
from unblame.document.byhand import asked_by_hand
from unblame.document.cell import View
from unblame.document.collect import Body, ShownRow, collect
from unblame.document.durations import compute
from unblame.document.errors import DocumentError
from unblame.document.front import Front, parse
from unblame.document.front_coverage import at_length
from unblame.document.marks import plain as plain_data
from unblame.document.record import (
    KINDS,
    LETTER,
    NAMED,
    SINGLE_TYPES,
    cells_of,
    in_order,
    restore,
    rows_of,
)
from unblame.document.shown import settled
from unblame.model import CORE_MILESTONES, SCHEMA, FactorCategory, Kind, Milestone, Postmortem
from unblame.text import digest

PLAIN = ("tool_version", "recogniser", "drafted_at", "coverage", "decisions")


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it stands: its text, what it shows, and the record it amounts to."""

    text: str
    front: Front
    body: Body
    view: View
    new_ids: dict[int, str]
    postmortem: Postmortem


def read(text: str) -> Postmortem:
    """Return the post-mortem that a document holds.

    Raises DocumentError, with line, column and the fix, where it cannot be read as it stands.
    """
    return open_document(text).postmortem


def open_document(text: str) -> Document:
    """Return a document with the place of everything it shows."""
    front = parse(text)
    _refuse_foreign(front)
    headings = front.data.get("headings") or {}
    body = collect(text, front.end, front.line, headings if isinstance(headings, dict) else {})
    view = _view(front, body)
    new_ids = _new_ids(front, body)
    plain = _plain(front, body, view, new_ids)
    try:
        postmortem = msgspec.convert(plain, type=Postmortem)
    except msgspec.ValidationError as error:
        raise DocumentError(
            f"a value does not fit: {error}",
            line=2,
            next_step="Correct that value, or take back its last change.",
        ) from error
    asked = asked_by_hand(postmortem, front, body, new_ids)
    return Document(
        text=text,
        front=front,
        body=body,
        view=view,
        new_ids=new_ids,
        postmortem=msgspec.structs.replace(postmortem, questions=asked),
    )


def _refuse_foreign(front: Front) -> None:
    schema = front.data.get("schema")
    if schema == SCHEMA:
        return
    seen = "there is no front matter with a schema" if schema is None else f"schema {schema!r}"
    raise DocumentError(
        f"{seen}, so this is no document of this version",
        line=1 if schema is None else 2,
        foreign=True,
        next_step=f"Begin one with `unblame draft`; documents carry `schema: {SCHEMA}`.",
    )


def part(front: Front, name: str) -> dict[str, Any]:
    """Return one mapping of the front matter; an absent one is empty."""
    value = front.data.get(name)
    return value if isinstance(value, dict) else {}


def entry(front: Front, kind: str, identity: str) -> dict[str, Any]:
    """Return what the front matter keeps of one part."""
    value = part(front, kind).get(identity)
    return value if isinstance(value, dict) else {}


def _view(front: Front, body: Body) -> View:
    plain = View(zone=clock.zone_of(None))
    incident = restore(
        part(front, "incident"),
        "incident",
        cells_of("incident", "", body),
        plain,
    )
    named = incident.get("zone") or "UTC"
    zone = clock.zone_of(named)
    for row in body.rows:
        cell = row.cells.get("when")
        found = clock.parse_moment(cell.text, zone)["at"] if cell else None
        if found:
            return View(zone=zone, day=found.astimezone(zone).date(), zone_name=named)
    return View(zone=zone, zone_name=named)


def next_numbers(front: Front, body: Body) -> dict[str, int]:
    """Return the next free number of each letter."""
    following = dict.fromkeys((*LETTER.values(), "S"), 1)
    for letter, value in part(front, "next").items():
        if isinstance(value, int):
            following[letter] = max(following.get(letter, 1), value)
    names = [name for kind in (*LETTER, "evidence") for name in part(front, kind)]
    names += [row.identity for row in body.rows if row.identity]
    for name in names:
        letter, digits = name[0], name[1:]
        if letter in following and digits.isdigit():
            following[letter] = max(following[letter], int(digits) + 1)
    return following


def _new_ids(front: Front, body: Body) -> dict[int, str]:
    following = next_numbers(front, body)
    given = {}
    for row in body.rows:
        if row.identity is None:
            letter = LETTER[row.kind]
            given[row.start] = f"{letter}{following[letter]}"
            following[letter] += 1
    return given


def _plain(front: Front, body: Body, view: View, new_ids: dict[int, str]) -> dict[str, Any]:
    plain: dict[str, Any] = {k: front.data[k] for k in PLAIN if front.data.get(k) is not None}
    if "coverage" in plain:
        plain["coverage"] = at_length(plain["coverage"])
    plain["schema"] = SCHEMA
    for name in SINGLE_TYPES:
        cells = cells_of(name, "", body)
        plain[name] = restore(part(front, name), name, cells, view)
    document = cells_of("document", "", body)
    plain |= restore(part(front, "document"), "document", document, view)
    for name in KINDS:
        parts = _parts(front, body, view, new_ids, name)
        plain[name] = parts if name == "milestones" else list(parts.values())
    for name in ("evidence", "intervals"):
        plain[name] = [value | {"id": key} for key, value in part(front, name).items()]
    plain["durations"] = _durations(front, plain["milestones"])
    plain["sections"] = [
        {"heading": heading, "markdown": markdown} for heading, markdown in body.unknown
    ]
    return plain


def _parts(
    front: Front, body: Body, view: View, new_ids: dict[int, str], kind: str
) -> dict[str, dict[str, Any]]:
    known = part(front, kind)
    found: dict[str, dict[str, Any]] = {}
    group: dict[str, str] = {}
    for row in rows_of(kind, body):
        identity = row.identity or new_ids[row.start]
        identity = identity.removeprefix(f"{kind}.")
        cells = dict(row.cells)
        if kind == "actions":
            cells |= body.single.get(f"behind {identity}", {})
        fields = restore(entry(front, kind, identity), kind, cells, view)
        if kind == "events" and not entry(front, kind, identity) and "kinds" not in fields:
            fields["kinds"] = [fields.get("kind", Kind.NOTE)]
        found[identity] = _finished(kind, identity, fields, row)
        group[identity] = f"{row.idea}{fields.get('category') if kind == 'factors' else ''}"
    for identity, kept in known.items():
        if identity not in found and isinstance(kept, dict) and "drafted" not in kept:
            fields = restore(kept, kind, {}, view)
            found[identity] = _finished(kind, identity, fields, None)
    if kind == "milestones":
        for name in CORE_MILESTONES:
            found.setdefault(name, plain_data(Milestone()))
    return {key: found[key] for key in in_order(list(found), known, group)}


def _finished(
    kind: str, identity: str, fields: dict[str, Any], row: ShownRow | None
) -> dict[str, Any]:
    if kind == "milestones":
        return settled(fields)
    fields[NAMED.get(kind, "id")] = identity
    if kind == "events":
        fields.setdefault("key", _key(fields))
    if kind == "actions" and row:
        if row.idea:
            fields["status"] = "idea"
        elif fields.get("status") == "idea":
            fields["status"] = "proposed"
    if kind == "questions":
        fields.setdefault("about", "document")
    if kind == "factors" and row and "category" not in fields:
        raise DocumentError(
            f"{identity} stands under no category of factor",
            line=row.line,
            next_step=f"Put it below a heading of one of {', '.join(FactorCategory)}.",
        )
    return fields


def _key(fields: dict[str, Any]) -> str:
    text = f"{fields.get('at')}|{fields.get('text')}"
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def times_digest(milestones: dict[str, Any]) -> str:
    """Return a digest of all milestone times, by which kept durations are known to be current."""
    plain = plain_data(milestones)
    times = [
        f"{name} {value.get('at')} {value.get('earliest')} {value.get('latest')}"
        for name, value in sorted(plain.items())
        if value.get("at")
    ]
    return digest("; ".join(times))


def _durations(front: Front, milestones: dict[str, Any]) -> dict[str, Any]:
    kept = part(front, "durations")
    if kept.get("of") == times_digest(milestones):
        return {name: value for name, value in kept.items() if name != "of"}
    values = {name: msgspec.convert(value, type=Milestone) for name, value in milestones.items()}
    plain: dict[str, Any] = plain_data(compute(values))
    return plain
