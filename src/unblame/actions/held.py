"""Actions that the evidence already holds.

Bullets under action headings, `action item:` in chat, tickets of a tracker, and what somebody takes on.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from unblame.actions.measure import verify_date
from unblame.actions.owner import Owner, stated
from unblame.actions.parsed import Held, parse
from unblame.actions.reached import reached
from unblame.actions.row import FOLLOWS
from unblame.actions.taken import taken_on, thing_of
from unblame.actions.tickets import tickets
from unblame.actions.wording import HEADING, LABEL, LIST, PROSE, QUESTION, SAID, TAKES
from unblame.evidence import Evidence
from unblame.evidence.record import Passage
from unblame.model import Action, ActionStatus, MilestoneName

if TYPE_CHECKING:
    from unblame.timeline import Timeline

LONGEST_READ = 1000


def held(evidence: Evidence, timeline: "Timeline", *, year: int) -> list[Action]:
    """Return the actions that the evidence holds, in its order, each once; `year` completes dates."""
    kept: dict[str, Action] = {}
    days = [event.at.date() for event in timeline.events if event.at is not None]
    after = min(days, default=None)
    for one in _tellings(evidence, timeline):
        action = parse(one, year=year, after=after)
        if action is not None:
            kept.setdefault(re.sub(r"\W+", " ", action.title.lower()).strip(), action)
    told = _committed(list(kept.values()), evidence, timeline, year)
    for one in tickets(evidence, timeline):
        action = parse(one, year=year, after=after)
        if action is not None:
            told = _tracked(told, action)
    for one in taken_on(timeline.events, evidence.passages, _over(timeline)):
        action = parse(one, year=year, after=after)
        if action is not None:
            told = _assumed(told, action, thing_of(one))
    return told


def _over(timeline: "Timeline") -> datetime | None:
    """Return when the service was back for good, as far as known."""
    return reached(timeline, MilestoneName.MITIGATED, MilestoneName.RESOLVED)


def _tracked(told: list[Action], ticket: Action) -> list[Action]:
    """Add the ticket of a tracker, or give its fields to the action that it tracks."""
    twin = next((one for one in told if _same(one, ticket)), None)
    if twin is None:
        return [*told, ticket]
    full = replace(
        ticket,
        title=twin.title,
        sources=tuple(dict.fromkeys((*twin.sources, *ticket.sources))),
        events=tuple(dict.fromkeys((*twin.events, *ticket.events))),
        due=ticket.due or twin.due,
        measure=twin.measure,
    )
    if ticket.owner is None:
        full = _taken(full, _owner(twin), full.due)
    return [full if one is twin else one for one in told]


def _same(one: Action, ticket: Action) -> bool:
    if one.ticket is not None:
        return one.ticket == ticket.ticket
    first, second = _words(one.title), _words(ticket.title)
    return len(first & second) >= 2 and len(first & second) >= 0.8 * min(len(first), len(second))


def _assumed(told: list[Action], taken: Action, thing: set[str]) -> list[Action]:
    """Add what somebody takes on, or give its owner to the action that speaks of the same thing."""
    twin = next((one for one in told if thing and thing <= _words(one.title)), None)
    if twin is None:
        return [*told, taken]
    if twin.owner is not None:
        return told
    full = _taken(twin, _owner(taken), taken.due)
    return [full if one is twin else one for one in told]


def _owner(action: Action) -> Owner:
    return Owner(
        name=action.owner,
        kind=action.owner_kind,
        status=action.owner_status,
        reason=action.owner_reason,
    )


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w{3,}", title.lower())) - {"the", "and", "for"}


def _committed(
    actions: list[Action], evidence: Evidence, timeline: "Timeline", year: int
) -> list[Action]:
    """Give an action the owner and date of a sentence such as `Responder A would take the alert`."""
    texts = [passage.text[:LONGEST_READ] for passage in evidence.passages]
    texts += [event.text[:LONGEST_READ] for event in timeline.events]
    for match in filter(None, map(TAKES.search, texts)):
        thing = set(re.findall(r"\w{3,}", match["thing"].lower())) - {"the"}
        due = verify_date(match["due"], year) if match["due"] else None
        fitting = [
            a for a in actions if thing and thing <= set(re.findall(r"\w{3,}", a.title.lower()))
        ]
        for action in fitting[:1]:
            if action.owner is None:
                taken = _taken(action, stated(match["owner"]), due)
                actions = [taken if one is action else one for one in actions]
    return actions


def _taken(action: Action, owner: Owner, due: date | None) -> Action:
    return replace(
        action,
        owner=owner.name,
        owner_kind=owner.kind,
        owner_status=owner.status,
        owner_reason=owner.reason,
        due=action.due or due,
        status=ActionStatus.OPEN if due else action.status,
    )


def _tellings(evidence: Evidence, timeline: "Timeline") -> Iterator[Held]:
    for statement in evidence.statements:
        if statement.moment is None and LABEL.match(statement.label):
            yield Held(text=statement.text[:LONGEST_READ], source=(statement.source,))
    for passage in _joined(evidence.passages):
        leaf = (passage.section or "").rsplit(" / ", 1)[-1]
        said = PROSE.match(passage.text[:LONGEST_READ])
        if HEADING.search(leaf):
            yield Held(text=passage.text[:LONGEST_READ], source=(passage.source,))
        elif said is not None:
            for part in _parts(said["what"]):
                yield Held(text=part, source=(passage.source,))
    for event in timeline.events:
        match = SAID.search(event.text[:LONGEST_READ])
        if match is not None and not QUESTION.search(event.text):
            yield Held(
                text=match["what"],
                source=event.sources,
                event=f"E:{event.key}",
                said_on=event.at.date() if event.at is not None else None,
            )


def _joined(passages: tuple[Passage, ...]) -> list[Passage]:
    """Join `Owner: ...` and `Due: ...` to the sentence before them under an action heading."""
    joined: list[Passage] = []
    for passage in passages:
        last = joined[-1] if joined else None
        near = last is not None and _section_of(last) == _section_of(passage)
        if last is not None and near and FOLLOWS.match(passage.text):
            joined[-1] = replace(last, text=f"{last.text.rstrip('.')}. {passage.text}")
        else:
            joined.append(passage)
    return joined


def _section_of(passage: Passage) -> tuple[str, str | None]:
    return passage.source.evidence, passage.section


def _parts(text: str) -> list[str]:
    """Split `run the job hourly, alert on its age, put ...` where each part begins with a plain verb."""
    parts = LIST.split(text.rstrip("."))
    if len(parts) > 1 and all(len(part.split()) > 2 and part[:1].islower() for part in parts):
        return parts
    return [text]
