"""Opsgenie beside its alerts: incidents, the entries of their timelines, and webhooks.

Forms: docs.opsgenie.com/docs/incident-api and /docs/sample-alert-action-data; the entries of a timeline
from public clients. A webhook tells when an alert was made in milliseconds and when it was last changed
in nanoseconds; what was done to it was done then.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from unblame.evidence.json_reading import a_record, instant, time_of
from unblame.evidence.json_source import dict_of, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Record, Statement
from unblame.evidence.stated import statements
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind, Moment

_STATED = (
    ("impactStartDate", "Impact started at"),
    ("impactDetectDate", "Detected at"),
    ("impactEndDate", "Impact ended at"),
)
_DONE = {
    "create": ("created", Kind.ALERT),
    "addnote": ("noted", Kind.NOTE),
    "acknowledge": ("acknowledged", Kind.ACKNOWLEDGED),
    "close": ("closed", Kind.RESOLVED),
    "resolve": ("resolved", Kind.RESOLVED),
}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MACHINES = frozenset({"system", "alert api", "opsgenie", "heartbeat"})


def owner(value: object) -> Identity | None:
    """Return who did something, as a log, an entry or a webhook names them."""
    named = said(value).strip()
    if not named:
        return None
    if named.casefold() in _MACHINES:
        return Identity(name=named, bot=True)
    return Identity(email=named) if "@" in named else Identity(name=named)


def is_incident(one: dict[str, Any]) -> bool:
    """Say whether an object is an incident and no alert."""
    if "alias" in one:
        return False
    return any(key in one for key in ("impactedServices", "impactStartDate", "ownerTeam"))


def entries_of(one: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries of a timeline, whether they stand alone or in their incident."""
    return objects_of(one.get("entries")) + objects_of(one.get("timelines"))


def incident(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    """Return when an incident was declared; its impact is stated by `impact_of`."""
    moment = time_of(one.get("createdAt"), zones)
    if moment is None:
        return None
    ident = said(one.get("id")) or said(one.get("tinyId"))
    about = f" ({said(one.get('priority'))})" if said(one.get("priority")) else ""
    text = f"Incident declared: {said(one.get('message'))}{about}"
    return [a_record(moment, text, _place(one), f"{ident}/declared", Kind.DECLARED)]


def _place(one: dict[str, Any]) -> str:
    return f"incident {said(one.get('tinyId')) or said(one.get('id'))}"


def impact_of(one: dict[str, Any]) -> list[Statement]:
    """Return what an incident states of its impact."""
    return statements(one, _STATED, _place(one)) if is_incident(one) else []


def entry(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    """Return one entry of a timeline; one that was changed carries when."""
    moment = time_of(one.get("eventTime"), zones)
    if moment is None:
        return None
    told = dict_of(one.get("description"))
    text = said(told.get("content")) or said(told.get("name")) or said(one.get("type"))
    actor = dict_of(one.get("actor"))
    who = owner(actor.get("name"))
    if who is not None and said(actor.get("type")).casefold() in ("system", "integration", "api"):
        who = Identity(name=said(actor.get("name")), bot=True)
    ident = said(one.get("id"))
    record = a_record(moment, text, f"entry {ident or moment.as_written}", ident or None, None, who)
    edited = time_of(dict_of(one.get("lastEdit")).get("editTime"), zones)
    if edited is None or edited.at is None or moment.at is None or edited.at <= moment.at:
        return [record]
    editor = owner(dict_of(dict_of(one.get("lastEdit")).get("actor")).get("name"))
    said_so = "An entry of the timeline was edited; only its last wording is kept"
    edit = a_record(edited, said_so, record.place, f"{ident}/edited/{edited.as_written}", Kind.NOTE, editor)  # fmt: skip
    return [
        msgspec.structs.replace(record, known_at=edited.at),
        msgspec.structs.replace(edit, edit_of=ident),
    ]


def is_webhook(one: dict[str, Any]) -> bool:
    """Say whether an object is the delivery of a webhook."""
    return "action" in one and any(isinstance(one.get(key), dict) for key in ("alert", "incident"))


def webhook(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    """Return what was done to an alert or an incident."""
    about = "incident" if isinstance(one.get("incident"), dict) else "alert"
    held, action = dict_of(one.get(about)), said(one.get("action"))
    done, kind = _DONE.get(action.casefold(), (_HUMP.sub(" ", action).casefold(), Kind.NOTE))
    made = action.casefold() == "create"
    moment = _time(held.get("createdAt") if made else held.get("updatedAt"), zones)
    if moment is None:
        return None
    ident = said(held.get(f"{about}Id")) or said(held.get("id")) or said(held.get("tinyId"))
    if about == "incident":
        kind = Kind.DECLARED if made else kind
        done = "declared" if made else done
    text = f"{about.capitalize()} {done}: {said(held.get('message'))}"
    note = said(held.get("note")).strip()
    text += f": {note}" if note else ""
    key = f"{ident}/{done}" if made else f"{ident}/{done}/{moment.as_written}"
    place = f"{about} {said(held.get('tinyId')) or ident}"
    stated = None if action.casefold() == "addnote" else kind
    return [a_record(moment, text, place, key, stated, _who(one, held))]


def _time(value: object, zones: Zones) -> Moment | None:
    if isinstance(value, int | str) and said(value).isdecimal():
        return instant(epoch(said(value)))
    return time_of(value, zones)


def _who(one: dict[str, Any], held: dict[str, Any]) -> Identity | None:
    """Return who acted: the user, unless the source of the action says that it was a machine."""
    sort = said(dict_of(one.get("source")).get("type")).casefold()
    user = said(held.get("username"))
    if user and user.casefold() not in _MACHINES and sort not in ("api", "system"):
        return owner(user)
    name = said(dict_of(one.get("source")).get("name")) or user
    return Identity(name=name, bot=True) if name else None


def people_of(one: dict[str, Any]) -> Iterator[Identity]:
    """Yield everybody whom a webhook or an entry names."""
    held = [dict_of(one.get("alert")).get("username"), dict_of(one.get("alert")).get("owner")]
    held += [dict_of(e.get("actor")).get("name") for e in entries_of(one)]
    for who in map(owner, held):
        if who is not None and not who.bot:
            yield who
