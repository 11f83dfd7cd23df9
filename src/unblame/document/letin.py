"""The parts of the record that a person lets into the public edition, one by one."""

from datetime import timedelta

from msgspec.structs import replace

from unblame.document.desk import Desk
from unblame.document.plainwords import KINDS
from unblame.document.readout import BARE, chats, is_quote
from unblame.model import Event, Factor, FactorStatus, Learnt, Postmortem, Precision

LEARNT = ("went_well", "lucky")
ENOUGH_EVENTS = 8
_FINE = frozenset({Precision.EXACT, Precision.SECOND})


def cannot_enter(postmortem: Postmortem, part: str) -> str | None:
    """Return why a part of the record cannot enter the public edition, or None where it can."""
    if part in LEARNT:
        return None
    event = next((event for event in postmortem.events if event.id == part), None)
    if event:
        said = event.kind in BARE and is_quote(event, chats(postmortem))
        return f"{part} is a chat message; words from chat stay with the team" if said else None
    factor = next((factor for factor in postmortem.factors if factor.id == part), None)
    if factor is None:
        known = f"an event such as E1, a confirmed factor such as F1, {' or '.join(LEARNT)}"
        return f"{part} is no part of this document that can enter; it may be {known}"
    if factor.status is FactorStatus.CONFIRMED:
        return None
    a = "a hypothesis" if factor.status is FactorStatus.HYPOTHESIS else "rejected"
    return f"{part} is {a}; only a confirmed factor is told in public"


def events(postmortem: Postmortem, desk: Desk) -> tuple[Event, ...]:
    """Return the chosen events with nothing but their time, to the minute, and their words.

    Of what was said in chat only the kind is told, as in the readout.
    """
    chat, chosen = chats(postmortem), list[Event]()
    for event in postmortem.events:
        if not _chosen(event.id, desk):
            continue
        text, where = event.text, f"event {event.id}"
        if is_quote(event, chat):
            desk.withhold(f"the words of {event.id}", where, "words from chat stay with the team")
            text = f"{KINDS[event.kind].capitalize()}."
        text = desk.passed(text, where)
        if text:
            number = len(chosen) + 1
            chosen.append(
                _to_the_minute(
                    Event(
                        id=f"E{number}",
                        key=f"{number:016x}",
                        at=event.at,
                        earliest=event.earliest,
                        latest=event.latest,
                        precision=event.precision,
                        zone_basis="stated",
                        kind=event.kind,
                        kinds=(event.kind,),
                        text=text,
                    )
                )
            )
    return tuple(chosen)


def statement(factor: Factor, desk: Desk) -> str:
    """Return the wording of a factor where a person let it in and it passes, else nothing."""
    return desk.passed(factor.statement, f"factor {factor.id}") if _chosen(factor.id, desk) else ""


def learnt(postmortem: Postmortem, desk: Desk) -> Learnt:
    """Return what went well and where luck helped, as far as a person let it in."""
    kept: dict[str, tuple[str, ...]] = {}
    for part in LEARNT:
        said: tuple[str, ...] = getattr(postmortem.learnt, part) if _chosen(part, desk) else ()
        where = part.replace("_", " ")
        kept[part] = tuple(text for text in (desk.passed(line, where) for line in said) if text)
    return Learnt(**kept)


def _chosen(part: str, desk: Desk) -> bool:
    return part in desk.decisions.show


def _to_the_minute(event: Event) -> Event:
    if event.at is None or event.precision not in _FINE:
        return event
    at = event.at.replace(second=0, microsecond=0)
    latest = at + timedelta(seconds=59, milliseconds=999)
    return replace(event, at=at, earliest=at, latest=latest, precision=Precision.MINUTE)
