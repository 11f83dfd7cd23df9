"""What the body shows of each part of the record: cell by cell, how it is written and read back."""

import re
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import Any

from msgspec import Struct

from unblame.actions import parse_measure
from unblame.document import clock
from unblame.document.errors import DocumentError
from unblame.document.marks import (
    DASH,
    escape_cell,
    parse_sources,
    references,
    sources_text,
    unescape_cell,
)
from unblame.model import (
    Action,
    ActionCategory,
    Distribution,
    DistributionStatus,
    Event,
    Factor,
    Milestone,
    MilestoneStatus,
    OwnerStatus,
    Postmortem,
    Question,
)

_LATER = re.compile(r"\s*\*\(learnt later(?:: ([^)]*))?\)\*$")
_OWNER = re.compile(r"(.*?) \((.*)\)", re.DOTALL)
_WITHOUT_TIME = {MilestoneStatus.MISSING, MilestoneStatus.PENDING, MilestoneStatus.NOT_APPLICABLE}


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


def _plain(name: str) -> Shown:
    return Shown(
        name=name,
        fields=(name,),
        write=lambda value, _: escape_cell(getattr(value, name)),
        read=lambda text, _: {name: unescape_cell(text)},
    )


def _optional(name: str, field: str) -> Shown:
    def write(value: Any, _: View) -> str:
        return escape_cell(str(getattr(value, field) or "")) or DASH

    def read(text: str, _: View) -> dict[str, Any]:
        plain = unescape_cell(text)
        return {field: None if not plain or plain.startswith(DASH) else plain}

    return Shown(name=name, fields=(field,), write=write, read=read)


def _choice(name: str, kinds: type, default: str) -> Shown:
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


# events


def _write_what(event: Event, view: View) -> str:
    text = escape_cell(event.text)
    if event.known_at is None:
        return text
    return f"{text} *(learnt later: {clock.stamp(event.known_at, view.zone)})*".lstrip()


def _read_what(text: str, view: View) -> dict[str, Any]:
    later = _LATER.search(text)
    known: datetime | None = None
    if later:
        text = text[: later.start()]
        found = clock.parse_stamp(later[1] or "", view.zone, view.day)
        known = found[0] if found else None
    return {"text": unescape_cell(text), "known_at": known}


_SOURCES = Shown(
    name="sources",
    fields=("sources",),
    write=lambda value, _: escape_cell(sources_text(value.sources)),
    read=lambda text, _: {"sources": parse_sources(unescape_cell(text))},
)

EVENT = (
    Shown(
        name="when",
        fields=("at", "earliest", "latest", "until", "as_written", "zone_basis", "precision"),
        write=lambda event, view: escape_cell(clock.moment_text(event, view.zone)),
        read=lambda text, view: clock.parse_moment(
            unescape_cell(text), view.zone, view.day, view.zone_name
        ),
    ),
    Shown(name="what", fields=("text", "known_at"), write=_write_what, read=_read_what),
    _optional("who", "actor"),
    _SOURCES,
)


# milestones


def _write_status(milestone: Milestone, _: View) -> str:
    parts = [milestone.status.replace("_", " ")]
    if milestone.confidence:
        parts.append(f"{milestone.confidence} confidence")
    if milestone.by:
        parts.append(f"by {milestone.by}")
    if milestone.automatic:
        parts.append("automatic")
    if milestone.basis == "told":
        parts.append("told in the review")
    return ", ".join(parts)


def _read_status(text: str, _: View) -> dict[str, Any]:
    parts = [part.strip().casefold() for part in text.split(",")]
    words = {
        "status": parts[0].replace(" ", "_"),
        "confidence": next((p.split()[0] for p in parts if p.endswith(" confidence")), None),
        "by": next((p.removeprefix("by ") for p in parts if p.startswith("by ")), None),
        "automatic": "automatic" in parts,
        "basis": "told" if "told in the review" in parts else "record",
    }
    return {
        "status": _known(words["status"], MilestoneStatus, "stated"),
        "confidence": _known(words["confidence"], ("low", "medium", "high"), None),
        "by": _known(words["by"], ("monitor", "customer", "staff", "vendor"), None),
        "automatic": words["automatic"],
        "basis": words["basis"],
    }


def _known(value: Any, values: Any, default: Any) -> Any:
    return value if value in tuple(str(known) for known in values) else default


