"""What the evidence does not cover: silences, and kinds of record that one would expect."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from unblame.evidence.record import Evidence
from unblame.model import Coverage, Milestone, Silence

_QUIET: Final = timedelta(minutes=30)
_EXPECTED: Final = (
    ("paging record", frozenset({"pagerduty", "opsgenie", "splunk_on_call"})),
    (
        "alerts",
        frozenset(
            {"alertmanager", "cloudwatch", "datadog", "google_monitoring", "grafana", "opsgenie", "sentry"}
        ),
    ),
    ("chat", frozenset({"slack", "discord", "teams", "zulip", "mattermost", "irc", "whatsapp"})),
    (
        "record of changes",
        frozenset({"argo_cd", "cloudtrail", "git", "git_log", "github", "gitlab", "kubernetes", "terraform"}),
    ),
    (
        "logs or metrics",
        frozenset(
            {"access_log", "cloudwatch_logs", "google_logging", "journald", "json_lines", "logfmt", "otlp",
             "plain_log", "prometheus", "syslog"}
        ),
    ),
)  # fmt: skip


def coverage(evidence: Evidence, milestones: dict[str, Milestone]) -> Coverage:
    """Return the silences within the incident and the expected records that are absent."""
    readers = {item.reader for item in evidence.items}
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
    items = tuple(item.id for item in evidence.items)
    return tuple(
        Silence(from_=before, until=after, evidence=items)
        for before, after in pairwise(instants)
        if after - before >= _QUIET
    )


def _span(milestones: dict[str, Milestone]) -> tuple[datetime, datetime] | None:
    starts = _instants(milestones, ("impact_start", "detected"))
    ends = _instants(milestones, ("mitigated", "resolved"))
    if not starts or not ends or max(ends) <= min(starts):
        return None
    return min(starts), max(ends)


def _instants(milestones: dict[str, Milestone], names: Iterable[str]) -> list[datetime]:
    found = (milestones.get(name) for name in names)
    return [one.at for one in found if one is not None and one.at is not None]
