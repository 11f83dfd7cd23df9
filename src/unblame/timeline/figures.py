"""Figures that differ for the same thing, and data that the record tells to be lost, doubled or refused."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from unblame.model import Milestone, Question, Source
from unblame.timeline.question import question
from unblame.timeline.scene import Scene
from unblame.timeline.words import listed, quoted

_FIGURE: Final = re.compile(
    r"(?<![\w.:#/-])(\d{1,3}(?:,\d{3})+|\d{2,7})(?![\w:/.-]*\d)\s+(?:live |lost |open |closed )?"
    r"([a-z]{4,16}s)\b"
)
_UNITS: Final = frozenset(
    [
        "minutes",
        "seconds",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "times",
        "percent",
        "bytes",
        "lines",
        "errors",
        "rows",
        "checks",
        "tests",
        "retries",
        "requests",
        "attempts",
        "workers",
        "nodes",
        "pods",
        "connections",
        "this",
        "was",
        "pass",
        "less",
        "alerts",
    ]
)
_APART: Final = 1.12
_LOST: Final = re.compile(
    r"\b(?:lost (?:for good|forever|data|answers?|orders?|records?|messages?|mails?)|(?:was|were|are|is|"
    r"got) (?:not in (?:it|the backup)|lost|missing|deleted|overwritten|corrupt\w*|double|doubled|"
    r"duplicated)|taken twice|paid twice|charged twice|double (?:charge|booking|payment|entr)\w*|"
    r"(?:mail|message)s? (?:has |have |was |were )?bounced|bounced|undeliver\w+|have not seen|"
    r"not in (?:it|the backup|the dump)|no confirmation, no row|still (?:unknown|missing)|"
    r"\d+ of (?:the )?\d+ (?:refused|lost|missing|failed|deleted))",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"\b(?:deleted|missing|lost|overwritten|corrupt\w*)$", re.IGNORECASE)
_DATA: Final = re.compile(
    r"\b(?:data|orders?|records?|rows?|messages?|e?mails?|bookings?|payments?|files?|entries|accounts?|"
    r"documents?|tickets?|backups?|uploads?|answers?|invoices?|photos?|transactions?|events?|quiz\w*)\b",
    re.IGNORECASE,
)
_NOT: Final = re.compile(r"\b(?:no|not|nothing|none|never|without)\b[^.;,]{0,25}$", re.IGNORECASE)
_EDIT: Final = re.compile(r"A message was (?:deleted|edited)")
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


def figure_questions(
    scene: Scene, found: dict[str, Milestone], impact_text: str
) -> tuple[Question, ...]:
    """Return a question for figures of one thing that differ, and one for data that was harmed."""
    texts = list(_texts(scene, found))
    return (*_differing(texts, impact_text), *_harmed(texts))


def _texts(scene: Scene, found: dict[str, Milestone]) -> Iterator[tuple[str, Source]]:
    """Yield the texts of the incident and of the days after it."""
    first = next(
        (found[name].at for name in ("impact_start", "detected") if found[name].at is not None),
        None,
    )
    for row in scene.rows:
        if _EDIT.match(row.event.text):
            continue
        if row.event.sources and (first is None or _within(row.at, first)):
            yield row.event.text, row.event.sources[0]
    for event in scene.evidence.events:
        if event.at is None and event.sources:
            yield event.text, event.sources[0]
    for one in scene.evidence.passages:
        yield one.text, one.source


def _within(at: datetime, first: datetime) -> bool:
    return first - _DAY <= at <= first + _WEEK


def _differing(texts: list[tuple[str, Source]], impact_text: str) -> Iterator[Question]:
    things: dict[str, dict[int, str]] = {}
    given = {match[2]: int(match[1].replace(",", "")) for match in _FIGURE.finditer(impact_text)}
    for thing, much in given.items():
        things.setdefault(thing, {})[much] = f"{much:,} as given"
    for text, source in texts:
        for match in _FIGURE.finditer(text):
            thing, much = match[2], int(match[1].replace(",", ""))
            if thing not in _UNITS and not 1990 <= much <= 2100:
                around = text[max(0, match.start() - 30) : match.end() + 50]
                shown = f"{much:,} in {quoted(around, source)}"
                things.setdefault(thing, {}).setdefault(much, shown)
    told = []
    for thing, values in things.items():
        for much in sorted(values):
            near = [one for one in sorted(values) if much < one <= much * _APART]
            if near:
                told.append(f"{thing}: {listed([values[one] for one in (much, *near)])}")
                break
    if told:
        yield question(
            "events.figures",
            "figures",
            f"Which figure is to be told, and what does each count? {'. '.join(told[:3])}.",
            "Sources give figures of the same thing that differ by little, as two counts of one thing do.",
        )


def _harmed(texts: list[tuple[str, Source]]) -> Iterator[Question]:
    found = {}
    for text, source in texts:
        match = next((one for one in _LOST.finditer(text) if _is_harm(text, one)), None)
        if match is not None:
            found[source.evidence + source.place] = quoted(text, source, match.start())
    if found:
        yield question(
            "events.harm",
            "harmed",
            f"What became of this, is it all of it, and who was hurt by it: {listed(list(found.values()))}?",
            "The record tells of data that was lost, refused, doubled or not found again.",
        )


def _is_harm(text: str, found: re.Match[str]) -> bool:
    """Say whether a match tells of data: not denied, and of more than a thing of the machinery."""
    if _denied(text, found.start()):
        return False
    told = text[max(0, found.start() - 80) : found.end() + 40]
    return not _BARE.search(found[0]) or _DATA.search(told) is not None


def _denied(text: str, at: int) -> bool:
    return _NOT.search(text[max(0, at - 40) : at]) is not None
