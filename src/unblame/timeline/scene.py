"""The dated events of an incident, seen as rows with the class of source that each rests on."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from unblame.evidence.record import Change, Evidence, Statement
from unblame.model import Event, Kind, Precision
from unblame.timeline.aside import PAGERS, Thread, aside, subject_of
from unblame.timeline.later import is_late
from unblame.timeline.signal import NEEDED, is_back

MACHINES = PAGERS | {
    "github", "gitlab", "git_log", "statuspage", "status_feed", "argo_cd", "prometheus",
    "aws_events", "azure_devops", "circleci", "jenkins", "launchdarkly",
}  # fmt: skip
LOGS = frozenset(
    {
        "json_lines",
        "plain_log",
        "local_log",
        "syslog",
        "access_log",
        "logfmt",
        "journald",
        "cloudwatch_logs",
        "loki",
        "elasticsearch",
    }
)
CHATS = frozenset(
    {"slack", "discord", "teams", "zulip", "mattermost", "irc", "whatsapp", "chat", "mail",
     "google_chat", "matrix", "rocket_chat"}
)  # fmt: skip
_TALKS = CHATS - {"mail"}

_TELLING = 600
_LEAD_IN = timedelta(days=5)


def _found(pattern: re.Pattern[str], text: str) -> bool:
    needed = NEEDED.get(id(pattern))
    if needed is not None:
        lower = text.lower()
        if not any(word in lower for word in needed):
            return False
    return pattern.search(text) is not None


class Rank(IntEnum):
    """How much weight a class of source carries, the greater the more."""

    LOG = 0
    CHAT = 1
    ACCOUNT = 2
    MACHINE = 3


class Row(Struct, frozen=True, kw_only=True):
    """One dated event with its instant and the best class of its sources.

    `heard` are the kinds that the recogniser is sure of, where there is one. `late` says that it was known
    only well after it happened.
    """

    at: datetime
    event: Event
    rank: Rank
    heard: tuple[Kind, ...] = ()
    late: bool = False
    seen: dict[int, bool] = {}

    @property
    def text(self) -> str:
        """The wording of the event; a long story is judged by how it begins."""
        return self.event.text[:_TELLING]

    @property
    def places(self) -> frozenset[str]:
        """The sources that tell of the event, by their ids."""
        return frozenset(source.evidence for source in self.event.sources)

    def has(self, *kinds: Kind) -> bool:
        """Say whether the event is of any of these kinds, first or further."""
        return self.event.kind in kinds or any(kind in kinds for kind in self.event.kinds)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Say whether the wording holds the pattern, one of the fixed ones of `signal`."""
        found = self.seen.get(id(pattern))
        if found is None:
            found = self.seen[id(pattern)] = _found(pattern, self.text)
        return found

    @property
    def back(self) -> bool:
        """Say whether the wording tells of a recovery."""
        found = self.seen.get(0)
        if found is None:
            found = self.seen[0] = is_back(self.text)
        return found


def rank_of(reader: str) -> Rank:
    """Return the class of source that a reader's evidence belongs to."""
    if reader in MACHINES:
        return Rank.MACHINE
    if reader in CHATS:
        return Rank.CHAT
    if reader in LOGS:
        return Rank.LOG
    return Rank.ACCOUNT


