"""What the body shows of actions, editions and questions: cell by cell."""

import re
from datetime import date
from typing import Any

from unblame.actions import parse_measure
from unblame.document import clock
from unblame.document.cell import Shown, Unreadable, View, choice_cell, optional_cell, plain_cell
from unblame.document.marks import (
    DASH,
    escape_cell,
    unescape_cell,
)
from unblame.model import (
    Action,
    ActionCategory,
    Distribution,
    DistributionStatus,
    OwnerStatus,
    Question,
)

_OWNER = re.compile(r"(.*?) \((.*)\)", re.DOTALL)


# actions


def _asked(view: View, about: str, words: str) -> str:
    question = view.asks.get(about)
    return f"{DASH} {words} ({question})" if question else f"{DASH} {words}"


def _write_owner(action: Action, view: View) -> str:
    if not action.owner:
        return _asked(view, f"actions.{action.id}.owner", "who?")
    inside = ": ".join(filter(None, (str(action.owner_status), action.owner_reason)))
    if action.owner_status == OwnerStatus.CONFIRMED and not action.owner_reason:
        return escape_cell(action.owner)
    return escape_cell(f"{action.owner} ({inside})")


def _read_owner(text: str, _: View) -> dict[str, Any]:
    plain = unescape_cell(text)
    if not plain or plain.startswith((DASH, "--")) or plain == "-":
        return {"owner": None, "owner_status": "missing", "owner_reason": None}
    found = _OWNER.fullmatch(plain)
    owner, inside = (found[1], found[2]) if found else (plain, "")
    word, _sep, reason = inside.partition(": ")
    if word in tuple(OwnerStatus):
        return {"owner": owner, "owner_status": word, "owner_reason": reason or None}
    return {"owner": owner, "owner_status": "confirmed", "owner_reason": inside or None}


def _read_due(text: str, _: View) -> dict[str, Any]:
    plain = unescape_cell(text)
    if not plain or plain.startswith((DASH, "-")):
        return {"due": None}
    try:
        return {"due": date.fromisoformat(plain)}
    except ValueError as error:
        raise Unreadable(f"{plain!r} is no date", "Write it as 2026-03-31, or — for none.") from (
            error
        )


def _read_action_category(text: str, _: View) -> dict[str, Any]:
    values = {str(kind).casefold(): str(kind) for kind in ActionCategory}
    category = values.get(unescape_cell(text).casefold())
    if category is None:
        names = ", ".join(ActionCategory)
        raise Unreadable(f"{text!r} is no category of action", f"Write one of {names}.")
    return {"category": category}


def _write_measure(action: Action, view: View) -> str:
    text = escape_cell(action.measure.text)
    return text or _asked(view, f"actions.{action.id}.measure", "how will one know?")


def _read_measure(text: str, _: View) -> dict[str, Any]:
    plain = unescape_cell(text)
    measure = parse_measure("" if plain.startswith(DASH) else plain)
    return {"measure": measure}


ACTION = (
    plain_cell("title"),
    Shown(
        name="category",
        fields=("category",),
        write=lambda action, _: str(action.category),
        read=_read_action_category,
    ),
    Shown(
        name="owner",
        fields=("owner", "owner_status", "owner_reason"),
        write=_write_owner,
        read=_read_owner,
    ),
    Shown(
        name="due",
        fields=("due",),
        write=lambda action, _: action.due.isoformat() if action.due else DASH,
        read=_read_due,
    ),
    Shown(name="measurable", fields=("measure",), write=_write_measure, read=_read_measure),
)


# distribution and questions


def _write_edition_due(edition: Distribution, view: View) -> str:
    return clock.stamp(edition.due, view.zone) if edition.due else DASH


def _read_edition_due(text: str, view: View) -> dict[str, Any]:
    plain = unescape_cell(text)
    if not plain or plain.startswith((DASH, "-")):
        return {"due": None}
    found = clock.parse_stamp(plain, view.zone, view.day)
    if found is None:
        raise Unreadable(f"{plain!r} is no time", "Write it as 2026-03-31 14:00, or — for none.")
    return {"due": found[0]}


DISTRIBUTION = (
    Shown(name="due", fields=("due",), write=_write_edition_due, read=_read_edition_due),
    optional_cell("counted", "counted_from"),
    choice_cell("status", DistributionStatus, "not_started"),
    optional_cell("reason", "reason"),
)

_ABOUT = re.compile(r"about (\S+)(?: · (.*))?", re.DOTALL)


def _write_about(question: Question, _: View) -> str:
    why = f" · {question.why}" if question.why else ""
    return escape_cell(f"about {question.about}{why}")


def _read_about(text: str, _: View) -> dict[str, Any]:
    found = _ABOUT.fullmatch(unescape_cell(text))
    if not found:
        return {"about": "document", "why": unescape_cell(text)}
    return {"about": found[1], "why": found[2] or ""}


QUESTION = (
    plain_cell("ask"),
    Shown(name="about", fields=("about", "why"), write=_write_about, read=_read_about),
)
