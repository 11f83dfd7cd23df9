"""Factors that times show: late detection, answer, declaration, or word to customers."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from unblame.factors.candidate import Candidate
from unblame.factors.wording import REPORT, denied_update
from unblame.model import (
    Confidence,
    DetectedBy,
    Event,
    FactorRole,
    Kind,
    Milestone,
    MilestoneName,
)

if TYPE_CHECKING:
    from unblame.timeline import Timeline

LONG_DETECTION_S = 15 * 60
LONG_ANSWER_S = 15 * 60
LONG_DECLARATION_S = 60 * 60
LONG_SILENCE_S = 30 * 60
LARGE_SHARE = 0.5
_TELLS = frozenset({Kind.SYMPTOM, Kind.QUESTION, Kind.CHATTER, Kind.NOTE})
_SIGNALS = frozenset({Kind.ALERT, Kind.PAGE})


def gaps(timeline: "Timeline") -> list[Candidate]:
    """Return the factors that the milestones and the order of events show by themselves."""
    found = [
        _detection(timeline),
        _answer(timeline),
        _declaration(timeline),
        _customer_word(timeline),
    ]
    return [candidate for candidate in found if candidate is not None]


def spoken(seconds: float) -> str:
    """Return a duration as people say it: `42 min`, `2 h 25 min`, `3 d 4 h`."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{round(seconds)} s"
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def _detection(timeline: "Timeline") -> Candidate | None:
    start, detected = _two(timeline, MilestoneName.IMPACT_START, MilestoneName.DETECTED)
    if start is None or detected is None:
        return None
    seconds = _between(start, detected)
    by_customer = detected.by is DetectedBy.CUSTOMER
    if seconds < LONG_DETECTION_S and not (by_customer and seconds > 0):
        return None
    earlier = [event for event in _signals(timeline) if _within(event, start, detected)]
    if earlier:
        text = (
            f"A signal existed {spoken(_between(start, earlier[0]))} after impact began, and "
            f"detection came {spoken(seconds)} after it began."
        )
        return _gap("T2", text, FactorRole.DELAYED_DETECTION, start, detected, earlier[0])
    told = (
        [] if by_customer else [one for one in _reports(timeline) if _within(one, start, detected)]
    )
    if told:
        return _told_first(start, detected, told[0])
    if detected.by is DetectedBy.MONITOR:
        text = f"The first alert came {spoken(seconds)} after impact began."
        return _gap("T1", text, FactorRole.DELAYED_DETECTION, start, detected)
    first = "Customers reported first" if by_customer else "No alert stands before detection"
    text = f"{first}: detection came {spoken(seconds)} after impact began."
    return _gap("T1", text, FactorRole.DELAYED_DETECTION, start, detected)


def _told_first(start: Milestone, detected: Milestone, report: Event) -> Candidate:
    early, late = spoken(_between(report, detected)), spoken(_between(start, detected))
    by_monitor = detected.by is DetectedBy.MONITOR
    what = "the first alert" if by_monitor else "detection"
    end = "" if by_monitor else "; no alert stands before it"
    text = (
        f"A customer report stood {early} before {what}, which came {late} after impact began{end}."
    )
    return _gap("T1", text, FactorRole.DELAYED_DETECTION, start, report, detected)


def _answer(timeline: "Timeline") -> Candidate | None:
    detected, acknowledged = _two(timeline, MilestoneName.DETECTED, MilestoneName.ACKNOWLEDGED)
    pages = [event for event in timeline.events if event.kind is Kind.PAGE]
    if detected is not None and acknowledged is not None:
        seconds = _between(detected, acknowledged)
        if seconds < LONG_ANSWER_S:
            return None
        monitor = detected.by is DetectedBy.MONITOR
        if not pages and not (monitor or _takes_much(timeline, detected, acknowledged)):
            return None
        what = "The page waited" if pages else "The first sign waited"
        text = f"{what} {spoken(seconds)} for an answer."
        code = "T2" if monitor and not pages else "M2"
        return _gap(code, text, FactorRole.DELAYED_RESPONSE, detected, acknowledged)
    if len(pages) > 1 and acknowledged is None:
        text = (
            f"{len(pages)} pages were sent and the record holds no acknowledgement of any of them."
        )
        return _gap("M2", text, FactorRole.DELAYED_RESPONSE, *pages[:3])
    return None


