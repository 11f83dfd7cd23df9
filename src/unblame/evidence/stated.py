"""What tools state beside their events: times of milestones, and stamps that are UTC by their form."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypeVar

import msgspec

from unblame.evidence.record import Change, Reading, Record, Statement
from unblame.evidence.times import Zones, read_time
from unblame.model import Moment, Source

_UTC = Zones("UTC")
_SOON = timedelta(minutes=1)
_Placed = TypeVar("_Placed", Record, Change)


def utc(text: str) -> Moment | None:
    """Return the moment of a stamp whose form is UTC by specification, whether it says so or not."""
    moment = read_time(text, zones=_UTC)
    return None if moment is None or moment.at is None else _by_spec(moment)


def _by_spec(moment: Moment) -> Moment:
    if moment.zone_basis != "assumed:UTC":
        return moment
    return msgspec.structs.replace(moment, zone_basis="utc_by_spec")


def by_spec(reading: Reading) -> Reading:
    """Return a reading that was made with UTC as the zone which its form prescribes."""
    return msgspec.structs.replace(
        reading,
        records=tuple(_placed(one) for one in reading.records),
        changes=tuple(_placed(one) for one in reading.changes),
    )


def _placed(one: _Placed) -> _Placed:
    return msgspec.structs.replace(one, moment=_by_spec(one.moment))


def later(record: Record, written: Moment | None) -> Record:
    """Return the record with when it was written down, where that was a minute or more after."""
    at = record.moment.at
    if at is None or written is None or written.at is None or written.at - at < _SOON:
        return record
    return msgspec.structs.replace(record, known_at=written.at)


def statements(
    one: dict[str, Any], fields: Iterable[tuple[str, str]], place: str
) -> list[Statement]:
    """Return a statement for each field (its key, its label) of a tool that holds a time."""
    found = ((label, utc(str(one[key]))) for key, label in fields if one.get(key))
    return [statement(label, moment, place) for label, moment in found if moment is not None]


def statement(label: str, moment: Moment, place: str) -> Statement:
    """Return what a tool states as the time of a milestone."""
    text = f"{label}: {moment.as_written}"
    return Statement(label=label, text=text, source=Source(evidence="", place=place), moment=moment)