def _write_evidence(value: Any, _: View) -> str:
    parts = [", ".join(value.events), sources_text(value.sources)]
    return escape_cell("; ".join(filter(None, parts)))


def _read_evidence(text: str, _: View) -> dict[str, Any]:
    parts = unescape_cell(text).split(";", 1)
    events = references(parts[0], "E") if re.match(r"\s*E\d+\b", parts[0]) else []
    rest = parts[1:] if events else parts[:1] + parts[1:]
    return {"events": events, "sources": parse_sources(";".join(rest))}


MILESTONE = (
    Shown(
        name="when",
        fields=("at", "earliest", "latest"),
        write=lambda value, view: clock.milestone_text(value, view.zone),
        read=lambda text, view: clock.parse_milestone(unescape_cell(text), view.zone, view.day),
    ),
    Shown(
        name="status",
        fields=("status", "confidence", "by", "automatic", "basis"),
        write=_write_status,
        read=_read_status,
    ),
    _plain("reason"),
    Shown(
        name="evidence",
        fields=("events", "sources"),
        write=_write_evidence,
        read=_read_evidence,
    ),
)


def settled(plain: dict[str, Any]) -> dict[str, Any]:
    """Return a milestone's fields with a status that fits whether it has a time."""
    status = plain.get("status", "missing")
    if plain.get("at") is None:
        fits = status in _WITHOUT_TIME
        return plain if fits else plain | {"status": "missing", "earliest": None, "latest": None}
    return plain | ({"status": "confirmed", "basis": "told"} if status in _WITHOUT_TIME else {})


# factors


def _write_factor(factor: Factor, _: View) -> str:
    kind = " ".join(filter(None, (factor.subtype_code, factor.subtype)))
    parts = [
        factor.role.replace("_", " "),
        kind,
        f"{factor.status}, {factor.confidence} confidence",
        ", ".join(factor.events),
        sources_text(factor.sources),
    ]
    return escape_cell(" · ".join(filter(None, parts)))


def _read_factor(text: str, _: View) -> dict[str, Any]:
    found: dict[str, Any] = {"subtype_code": None, "subtype": None, "events": [], "sources": []}
    roles = ("trigger", "enabling", "amplifying", "delayed_detection", "delayed_response")
    for part in (part.strip() for part in unescape_cell(text).split(" · ")):
        status = re.fullmatch(r"(\w+), (\w+) confidence", part)
        kind = re.fullmatch(r"([CGPTM][1-8])(?: (.+))?", part)
        if part.replace(" ", "_") in (*roles, "limited_impact"):
            found["role"] = part.replace(" ", "_")
        elif status:
            found["status"] = _known(status[1], ("confirmed", "rejected"), "hypothesis")
            found["confidence"] = _known(status[2], ("medium", "high"), "low")
        elif kind:
            found |= {"subtype_code": kind[1], "subtype": kind[2]}
        elif re.fullmatch(r"E\d+(, E\d+)*", part):
            found["events"] = references(part, "E")
        elif re.match(r"S\d+\b", part):
            found["sources"] = parse_sources(part)
        elif part:
            found["subtype"] = part
    return found


FACTOR = (
    _plain("statement"),
    Shown(
        name="category",
        fields=("category",),
        write=lambda f, _: str(f.category),
        read=lambda text, _: {"category": text},
    ),
    Shown(
        name="about",
        fields=("role", "subtype_code", "subtype", "events", "sources", "status", "confidence"),
        write=_write_factor,
        read=_read_factor,
    ),
)


# actions


def _asked(view: View, about: str, words: str) -> str:
    question = view.asks.get(about)
    return f"{DASH} {words} ({question})" if question else f"{DASH} {words}"


def _write_owner(action: Action, view: View) -> str:
    if not action.owner:
        return _asked(view, f"actions.{action.id}.owner", "who?")
    inside = ": ".join(filter(None, (str(action.owner_status), action.owner_reason)))
    if action.owner_status == OwnerStatus.CONFIRMED and not action.owner_reason:
        return escape_cell(action.owner)
    return escape_cell(f"{action.owner} ({inside})")


