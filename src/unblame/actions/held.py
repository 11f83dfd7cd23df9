"""Actions that the evidence already holds: bullets under action headings, `action item:` in chat."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from unblame.actions.day import DAY, due_day
from unblame.actions.measure import parse_measure, verify_date
from unblame.actions.owner import Owner, stated
from unblame.actions.row import FOLLOWS, Row, row_of
from unblame.actions.stated import imperative, measure_in
from unblame.actions.strength import category_of, strength_of, weak_verb
from unblame.actions.wording import (
    ASIDE,
    ASSIGNED,
    DONE,
    DUE,
    DUE_WEEKDAY,
    HANDLE,
    HEADING,
    LABEL,
    LEAD,
    LINK,
    LIST,
    MARKS,
    MEASURE,
    NAMED,
    NOTHING,
    OWNER,
    POINTER,
    PROSE,
    QUESTION,
    SAID,
    TAKES,
    TALK,
    TEAM,
    TICKET,
    TRAILING,
)
from unblame.evidence import Evidence
from unblame.evidence.record import Passage
from unblame.factors import temporary_id
from unblame.language import blameless
from unblame.model import Action, ActionStatus, Source

if TYPE_CHECKING:
    from unblame.timeline import Timeline

LONGEST_READ = 1000


class Held(Struct, frozen=True, kw_only=True):
    """An action as the evidence tells of it, before it is parsed."""

    text: str
    source: tuple[Source, ...]
    event: str | None = None
    said_on: date | None = None


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


def parse(one: Held, *, year: int, after: date | None = None) -> Action | None:
    """Return the action in one telling with owner, due date, ticket and measure where it states them.

    `after` is the day of the incident, before which nothing is due.
    """
    row = _plain(row_of(one.text), one.said_on)
    ticket = _ticket(row.ticket or one.text)
    title = _title(row.act, ticket)
    if title is None:
        return None
    owner = stated(row.owner, _place(one.source)) if row.owner else Owner()
    due = due_day(row.due, year=year, after=after, said_on=one.said_on) if row.due else None
    measure = row.measure
    return Action(
        id=temporary_id("A", title),
        title=title,
        category=row.kind or category_of(title),
        owner=owner.name,
        owner_kind=owner.kind,
        owner_status=owner.status,
        owner_reason=owner.reason,
        due=due,
        status=_status(owner, due, ticket, title, done=row.done),
        strength=strength_of(title),
        events=(one.event,) if one.event else (),
        sources=one.source,
        measure=parse_measure(measure, year=year) if measure else measure_in(title),
        effort=None,
        ticket=ticket,
    )


def _plain(row: Row, said_on: date | None) -> Row:
    """Take out of the act what it says of owner, due date and measure besides its own fields."""
    done = row.done or DONE.search(row.act) is not None
    rest = LINK.sub(r"\1", POINTER.sub("", row.act)).strip()
    measure, rest = _take(MEASURE, rest, "measure")
    owner, due, rest = _take_aside(rest)
    if due is None:
        due, rest = _take(DUE, rest, "due")
    if due is None and said_on is not None:
        due, rest = _take(DUE_WEEKDAY, rest, "due")
    if owner is None:
        owner, rest = _take_owner(rest)
    return replace(
        row,
        act=rest,
        owner=row.owner or owner,
        due=row.due or due,
        measure=row.measure or measure,
        done=done,
    )


def _take_aside(text: str) -> tuple[str | None, str | None, str]:
    """Take `(Responder A, 2026-03-20)` off the end where each part is an owner, a day or a ticket."""
    match = ASIDE.search(text)
    if match is None:
        return None, None, text
    owner = due = None
    tickets = []
    parts = re.split(r"[,;/]\s+", match["inside"] or match["after"])
    for part in (one.strip(" .") for one in parts):
        named = NAMED.match(part)
        day = re.fullmatch(rf"(?:(?:due|by|until|before)\W+)?({DAY})", part, re.IGNORECASE)
        if day is not None and due is None:
            due = day[1]
        elif named is not None and owner is None:
            owner = named["owner"]
        elif TICKET.search(f" {part}"):
            tickets.append(part)
        else:
            return None, None, text
    if due is None and (
        owner is None or match["after"] or not re.search(r"team$|^@|[Rr]esponder", owner)
    ):
        return None, None, text
    return owner, due, f"{text[: match.start()]} {' '.join(tickets)}".strip()


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


def _place(sources: tuple[Source, ...]) -> str | None:
    return f"{sources[0].evidence} {sources[0].place}" if sources else None


def _take(pattern: re.Pattern[str], text: str, name: str) -> tuple[str | None, str]:
    match = pattern.search(text)
    if match is None:
        return None, text
    return match[name].strip(), (text[: match.start()] + text[match.end() :]).strip()


def _take_owner(text: str) -> tuple[str | None, str]:
    for pattern in (OWNER, ASSIGNED, TRAILING, TEAM, HANDLE):
        owner, rest = _take(pattern, text, "owner")
        if owner is not None:
            return owner, rest
    return None, text


def _title(text: str, ticket: str | None) -> str | None:
    text = MARKS.sub("", text)
    if ticket:
        text = re.sub(rf"[\s(\[]*(?:ticket|task|issue|jira)?\s*[:#]?\s*{re.escape(ticket)}[)\]]?", " ", text,
                      flags=re.IGNORECASE)  # fmt: skip
    text = re.sub(r"https?://\S+", "", text)
    text = re.sub(r"\s+", " ", text).strip(" .,;:|\u2014\u2013-")
    if text.count("(") != text.count(")"):
        text = text.strip("() ")
    text = LEAD.sub("", text)
    if len(text) < 8 or len(text.split()) < 2 or NOTHING.match(text) or TALK.match(text):
        return None
    framed = blameless(text)
    if framed.ask is not None and framed.changed:
        framed = blameless(framed.text)
    if framed.ask is not None:
        return None
    text = framed.text.strip().rstrip(".")
    return imperative(text[:1].upper() + text[1:])


def _status(
    owner: Owner, due: date | None, ticket: str | None, title: str, *, done: bool
) -> ActionStatus:
    if done:
        return ActionStatus.DONE
    if owner.name and (due or ticket):
        return ActionStatus.OPEN
    unsure = weak_verb(title) or title.endswith("?")
    return ActionStatus.IDEA if unsure and not ticket else ActionStatus.PROPOSED


def _ticket(text: str) -> str | None:
    found = next(_groups(TICKET, text), None)
    return f"#{found}" if found and found.isdigit() else found


def _groups(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield from (group for group in match.groups() if group)
