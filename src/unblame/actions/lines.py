"""The lines of evidence that an action may take its words from, each with where it stands."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from unblame.evidence import Evidence
from unblame.model import Factor, Kind, Source

if TYPE_CHECKING:
    from unblame.timeline import Timeline


LONGEST_READ = 2000
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Line(Struct, frozen=True, kw_only=True):
    """One text of the evidence; `event` is its temporary id where it is an event."""

    text: str
    event: str | None = None
    sources: tuple[Source, ...] = ()
    kind: Kind | None = None


def all_lines(evidence: Evidence, timeline: "Timeline") -> list[Line]:
    """Return every line: events in their order, then labelled facts, then prose."""
    return [*_events(timeline), *_told(evidence)]


def lines_of(factor: Factor, lines: list[Line]) -> list[Line]:
    """Return the lines that a factor cites, then its own statement."""
    cited = set(factor.events)
    places = {(source.evidence, source.place) for source in factor.sources}
    own = [
        line
        for line in lines
        if line.event in cited
        or any((source.evidence, source.place) in places for source in line.sources)
    ]
    return [*own, Line(text=factor.statement, sources=factor.sources)]


def _events(timeline: "Timeline") -> Iterator[Line]:
    for event in timeline.events:
        yield Line(
            text=_words(event.text), event=f"E:{event.key}", sources=event.sources, kind=event.kind
        )


def _words(text: str) -> str:
    """Return the text without addresses, which name hosts that no one here changes."""
    return _ADDRESS.sub("", text[:LONGEST_READ])


def _told(evidence: Evidence) -> Iterator[Line]:
    for statement in evidence.statements:
        yield Line(text=_words(f"{statement.label}: {statement.text}"), sources=(statement.source,))
    for passage in evidence.passages:
        yield Line(text=_words(passage.text), sources=(passage.source,))
