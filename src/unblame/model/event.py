"""What happened and when: events, their instants and the places in the evidence they come from."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from unblame.model.vocabulary import Kind, Precision

Instant = Annotated[datetime, Meta(tz=True)]


class Source(Struct, frozen=True, kw_only=True, omit_defaults=False):
    """The way back from a claim to the evidence: an evidence id and a place within it."""

    evidence: str
    place: str
    date: str | None = None


class Moment(Struct, frozen=True, kw_only=True):
    """An instant as it was read: bounds in UTC, the text as found, and the basis of its zone.

    `zone_basis` is one of `offset`, `epoch`, `utc_by_spec`, `stated`, `abbreviation:CET`,
    `chosen:ZONE`, `assumed:ZONE`, `relative:E3`, `anchor:S3`, `none`. With `at`, both bounds are
    set: a second spans [t, t+0.999 s], a minute [t, t+59.999 s], and so on.
    """

    at: Instant | None = None
    earliest: Instant | None = None
    latest: Instant | None = None
    until: Instant | None = None
    as_written: str = ""
    zone_basis: str = "none"
    precision: Precision = Precision.NONE


class Event(Moment, frozen=True, kw_only=True):
    """One thing that happened, folded from every source that tells of it.

    `key` finds the event again on a re-draft (16 hex digits); `id` (`E1`) is given when the event
    first enters a document and is empty before that.
    """

    key: str
    text: str
    id: str = ""
    at_source: Instant | None = None
    known_at: Instant | None = None
    kind: Kind = Kind.NOTE
    kinds: tuple[Kind, ...] = ()
    actor: str | None = None
    sources: tuple[Source, ...] = ()
