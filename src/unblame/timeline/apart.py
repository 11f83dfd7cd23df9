"""Two incidents in one folder: noticed where each was declared under a number of its own."""

import re
from collections.abc import Iterable
from typing import Final

from unblame.model import Kind, Question
from unblame.timeline import signal
from unblame.timeline.question import question
from unblame.timeline.scene import Row

_NUMBER: Final = re.compile(r"\b(?:INC|INCIDENT|SEV|IR|PIR)-\d{2,}\b")


def split_questions(rows: Iterable[Row]) -> tuple[Question, ...]:
    """Return a question where incidents of different numbers are declared in the evidence."""
    first: dict[str, Row] = {}
    for row in rows:
        if not row.has(Kind.DECLARED) or row.says(signal.NOT_DECLARED):
            continue
        numbers = set(_NUMBER.findall(row.text))
        if len(numbers) == 1:
            first.setdefault(numbers.pop(), row)
    if len(first) < 2:
        return ()
    told = " and ".join(
        f"{number} ({row.at:%Y-%m-%d %H:%M} UTC, E:{row.event.key})"
        for number, row in first.items()
    )
    return (
        question(
            "events",
            "two incidents",
            f"Are these two incidents, to be reviewed apart: {told}?",
            "Each is declared under a number of its own. A draft of each, from the evidence of its "
            "time, keeps their milestones from mixing.",
        ),
    )
