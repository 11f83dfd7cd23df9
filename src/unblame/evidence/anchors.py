"""Finds the moments that two sources both tell of: by a name, number or revision that is rare in each.

An alert stands in the monitoring, in the chat and at the pager under one name; so do a release, a
page and a request. What is told twice at once shows how far two clocks are apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from unblame.evidence import cues
from unblame.evidence.record import Record
from unblame.model import Kind, Precision

#: A name that stands oftener in a source singles out no moment.
_RARE: Final = 6
#: More pairings than this say nothing new.
_MOST: Final = 500
#: Longer texts are read for names by how they begin.
_TELLING: Final = 400
_NAME: Final = re.compile(
    r"(?<![\w./@-])(?:"
    r"(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}"  # a revision, a request
    r"|v?\d+\.\d+\.\d+(?:[-+][\w.]+)?(?!\.\d)"  # a release
    r"|[A-Z][A-Z0-9]{1,9}-\d+"  # a ticket
    r"|#\d{2,}"
    r"|(?:[A-Z]+[a-z0-9]+){2,}(?=[^\w]|$)"  # the name of an alert
    r"|[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*[-_.]\d[\w.-]*\w"  # a numbered thing
    r")(?![\w/@])"
)
_TOLD_BY: Final = {
    Kind.ALERT: "signal",
    Kind.PAGE: "signal",
    Kind.LOG_CHANGE: "signal",
    Kind.SYMPTOM: "signal",
    Kind.ACKNOWLEDGED: "taken",
    Kind.DECLARED: "declared",
    Kind.RESOLVED: "over",
    Kind.RECOVERY: "over",
    Kind.MITIGATION_WORKED: "over",
    Kind.ALL_CLEAR: "over",
    Kind.CHANGE: "change",
    Kind.MITIGATION_TRIED: "change",
}
_SHARP: Final = (Precision.EXACT, Precision.SECOND, Precision.MINUTE)
#: How far the end of a recorded minute or second lies from its middle.
_HALF: Final = {Precision.EXACT: 0.0, Precision.SECOND: 0.5, Precision.MINUTE: 30.0}


class Told(Struct, frozen=True):
    """One sharp instant at which a source names something; `half` is how unsharp it is."""

    at: float
    half: float
    number: int
    record: Record


Marks = dict[str, list[Told]]


class Anchor(Struct, frozen=True, order=True):
    """One thing that two sources tell of: how many seconds the one is ahead of the other."""

    ahead: float
    half: float
    one: int
    other: int
    name: str
    sort: str


def marks(records: Iterable[Record]) -> Marks:
    """Return what a source names, each name with the moments at which it does; rare ones only."""
    found: Marks = defaultdict(list)
    for number, record in enumerate(records):
        moment = record.moment
        if moment.at is None or moment.precision not in _SHARP:
            continue
        names = {name[0].lower() for name in _NAME.finditer(record.text[:_TELLING])}
        if not names:
            continue
        half = _HALF[moment.precision]
        told = Told(moment.at.timestamp() + half, half, number, record)
        for name in names:
            if len(found[name]) <= _RARE:
                found[name].append(told)
    return {name: seen for name, seen in found.items() if len(seen) <= _RARE}


def _sorts(record: Record) -> set[str]:
    kinds = record.kinds or (record.kind,)
    if kinds == (Kind.NOTE,):
        kinds = cues.kinds(record.text)
    return {_TOLD_BY[kind] for kind in kinds if kind in _TOLD_BY}


def anchors(one: Marks, other: Marks) -> Iterator[Anchor]:
    """Yield every pairing of what two sources name alike; which of them belong together is open."""
    for name in _rarest(one, other):
        theirs = [(told, _sorts(told.record)) for told in other[name]]
        for mine in one[name]:
            sorts = _sorts(mine.record)
            for told, kinds in theirs:
                if sorts and kinds and not sorts & kinds:
                    continue
                half = max(mine.half, told.half)
                sort = min(sorts & kinds or sorts | kinds, default="")
                yield Anchor(mine.at - told.at, half, mine.number, told.number, name, sort)


def _rarest(one: Marks, other: Marks) -> Iterator[str]:
    """Yield the names that two sources share, the rarest first, as far as is worth pairing."""
    pairs = 0
    weighed = sorted(
        (len(one[name]) * len(other[name]), name) for name in one.keys() & other.keys()
    )
    for weight, name in weighed:
        pairs += weight
        if pairs > _MOST:
            return
        yield name
