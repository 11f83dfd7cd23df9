"""What a reader gives: raw records, before people are replaced at the door of the record."""

from datetime import date, datetime

from msgspec import Struct

from unblame.model import Event, EvidenceItem, Instant, Kind, Moment, Source, Taken, Warning


class Identity(Struct, frozen=True, kw_only=True):
    """A person (or bot) as one source knows them; `home` is the workspace that gave the id."""

    name: str | None = None
    handle: str | None = None
    email: str | None = None
    id: str | None = None
    bot: bool = False
    home: str | None = None


class Record(Struct, frozen=True, kw_only=True):
    """One dated (or undated) thing that a source says; texts are raw and stay inside this room.

    `at_source` is the time as read, where an offset of the source's clock was taken away.
    """

    moment: Moment
    text: str
    place: str
    source_id: str | None = None
    actor: Identity | None = None
    kind: Kind = Kind.NOTE
    kinds: tuple[Kind, ...] = ()
    known_at: datetime | None = None
    section: str | None = None
    edit_of: str | None = None
    deleted: bool = False
    at_source: datetime | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """A labelled fact of a document, such as `Detected at: 14:02` or `Time to resolve: 3 h`.

    `moment` is set where the value is a time, `seconds` where it is a duration.
    """

    label: str
    text: str
    source: Source
    moment: Moment | None = None
    seconds: float | None = None
    section: str | None = None


class Passage(Struct, frozen=True, kw_only=True):
    """One sentence of prose with the heading it stands under."""

    text: str
    source: Source
    section: str | None = None
    date: str | None = None


class Change(Struct, frozen=True, kw_only=True):
    """A point where a stream of logs or metrics changed, before it becomes an event.

    `evidence` is the item that it was read from, set when the reading is merged. `measured` says that
    before and after are values of a series, not lines a minute. `also` are places in other items that tell of the
    very same change.
    """

    moment: Moment
    until: datetime | None
    template: str
    before_per_minute: float
    after_per_minute: float
    count: int
    place: str
    evidence: str = ""
    measured: bool = False
    also: tuple[Source, ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """Everything one reader found in one file; sources of statements and passages hold only places.

    `people_only` marks a list that says who is who and is no evidence of its own. `dayless` marks a
    log whose lines name no day. `before` are the readings of the older files of a rotated log.
    `workspace` names the workspace in which the ids are unique, where the source tells it. `counted` is how
    many lines, entries or points were counted where only changes are given. `taken` is what was assumed of
    its times beside the zone; `assumed` says that a zone was, for lines that are only counted.
    """

    records: tuple[Record, ...] = ()
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()
    identities: tuple[Identity, ...] = ()
    changes: tuple[Change, ...] = ()
    zone_hint: str | None = None
    covers: tuple[Instant, Instant] | None = None
    people_only: bool = False
    workspace: str | None = None
    dayless: bool = False
    counted: int | None = None
    before: tuple["Reading", ...] = ()
    taken: tuple[Taken, ...] = ()
    assumed: bool = False
    warnings: tuple[Warning, ...] = ()


class HistoryItem(Struct, frozen=True, kw_only=True):
    """One dated artefact of the time before: a ticket, an alert, a post-mortem, a commit."""

    source: Source
    title: str
    text: str
    created: date | None = None
    status: str | None = None
    ticket: str | None = None
    labels: tuple[str, ...] = ()


class Evidence(Struct, frozen=True, kw_only=True):
    """All that was read, merged across sources, with people replaced and secrets masked.

    `events` are order-free: sorted on (at, key), duplicates folded with all their sources. `worded` holds
    by key, for each event that has its kinds from the recogniser, those that its wording alone tells.
    """

    items: tuple[EvidenceItem, ...] = ()
    events: tuple[Event, ...] = ()
    worded: dict[str, tuple[Kind, ...]] = {}
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()
    history: tuple[HistoryItem, ...] = ()
    owners: dict[str, str] = {}
    zone: str | None = None
    skipped: tuple[Warning, ...] = ()
    window: tuple[Instant, Instant] | None = None
