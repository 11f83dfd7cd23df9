"""What the recogniser says of one sentence."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

#: Below this share of words in letters it learnt from, nothing that it says should count.
STRANGE: Final = 0.6
#: So many readings are kept, so that a text looked at again costs nothing.
KEPT: Final = 10_000


class Mark(Struct, frozen=True, kw_only=True):
    """A stretch of the sentence, in code points from its start, with the chance that it is what it is said to be."""

    start: int
    end: int
    score: float


class Scored(Struct, frozen=True, kw_only=True):
    """One answer of several, with its calibrated chance."""

    name: str
    score: float


class Factor(Struct, frozen=True, kw_only=True):
    """The contributing factor that a sentence states; `score` is the chance that it states one at all."""

    category: str
    subtype: str
    score: float


class Reading(Struct, frozen=True, kw_only=True):
    """One sentence as the recogniser reads it; chances are calibrated on briefs it never saw.

    `kinds` are codes of rules (UB101 …), likeliest first; `perhaps` are stretches in which a person cannot
    be ruled out, those of `people` among them; `frame` has who, act, object and when where they were found;
    `weighed` are the words that spoke most for blame, in order of place. `known` is the share of the words
    that are in letters it learnt from: below `STRANGE`, nothing that is said here should count.
    """

    blame: float
    kinds: tuple[Scored, ...] = ()
    people: tuple[Mark, ...] = ()
    perhaps: tuple[Mark, ...] = ()
    span: Mark | None = None
    frame: dict[str, Mark] = {}
    weighed: tuple[Mark, ...] = ()
    events: tuple[Scored, ...] = ()
    factor: Factor | None = None
    known: float = 1.0
