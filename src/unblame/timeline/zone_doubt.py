"""Zones and years that a source does not state, where something hangs on them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from unblame.evidence.odd_hour import tells_of_odd_hour
from unblame.evidence.put_back import tells_of_going_back
from unblame.evidence.record import Evidence
from unblame.model import EvidenceItem, Milestone, Question
from unblame.timeline.question import question
from unblame.timeline.words import instant, listed, quote

_YEARLESS: Final = re.compile(r"^(?:[A-Z][a-z]{2} [ \d]\d|[IWEF]\d{4}|\d{4}) \d\d:\d\d")
_SPAN: Final = ("impact_start", "detected", "mitigated", "resolved")
_COPIED: Final = re.compile(
    r"\b(?:read|taken|copied|noted) (?:off|from) (?:the |our )?(?:\w+ )?(?:channel|chat|slack|teams|"
    r"mattermost|discord|thread|log|dashboard|graph)\b|\btimes (?:are )?(?:from|as in|of) the "
    r"(?:channel|chat|thread|log)\b",
    re.IGNORECASE,
)


def zone_questions(evidence: Evidence, found: dict[str, Milestone]) -> tuple[Question, ...]:
    """Return a question for each source whose zone or year was taken and on which something hangs."""
    return (
        *_zones(evidence, found),
        *_recordings(evidence),
        *_years(evidence),
        *_hours(evidence),
        *_orders(evidence),
        *_copied(evidence),
    )


def _zones(evidence: Evidence, found: dict[str, Milestone]) -> Iterator[Question]:
    alone = all(item.zone.assumed for item in evidence.items if item.covers.from_ is not None)
    for item in evidence.items:
        if item.zone.assumed is None or item.zone.by != "--tz":
            continue
        resting = [
            name.replace("_", " ")
            for name, milestone in found.items()
            if item.id in {source.evidence for source in milestone.sources}
        ]
        odd = [one for one in item.warnings if tells_of_odd_hour(one.what)]
        if alone and not (odd and item.counted):
            continue
        unplaced = odd or [one for one in item.warnings if "cannot be placed" in one.what]
        within = 0 if resting else _within(evidence, item.id, found)
        if not resting and not unplaced and not within:
            continue
        why = "That night its clock was put on or back." if alone else "Other sources state theirs."
        if resting:
            why += f" Of the milestones, it bears: {', '.join(resting)}."
        elif within:
            why += f" {within} of its entries stand within the incident."
        why = " ".join([why, *(f"{one.what[:1].upper()}{one.what[1:]}." for one in unplaced)])
        yield question(
            f"events.zone.{item.id}",
            f"zone {item.path}",
            f"Does {item.id} ({item.path}), which states no zone, hold times of {item.zone.assumed}?",
            why,
        )


def _recordings(evidence: Evidence) -> Iterator[Question]:
    """Yield a question for each recording whose start is not known, so that nothing in it has an instant."""
    counting = Counter(
        event.sources[0].evidence
        for event in evidence.events
        if event.at is None and event.zone_basis.startswith("anchor:") and event.sources
    )
    for item in evidence.items:
        if counting[item.id]:
            name = (item.path or "").rpartition("/")[2]
            yield question(
                f"events.recorded.{item.id}",
                f"start of {item.path}",
                f"When, and in which zone, did the recording begin of which {item.id} ({item.path}) is the "
                "transcript?",
                f"Its {counting[item.id]} entries count from there and have no place on the timeline. "
                f"`--recorded {name}=2026-01-31T14:00Z` says it.",
            )


def _within(evidence: Evidence, item: str, found: dict[str, Milestone]) -> int:
    """Return how many entries of a source stand between the start and the end of the incident."""
    ats = [one.at for name in _SPAN if (one := found.get(name)) is not None and one.at is not None]
    return (
        sum(
            event.at is not None
            and min(ats) <= event.at <= max(ats)
            and any(source.evidence == item for source in event.sources)
            for event in evidence.events
        )
        if len(ats) > 1
        else 0
    )


def _years(evidence: Evidence) -> Iterator[Question]:
    """Ask for the years of a source that states none and goes over a turn of the year."""
    yearless = {
        source.evidence
        for event in evidence.events
        if event.at is not None and _YEARLESS.match(event.as_written)
        for source in event.sources
    } | {
        change.evidence for change in evidence.changes if _YEARLESS.match(change.moment.as_written)
    }  # fmt: skip
    for item in evidence.items:
        first, last = item.covers.from_, item.covers.until
        if item.id not in yearless or first is None or last is None or first.year == last.year:
            continue
        zone = f", and in the zone {item.zone.assumed}" if item.zone.assumed else ""
        yield question(
            f"events.year.{item.id}",
            f"year {item.path}",
            f"Does {item.id} ({item.path}), which states no year, run from {instant(first)} to "
            f"{instant(last)}{zone}?",
            "It goes over a turn of the year; its years were counted back from its last line.",
        )


def _hours(evidence: Evidence) -> Iterator[Question]:
    """Ask whether the order of entries is that of their times, where it settled a repeated hour."""
    for item in evidence.items:
        for one in item.taken:
            if one.what == "hour":
                yield question(
                    f"events.hour.{item.id}",
                    f"hour {item.path}",
                    f"Was each entry of {item.id} ({item.path}) written when it happened, so that of the "
                    f"hour that its clock has twice, {one.value}?",
                    f"Its times state no offset; they were placed by {one.by}.",
                )


def _orders(evidence: Evidence) -> Iterator[Question]:
    """Ask which order holds in a log whose times go back and stay back."""
    for item in evidence.items:
        back = [one for one in item.warnings if tells_of_going_back(one.what)]
        if not back:
            continue
        places = listed([one.where for one in back])
        yield question(
            f"events.order.{item.id}",
            f"order {item.path}",
            f"Which order holds in {item.id} ({item.path}) from {places} on: that of its lines, or that of "
            "its times, which go back there?",
            "Its entries stand by their times. Where its clock was put back, cut the file there and give "
            "both parts: `--clock PART=+40m` then says how far one of them is ahead.",
        )


def _copied(evidence: Evidence) -> Iterator[Question]:
    """Ask whether an account read off a source carries the error of that source's clock."""
    off = [item for item in evidence.items if item.clock is not None and item.clock.offset_s]
    if not off:
        return
    told = {one.source.evidence: one.text for one in evidence.passages if _COPIED.search(one.text)}
    for item in _items(evidence, told):
        names = listed([f"{one.id} ({one.path})" for one in off])
        yield question(
            f"events.copied.{item.id}",
            f"copied {item.path}",
            f"Do the times of {item.id} ({item.path}) carry the error of the clock of {names}, as it "
            f"says {quote(told[item.id])}?",
            "Times read off a source with a clock that is off are no second witness for it.",
        )


def _items(evidence: Evidence, ids: Iterable[str]) -> list[EvidenceItem]:
    wanted = set(ids)
    return [item for item in evidence.items if item.id in wanted]
