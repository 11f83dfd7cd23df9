"""The words of the public write-up: the same sentences in Markdown and on the page."""

from datetime import datetime

from unblame.document.clockface import Clockface, span_in_words
from unblame.model import Action, ActionStatus, Event, MilestoneName, Postmortem, Precision


def public_account(postmortem: Postmortem) -> str:
    """Return the public write-up as Markdown; takes what `public` returned."""
    face = Clockface(None)
    start = _at(postmortem, MilestoneName.IMPACT_START)
    day = f" on {face.day(start)}" if start else ""
    parts = [f"# {postmortem.incident.product or 'Incident'}: incident{day}"]
    if postmortem.public_text:
        parts.append(postmortem.public_text.strip())
    parts += ["## What was affected", *affected(postmortem)]
    if postmortem.events:
        parts += ["## What happened", "\n".join(f"- {told(e)}" for e in postmortem.events)]
    if postmortem.factors:
        parts += [
            "## What contributed",
            "\n".join(f"- {f.statement}" for f in postmortem.factors),
        ]
    if postmortem.actions:
        parts += ["## What we are doing", "\n".join(map(_promise, postmortem.actions))]
    parts += [
        f"## {heading}\n\n" + "\n".join(f"- {text}" for text in said)
        for heading, said in went(postmortem)
        if said
    ]
    return "\n\n".join(parts) + "\n"


def told(event: Event) -> str:
    """Return one event as a line: its time in UTC, as sharp as it is known, and its words."""
    if event.at is None:
        return event.text
    face = Clockface(None)
    precise = event.precision not in {Precision.DAY, Precision.NONE}
    time = (
        f"{face.day(event.at)}, {face.time(event.at, event.precision)} UTC"
        if precise
        else face.day(event.at)
    )
    return f"{time}: {event.text}"


def went(postmortem: Postmortem) -> list[tuple[str, tuple[str, ...]]]:
    """Return what went well and where luck helped, each with its heading."""
    learnt = postmortem.learnt
    return [("What went well", learnt.went_well), ("Where luck helped", learnt.lucky)]


def affected(postmortem: Postmortem) -> list[str]:
    """Return the sentences on who was affected, for how long, and how many."""
    impact = postmortem.impact
    told = impact.text.rstrip(". ")
    if told.split(" ", 1)[0].isalpha() and told.split(" ", 1)[0].islower():
        told = told[0].upper() + told[1:]
    lines = [f"{told}."] if told else []
    lines += [_stretch(start, end) for start, end in _stretches(postmortem)]
    if impact.share is not None:
        lines.append(f"Share affected: {impact.share * 100:.3g} %.")
    return lines


def _stretches(postmortem: Postmortem) -> list[tuple[datetime, datetime | None]]:
    """Return each stretch of impact; with one or none on record, first impact to mitigation."""
    relapses = [(i.from_, i.until) for i in postmortem.intervals if i.from_]
    if len(relapses) > 1:
        return relapses
    start = _at(postmortem, MilestoneName.IMPACT_START)
    end = _at(postmortem, MilestoneName.MITIGATED)
    return [(start, end if end and end > start else None)] if start else []


def _stretch(start: datetime, end: datetime | None) -> str:
    face = Clockface(None)
    if end is None:
        return f"Affected from {face.full(start)} UTC."
    length = span_in_words((end - start).total_seconds())
    same_day = face.day(end) == face.day(start)
    until = face.time(end, Precision.MINUTE) if same_day else face.full(end)
    return f"Affected from {face.full(start)} until {until} UTC ({length})."


def _promise(action: Action) -> str:
    if action.status in {ActionStatus.DONE, ActionStatus.VERIFIED}:
        return f"- {action.title} (done)"
    due = f" (by {action.due.day} {action.due:%B %Y})" if action.due else ""
    return f"- {action.title}{due}"


def _at(postmortem: Postmortem, name: MilestoneName) -> datetime | None:
    milestone = postmortem.milestones.get(name)
    return milestone.at if milestone else None
