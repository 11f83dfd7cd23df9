"""ServiceNow: incidents, changes and problems with their notes and the history of their fields.

Form: the Table API of ServiceNow, and public answers. Stamps state no zone: actual values are UTC, shown
values are in the zone of whoever exported. Which of them an export holds is told by its references: with a
link and no shown value they are actual.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record, Statement
from unblame.evidence.stated import utc
from unblame.evidence.tasks import task
from unblame.evidence.times import Zones, read_time
from unblame.model import Kind, Moment

_SORTS = {"INC": "Incident", "CHG": "Change", "PRB": "Problem"}
_NOTED = re.compile(
    r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - (.{1,100}?) \(([^()\n]{1,60})\)[^\S\n]*$", re.MULTILINE
)
_WORK = re.compile(r"(?:P|I)?TASK\d")
_ID = re.compile(r"[0-9a-f]{32}")
_ENDS = (
    ("work_start", "", "work began", Kind.NOTE, Kind.NOTE),
    ("work_end", "", "work ended", Kind.NOTE, Kind.CHANGE),
    ("resolved_at", "resolved_by", "resolved", Kind.RESOLVED, Kind.NOTE),
    ("closed_at", "closed_by", "closed", Kind.NOTE, Kind.NOTE),
)


class ServicenowReader:
    """Reads when records were opened, worked on, resolved and closed, their notes and changes."""

    name = "servicenow"
    about = About(
        title="ServiceNow: incidents, changes and problems, their notes and the history of their fields",
        export=(
            "GET https://INSTANCE/api/now/table/incident?sysparm_query=number=INC0010042&sysparm_display_value=all > incident.json\n"
            "GET …/table/sys_journal_field?sysparm_query=element_id=SYS_ID > notes.json; GET …/table/sys_audit?sysparm_query=documentkey=SYS_ID > audit.json"
        ),
        zone="UTC where the export holds actual values (references with a link and a value); shown values state no zone and need --tz",
        edits="a note is never edited; each change of a field in sys_audit is a fact of its own",
        built_from="documentation of the Table API and public answers",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are records of ServiceNow."""
        if not begins_as_json(head) or not has_keys(head, "sys_id", "sys_created_on", "opened_at"):
            return 0.0
        task = has_keys(head, "number", "short_description", "opened_at", "sys_created_on", "sys_id")  # fmt: skip
        journal = has_keys(head, "element", "element_id", "value", "sys_created_on", "sys_created_by")  # fmt: skip
        audit = has_keys(head, "fieldname", "newvalue", "oldvalue", "documentkey", "sys_created_on")
        return 0.95 if task >= 4 or journal == 5 or audit == 5 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return what happened to each record."""
        opened = open_json(source)
        found = objects_of(opened.values, "result", "records")
        found = [one for held in found for one in objects_of(held.get("result", held))]
        clock = _Clock(zones, actual=any(_is_actual(one) for one in found))
        reading = reading_of(
            opened, found, lambda one: list(_records(one, clock)) or None, "record",
            people=_people,
        )  # fmt: skip
        incidents = {
            _shown(one.get(key))
            for one in found
            if _shown(one.get("number")).startswith("INC")
            for key in ("sys_id", "number")
        }
        work = [made for one in found if (made := _work(one, incidents, clock)) is not None]
        return msgspec.structs.replace(reading, statements=tuple(work))


@dataclass(frozen=True, slots=True)
class _Clock:
    """Reads stamps as what the export holds: actual values are UTC."""

    zones: Zones
    actual: bool

    def at(self, value: object) -> Moment | None:
        held = dict_of(value)
        if held and said(held.get("value")):
            return utc(said(held["value"]))
        text = said(value)
        return utc(text) if self.actual else read_time(text, zones=self.zones)


def _is_actual(one: dict[str, Any]) -> bool:
    return any(
        isinstance(value, dict) and "link" in value and "value" in value and "display_value" not in value
        for value in one.values()
    )  # fmt: skip


def _shown(value: object) -> str:
    held = dict_of(value)
    return said(held.get("display_value")) or said(held.get("value")) or said(value)


def _records(one: dict[str, Any], clock: _Clock) -> Iterator[Record]:
    if "element" in one and "element_id" in one:
        yield from _note(one, clock)
    elif "fieldname" in one and "newvalue" in one:
        yield from _change(one, clock)
    else:
        yield from _task(one, clock)


def _task(one: dict[str, Any], clock: _Clock) -> Iterator[Record]:
    number = _shown(one.get("number")) or _shown(one.get("sys_id"))
    sort = _SORTS.get(number[:3], "Record")
    title, place = _shown(one.get("short_description")), f"{sort.casefold()} {number}"
    start = clock.at(one.get("opened_at")) or clock.at(one.get("sys_created_on"))
    if start is not None:
        kind = Kind.DECLARED if sort == "Incident" else Kind.NOTE
        text = f"{sort} {number} opened: {title}"
        yield a_record(start, text, place, f"{number}/opened", kind, _who(one.get("opened_by")))
    for key, by, word, kind, of_change in _ENDS:
        moment = clock.at(one.get(key))
        if moment is not None:
            held = of_change if sort == "Change" else kind
            if word == "closed" and clock.at(one.get("resolved_at")) is not None:
                held = Kind.CHATTER
            text = f"{sort} {number} {word}: {title}"
            note = _shown(one.get("close_notes")).strip() if word == "resolved" else ""
            text += f" ({note[:500]})" if note else ""
            yield a_record(moment, text, place, f"{number}/{key}", held, _who(one.get(by)))
    for key in ("comments_and_work_notes", "work_notes", "comments"):
        yield from _noted(_shown(one.get(key)), number, place, clock)


def _work(one: dict[str, Any], incidents: set[str], clock: _Clock) -> Statement | None:
    """Return a task, such as one of an incident or a problem, as work to do."""
    number = _shown(one.get("number"))
    if not _WORK.match(number):
        return None
    parent = dict_of(one.get("parent")) or dict_of(one.get("incident"))
    held = {said(parent.get(key)) for key in ("value", "display_value")}
    held |= {said(one.get("parent")), said(one.get("incident"))}
    linked = bool(held & incidents) or any(name.startswith("INC") for name in held)
    return task(
        _shown(one.get("short_description")),
        place=f"record {number}",
        opened=clock.at(one.get("opened_at")) or clock.at(one.get("sys_created_on")),
        ticket=number,
        owner=_named(one.get("assigned_to")) or _named(one.get("assignment_group")),
        due=_shown(one.get("due_date")),
        state=_shown(one.get("state")),
        linked=linked,
    )


def _named(value: object) -> str:
    """Return how a reference is shown; its id alone names nobody."""
    shown = _shown(value)
    return "" if _ID.fullmatch(shown) else shown


def _noted(text: str, number: str, place: str, clock: _Clock) -> Iterator[Record]:
    """Yield the notes that a shown field holds one after the other, the newest first."""
    heads = list(_NOTED.finditer(text))
    ends = [head.start() for head in heads[1:]]
    for head, end in zip(heads, [*ends, len(text)], strict=False):
        body = text[head.end() : end].strip()
        moment = read_time(head[1], zones=clock.zones)
        if body and moment is not None:
            key = f"{number}/note/{head[1]}/{body[:80]}"
            yield a_record(moment, body, f"{place}, note of {head[1]}", key, None, Identity(name=head[2]))  # fmt: skip


def _note(one: dict[str, Any], clock: _Clock) -> Iterator[Record]:
    moment, text = clock.at(one.get("sys_created_on")), _shown(one.get("value")).strip()
    if moment is not None and text:
        ident = _shown(one.get("sys_id")) or moment.as_written
        who = _who(one.get("sys_created_by"))
        yield a_record(moment, text, f"note {ident}", f"note/{ident}", None, who)


def _change(one: dict[str, Any], clock: _Clock) -> Iterator[Record]:
    moment = clock.at(one.get("sys_created_on"))
    if moment is None:
        return
    ident = _shown(one.get("sys_id")) or moment.as_written
    old, new = (_shown(one.get(key)).strip() for key in ("oldvalue", "newvalue"))
    name = _shown(one.get("fieldname")).replace("_", " ")
    text = f"{name} changed from {old} to {new}" if old else f"{name} set to {new}"
    who = _who(one.get("user") or one.get("sys_created_by"))
    yield a_record(moment, text[:500], f"change {ident}", f"audit/{ident}", Kind.NOTE, who)


def _who(value: object) -> Identity | None:
    """Return a person: a reference is shown by name or holds an id; a log-in is a handle."""
    held = dict_of(value)
    if held:
        name, ident = said(held.get("display_value")), said(held.get("value"))
        return Identity(name=name or None, id=ident or None) if name or ident else None
    handle = said(value)
    if not handle:
        return None
    if handle in ("system", "guest"):
        return Identity(name=handle, bot=True)
    return Identity(name=handle) if " " in handle else Identity(handle=handle)


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    keys = ("opened_by", "assigned_to", "resolved_by", "closed_by", "caller_id", "sys_created_by")
    for who in (_who(one.get(key)) for key in keys):
        if who is not None:
            yield who
