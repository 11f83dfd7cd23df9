"""What the evidence does not cover: silences, and kinds of record that one would expect."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from unblame.evidence.record import Evidence
from unblame.model import Coverage, EvidenceItem, Milestone, Question, Silence
from unblame.timeline.question import question

_QUIET: Final = timedelta(minutes=30)
_FAR: Final = timedelta(days=2)
_YEAR: Final = timedelta(days=300)
_EXPECTED: Final = (
    (
        "paging record",
        frozenset({"pagerduty", "opsgenie", "splunk_on_call", "incident_io", "rootly", "firehydrant",
                   "aws_incident_manager", "dispatch", "grafana_oncall", "nagios"}),
    ),
    (
        "alerts",
        frozenset({"alertmanager", "grafana", "prometheus", "cloudwatch", "datadog", "sentry",
                   "google_monitoring", "azure_monitor", "nagios", "new_relic",
                   "uptime_checks", "zabbix"}),
    ),
    (
        "chat",
        frozenset({"slack", "discord", "teams", "zulip", "mattermost", "irc", "whatsapp", "google_chat",
                   "matrix", "rocket_chat"}),
    ),
    (
        "record of changes",
        frozenset({"git", "git_log", "github", "gitlab", "argo_cd", "terraform", "cloudtrail",
                   "aws_events", "azure_devops", "azure_monitor", "circleci", "jenkins",
                   "launchdarkly"}),
    ),
    (
        "logs or metrics",
        frozenset({"json_lines", "plain_log", "local_log", "syslog", "access_log", "logfmt", "journald", "otlp",
                   "cloudwatch_logs", "google_logging", "prometheus", "csv_series", "kubernetes",
                   "loki", "elasticsearch"}),
    ),
)  # fmt: skip
_DEPLOYS: Final = re.compile(r"deploy|release|rollout", re.IGNORECASE)


def coverage(evidence: Evidence, milestones: dict[str, Milestone]) -> Coverage:
    """Return the silences within the incident and the expected records that are absent."""
    readers = {item.reader for item in evidence.items}
    if any(_DEPLOYS.search(item.path or "") and item.events for item in evidence.items):
        readers.add("github")
    absent = tuple(name for name, kinds in _EXPECTED if not readers & kinds)
    return Coverage(silences=_silences(evidence, milestones), expected_absent=absent)


def _silences(evidence: Evidence, milestones: dict[str, Milestone]) -> tuple[Silence, ...]:
    span = _span(milestones)
    if span is None:
        return ()
    first, last = span
    inside = sorted(
        {event.at for event in evidence.events if event.at and first <= event.at <= last}
    )
    instants = sorted({first, *inside, last})
    found = []
    for before, after in pairwise(instants):
        quiet = tuple(one.id for one in evidence.items if not _runs_through(one, before, after))
        if after - before >= _QUIET and quiet:
            found.append(Silence(from_=before, until=after, evidence=quiet))
    return tuple(found)


def _runs_through(item: EvidenceItem, first: datetime, last: datetime) -> bool:
    """Say whether a log or a series ran on all through a stretch in which nothing changed in it."""
    since, until = item.covers.from_, item.covers.until
    if item.counted is None or since is None or until is None:
        return False
    return since <= first and until >= last


def _span(milestones: dict[str, Milestone]) -> tuple[datetime, datetime] | None:
    starts = _instants(milestones, ("impact_start", "detected"))
    ends = _instants(milestones, ("mitigated", "resolved"))
    if not starts or not ends or max(ends) <= min(starts):
        return None
    return min(starts), max(ends)


def _instants(milestones: dict[str, Milestone], names: Iterable[str]) -> list[datetime]:
    found = (milestones.get(name) for name in names)
    return [one.at for one in found if one is not None and one.at is not None]


def outside_questions(
    items: Iterable[EvidenceItem], milestones: dict[str, Milestone]
) -> tuple[Question, ...]:
    """Return a question for each source that lies wholly outside the time of the incident."""
    span = _span(milestones)
    if span is None:
        return ()
    asked = []
    for item in items:
        first, last = item.covers.from_, item.covers.until
        if first is None or last is None:
            continue
        away = max(span[0] - last, first - span[1])
        if away > _FAR:
            asked.append(_asked(item, first, last, away))
    return tuple(asked)


def _asked(item: EvidenceItem, first: datetime, last: datetime, away: timedelta) -> Question:
    hint = (
        "A year or a clock that is off is the usual reason; `--clock` sets it right."
        if away > _YEAR
        else "It can be of another time, or its day, zone or clock can be off."
    )
    return question(
        "events",
        f"outside {item.path}",
        f"Does {item.id} ({item.path}) belong to this incident? It covers {first:%Y-%m-%d %H:%M} to "
        f"{last:%Y-%m-%d %H:%M} UTC, none of it the time of the incident.",
        hint,
    )
