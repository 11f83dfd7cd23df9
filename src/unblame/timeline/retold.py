"""A milestone that other sources tell at another time than the one chosen, asked about by name.

A text can tell of a time other than its own: “uploads are refused since about 19:40”, written at 19:49.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from unblame.evidence.times import find_times
from unblame.evidence.zones import Zones, zone_of
from unblame.model import Event, Kind, Milestone, Precision, Question, Source
from unblame.timeline import signal
from unblame.timeline.alike import alike
from unblame.timeline.log_change import key_of
from unblame.timeline.question import question
from unblame.timeline.scene import Rank, Row, Scene
from unblame.timeline.words import instant, listed, quoted
from unblame.timeline.zone_taken import zone_taken

_START, _END = "impact_start", "mitigated"
_REPORTS: Final = (Kind.ACKNOWLEDGED, Kind.ALERT, Kind.PAGE, Kind.DECLARED, Kind.CUSTOMER_REPORT)
_WRITTEN: Final = frozenset({"markdown", "notes", "csv_table", "workbook", "html"})
#: From how many minutes on, and up to how many, two tellings of a step differ.
_STEP: Final = (timedelta(minutes=4), timedelta(minutes=20))
_SENT_IN: Final = re.compile(r"([+-]\d\d):?(\d\d)(?:\s*\(\w+\))?\s*$")
_AWAY: Final = timedelta(minutes=2)
_NEAR: Final = {_START: timedelta(hours=3), _END: timedelta(hours=2)}
_SINCE: Final = re.compile(
    r"\b(?:since|(?:start(?:ed|s|ing)?|beg[au]n|a start)(?: (?:at|of|on|from))?|(?<!away )from)\s+"
    r"(?=(?:about |around |approximately |roughly |circa |ca\.? |~ ?)?\d{1,2}[:.h]\d\d)",
    re.IGNORECASE,
)
_SOFT: Final = re.compile(
    r"^(?:about|around|approximately|roughly|circa|ca\.?|~)\s*", re.IGNORECASE
)
_HURT: Final = re.compile(
    r"\b(?:refus\w+|den(?:y|ied)|fail\w*|error\w*|servfail|cannot|can'?t|not|nobody|no \w+|down|"
    r"outage|broken|unavailab\w+|unreachable|missing|gone|unknown|slow)\b",
    re.IGNORECASE,
)
#: What fails once more is neither the start of it all nor its end.
_ANEW: Final = re.compile(
    r"\b(?:delay\w*|late|slow\w*|fail\w*|down|unavailab\w+|unreachable|refus\w+|error\w*|degrad\w+|broken|"
    r"stuck|dropp\w+|missing|affected) (?:once )?(?:again|more)\b",
    re.IGNORECASE,
)
_CALM: Final = re.compile(
    r"\b(?:work\w*|back|up|quiet|ok|fine|answers?|normal\w*|again|available|no (?:more |failed |further )?"
    r"(?:error|failure|lookup)s?)\b[^.;]{0,30}$",
    re.IGNORECASE,
)


class Telling(Struct, frozen=True, kw_only=True):
    """One source's word of when a milestone was; `at` is None where its zone or day is open."""

    name: str
    at: datetime | None
    written: str
    text: str
    source: Source


def retold_questions(scene: Scene, found: dict[str, Milestone]) -> tuple[Question, ...]:
    """Return a question for each end of impact that sources tell at times which differ."""
    asked = []
    for name in (_START, _END):
        milestone = found.get(name)
        if milestone is None or milestone.at is None:
            continue
        differing = list(_differing(scene, name, milestone, milestone.at))
        if differing:
            asked.append(_asked(name, milestone.at, differing))
    return tuple(asked)


def _asked(name: str, at: datetime, differing: list[Telling]) -> Question:
    told = [
        f"{instant(one.at) if one.at is not None else one.written} by {quoted(one.text, one.source)}"
        for one in differing
    ]
    return question(
        f"milestones.{name}.told",
        "told otherwise",
        f"What shows which time holds for “{name.replace('_', ' ')}”: {instant(at)}, as found, or "
        f"{listed(told)}?",
        "Sources tell of it at times that differ; a time from memory or of a first alert is a usual "
        "reason.",
    )


def _differing(scene: Scene, name: str, milestone: Milestone, at: datetime) -> Iterator[Telling]:
    own = {source.evidence for source in milestone.sources}
    seen: set[tuple[str, object]] = set()
    for one in (*_said(scene, name, at), *_noted(scene, name, at, own, _text_of(scene, milestone))):
        if one.at is not None and not _AWAY < abs(one.at - at) <= _NEAR[name]:
            continue
        mark = (one.source.evidence if one.at is None else "", one.at or one.written)
        if mark not in seen:
            seen.add(mark)
            yield one


def _said(scene: Scene, name: str, at: datetime) -> Iterator[Telling]:
    """Yield the times that texts tell beside their own, such as “since about 19:40”."""
    for row in scene.rows:
        if row.at < at - _NEAR[name]:
            continue
        for match in _SINCE.finditer(row.text):
            sentence = re.split(r"[.!?;\n] ", row.text[: match.start()])[-1]
            rest = _SOFT.sub("", row.text[match.end() : match.end() + 30])
            whole = sentence + rest
            if _ANEW.search(sentence):
                continue
            ends = bool(_CALM.search(sentence)) or (row.back and not _HURT.search(whole))
            if (name == _END) != ends or (name == _START and not _hurts(row, whole)):
                continue
            told = _time(rest, row, scene)
            if told is not None:
                yield Telling(
                    name=name,
                    at=told,
                    written="",
                    text=(sentence + _to_a_word(row.text, match.start(), match.end() + 30)).strip(),
                    source=row.event.sources[0],
                )


