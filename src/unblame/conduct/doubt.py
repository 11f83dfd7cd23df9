"""What speaks against a milestone's new value: said in plain words, and nothing is held back for it."""

from collections.abc import Iterator
from datetime import datetime

from unblame import timeline
from unblame.document.clock import stamp, zone_of
from unblame.model import Event, Kind, Milestone, Postmortem
from unblame.timeline.signal import CLOSED, PARTLY, WORSE_AGAIN

_TROUBLE = frozenset({Kind.SYMPTOM, Kind.CUSTOMER_REPORT, Kind.ALERT})
_BETTER = frozenset({Kind.RECOVERY, Kind.MITIGATION_WORKED, Kind.ALL_CLEAR})
_ENDS = ("mitigated", "resolved", "all_clear")


def doubts(pm: Postmortem, name: str) -> Iterator[str]:
    """Yield what on record speaks against a milestone where it now stands."""
    milestone = pm.milestones.get(name, Milestone())
    if milestone.at is None:
        return
    own = next((one for one in pm.events if one.id in milestone.events), None)
    yield from _order(pm, name)
    if name in _ENDS:
        if own is not None and _did_not_help(own):
            yield f"{own.id} itself says that it did not help: “{_short(own)}”"
        later = next((one for one in _dated(pm) if _is_trouble(one, milestone.at)), None)
        if later is not None:
            yield f"{later.id} tells of trouble after that, at {_at(pm, later.at)}: “{_short(later)}”"
    if name == "impact_start":
        before = next((one for one in _dated(pm) if one.kind in _TROUBLE), None)
        if before is not None and before.at is not None and before.at < milestone.at:
            yield f"{before.id} tells of trouble before that, at {_at(pm, before.at)}: “{_short(before)}”"


def _order(pm: Postmortem, name: str) -> Iterator[str]:
    for early, late in timeline.disordered(pm.milestones):
        if name in (early, late):
            first, second = (_at(pm, pm.milestones[one].at) for one in (early, late))
            yield f"{_words(late)} ({second}) stands before {_words(early)} ({first})"


def _dated(pm: Postmortem) -> list[Event]:
    dated = [(one.at, one) for one in pm.events if one.at is not None]
    return [one for _, one in sorted(dated, key=lambda pair: pair[0])]


def _is_trouble(event: Event, after: datetime) -> bool:
    """Say whether an event after a moment tells that the trouble goes on, or is back."""
    if event.at is None or event.at <= after or _BETTER & {event.kind, *event.kinds}:
        return False
    if event.kind is Kind.CUSTOMER_UPDATE and CLOSED.search(event.text):
        return False
    return event.kind in _TROUBLE or _did_not_help(event)


def _did_not_help(event: Event) -> bool:
    if event.kind in _BETTER and not PARTLY.search(event.text):
        return False
    return bool(WORSE_AGAIN.search(event.text) or PARTLY.search(event.text))


def _short(event: Event) -> str:
    return " ".join(event.text.split())[:100]


def _at(pm: Postmortem, at: datetime | None) -> str:
    return stamp(at, zone_of(pm.incident.zone)) if at is not None else "no time"


def _words(name: str) -> str:
    return name.replace("_", " ")
