"""Tickets of a tracker that are work to do, as the readers of trackers state them.

A ticket about what failed, a request or a change record is no such work. Which of the tickets follow from
the incident is decided where its times are known.
"""

import re
from typing import Final

from unblame.evidence.record import Statement
from unblame.model import Moment, Source

TASK: Final = "Task"
TASK_LINKED: Final = "Task linked to the incident"
_LONGEST = 300
_NO_WORK = re.compile(
    r"\b(?:incident|outage|problem|support|request|question|change|alert|epic|test|post-?mortem|risk|access)\b",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"cancel|won.?t|reject|duplicate|not[ _]planned|invalid|obsolete|declin|abandon", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?:[\w ]+[:/]+ ?)?(?:incident|outage|support|question|sev[-: ]?\d)$", re.IGNORECASE
)
_INCIDENT = re.compile(r"\b(?:major )?(?:incident|outage)\b", re.IGNORECASE)


def task(
    title: str,
    *,
    place: str,
    opened: Moment | None,
    sort: str = "",
    ticket: str = "",
    owner: str = "",
    due: str = "",
    state: str = "",
    linked: bool = False,
) -> Statement | None:
    """Return a ticket as a statement of work to do, or None where it is none or was dropped."""
    title = " ".join(title.split())[:_LONGEST].replace("|", "/")
    if not title or opened is None or _NO_WORK.search(sort) or _DROPPED.search(state):
        return None
    fields = (("Owner", owner), ("Due", due[:10]), ("Ticket", ticket), ("Status", state))
    parts = [title, *(f"{name}: {' '.join(held.split())}" for name, held in fields if held)]
    return Statement(
        label=TASK_LINKED if linked else TASK,
        text=" | ".join(parts),
        source=Source(evidence="", place=place),
        moment=opened,
    )


def sort_of_labels(labels: object) -> str:
    """Return `incident` where a label says that the ticket is the incident itself."""
    named = [one.get("name") if isinstance(one, dict) else one for one in objects(labels)]
    called = any(isinstance(one, str) and _LABELLED.match(one.strip()) for one in named)
    return "incident" if called else ""


def objects(value: object) -> list[object]:
    """Return the members of a list, or of what GraphQL wraps around one."""
    held = value.get("nodes") if isinstance(value, dict) else value
    return held if isinstance(held, list) else []


def is_incident(sort: str) -> bool:
    """Say whether a sort or label of a ticket names an incident."""
    return _INCIDENT.search(sort) is not None
