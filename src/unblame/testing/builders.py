"""Parts of a post-mortem with plain defaults, for tests here and in plugins."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from unblame.model import (
    Action,
    ActionCategory,
    Confidence,
    Distribution,
    EditionName,
    Event,
    EvidenceItem,
    Factor,
    FactorCategory,
    Incident,
    Interval,
    Kind,
    Measure,
    Milestone,
    MilestoneStatus,
    Postmortem,
    Precision,
    Question,
    Source,
)
from unblame.timeline import durations

T0 = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def an_instant(minutes: float = 0) -> datetime:
    """Return a time so many minutes after the start of the example incident."""
    return T0 + timedelta(minutes=minutes)


def a_source(evidence: str = "S1", place: str = "line 1", **changes: Any) -> Source:
    """Return a place in the evidence."""
    return Source(evidence=evidence, place=place, **changes)


def an_event(
    text: str = "Checkout errors rose to 40 %", *, minutes: float = 0, **changes: Any
) -> Event:
    """Return an event known to the second."""
    at = changes.pop("at", an_instant(minutes))
    usual: dict[str, Any] = {
        "key": sha256(f"{at}|{text}".encode()).hexdigest()[:16],
        "text": text,
        "at": at,
        "earliest": at,
        "latest": at + timedelta(milliseconds=999) if at else None,
        "as_written": at.isoformat() if at else "",
        "zone_basis": "offset",
        "precision": Precision.SECOND if at else Precision.NONE,
        "kind": Kind.SYMPTOM,
        "sources": (a_source(),),
    }
    return Event(**usual | changes)


def a_milestone(minutes: float | None = 0, **changes: Any) -> Milestone:
    """Return an inferred milestone, or a missing one where `minutes` is None."""
    if minutes is None:
        return Milestone(**{"reason": "The record does not say."} | changes)
    at = an_instant(minutes)
    usual: dict[str, Any] = {
        "at": at,
        "earliest": at,
        "latest": at + timedelta(milliseconds=999),
        "status": MilestoneStatus.INFERRED,
        "confidence": Confidence.MEDIUM,
        "reason": "The first symptom in the record.",
    }
    return Milestone(**usual | changes)


def a_factor(statement: str = "The gate has no schema check.", **changes: Any) -> Factor:
    """Return a hypothesis about a condition that contributed."""
    usual: dict[str, Any] = {
        "id": "F:" + sha256(statement.encode()).hexdigest()[:12],
        "category": FactorCategory.CONFIG,
        "subtype_code": "G8",
        "subtype": "unvalidated rollout",
        "statement": statement,
        "sources": (a_source(),),
    }
    return Factor(**usual | changes)


def an_action(title: str = "Reject config that fails validation", **changes: Any) -> Action:
    """Return a proposed action without an owner."""
    usual: dict[str, Any] = {
        "id": "A:" + sha256(title.encode()).hexdigest()[:12],
        "title": title,
        "category": ActionCategory.PREVENTION,
        "due": date(2026, 4, 1),
        "measure": Measure(text=""),
    }
    return Action(**usual | changes)


def a_question(about: str = "milestones.acknowledged", **changes: Any) -> Question:
    """Return an open question."""
    usual: dict[str, Any] = {
        "id": "Q:" + sha256(about.encode()).hexdigest()[:12],
        "about": about,
        "ask": "When was the page picked up, and how is that known?",
        "why": "The record holds no acknowledgement.",
    }
    return Question(**usual | changes)


def an_incident(**changes: Any) -> Postmortem:
    """Return a small post-mortem with temporary ids, as a draft is before it is numbered."""
    first = an_event("Release 88 reached production", minutes=-4, kind=Kind.CHANGE)
    second = an_event("Checkout errors rose to 40 %")
    third = an_event("The page fired", minutes=6, kind=Kind.PAGE, actor="Responder A")
    last = an_event("Release 87 was put back and errors fell", minutes=57, kind=Kind.RECOVERY)
    factor = a_factor(events=(f"E:{first.key}",))
    action = an_action(addresses=(factor.id,), events=(f"E:{first.key}",))
    owner = a_question(f"actions.{action.id}.owner", ask="Who will own this action?", why="")
    usual: dict[str, Any] = {
        "incident": Incident(id="INC-42", product="Checkout", zone="Europe/Oslo"),
        "drafted_at": an_instant(600),
        "tool_version": "0.1.0",
        "evidence": (EvidenceItem(id="S1", path="notes.md", sha256="0" * 64, reader="notes"),),
        "events": (first, second, third, last),
        "milestones": {
            "impact_start": a_milestone(0, events=(f"E:{second.key}",)),
            "detected": a_milestone(6, events=(f"E:{third.key}",)),
            "acknowledged": a_milestone(None),
            "mitigated": a_milestone(57, events=(f"E:{last.key}",)),
            "resolved": a_milestone(57, events=(f"E:{last.key}",)),
        },
        "intervals": (
            Interval(
                id="I:0123456789ab",
                from_=an_instant(0),
                until=an_instant(57),
                events=(f"E:{second.key}",),
            ),
        ),
        "factors": (factor,),
        "actions": (action,),
        "distribution": tuple(
            Distribution(edition=name, due=an_instant(57 + 60 * hours), counted_from="mitigated")
            for name, hours in zip(EditionName, (48, 168, 336), strict=True)
        ),
        "questions": (a_question(), owner),
    }
    usual["durations"] = durations(changes.get("milestones", usual["milestones"]))
    return Postmortem(**usual | changes)