def _hurts(row: Row, text: str) -> bool:
    return bool(_HURT.search(text)) or row.says(signal.BROKE)


def _time(text: str, row: Row, scene: Scene) -> datetime | None:
    name = _of_sender(row, scene) or zone_taken(scene.evidence) or "UTC"
    zone = zone_of(name)
    if zone is None:
        return None
    found = find_times(text, Zones(default=name), row.at.astimezone(zone).date())
    if not found or found[0][0] > 1 or found[0][2].at is None:
        return None
    moment = found[0][2]
    at = moment.at
    assert at is not None
    return at if at <= row.at + _AWAY else at - timedelta(days=1)


def _of_sender(row: Row, scene: Scene) -> str | None:
    """Return the offset in which a mail was written: what its text says of times is in that."""
    mails = {item.id for item in scene.evidence.items if item.reader == "mail"}
    if not any(source.evidence in mails for source in row.event.sources):
        return None
    found = _SENT_IN.search(row.event.as_written)
    return f"{found[1]}:{found[2]}" if found is not None else None


def _to_a_word(text: str, start: int, end: int) -> str:
    """Return a stretch of text that ends with a whole word."""
    stretch = text[start:end]
    if end >= len(text) or text[end].isspace():
        return stretch
    return f"{stretch.rpartition(' ')[0].rstrip(' ,;')} …"


def _noted(scene: Scene, name: str, at: datetime, own: set[str], known: str) -> Iterator[Telling]:
    """Yield the first line of each written account, other than the chosen one's, that tells of it."""
    first: dict[str, Row] = {}
    written = {item.id for item in scene.evidence.items if item.reader in _WRITTEN}
    for row in scene.between(at - _NEAR[name], at + _NEAR[name]):
        places = row.places
        if places & own or not places & written:
            continue
        if _tells(name, row) or (name == _START and alike(row.text, known)):
            first.setdefault(min(places), row)
    for row in first.values():
        yield Telling(name=name, at=row.at, written="", text=row.text, source=row.event.sources[0])
    yield from _undated(scene, name, own)


def _tells(name: str, row: Row) -> bool:
    if name == _END:
        return row.back and not row.says(signal.PARTLY)
    if row.says(signal.NOTICED) or row.says(signal.TOOK_UP) or row.back or row.has(*_REPORTS):
        return False
    return row.says(signal.STARTS) or row.says(signal.BEGAN_FAILING) or row.says(signal.BROKE)


def _text_of(scene: Scene, milestone: Milestone) -> str:
    """Return what the events say that a milestone rests on, those of the logs included."""
    texts = [row.text for row in scene.rows if f"E:{row.event.key}" in milestone.events]
    texts += [one.template for one in scene.changes if f"E:{key_of(one)}" in milestone.events]
    return " ".join(texts)


def _undated(scene: Scene, name: str, own: set[str]) -> Iterator[Telling]:
    """Yield lines of a written account whose hour or day is open, the first of each source."""
    seen: set[str] = set()
    for event in _without_instant(scene.evidence.events):
        source = event.sources[0]
        row = Row(at=scene.now, event=event, rank=scene.rank(event))
        if source.evidence in own | seen or row.rank is not Rank.ACCOUNT or not _tells(name, row):
            continue
        seen.add(source.evidence)
        yield Telling(
            name=name, at=None, written=f"{event.as_written}, day or hour open,",
            text=event.text, source=source,
        )  # fmt: skip


def _without_instant(events: Iterable[Event]) -> Iterator[Event]:
    return (event for event in events if event.at is None and event.as_written and event.sources)


def step_questions(scene: Scene) -> tuple[Question, ...]:
    """Return a question for steps that a written account tells at another time than machines and logs do.

    Chats and tickets tell of things before they are done and after, so what they say is no other time.
    """
    written = {item.id for item in scene.evidence.items if item.reader in _WRITTEN}
    others = [
        row
        for row in scene.rows
        if row.rank in (Rank.LOG, Rank.MACHINE) and row.event.sources and not row.places & written
    ]
    told = []
    for row in scene.rows:
        sources = [source for source in row.event.sources if source.evidence in written]
        if not sources or row.event.precision is not Precision.MINUTE:
            continue
        other = _told_at(row, others)
        if other is not None:
            told.append(
                f"{instant(row.at)} by {quoted(row.event.text, sources[0])} or {instant(other.at)} by "
                f"{quoted(other.event.text, other.event.sources[0])}"
            )
    if not told:
        return ()
    return (
        question(
            "events.retold",
            "steps",
            f"Which time holds: {listed(told, 3)}?",
            "A written account and another source tell of what seems one thing at times that differ.",
        ),
    )


def _told_at(row: Row, others: list[Row]) -> Row | None:
    """Return the row that tells of the same some minutes away, or None where one does at the time."""
    begin = bisect_left(others, row.at - _STEP[1], key=lambda one: one.at)
    found: Row | None = None
    for other in others[begin:]:
        if other.at > row.at + _STEP[1]:
            break
        if not alike(row.event.text, other.event.text):
            continue
        if abs(other.at - row.at) < _STEP[0]:
            return None
        if found is None or abs(other.at - row.at) < abs(found.at - row.at):
            found = other
    return found