class Scene:
    """All that a milestone can rest on: rows, labelled statements and jumps in the logs."""

    def __init__(self, evidence: Evidence, now: datetime) -> None:
        self.evidence = evidence
        self.now = now
        self._answers: dict[str, dict[str | None, list[Row]]] = {}
        self.readers = {item.id: item.reader for item in evidence.items}
        self._ranks = {item.id: rank_of(item.reader) for item in evidence.items}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every event with an instant that is no later than now, in order of time."""
        latest = self.now + timedelta(days=1)
        rows = [
            self._row(event.at, event)
            for event in self.evidence.events
            if event.at is not None and event.at <= latest
        ]
        return tuple(sorted(rows, key=lambda row: (row.at, _place(row.event), row.event.key)))

    def _row(self, at: datetime, event: Event) -> Row:
        """Return the row of an event: what its wording tells and what the recogniser hears, apart."""
        worded = self.evidence.worded.get(event.key)
        if worded is None:
            return Row(at=at, event=event, rank=self.rank(event), late=self._late(event))
        plain = replace(event, kind=worded[0], kinds=worded)
        return Row(
            at=at, event=plain, rank=self.rank(event), heard=event.kinds, late=self._late(event)
        )

    def _late(self, event: Event) -> bool:
        talk = any(self.readers.get(one.evidence) in _TALKS for one in event.sources)
        return is_late(event, chat=talk)

    @cached_property
    def told(self) -> tuple[Row, ...]:
        """The rows that carry meaning for milestones: no day-only times, logs or small talk."""
        return tuple(
            row
            for row in self.rows
            if row.event.precision not in (Precision.DAY, Precision.NONE)
            and row.rank is not Rank.LOG
            and row.event.key not in self._aside[1]
            and row.event.kind is not Kind.CHATTER
            and (row.event.kind is not Kind.QUESTION or row.has(Kind.SYMPTOM, Kind.ALERT))
        )

    @cached_property
    def course(self) -> tuple[Row, ...]:
        """The told rows without a lead-in: what stands days before the first alert or report."""
        told = self.told
        signs = (Kind.ALERT, Kind.PAGE, Kind.CUSTOMER_REPORT)
        first = next((at for at, row in enumerate(told) if row.has(*signs)), 0)
        gaps = (at for at in range(first, 0, -1) if told[at].at - told[at - 1].at >= _LEAD_IN)
        return told[next(gaps, 0) :]

    @cached_property
    def _aside(self) -> tuple[list[Thread], frozenset[str]]:
        return aside(self.rows, self.readers)

    @cached_property
    def subject(self) -> frozenset[str]:
        """The words in which tickets and accounts tell of the incident; none where they are few."""
        return subject_of(self.rows, self.readers)

    @property
    def others(self) -> list[Thread]:
        """The pages and alerts that were of something else."""
        return self._aside[0]

    @cached_property
    def _instants(self) -> list[datetime]:
        return [row.at for row in self.told]

    def between(self, first: datetime, last: datetime) -> tuple[Row, ...]:
        """Return the told rows from one instant to another, both included."""
        start = bisect_left(self._instants, first)
        return self.told[start : bisect_right(self._instants, last)]

    def answers(
        self, place: str, first: datetime, last: datetime, chosen: Callable[[Row], bool]
    ) -> tuple[Row, ...]:
        """Return the chosen rows of a source from one instant to another, of each actor the first."""
        if not self._answers:
            for row in filter(chosen, self.told):
                for one in row.places:
                    by_actor = self._answers.setdefault(one, {})
                    by_actor.setdefault(row.event.actor, []).append(row)
        found = []
        for rows in self._answers.get(place, {}).values():
            at = bisect_left(rows, first, key=lambda row: row.at)
            if at < len(rows) and rows[at].at <= last:
                found.append(rows[at])
        return tuple(found)

    @cached_property
    def _spoken(self) -> dict[str | None, list[Row]]:
        spoken: dict[str | None, list[Row]] = {}
        for row in self.told:
            if row.rank is Rank.CHAT:
                spoken.setdefault(row.event.actor, []).append(row)
        return spoken

    def said_by(self, actor: str | None, first: datetime, last: datetime) -> list[Row]:
        """Return what somebody says in chats from one instant to another, both included."""
        rows = self._spoken.get(actor, [])
        start = bisect_left(rows, first, key=lambda row: row.at)
        return rows[start : bisect_right(rows, last, key=lambda row: row.at)]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The labelled facts of the documents."""
        return self.evidence.statements

    @property
    def changes(self) -> tuple[Change, ...]:
        """The jumps in the logs, in order of time."""
        dated = [change for change in self.evidence.changes if change.moment.at is not None]
        return tuple(sorted(dated, key=lambda change: (str(change.moment.at), change.template)))

    def rank(self, event: Event) -> Rank:
        """Return the best class among the sources of an event."""
        ranks = [self._ranks.get(source.evidence, Rank.ACCOUNT) for source in event.sources]
        return max(ranks, default=Rank.ACCOUNT)

    def row_near(self, at: datetime, within_s: float = 90.0) -> Row | None:
        """Return the told row closest to an instant, or None where none is near."""
        within = timedelta(seconds=within_s)
        near = self.between(at - within, at + within)
        return min(near, key=lambda row: abs((row.at - at).total_seconds()), default=None)


_NUMBER = re.compile(r"\d+")


def _place(event: Event) -> tuple[str, tuple[int, ...]]:
    if not event.sources:
        return "", ()
    source = event.sources[0]
    return source.evidence, tuple(int(n) for n in _NUMBER.findall(source.place)[:2])
