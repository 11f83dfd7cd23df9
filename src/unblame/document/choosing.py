"""Which events a document shows: those the account cites, those kept, and a fair choice of the rest."""

import re
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import msgspec

from unblame.document.marks import plain
from unblame.evidence.chat import UNSEEN
from unblame.model import Event, Kind, Postmortem

AT_MOST = 60
_HEAD = 200
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
    Kind.FINDING,
    Kind.MITIGATION_TRIED,
    Kind.CUSTOMER_REPORT,
    Kind.ALERT,
    Kind.PAGE,
    Kind.SYMPTOM,
    Kind.HYPOTHESIS,
    Kind.CUSTOMER_UPDATE,
    Kind.LOG_CHANGE,
    Kind.SILENCE,
    Kind.NOTE,
    Kind.QUESTION,
)
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}
#: How many of a kind come in one turn: what was done and found tells the course, what machines say over and
#: over does not.
_IN_A_TURN = {Kind.CHANGE: 5, Kind.FINDING: 5, Kind.MITIGATION_TRIED: 5, Kind.MITIGATION_WORKED: 5}
_OTHERS_IN_A_TURN = 2
_SELDOM = frozenset({Kind.PAGE, Kind.SILENCE, Kind.NOTE, Kind.QUESTION})
#: A jump in a log is no repetition: each is found once among all the lines.
_BY_MACHINES = frozenset({Kind.ALERT, Kind.PAGE, Kind.SILENCE})
_VARIES = re.compile(r"\b(?:[0-9a-f]*\d[\w.,:%]*|(?<=[a-z] )[A-Z]{1,2})(?!\w)")


def choose(
    pm: Postmortem, *, keep: frozenset[str] = frozenset(), at_most: int = AT_MOST
) -> tuple[Event, ...]:
    """Return the events of the document in their order; chatter enters only when cited or kept.

    What the account rests on comes first; then kind by kind in turn; what says again what an earlier event
    said, such as one more firing of an alert, comes last, as does what says nothing, such as an unseen edit.
    """
    cited = cited_events(pm)
    chosen = {e.key for e in pm.events if e.key in cited | keep or (e.id and e.id in cited)}
    counts: Counter[Kind] = Counter()
    ranked: list[tuple[bool, bool, int, int, int]] = []
    said = {_template(event) for event in pm.events if event.key in chosen}
    window = _window(pm)
    for index, event in enumerate(pm.events):
        if event.kind in _RANK and event.key not in chosen:
            again = _template(event) in said or event.text == UNSEEN
            said.add(_template(event))
            turn = counts[event.kind] // _in_a_turn(event.kind)
            counts[event.kind] += not again
            ranked.append((not _within(event, window), again, turn, _RANK[event.kind], index))
    for *_, index in sorted(ranked)[: max(at_most - len(chosen), 0)]:
        chosen.add(pm.events[index].key)
    return tuple(event for event in pm.events if event.key in chosen)


def _in_a_turn(kind: Kind) -> int:
    return 1 if kind in _SELDOM else _IN_A_TURN.get(kind, _OTHERS_IN_A_TURN)


def _template(event: Event) -> tuple[Kind, str]:
    """Return what an event says, of what machines say over and over without its figures and ids.

    Elsewhere figures make the difference, such as the version that is deployed.
    """
    text = event.text[:_HEAD]
    return event.kind, _VARIES.sub("*", text) if event.kind in _BY_MACHINES else text


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
