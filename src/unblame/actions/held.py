"""Actions that the evidence already holds: bullets under action headings, `action item:` in chat."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from unblame.actions.measure import verify_date
from unblame.actions.owner import Owner, stated
from unblame.actions.parsed import Held, parse
from unblame.actions.row import FOLLOWS
from unblame.actions.wording import HEADING, LABEL, LIST, PROSE, QUESTION, SAID, TAKES
from unblame.evidence import Evidence
from unblame.evidence.record import Passage
from unblame.model import Action, ActionStatus

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
    return _committed(list(kept.values()), evidence, timeline, year)


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
