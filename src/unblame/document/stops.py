"""The decision points of an incident, each with what could be seen at that moment."""

from collections import Counter
from datetime import datetime, timedelta

from msgspec import Struct

from unblame.model import Event, Kind, Postmortem

MOST = 6
_SEEN_WITHIN = timedelta(minutes=30)
_SEEN = 3
_AGAIN, _CITED = 3, 2
_ALIKE = 24
_QUIET = frozenset({Kind.NOTE, Kind.CHATTER, Kind.QUESTION, Kind.SILENCE})

TITLES = {
    Kind.CHANGE: "the change",
    Kind.ALERT: "a signal",
    Kind.CUSTOMER_REPORT: "customers speak",
    Kind.PAGE: "the call for help",
    Kind.ACKNOWLEDGED: "picked up",
    Kind.DECLARED: "declared",
    Kind.HYPOTHESIS: "an explanation",
    Kind.MITIGATION_TRIED: "an attempt",
    Kind.MITIGATION_WORKED: "what helped",
    Kind.CUSTOMER_UPDATE: "telling customers",
}
_QUESTIONS = {
    Kind.CHANGE: (
        "How does a change like this usually go, and what told you it was ready?",
        "What would have looked different if it had not been?",
    ),
    Kind.ALERT: (
        "Where did this signal arrive, and how does it usually look there?",
        "What would have made it stand out?",
    ),
    Kind.CUSTOMER_REPORT: (
        "How did the report reach somebody who could act?",
        "What did our own screens show at that moment?",
    ),
    Kind.PAGE: (
        "What made you call for help just then?",
        "How did you know whom to call?",
    ),
    Kind.ACKNOWLEDGED: (
        "What did the page tell you, and what did you look at first?",
        "What else was asking for your attention?",
    ),
    Kind.DECLARED: (
        "What tipped it from an oddity to an incident?",
        "How would it have gone on if nothing had been declared?",
    ),
    Kind.HYPOTHESIS: (
        "What pointed there, and what did you expect to see next?",
        "Which other explanations were on the table, and how did they look?",
    ),
    Kind.MITIGATION_TRIED: (
        "Which options did you have, and how did this one look then?",
        "How would you have noticed that it made things worse?",
    ),
    Kind.MITIGATION_WORKED: (
        "How did you know that it had helped?",
        "What would have brought you here sooner?",
    ),
    Kind.CUSTOMER_UPDATE: (
        "What did you know when this was written, and what did you leave open?",
        "How was it decided that it could go out?",
    ),
}
_WEIGHT = (
    Kind.MITIGATION_TRIED,
    Kind.HYPOTHESIS,
    Kind.CHANGE,
    Kind.ACKNOWLEDGED,
    Kind.PAGE,
    Kind.DECLARED,
    Kind.CUSTOMER_REPORT,
    Kind.ALERT,
    Kind.MITIGATION_WORKED,
    Kind.CUSTOMER_UPDATE,
)


class Stop(Struct, frozen=True, kw_only=True):
    """One decision point: what happened, what was visible before it, what was learnt later."""

    at: datetime
    event: str
    title: str
    text: str
    visible: tuple[Event, ...]
    later: tuple[str, ...]
    questions: tuple[str, str]


def stops(postmortem: Postmortem, most: int = MOST) -> list[Stop]:
    """Return at most `most` stops in order of time.

    Decisions come before signals, the first of a kind before its second, and what a milestone or
    a factor rests on before what nothing rests on.
    """
    weight = cited(postmortem)
    start = postmortem.milestones.get("impact_start")
    begun = start.at if start else None
    ranked: list[tuple[int, Event]] = []
    seen: Counter[Kind] = Counter()
    for event in postmortem.events:
        if event.at is None or event.kind not in _WEIGHT:
            continue
        late = bool(begun and event.at > begun)
        if event.kind is Kind.CHANGE and (late or not weight[event.id]):
            continue
        rank = _WEIGHT.index(event.kind) + _AGAIN * seen[event.kind] - _CITED * weight[event.id]
        seen[event.kind] += 1
        ranked.append((rank, event))
    chosen = [event for _, event in sorted(ranked, key=lambda pair: pair[0])[:most]]
    return [_stop(event, postmortem) for event in sorted(chosen, key=_at)]


def cited(postmortem: Postmortem) -> Counter[str]:
    """Return for each event on how many of the two, milestones and factors, it bears."""
    milestones = {id_ for m in postmortem.milestones.values() for id_ in m.events}
    factors = {id_ for factor in postmortem.factors for id_ in factor.events}
    return Counter([*milestones, *factors])


def _stop(event: Event, postmortem: Postmortem) -> Stop:
    at = _at(event)
    before = [
        other
        for other in postmortem.events
        if other.at and other.key != event.key and at - _SEEN_WITHIN <= other.at <= at
    ]
    later = [other for other in before if other.known_at and other.known_at > at]
    visible = [other for other in before if other not in later]
    return Stop(
        at=at,
        event=event.id,
        title=TITLES[event.kind],
        text=event.text,
        visible=_telling(visible),
        later=tuple(other.id for other in later),
        questions=_QUESTIONS[event.kind],
    )


def _telling(visible: list[Event]) -> tuple[Event, ...]:
    """Return the last few that tell how things stood; of like ones the latest, notes if need be."""
    latest = {event.text[:_ALIKE]: event for event in visible}
    unlike = sorted(latest.values(), key=_at)
    telling = [event for event in unlike if event.kind not in _QUIET]
    rest = [event for event in unlike if event.kind in _QUIET]
    short = max(_SEEN - len(telling), 0)
    chosen = telling[-_SEEN:] + rest[len(rest) - min(short, len(rest)) :]
    return tuple(sorted(chosen, key=_at))


def _at(event: Event) -> datetime:
    assert event.at is not None
    return event.at