def _read_owner(text: str, _: View) -> dict[str, Any]:
    plain = unescape_cell(text)
    if not plain or plain.startswith((DASH, "--")) or plain == "-":
        return {"owner": None, "owner_status": "missing", "owner_reason": None}
    found = _OWNER.fullmatch(plain)
    owner, inside = (found[1], found[2]) if found else (plain, "")
    word, _sep, reason = inside.partition(": ")
    if word in tuple(OwnerStatus):
        return {"owner": owner, "owner_status": word, "owner_reason": reason or None}
    return {"owner": owner, "owner_status": "confirmed", "owner_reason": inside or None}


def _read_due(text: str, _: View) -> dict[str, Any]:
    plain = unescape_cell(text)
    if not plain or plain.startswith((DASH, "-")):
        return {"due": None}
    try:
        return {"due": date.fromisoformat(plain)}
    except ValueError as error:
        raise Unreadable(f"{plain!r} is no date", "Write it as 2026-03-31, or — for none.") from (
            error
        )


def _read_action_category(text: str, _: View) -> dict[str, Any]:
    values = {str(kind).casefold(): str(kind) for kind in ActionCategory}
    category = values.get(unescape_cell(text).casefold())
    if category is None:
        names = ", ".join(ActionCategory)
        raise Unreadable(f"{text!r} is no category of action", f"Write one of {names}.")
    return {"category": category}


def _write_measure(action: Action, view: View) -> str:
    text = escape_cell(action.measure.text)
    return text or _asked(view, f"actions.{action.id}.measure", "how will one know?")


def _read_measure(text: str, _: View) -> dict[str, Any]:
    plain = unescape_cell(text)
    measure = parse_measure("" if plain.startswith(DASH) else plain)
    return {"measure": measure}


ACTION = (
    _plain("title"),
    Shown(
        name="category",
        fields=("category",),
        write=lambda action, _: str(action.category),
        read=_read_action_category,
    ),
    Shown(
        name="owner",
        fields=("owner", "owner_status", "owner_reason"),
        write=_write_owner,
        read=_read_owner,
    ),
    Shown(
        name="due",
        fields=("due",),
        write=lambda action, _: action.due.isoformat() if action.due else DASH,
        read=_read_due,
    ),
    Shown(name="measurable", fields=("measure",), write=_write_measure, read=_read_measure),
)


class Unreadable(ValueError):
    """A cell that cannot be read; the reader of the document adds where it stands."""

    def __init__(self, what: str, next_step: str) -> None:
        self.what = what
        self.next_step = next_step
        super().__init__(what)

    def at(self, line: int, column: int) -> DocumentError:
        return DocumentError(self.what, line=line, column=column, next_step=self.next_step)


# distribution and questions


def _write_edition_due(edition: Distribution, view: View) -> str:
    return clock.stamp(edition.due, view.zone) if edition.due else DASH


def _read_edition_due(text: str, view: View) -> dict[str, Any]:
    plain = unescape_cell(text)
    if not plain or plain.startswith((DASH, "-")):
        return {"due": None}
    found = clock.parse_stamp(plain, view.zone, view.day)
    if found is None:
        raise Unreadable(f"{plain!r} is no time", "Write it as 2026-03-31 14:00, or — for none.")
    return {"due": found[0]}


DISTRIBUTION = (
    Shown(name="due", fields=("due",), write=_write_edition_due, read=_read_edition_due),
    _optional("counted", "counted_from"),
    _choice("status", DistributionStatus, "not_started"),
    _optional("reason", "reason"),
)

_ABOUT = re.compile(r"about (\S+)(?: · (.*))?", re.DOTALL)


def _write_about(question: Question, _: View) -> str:
    why = f" · {question.why}" if question.why else ""
    return escape_cell(f"about {question.about}{why}")


def _read_about(text: str, _: View) -> dict[str, Any]:
    found = _ABOUT.fullmatch(unescape_cell(text))
    if not found:
        return {"about": "document", "why": unescape_cell(text)}
    return {"about": found[1], "why": found[2] or ""}


QUESTION = (
    _plain("ask"),
    Shown(name="about", fields=("about", "why"), write=_write_about, read=_read_about),
)

SHOWN: dict[type, tuple[Shown, ...]] = {
    Event: EVENT,
    Milestone: MILESTONE,
    Factor: FACTOR,
    Action: ACTION,
    Distribution: DISTRIBUTION,
    Question: QUESTION,
}
