"""What every reader of JSON exports does with the objects it finds: records, people, warnings."""

from collections.abc import Callable, Iterable
from typing import Any

from unblame.evidence.json_source import Opened
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch, stamp
from unblame.model import Kind, Moment, Warning

Make = Callable[[dict[str, Any]], list[Record] | None]
"""Makes the records of one object; None where it holds no time, nothing where it says nothing."""
_WARNED = 20


def reading_of(
    opened: Opened,
    found: Iterable[dict[str, Any]],
    make: Make,
    noun: str,
    *,
    people: Callable[[dict[str, Any]], Iterable[Identity]] | None = None,
    warnings: Iterable[Warning] = (),
) -> Reading:
    """Return the records of all objects, repeats once, and a warning for each without a time."""
    records: dict[str, Record] = {}
    met: dict[Identity, None] = {}
    untimed: list[int] = []
    for number, one in enumerate(found, start=1):
        made = make(one)
        if made is None:
            untimed.append(number)
        for record in made or ():
            records.setdefault(record.source_id or f"{record.place}\x1f{record.text}", record)
        met.update(dict.fromkeys(people(one) if people is not None else ()))
    return Reading(
        records=tuple(records.values()),
        identities=tuple(met),
        warnings=(*opened.warnings, *_few(warnings), *untimed_warnings(untimed, noun)),
    )


def _few(warnings: Iterable[Warning]) -> list[Warning]:
    """Return each warning once, the first of very many."""
    return list(dict.fromkeys(warnings))[:_WARNED]


def untimed_warnings(numbers: list[int], noun: str) -> list[Warning]:
    """Return a warning for each of the first numbers, and one that counts the rest."""
    made = [
        Warning(where=f"{noun} {number}", what="no time in this record")
        for number in numbers[:_WARNED]
    ]
    left = len(numbers) - _WARNED
    if left > 0:
        what = f"no time in this record, and in {left - 1} more after it"
        made.append(Warning(where=f"{noun} {numbers[_WARNED]}", what=what))
    return made


def time_of(value: object, zones: Zones) -> Moment | None:
    """Return the moment of a machine stamp or a Unix time; None for what is no time at all."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return instant(epoch(value))
    return stamp(value, zones) if isinstance(value, str) else None


def instant(moment: Moment) -> Moment | None:
    """Return the moment where it has an instant."""
    return moment if moment.at is not None else None


def a_record(
    moment: Moment,
    text: str,
    place: str,
    source_id: str | None,
    kind: Kind | None = None,
    actor: Identity | None = None,
) -> Record:
    """Return a record whose kind the source states, or, with None, whose wording tells it."""
    return Record(
        moment=moment,
        text=text,
        place=place,
        source_id=source_id,
        actor=actor,
        kind=kind or Kind.NOTE,
        kinds=() if kind is None else (kind,),
    )
