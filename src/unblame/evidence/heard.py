"""The kinds of a line as its wording and the recogniser tell them: two voices, the surer one first."""

from typing import TYPE_CHECKING, Final

from unblame.model import Kind
from unblame.text import parse, sentences

if TYPE_CHECKING:
    from unblame.recognise import Reader

#: A line up to here is read as one sentence, as people write chat and timelines.
_ONE: Final = 240
#: Of a longer story so many sentences are read: what happened stands in its beginning.
_MOST: Final = 6
_KINDS: Final = 3


def heard(text: str, reader: "Reader | None") -> tuple[Kind, ...]:
    """Return the kinds that the recogniser is sure of, the likeliest first; none without one."""
    if reader is None or reader.card is None:
        return ()
    least, best = reader.card.event, dict[Kind, float]()
    for part in _parts(text):
        reading = reader.read(part)
        for one in reading.events if reading else ():
            if one.score >= least.get(one.name, 0.5):
                kind = Kind(one.name)
                best[kind] = max(one.score, best.get(kind, 0.0))
    return tuple(sorted(best, key=lambda kind: -best[kind])[:_KINDS])


def told(text: str, worded: tuple[Kind, ...], reader: "Reader | None") -> tuple[Kind, ...]:
    """Return the kinds of a line whose wording tells `worded`: the recogniser's where it is sure."""
    return heard(text, reader) or worded


def _parts(text: str) -> list[str]:
    if len(text) <= _ONE:
        return [text]
    blocks = parse(text, "plain").blocks
    return [one.text for block in blocks for one in sentences(block)][:_MOST]
