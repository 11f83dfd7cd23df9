"""Actions that a tracker holds: tickets opened once it was over, or linked to the incident."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from unblame.actions.parsed import Held
from unblame.actions.reached import reached
from unblame.actions.strength import VERBS, WEAK_VERBS
from unblame.evidence import Evidence
from unblame.evidence.record import Statement
from unblame.evidence.tasks import TASK, TASK_LINKED
from unblame.model import MilestoneName

if TYPE_CHECKING:
    from unblame.timeline import Timeline

SOON = timedelta(days=30)


def tickets(evidence: Evidence, timeline: "Timeline") -> list[Held]:
    """Return the tickets that follow from the incident, in their order, as tellings of actions."""
    found = [one for one in evidence.statements if one.label in (TASK, TASK_LINKED)]
    if not found:
        return []
    keys = {place: event.key for event in timeline.events for place in event.sources}
    since = back(timeline)
    return [
        Held(
            text=one.text,
            source=(one.source,),
            event=f"E:{keys[one.source]}" if one.source in keys else None,
        )
        for one in found
        if one.label == TASK_LINKED or _follows(one, since)
    ]


def back(timeline: "Timeline") -> datetime | None:
    """Return when the service was back for the first time, or else when it was known to be gone."""
    ends = [one.until for one in timeline.intervals if one.until is not None]
    if ends:
        return min(ends)
    return reached(
        timeline, MilestoneName.MITIGATED, MilestoneName.RESOLVED, MilestoneName.DETECTED
    )


def _follows(one: Statement, since: datetime | None) -> bool:
    """Say whether it was opened soon after, is somebody's or due, and says what is to be done."""
    opened = one.moment.at if one.moment is not None else None
    if since is None or opened is None or not since <= opened <= since + SOON:
        return False
    title, *fields = one.text.split(" | ")
    due = any(field.startswith("Due: ") for field in fields)
    owned = any(field.startswith("Owner: ") for field in fields)
    acts = title.split(" ", 1)[0].lower().strip(":") in VERBS | WEAK_VERBS
    return (owned or due) and (acts or (owned and due))
