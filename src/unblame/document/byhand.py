"""What a cell written by hand answers, and what it asks: filled, emptied, or no time."""

from collections.abc import Iterator
from typing import Any

import msgspec

from unblame.document.collect import Body
from unblame.document.front import Front
from unblame.document.marks import DASH, unescape_cell
from unblame.document.record import cells_of
from unblame.model import Action, ActionStatus, Postmortem, Question, QuestionStatus
from unblame.text import digest

_CELL = {"owner": "owner", "due": "due", "measure": "measurable"}
_ASK = {
    "owner": "Who will own this action: which team or role?",
    "due": "By when will this be done?",
    "measure": "How will one know that this has worked, in which number, and by when?",
}
_EMPTIED = "The cell was emptied by hand."
_NO_TIME = "Such as 14:05, ~14:05, 2026-03-04 14:05 or 14:02 – 14:10; — where it is not known."


class Want(msgspec.Struct, frozen=True, kw_only=True):
    """What a hand-written cell wants of the question about it: that it is open, or answered."""

    about: str
    ask: str
    why: str
    open: bool


def asked_by_hand(
    pm: Postmortem, front: Front, body: Body, new_ids: dict[int, str]
) -> tuple[Question, ...]:
    """Return the questions of a document as the cells that a person wrote leave them."""
    questions = list(pm.questions)
    places = {question.about: index for index, question in reversed(list(enumerate(questions)))}
    following = _next_question(pm, front, new_ids)
    for want in (*_actions(pm, front, body), *_times(pm, front, body, new_ids)):
        index = places.get(want.about)
        if index is not None:
            questions[index] = _settled(questions[index], want)
        elif want.open:
            questions.append(
                Question(id=f"Q{following}", about=want.about, ask=want.ask, why=want.why)
            )
            following += 1
    return tuple(questions)


def _settled(question: Question, want: Want) -> Question:
    usual = (QuestionStatus.OPEN, QuestionStatus.ANSWERED)
    if question.status not in usual:
        return question
    status = QuestionStatus.OPEN if want.open else QuestionStatus.ANSWERED
    return msgspec.structs.replace(question, status=status)


def _actions(pm: Postmortem, front: Front, body: Body) -> Iterator[Want]:
    for action in pm.actions:
        if action.status in (ActionStatus.IDEA, ActionStatus.DECLINED):
            continue
        cells = cells_of("actions", action.id, body)
        for field, name in _CELL.items():
            cell = cells.get(name)
            last = _last(front, "actions", action.id, name)
            filled = _filled(action, field)
            if cell and digest(cell.text) != last and (filled or last):
                about = f"actions.{action.id}.{field}"
                yield Want(about=about, ask=_ASK[field], why=_EMPTIED, open=not filled)


def _filled(action: Action, field: str) -> bool:
    value: Any = action.measure.text if field == "measure" else getattr(action, field)
    return bool(value)


def _times(pm: Postmortem, front: Front, body: Body, new_ids: dict[int, str]) -> Iterator[Want]:
    times = {("events", event.id): event.at for event in pm.events}
    times |= {("milestones", name): milestone.at for name, milestone in pm.milestones.items()}
    for row in body.rows:
        identity = (row.identity or new_ids[row.start]).removeprefix(f"{row.kind}.")
        cell = row.cells.get("when")
        if cell is None or (row.kind, identity) not in times:
            continue
        if digest(cell.text) != _last(front, row.kind, identity, "when"):
            text = unescape_cell(cell.text)
            none = times[(row.kind, identity)] is None
            yield Want(
                about=f"{row.kind}.{identity}.when",
                ask=f"“{text}” is no time that can be read. When was it?",
                why=_NO_TIME,
                open=none and bool(text) and not text.startswith((DASH, "-")),
            )


def _last(front: Front, kind: str, identity: str, name: str) -> str | None:
    """Return the digest of a cell as it was last drafted, or None where it never was."""
    entries = front.data.get(kind)
    held = entries.get(identity) if isinstance(entries, dict) else None
    last = (held.get("drafted") or {}) if isinstance(held, dict) else {}
    return str(last[name]) if name in last else None


def _next_question(pm: Postmortem, front: Front, new_ids: dict[int, str]) -> int:
    counted = front.data.get("next")
    known = counted.get("Q", 1) if isinstance(counted, dict) else 1
    ids = [*(question.id for question in pm.questions), *new_ids.values()]
    numbers = [int(i[1:]) + 1 for i in ids if i[:1] == "Q" and i[1:].isdigit()]
    return max([known if isinstance(known, int) else 1, *numbers])
