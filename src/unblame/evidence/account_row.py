"""One row of a table in an account: which cell tells when, which who, which what."""

import re

from unblame.evidence.columns import people_of
from unblame.evidence.day_clock import DayClock, plain
from unblame.evidence.record import Identity
from unblame.model import Moment, Precision
from unblame.text import Block

_TIME_COLUMN = re.compile(r"\b(?:time|when|date|timestamp|utc|clock|at)\b", re.IGNORECASE)
_TEXT_COLUMN = re.compile(
    r"event|what|descri|action|detail|note|happen|activity|comment|entry", re.IGNORECASE
)
_WHO_COLUMN = re.compile(
    r"(?:who|actor|user|author|by|person|name|owner|reporter|responder|from|sender|by whom|whom|"
    r"done by|reported by|hvem|wer)$",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"action items?|^actions?$|follow[- ]?ups?|remediation|corrective|preventive|next steps|to-?dos?",
    re.IGNORECASE,
)
_PLAN_COLUMN = re.compile(
    r"owner|assignee|responsible|due|deadline|type|category|ticket|status|priority", re.IGNORECASE
)


def plans(cells: list[Block], section: str) -> bool:
    """Say whether a row is one of a table of actions to take."""
    return bool(_PLANS.search(section)) and any(_PLAN_COLUMN.search(c.column) for c in cells)


def time_of(
    clock: DayClock, cells: list[Block], texts: list[str]
) -> tuple[int, tuple[Moment, str] | None]:
    """Return the cell that tells when, and its time with what follows it; day and time may have one each."""
    which = next((at for at, cell in enumerate(cells) if _TIME_COLUMN.search(cell.column)), 0)
    clock.take_zone(cells[which].column)
    found = clock.leading(texts[which])
    if found is None and which + 1 < len(cells) and _TIME_COLUMN.search(cells[which + 1].column):
        clock.set_day(texts[which])
        which += 1
        found = clock.leading(texts[which])
    elif found is not None and found[0].precision is Precision.DAY and which + 1 < len(cells):
        later = clock.leading(texts[which + 1])
        if later is not None:
            clock.set_day(texts[which])
            which, found = which + 1, clock.leading(texts[which + 1])
    return which, found


def _who_column(cells: list[Block], which: int) -> int | None:
    """Return the column that names who acted, where another column is left to tell what."""
    for at, cell in enumerate(cells):
        if at != which and len(cells) > 2 and _WHO_COLUMN.match(plain(cell.column)):
            return at
    return None


def who_of(cells: list[Block], texts: list[str], which: int) -> tuple[Identity, ...]:
    """Return who acted, as the table names them; a team or a tool is named as well."""
    at = _who_column(cells, which)
    return people_of(texts[at]) if at is not None else ()


def text_of(cells: list[Block], texts: list[str], which: int) -> str:
    """Return the wording of a table row: the named column, else all but the time."""
    who = _who_column(cells, which)
    others = [
        (cell, text)
        for at, (cell, text) in enumerate(zip(cells, texts, strict=True))
        if at > which and at != who
    ]
    named = [text for cell, text in others if _TEXT_COLUMN.search(cell.column) and text]
    if named:
        return " — ".join(named)
    return " — ".join(text for _, text in others if text)