def _declaration(timeline: "Timeline") -> Candidate | None:
    detected, declared = _two(timeline, MilestoneName.DETECTED, MilestoneName.DECLARED)
    if detected is None or declared is None or _between(detected, declared) < LONG_DECLARATION_S:
        return None
    if not _paged(timeline) or not _takes_much(timeline, detected, declared):
        return None
    late = spoken(_between(detected, declared))
    text = f"The incident was declared {late} after detection."
    return _gap("M2", text, FactorRole.DELAYED_RESPONSE, detected, declared)


def _customer_word(timeline: "Timeline") -> Candidate | None:
    start, mitigated = _two(timeline, MilestoneName.IMPACT_START, MilestoneName.MITIGATED)
    if start is None or start.at is None:
        return None
    said = _after(timeline.events, Kind.CUSTOMER_UPDATE, start.at)
    updates = [event for event in said if denied_update(event.text) is None]
    reports = _after(timeline.events, Kind.CUSTOMER_REPORT, start.at)
    if updates:
        seconds = _between(start, updates[0])
        if seconds < LONG_SILENCE_S or not _takes_much(timeline, start, updates[0]):
            return None
        text = f"The first customer update appeared {spoken(seconds)} after impact began."
        return _gap("M5", text, FactorRole.AMPLIFYING, start, updates[0])
    denials = [event for event in timeline.events if _denies(event, start.at)]
    if denials:
        return _never_told(denials[0])
    if len(reports) > 1 and mitigated is not None:
        text = (
            f"The record holds {len(reports)} customer reports and no customer update before "
            "the service was back."
        )
        return _gap("M5", text, FactorRole.AMPLIFYING, *reports[:3])
    return None


def _takes_much(timeline: "Timeline", first: Milestone, last: Milestone | Event) -> bool:
    """Return whether a wait takes at least half of the time from there until the service was back."""
    back = _known(timeline, MilestoneName.MITIGATED) or _known(timeline, MilestoneName.RESOLVED)
    if back is None:
        return True
    if isinstance(last, Milestone) and _between(last, back) <= 0:
        return False
    return _between(first, last) >= LARGE_SHARE * _between(first, back)


def _paged(timeline: "Timeline") -> bool:
    return any(event.kind is Kind.PAGE for event in timeline.events)


def _reports(timeline: "Timeline") -> list[Event]:
    return [
        event
        for event in timeline.events
        if event.at is not None
        and (
            event.kind is Kind.CUSTOMER_REPORT
            or (event.kind in _TELLS and REPORT.search(event.text))
        )
    ]


def _denies(event: Event, start: datetime) -> bool:
    after = event.at is not None and event.at >= start and event.kind is not Kind.QUESTION
    return after and denied_update(event.text) is not None


def _never_told(event: Event) -> Candidate:
    clause = re.sub(
        r"^status", "the status", denied_update(event.text) or event.text, flags=re.IGNORECASE
    )
    return replace(_gap("M5", clause, FactorRole.AMPLIFYING, event), quoted=True)


def _gap(code: str, text: str, role: FactorRole, *ends: Milestone | Event) -> Candidate:
    events: dict[str, None] = {}
    for end in ends:
        cited = end.events if isinstance(end, Milestone) else (f"E:{end.key}",)
        events.update(dict.fromkeys(cited))
    sources = dict.fromkeys(source for end in ends for source in end.sources)
    return Candidate(
        code=code,
        text=text,
        weight=5.0,
        role=role,
        confidence=Confidence.MEDIUM,
        events=tuple(events),
        sources=tuple(sources),
        quoted=False,
    )


def _two(
    timeline: "Timeline", first: MilestoneName, second: MilestoneName
) -> tuple[Milestone | None, Milestone | None]:
    return _known(timeline, first), _known(timeline, second)


def _known(timeline: "Timeline", name: MilestoneName) -> Milestone | None:
    milestone = timeline.milestones.get(name)
    return milestone if milestone is not None and milestone.at is not None else None


def _signals(timeline: "Timeline") -> list[Event]:
    return [event for event in timeline.events if event.kind in _SIGNALS and event.at is not None]


def _within(event: Event, start: Milestone, end: Milestone) -> bool:
    return _instant(start) <= _instant(event) < _instant(end)


def _after(events: tuple[Event, ...], kind: Kind, start: datetime) -> list[Event]:
    return [e for e in events if e.kind is kind and e.at is not None and e.at >= start]


def _instant(thing: Milestone | Event) -> datetime:
    if thing.at is None:
        raise ValueError("a thing without an instant has no place on the timeline")
    return thing.at


def _between(first: Milestone | Event, second: Milestone | Event) -> float:
    return (_instant(second) - _instant(first)).total_seconds()
