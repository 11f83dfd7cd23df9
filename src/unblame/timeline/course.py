"""What the course of an incident leaves to be asked: who was to hear, what took long, what did not hold."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from unblame.model import DetectedBy, Interval, Kind, Milestone, MilestoneStatus, Question
from unblame.timeline.aside import Thread, threads
from unblame.timeline.question import question
from unblame.timeline.scene import Rank, Scene
from unblame.timeline.words import instant, listed, quote, quoted

#: Two changes that name one of these are one, begun and finished, or told of twice.
_RELEASE: Final = re.compile(r"\bv?\d+(?:\.\d+)+\b|\bv\d+\b|\bPR-?\d+\b|#\d+")
_LONG: Final = timedelta(minutes=10)
_LATE: Final = timedelta(minutes=30)
_HALF_DAY: Final = timedelta(hours=12)
_WEEK: Final = timedelta(days=7)
_UNHEARD: Final = re.compile(
    r"\b(?:nobody|no one|no-one|none of us)\b[^.;?!]{0,30}\b(?:picked up|answer\w*|heard|hears|reads?|"
    r"paged|in there|looks?|looked|watch\w*|received|receives)\b|\bno answer\b|\bunanswered\b|"
    r"\b(?:is |was |were |had |have )?muted\b|\bunread\b|\b(?:did|does) not (?:hear|ring|wake)\b|"
    r"\bholiday reply\b|\bauto(?:matic)?[- ]repl(?:y|ies)\b|\bface down\b|\bout of office\b|"
    r"\bwere not heard\b",
    re.IGNORECASE,
)
_SIGNAL: Final = re.compile(
    r"alert|alarm|pag(?:e|ing|er)|channel|mail|inbox|phone|\bcall|\brang\b|signal|messag|muted|"
    r"notif|push|sms|heard",
    re.IGNORECASE,
)
_SHORT: Final = 12
_NO_PAGE: Final = re.compile(
    r"\bstatus(?: ?page|\.\S+)[^.;]{0,40}\b(?:(?:does|do|did|could|can|is|was) ?n(?:o|')t (?:even )?"
    r"(?:open|load|resolve|reach\w*|work|be (?:read|reached|opened))|cannot|is down|was down|unreachable)",
    re.IGNORECASE,
)
_SHOWS: Final = "(the page shows this at "
_RUNS: Final = re.compile(
    r"\b(?:run|job|import|export|backfill|migration|batch|rebuild|restore|sync)\b.{0,20}\bstart",
    re.IGNORECASE,
)
_BY: Final = {
    DetectedBy.CUSTOMER: "a customer did",
    DetectedBy.STAFF: "somebody happened to",
    DetectedBy.VENDOR: "a provider did",
}


def course_questions(
    scene: Scene, found: dict[str, Milestone], spans: tuple[Interval, ...]
) -> tuple[Question, ...]:
    """Return what the course of the incident leaves open, where its start or detection is known."""
    return (
        *_unheard(scene, found),
        *_by_chance(found),
        *_waiting(scene, found),
        *_not_final(scene, found, spans),
        *_triggers(scene, found),
        *_told_late(scene, found),
    )


def _unheard(scene: Scene, found: dict[str, Milestone]) -> Iterator[Question]:
    """Ask who is to hear a signal that reached nobody."""
    first = found.get("signalled")
    known = _at(found, "detected")
    end = known + _WEEK if known is not None else scene.now
    words = [
        row
        for row in scene.rows
        if (known is None or row.at >= known - _WEEK) and row.at <= end
        and _unheard_in(row.event.text) is not None
    ]  # fmt: skip
    passages = [one for one in scene.evidence.passages if _unheard_in(one.text) is not None]
    if not words and not passages:
        return
    shown = [
        quoted(row.event.text, row.event.sources[0], _unheard_in(row.event.text) or 0)
        for row in words
        if row.event.sources
    ]
    shown += [quoted(one.text, one.source, _unheard_in(one.text) or 0) for one in passages]
    since = (
        f"The first signal that reached nobody stands at {instant(first.at)}. "
        if first is not None and first.at is not None
        else ""
    )
    yield question(
        "milestones.signalled.heard",
        "unheard",
        f"Who is to hear such a signal, by which way, and who looks after that way: {listed(shown)}?",
        f"{since}The record tells of signals or calls that reached nobody.",
    )


def _unheard_in(text: str) -> int | None:
    """Return where a text tells of a signal that nobody heard, or None."""
    found = _UNHEARD.search(text)
    return (
        found.start()
        if found is not None and (len(text) < _SHORT or _SIGNAL.search(text))
        else None
    )


def _by_chance(found: dict[str, Milestone]) -> Iterator[Question]:
    """Ask which check would have shown it, where no check did."""
    known = found.get("detected")
    if known is None or known.at is None or known.by not in _BY:
        return
    spared = found["impact_start"].status is MilestoneStatus.NOT_APPLICABLE
    before = " and what would have stopped it without that" if spared else ""
    yield question(
        "milestones.detected.check",
        "by chance",
        f"Which check would have shown it before {_BY[known.by]} ({instant(known.at)}), and who looks "
        f"after that check{before}?",
        "No monitor or alert of one's own is on record as that which told the team first.",
    )


def _waiting(scene: Scene, found: dict[str, Milestone]) -> Iterator[Question]:
    """Ask what a long way from the first sign to the page being accepted was made of."""
    known = _at(found, "detected")
    if known is None:
        return
    taken = next(
        (
            row
            for row in scene.between(known, known + _HALF_DAY)
            if row.rank is Rank.MACHINE and row.has(Kind.ACKNOWLEDGED)
        ),
        None,
    )
    until = taken.at if taken is not None else _at(found, "acknowledged")
    if until is None or until - known < _LONG:
        return
    what = "the page being accepted" if taken is not None else "it being picked up"
    paged = next(
        (row for row in scene.between(known, until) if row.has(Kind.ALERT, Kind.PAGE)), None
    )
    half = (
        f", {_minutes(until - paged.at)} of them after the page went out ({instant(paged.at)})"
        if paged is not None and taken is not None and paged.at > known
        else ""
    )
    yield question(
        "milestones.acknowledged.wait",
        "long way",
        f"What took the {_minutes(until - known)} from the first sign ({instant(known)}) to {what} "
        f"({instant(until)}){half}?",
        "The way from the first sign to the people who can act is part of the incident.",
    )


def _not_final(
    scene: Scene, found: dict[str, Milestone], spans: tuple[Interval, ...]
) -> Iterator[Question]:
    """Ask what made a recovery look final that was not: impact that came back, an alert that did."""
    ends = [one.until for one in spans[:-1] if one.until is not None]
    if ends:
        yield question(
            "intervals.relapse",
            "not final",
            f"What made the recovery at {instant(ends[0])} look final, and what would have shown that "
            "it was not?",
            f"The record tells of {len(spans)} stretches of impact; it failed again after each but "
            "the last.",
        )
        return
    again = _fired_again(scene, found)
    if again is not None:
        first, second = again
        assert first.closed is not None
        yield question(
            "intervals.relapse",
            "fired again",
            f"What made it look repaired when {quote(first.rows[0].text)} cleared at "
            f"{instant(first.closed)}, and what would have shown in the "
            f"{_minutes(second.opened - first.closed)} until it fired again that it was not?",
            "An alert of the incident cleared and fired again under the same name.",
        )


def _fired_again(scene: Scene, found: dict[str, Milestone]) -> tuple[Thread, Thread] | None:
    """Return the first alert that cleared and fired again within the incident, if any."""
    known, end = _at(found, "detected"), _at(found, "mitigated")
    if known is None or end is None:
        return None
    within = [
        one
        for one in threads(scene.told, scene.readers)
        if one.name and known - _LONG <= one.opened <= end
    ]
    for first in within:
        for second in within:
            if (
                first.closed is not None
                and second.name == first.name
                and second.opened - first.closed >= _LONG
            ):
                return first, second
    return None


def _triggers(scene: Scene, found: dict[str, Milestone]) -> Iterator[Question]:
    """Ask which of several changes set it in motion; a run that began in the logs can be one."""
    first, start = found.get("trigger"), _at(found, "impact_start")
    if first is None or first.at is None or start is None:
        return
    if first.status in (MilestoneStatus.STATED, MilestoneStatus.CONFIRMED):
        return
    texts = {f"E:{row.event.key}": row.event.text for row in scene.rows}
    own = _releases(_text(first.events, texts))
    others = [
        _change(one.at, one.events, texts)
        for one in first.alternatives
        if not _same_release(own, _releases(_text(one.events, texts)))
    ]
    others += [
        f"{instant(change.moment.at)} ({quote(change.template)})"
        for change in scene.changes
        if change.moment.at is not None
        and start - _HALF_DAY <= change.moment.at <= start
        and _RUNS.search(change.template)
    ]
    if not others:
        return
    yield question(
        "milestones.trigger.which",
        "several",
        f"Which change set it in motion, and did more than one have a part: that of "
        f"{_change(first.at, first.events, texts)} or those of {listed(others)}?",
        "Several changes stand on record before the impact began; the last one was taken.",
    )


def _change(at: datetime, events: tuple[str, ...], texts: dict[str, str]) -> str:
    told = quote(_text(events, texts))
    return f"{instant(at)} ({told})" if told not in ("", "“”") else instant(at)


def _same_release(one: set[str], other: set[str]) -> bool:
    """Say whether two changes name one release, be it shortened: 3.9 and 3.9.0."""
    return any(
        mine in (theirs, f"{theirs}.0") or theirs == f"{mine}.0" for mine in one for theirs in other
    )


def _releases(text: str) -> set[str]:
    return set(_RELEASE.findall(text))


def _text(events: tuple[str, ...], texts: dict[str, str]) -> str:
    return next((texts[event] for event in events if event in texts), "")


def _told_late(scene: Scene, found: dict[str, Milestone]) -> Iterator[Question]:
    """Ask when customers first heard, where nothing tells of it, or late, or an entry is dated back."""
    start = _at(found, "impact_start")
    if start is None:
        return
    known_by = max(filter(None, (start, _at(found, "detected"), _at(found, "mitigated"))))
    told = [
        row
        for row in scene.between(start, known_by + _HALF_DAY)
        if row.has(Kind.CUSTOMER_UPDATE) and row.event.kind is not Kind.QUESTION
    ]
    dated_back = [row for row in told if _SHOWS in row.event.text]
    unread = next(
        (row for row in scene.rows if row.at >= start and _NO_PAGE.search(row.text)), None
    )
    first = told[0] if told else None
    since = max(start, _at(found, "detected") or start)
    if unread is not None:
        ask = (
            f"When did customers first hear of it from you, by which way, and is that enough: "
            f"{quoted(unread.event.text, unread.event.sources[0])}?"
        )
        why = "The status page could not be read when it was needed."
    elif dated_back:
        row = dated_back[0]
        shown = row.event.text.rpartition(_SHOWS)[2].rstrip(") ")
        ask = (
            f"What were customers told, and when: the entry that the page shows at {shown} was "
            f"written at {instant(row.at)}?"
        )
        why = "The status page shows a time that is not the time of writing."
    elif first is None:
        ask = "When did customers first hear of it from you, and by which way?"
        why = "The record holds no word to customers during the incident."
    elif first.at - since > _LATE:
        ask = (
            f"When did customers first hear of it from you, and is that enough: the first word on "
            f"record is {quoted(first.text, first.event.sources[0])} at {instant(first.at)}, "
            f"{_minutes(first.at - since)} after it was known?"
        )
        why = "Customers who are not told ask, and guess."
    else:
        return
    yield question("events.customers", "customers", ask, why)


def _at(found: dict[str, Milestone], name: str) -> datetime | None:
    milestone = found.get(name)
    return milestone.at if milestone is not None else None


def _minutes(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    return f"{minutes} minutes" if minutes < 180 else f"{minutes // 60} h {minutes % 60:02d} min"
