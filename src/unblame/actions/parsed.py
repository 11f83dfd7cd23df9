"""One telling of an action, read into its act, owner, due day, ticket and measure."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from unblame.actions.day import DAY, due_day
from unblame.actions.measure import parse_measure
from unblame.actions.owner import Owner, stated
from unblame.actions.row import Row, row_of
from unblame.actions.stated import imperative, measure_in
from unblame.actions.strength import category_of, strength_of, weak_verb
from unblame.actions.wording import (
    ASIDE,
    ASSIGNED,
    DONE,
    DUE,
    DUE_WEEKDAY,
    FINISHED,
    HANDLE,
    LEAD,
    LINK,
    MARKS,
    MEASURE,
    NAMED,
    NOTHING,
    OWNER,
    POINTER,
    TALK,
    TEAM,
    TICKET,
    TRAILING,
    UNOWNED,
)
from unblame.factors import temporary_id
from unblame.language import blameless
from unblame.model import Action, ActionStatus, Source


class Held(Struct, frozen=True, kw_only=True):
    """An action as the evidence tells of it, before it is parsed."""

    text: str
    source: tuple[Source, ...]
    event: str | None = None
    said_on: date | None = None
    owner: str | None = None


def parse(one: Held, *, year: int, after: date | None = None) -> Action | None:
    """Return the action in one telling with owner, due date, ticket and measure where it states them.

    `after` is the day of the incident, before which nothing is due.
    """
    row = _plain(row_of(one.text), one.said_on)
    ticket = _ticket(row.ticket or one.text)
    title = _title(row.act, ticket)
    if title is None:
        return None
    named = row.owner or one.owner
    owner = stated(named, _place(one.source)) if named else Owner()
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
        elif FINISHED.fullmatch(part):
            continue
        else:
            return None, None, text
    if due is None and (
        owner is None or match["after"] or not re.search(r"team$|^@|[Rr]esponder", owner)
    ):
        return None, None, text
    return owner, due, f"{text[: match.start()]} {' '.join(tickets)}".strip()


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
    return None, UNOWNED.sub("", text)


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
