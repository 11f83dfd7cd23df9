"""What was read: each source with its digest, its span and the places that could not be read."""

from msgspec import Struct, field

from unblame.model.event import Instant


class Warning(Struct, frozen=True, kw_only=True):
    """A place in the evidence that could not be used, and why."""

    where: str
    what: str


class Span(Struct, frozen=True, kw_only=True):
    from_: Instant | None = field(name="from", default=None)
    until: Instant | None = None


class ZoneUsed(Struct, frozen=True, kw_only=True):
    """The zone taken for times that state none, and on whose word (`--tz`, `document`, …)."""

    assumed: str | None = None
    by: str | None = None


class Taken(Struct, frozen=True, kw_only=True):
    """What a source does not say and was taken for its times: a day, a year, an order, a start.

    `what` is one of `day`, `year`, `order` (of day, month and year: `dmy`, `mdy`, `ymd`), `recorded`,
    `hour` (which of two, in a repeated one); `by` says on whose word: an option, or where it was seen.
    """

    what: str
    value: str
    by: str


class Clock(Struct, frozen=True, kw_only=True):
    offset_s: float
    plus_minus_s: float
    anchors: int
    applied: bool
    basis: str


class EvidenceItem(Struct, frozen=True, kw_only=True):
    """One source of evidence; `path` is relative to the argument it was found under, with `/`.

    `counted` is how many lines, entries or points were counted of a source of which only changes
    become events; None where each record is an event of its own.
    """

    id: str
    path: str | None
    sha256: str | None
    reader: str
    events: int = 0
    counted: int | None = None
    covers: Span = Span()
    zone: ZoneUsed = ZoneUsed()
    taken: tuple[Taken, ...] = ()
    clock: Clock | None = None
    warnings: tuple[Warning, ...] = ()


class Silence(Span, frozen=True, kw_only=True):
    """A stretch of time for which the named sources hold nothing."""

    evidence: tuple[str, ...] = ()


class Coverage(Struct, frozen=True, kw_only=True):
    silences: tuple[Silence, ...] = ()
    expected_absent: tuple[str, ...] = ()
