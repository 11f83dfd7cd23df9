"""Sources whose times lie far from all the others: another time, or a year or a clock that is off."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from unblame.model import EvidenceItem

_FAR = timedelta(days=2)
_YEAR = timedelta(days=300)


class Astray(Struct, frozen=True, kw_only=True):
    """A source whose times lie far from those of the other sources, and how far `away` they begin.

    Negative: before them. `year` says that a year or a clock which is off is the likely reason.
    """

    item: EvidenceItem
    away: timedelta

    @property
    def year(self) -> bool:
        """Whether it lies the better part of a year or more away."""
        return abs(self.away) >= _YEAR

    @property
    def whole_years(self) -> int:
        """How many days its clock is ahead, where only its year is wrong."""
        first = self.item.covers.from_
        years = round(self.away / timedelta(days=365.25))
        if first is None or not 1 <= first.year - years <= 9999:
            return self.away.days
        day = 28 if (first.month, first.day) == (2, 29) else first.day
        return (first - first.replace(year=first.year - years, day=day)).days


def astray(items: Sequence[EvidenceItem]) -> Iterator[Astray]:
    """Yield the sources that lie more than two days from where most of the evidence is.

    Where no time holds more of the evidence than another, all but the latest are yielded.
    """
    groups = _together(items)
    if len(groups) < 2:
        return
    main = max(groups, key=lambda group: (len(group), sum(map(_told, group)), _span(group)[1]))
    since, until = _span(main)
    for group in groups:
        for item in group if group is not main else ():
            first, last = _span([item])
            away = first - until if first > until else last - since
            yield Astray(item=item, away=away)


def _together(items: Sequence[EvidenceItem]) -> list[list[EvidenceItem]]:
    """Return the dated sources in groups, each of which is two days or less from its next."""
    dated = sorted((one for one in items if _is_dated(one)), key=lambda one: _span([one]))
    groups: list[list[EvidenceItem]] = []
    latest: datetime | None = None
    for item in dated:
        first, last = _span([item])
        if latest is not None and first - latest <= _FAR:
            groups[-1].append(item)
            latest = max(latest, last)
        else:
            groups.append([item])
            latest = last
    return groups


def _is_dated(item: EvidenceItem) -> bool:
    return item.covers.from_ is not None and item.covers.until is not None


def _span(items: Sequence[EvidenceItem]) -> tuple[datetime, datetime]:
    starts = [one.covers.from_ for one in items if one.covers.from_ is not None]
    ends = [one.covers.until for one in items if one.covers.until is not None]
    return min(starts), max(ends)


def _told(item: EvidenceItem) -> int:
    return item.events
