"""What the body shows of each part of the record: cell by cell, how it is written and read back."""

import re
from datetime import datetime
from typing import Any

from unblame.document import clock
from unblame.document.cell import Shown, View, optional_cell, plain_cell
from unblame.document.marks import (
    escape_cell,
    parse_sources,
    references,
    sources_text,
    unescape_cell,
)
from unblame.document.shown_followup import ACTION, DISTRIBUTION, QUESTION
from unblame.model import (
    Action,
    Distribution,
    Event,
    Factor,
    Milestone,
    MilestoneStatus,
    Question,
)

_LATER = re.compile(r"\s*\*\(learnt later(?:: ([^)]*))?\)\*$")
_WITHOUT_TIME = {MilestoneStatus.MISSING, MilestoneStatus.PENDING, MilestoneStatus.NOT_APPLICABLE}


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
    optional_cell("who", "actor"),
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
    plain_cell("reason"),
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
    plain_cell("statement"),
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


SHOWN: dict[type, tuple[Shown, ...]] = {
    Event: EVENT,
    Milestone: MILESTONE,
    Factor: FACTOR,
    Action: ACTION,
    Distribution: DISTRIBUTION,
    Question: QUESTION,
}
