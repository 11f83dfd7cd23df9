"""What every chat has in common: messages, answers, edits and deletions, as records."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from unblame.evidence.json_reading import untimed_warnings
from unblame.evidence.record import Identity, Reading, Record
from unblame.model import Kind, Moment, Warning

#: What is read of one channel at most, so that memory stays bounded.
MOST_MESSAGES = 500_000
UNSEEN = "A message was edited; the export holds only its last wording"
_STATED = re.compile(r"\W{0,2}\[(firing|resolved)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as a chat tells it; ids are text. `thread` is the id of what it answers.

    `reached` is when it came to its readers, where that was later than it was written.
    """

    moment: Moment
    text: str
    id: str
    place: str
    author: Identity | None = None
    thread: str | None = None
    edited: Moment | None = None
    before: str | None = None
    deleted: Moment | None = None
    gone: bool = False
    reached: Moment | None = None


class Ids:
    """Makes an id for messages of a chat that has none: of time, author, text and occurrence.

    The name of the file is no part of it, so that the same chat given twice is one chat.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, moment: Moment, who: str, text: str) -> str:
        """Return the id of the next message."""
        when = moment.at.isoformat() if moment.at is not None else moment.as_written
        raw = f"{when}\x1f{who}\x1f{text}".encode(errors="replace")
        digest = hashlib.sha256(raw).hexdigest()[:16]
        self._seen[digest] += 1
        return f"{digest}/{self._seen[digest]}"


def records_of(one: Message) -> list[Record]:
    """Return what a message tells: itself, its edit and its deletion, each a fact of its own.

    `before` is the first wording where the source kept it. `gone` says that only the fact of the
    deletion is left, at an unknown time.
    """
    first = Record(
        moment=one.moment,
        text=one.text if one.before is None else one.before,
        place=one.place,
        source_id=one.id,
        actor=one.author,
        kind=stated(one.text) if one.author is not None and one.author.bot else Kind.NOTE,
        section=f"thread {one.thread}" if one.thread else None,
    )
    if (reached := _later(one.reached, one.moment)) is not None:
        first = msgspec.structs.replace(first, known_at=reached.at)
    found = [first] if first.text else []
    if (edited := _later(one.edited, one.moment)) is not None:
        if one.before is None:
            found = [msgspec.structs.replace(r, known_at=edited.at) for r in found]
        text = UNSEEN if one.before is None else f"[edited] {one.text}"
        found.append(_after(first, edited, text, "edited"))
    if one.gone:
        found = [_after(first, one.moment, "A message was deleted", "deleted")]
    elif (deleted := _later(one.deleted, one.moment)) is not None:
        found.append(_after(first, deleted, "A message was deleted", "deleted"))
    return found


@dataclass(slots=True)
class Talk:
    """What the messages of one source come to, taken one at a time; `people` are those met so far."""

    people: dict[Identity, Identity] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    left_out: int = 0
    _untimed: list[int] = field(default_factory=list)

    def take(
        self,
        found: Iterable[dict[str, Any]],
        make: Callable[[dict[str, Any], int], list[Record] | None],
    ) -> None:
        """Take the records that `make` makes of each message; None says that it has no time."""
        for number, one in enumerate(found, start=1):
            if number > MOST_MESSAGES:
                self.left_out += 1
                continue
            made = make(one, number)
            if made is None:
                self._untimed.append(number)
            self.records += made or ()

    def known(self, who: Identity) -> Identity:
        """Return one identity for everything that a person wrote."""
        return self.people.setdefault(who, who)

    def reading(self, warnings: Iterable[Warning]) -> Reading:
        """Return the records, everybody who was met, and what could not be read."""
        told = [*warnings, *untimed_warnings(self._untimed, "message")]
        if self.left_out:
            what = f"more than {MOST_MESSAGES} messages; {self.left_out} after them were left out; give the channels of the incident"
            told.append(Warning(where=f"message {MOST_MESSAGES + 1}", what=what))
        return Reading(
            records=tuple(self.records), identities=tuple(self.people), warnings=tuple(told)
        )


def stated(text: str) -> Kind:
    """Return the kind that an alerting bot states: an alert that ends is no closed incident."""
    found = _STATED.match(text)
    if found is None:
        return Kind.NOTE
    return Kind.RECOVERY if found[1].lower() == "resolved" else Kind.ALERT


def _later(one: Moment | None, first: Moment) -> Moment | None:
    """Return the moment where it is known and follows the first."""
    if one is None or one.at is None:
        return None
    return one if first.at is None or one.at > first.at else None


def _after(first: Record, moment: Moment, text: str, what: str) -> Record:
    deleted = what == "deleted"
    return Record(
        moment=moment,
        text=text,
        place=first.place,
        source_id=f"{first.source_id}/{what}" + ("" if deleted else f"/{moment.as_written}"),
        actor=first.actor,
        kinds=(Kind.NOTE,),
        section=first.section,
        edit_of=first.source_id,
        deleted=deleted,
    )
