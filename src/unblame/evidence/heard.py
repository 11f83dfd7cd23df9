"""The kinds of a line as its wording and the recogniser tell them: two voices, the surer one holds."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from unblame.evidence.cues import CERTAIN
from unblame.model import Event, Kind, Warning
from unblame.text import parse, sentences

if TYPE_CHECKING:
    from unblame.recognise import Reader

#: A line up to here is read as one sentence, as people write chat and timelines.
_ONE: Final = 240
#: Of a longer story so many sentences are read: what happened stands in its beginning.
_SENTENCES: Final = 6
_KINDS: Final = 3
_BEYOND_DOUBT: Final = 0.8
#: More lines than that would take the recogniser longer than a minute.
MOST_LINES: Final = 10_000


def heard(text: str, reader: "Reader | None") -> dict[Kind, float]:
    """Return the kinds that the recogniser is sure of with their chances, the likeliest first."""
    if reader is None or reader.card is None:
        return {}
    least, best = reader.card.event, dict[Kind, float]()
    for part in _parts(text):
        reading = reader.read(part)
        for one in reading.events if reading else ():
            if one.score >= least.get(one.name, 0.5):
                kind = Kind(one.name)
                best[kind] = max(one.score, best.get(kind, 0.0))
    return {kind: best[kind] for kind in sorted(best, key=lambda kind: -best[kind])[:_KINDS]}


def both(worded: tuple[Kind, ...], sure: Mapping[Kind, float]) -> tuple[Kind, ...]:
    """Return the kinds of a line from its wording's and those that the recogniser is sure of.

    Where its likeliest kind is beyond doubt it speaks alone, but for certain cues; else both are heard. So
    chosen since it does well on written rows and on real sentences, where either voice alone does on one.
    """
    if not sure:
        return worded
    certain = [kind for kind in worded if kind in CERTAIN]
    chief = [kind for kind in certain if kind is Kind.QUESTION]
    rest = certain if max(sure.values()) >= _BEYOND_DOUBT else worded
    return tuple(dict.fromkeys((*chief, *sure, *rest)))[:_KINDS]


def hear(
    events: tuple[Event, ...],
    spoken: Collection[str],
    reader: "Reader | None",
    jobs: int = 1,
) -> tuple[tuple[Event, ...], dict[str, tuple[Kind, ...]], tuple[Warning, ...]]:
    """Return the events with their kinds by both voices, and by key what the wording alone tells.

    `spoken` are the keys of those that people worded, which up to `jobs` cores read. Of a very long record
    the recogniser hears nothing, which the warning says.
    """
    if reader is None or not spoken:
        return events, {}, ()
    if len(spoken) > MOST_LINES:
        return events, {}, (_too_many(len(spoken)),)
    told = [event for event in events if event.key in spoken]
    reader.ahead((part for event in told for part in _parts(event.text)), jobs)
    sure = {event.key: heard(event.text, reader) for event in told}
    worded = {event.key: event.kinds for event in events if sure.get(event.key)}
    return tuple(_with(event, sure.get(event.key, {})) for event in events), worded, ()


def _with(event: Event, sure: Mapping[Kind, float]) -> Event:
    if not sure:
        return event
    kinds = both(event.kinds, sure)
    return replace(event, kind=kinds[0], kinds=kinds)


def _too_many(lines: int) -> Warning:
    what = f"{lines} lines are more than the recogniser hears ({MOST_LINES}); their kinds come from their wording alone"
    return Warning(where="the evidence", what=what)


def _parts(text: str) -> list[str]:
    if len(text) <= _ONE:
        return [text]
    blocks = parse(text, "plain").blocks
    return [one.text for block in blocks for one in sentences(block)][:_SENTENCES]
