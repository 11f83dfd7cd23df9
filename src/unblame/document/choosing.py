"""Which events a document shows: those the account cites, those kept, and a fair choice of the rest."""

import re
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import msgspec

from unblame.document.marks import plain
from unblame.model import Event, Kind, Postmortem

AT_MOST = 60
_A_KIND_FIRST = 8
_MARGIN = timedelta(hours=6)
_CITED = re.compile(r"\bE(?::([0-9a-f]{16})|(\d+))\b")
_ORDER = (
    Kind.DECLARED,
    Kind.ACKNOWLEDGED,
    Kind.MITIGATION_WORKED,
    Kind.RESOLVED,
    Kind.ALL_CLEAR,
    Kind.RECOVERY,
    Kind.CHANGE,
    Kind.ALERT,
    Kind.PAGE,
    Kind.CUSTOMER_REPORT,
    Kind.SYMPTOM,
    Kind.MITIGATION_TRIED,
    Kind.FINDING,
    Kind.HYPOTHESIS,
    Kind.CUSTOMER_UPDATE,
    Kind.LOG_CHANGE,
    Kind.SILENCE,
    Kind.NOTE,
    Kind.QUESTION,
)
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}


def choose(
    pm: Postmortem, *, keep: frozenset[str] = frozenset(), at_most: int = AT_MOST
) -> tuple[Event, ...]:
    """Return the events of the document in their order; chatter enters only when cited or kept."""
    cited = cited_events(pm)
    chosen = {e.key for e in pm.events if e.key in cited | keep or (e.id and e.id in cited)}
    counts: Counter[Kind] = Counter()
    ranked: list[tuple[bool, bool, int, int]] = []
    window = _window(pm)
    for index, event in enumerate(pm.events):
        if event.kind in _RANK and event.key not in chosen:
            crowded = counts[event.kind] >= _A_KIND_FIRST
            counts[event.kind] += 1
            ranked.append((not _within(event, window), crowded, _RANK[event.kind], index))
    for *_, index in sorted(ranked)[: max(at_most - len(chosen), 0)]:
        chosen.add(pm.events[index].key)
    return tuple(event for event in pm.events if event.key in chosen)


def cited_events(pm: Postmortem) -> frozenset[str]:
    """Return the keys or ids of the events that anything in the account but events cites."""
    account: dict[str, Any] = plain(pm)
    account["evidence"] = None
    for event in account["events"]:
        event.update(text="", sources=[], actor=None, id="")
    text = msgspec.json.encode(account).decode()
    return frozenset(key or f"E{digits}" for key, digits in _CITED.findall(text))


def _window(pm: Postmortem) -> tuple[datetime, datetime] | None:
    times = [milestone.at for milestone in pm.milestones.values() if milestone.at]
    return (min(times) - _MARGIN, max(times) + _MARGIN) if times else None


def _within(event: Event, window: tuple[datetime, datetime] | None) -> bool:
    return event.at is None or window is None or window[0] <= event.at <= window[1]
