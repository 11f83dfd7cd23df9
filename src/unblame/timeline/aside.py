"""Pages and alerts that were of something else: over before the incident, or begun after it.

Where an incident was declared, what was open then belongs to it, and what bears the same name as that.
Where none was, what shares no word with what tickets and accounts tell of it was of something else.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from unblame.model import Kind, Question
from unblame.timeline import signal
from unblame.timeline.alike import stems
from unblame.timeline.question import question

if TYPE_CHECKING:
    from unblame.timeline.scene import Row

PAGERS: Final = frozenset(
    {"pagerduty", "opsgenie", "splunk_on_call", "alertmanager", "grafana", "datadog", "sentry",
     "azure_monitor", "grafana_oncall", "nagios", "new_relic", "uptime_checks", "zabbix"}
)  # fmt: skip
_ACCOUNTS: Final = frozenset(
    {
        "jira",
        "markdown",
        "html",
        "notes",
        "github_issues",
        "servicenow",
        "incident_io",
        "rootly",
        "firehydrant",
    }
)
#: So many words that carry meaning say what an incident was about.
_ENOUGH: Final = 12
_NUMBER: Final = re.compile(r"#(\d{2,})|^incident (\d+)$")
_NAME: Final = re.compile(r"\b(?:[A-Z]+[a-z0-9]+){2,}\b|\b[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d+\b")
#: A queue, a service or a table as people and alerts write it: webhooks.out, relay-broker, order_intake.
_THING: Final = re.compile(r"\b[a-z][a-z0-9]*(?:[._-][a-z][a-z0-9]*)+\b(?!\.\w)")
_BOT: Final = re.compile(r"^\W*(?:firing|triggered|resolved|acknowledged)\b", re.IGNORECASE)
_LONG: Final = timedelta(hours=12)
_SHORTLY: Final = timedelta(minutes=10)


class Thread:
    """One page or alert from its first word to its last."""

    def __init__(self, row: "Row", number: str | None) -> None:
        self.number = number
        self.name = names(row.text)
        self.opened = row.at
        self.closed: datetime | None = None
        self.rows: list[Row] = [row]

    def take(self, row: "Row") -> None:
        """Take a further row in."""
        self.rows.append(row)
        if row.has(Kind.RESOLVED, Kind.RECOVERY):
            self.closed = row.at

    def open_at(self, at: datetime) -> bool:
        """Say whether it stood open at an instant, or was closed only just before."""
        begun = at - _LONG <= self.opened <= at
        return begun and (self.closed is None or self.closed >= at - _SHORTLY)


def names(text: str) -> frozenset[str]:
    """Return the names of alerts and of numbered things in a text."""
    return frozenset(_NAME.findall(text))


def threads(rows: Iterable["Row"], readers: dict[str, str]) -> list[Thread]:
    """Return the pages and alerts of the tools that page, in order of their first word."""
    found: list[Thread] = []
    last: dict[str, Thread] = {}
    for row in rows:
        tools = [readers.get(one.evidence, "") for one in row.event.sources]
        tool = next((one for one in tools if one in PAGERS), None)
        if tool is None:
            continue
        number = _number(row)
        opens = row.has(Kind.ALERT) and not row.has(Kind.RESOLVED, Kind.RECOVERY)
        known = next(
            (one for one in reversed(found) if _is_of(row, tool, number, one, readers)), None
        )
        if known is None and not opens:
            known = last.get(tool)
        if known is not None and (not opens or known.closed is None):
            known.take(row)
        elif opens:
            last[tool] = Thread(row, number)
            found.append(last[tool])
    return found


def _is_of(
    row: "Row", tool: str, number: str | None, thread: Thread, readers: dict[str, str]
) -> bool:
    if all(readers.get(one.evidence) != tool for one in thread.rows[0].event.sources):
        return False
    if number is not None or thread.number is not None:
        return number == thread.number
    return bool(thread.name) and names(row.text) == thread.name


def _number(row: "Row") -> str | None:
    places = [one.place for one in row.event.sources]
    found = next((match for text in (*places, row.text) if (match := _NUMBER.search(text))), None)
    return (found[1] or found[2]) if found is not None else None


def aside(rows: Sequence["Row"], readers: dict[str, str]) -> tuple[list[Thread], frozenset[str]]:
    """Return the threads that were of something else, and the keys of all rows that tell of them."""
    declared = [
        row.at for row in rows if row.has(Kind.DECLARED) and not row.says(signal.NOT_DECLARED)
    ]
    every = threads(rows, readers)
    core = [one for one in every if any(one.open_at(at) for at in declared)]
    if not core and not declared:
        others = unlike(every, subject_of(rows, readers))
        return others, frozenset(row.event.key for one in others for row in one.rows)
    if not core:
        return [], frozenset()
    mine = {one.name for one in core if one.name}
    spoken = _spoken_of(rows, readers, declared[0])
    over = max((one.closed for one in core if one.closed is not None), default=None)
    others = [
        one
        for one in every
        if one not in core
        and one.name not in mine
        and not spoken & things(one.rows[0].text)
        and (one.opened < declared[0] or (over is not None and one.opened > over))
    ]
    keys = {row.event.key for one in others for row in one.rows}
    keys |= {row.event.key for row in rows if _copies(row, others, mine)}
    return others, frozenset(keys)


def things(text: str) -> frozenset[str]:
    """Return the queues, services and tables that a text names."""
    return frozenset(_THING.findall(text))


def _spoken_of(
    rows: Sequence["Row"], readers: dict[str, str], declared: datetime
) -> frozenset[str]:
    """Return what people name in the hours before and after they declare the incident."""
    said = (
        row
        for row in rows
        if abs(row.at - declared) <= _LONG
        and not _BOT.search(row.text)
        and not any(readers.get(one.evidence) in PAGERS for one in row.event.sources)
    )
    return frozenset(name for row in said for name in things(row.text))


def unlike(every: Sequence[Thread], subject: frozenset[str]) -> list[Thread]:
    """Return the threads that share no word with what tickets and accounts tell of the incident."""
    return [one for one in every if subject and not subject & stems(one.rows[0].text)]


def subject_of(rows: Iterable["Row"], readers: dict[str, str]) -> frozenset[str]:
    """Return the words in which tickets and accounts tell of the incident; none where they are few."""
    told = [
        row.text
        for row in rows
        if any(readers.get(one.evidence) in _ACCOUNTS for one in row.event.sources)
    ]
    found = stems(" ".join(told))
    return found if len(found) >= _ENOUGH else frozenset()


def _copies(row: "Row", others: Sequence[Thread], mine: set[frozenset[str]]) -> bool:
    """Say whether a row is a bot's copy of what a page of something else says."""
    if not _BOT.search(row.text):
        return False
    number = _number(row)
    if number is not None:
        return any(one.number == number for one in others)
    name = names(row.text)
    return bool(name) and name not in mine and any(one.name == name for one in others)


def aside_questions(others: Sequence[Thread]) -> tuple[Question, ...]:
    """Return a question about the pages and alerts that were left aside, if there are any."""
    if not others:
        return ()
    shown = "; ".join(" ".join(one.rows[0].text.split())[:80] for one in others[:3])
    more = f"; and {len(others) - 3} more" if len(others) > 3 else ""
    return (
        question(
            "milestones",
            "aside",
            f"Were these of something else, as it seems: {shown}{more}?",
            "They were over before the incident was declared or came after it, under other names, or share "
            "no word with what is told of it; no milestone rests on them.",
        ),
    )
