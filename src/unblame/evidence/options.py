"""What the user chose about reading, as one value."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from unblame.evidence.day_order import SAID
from unblame.evidence.store import Cache
from unblame.evidence.zones import Zones

Said = TypeVar("Said", str, date)


def _nobody(_path: str) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read. `tz` is for times that state no zone, `zones` from abbreviation to zone.

    What a person says of one source goes by its path: `tz_of` its zone, `dates` the order of day and
    month in it (`dmy` or `mdy`; under "" that of all), `days` the day of times that name none.
    `columns` says which columns of a table hold what, `profiles` are such mappings that were saved;
    `recorded` says when a recording began, by the name of its transcript.
    `clocks` says by path or number by how many seconds the clock of a source is ahead.
    `ignore` are files that are never evidence (outputs of the same run). `window` is a hint of
    when the incident was. With `strict`, anything unreadable raises. `jobs` is how many processes may
    read a large stream; `cache` keeps what they counted. `tell` is called with the path of each source that
    is about to be read. `shown` turns a path into what the document shows of it, since a person may call a
    file by that.
    """

    tz: str | None = None
    tz_of: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    profiles: tuple[dict[str, str], ...] = ()
    recorded: dict[str, str] = field(default_factory=dict)
    clocks: dict[str, float] = field(default_factory=dict)
    history: tuple[Path, ...] = ()
    owners: Path | None = None
    strict: bool = False
    window: tuple[datetime, datetime] | None = None
    ignore: tuple[Path, ...] = ()
    jobs: int = 1
    cache: Cache | None = None
    tell: Callable[[str], None] = _nobody
    shown: Callable[[str], str] = str

    def as_zones(self) -> Zones:
        """Return the zones that readers are given where nothing is said of one source."""
        order = self.dates.get("")
        return Zones(self.tz, self.zones, order=order, by="--tz" if self.tz else None)

    def zones_of(self, path: str) -> Zones:
        """Return the zones for one source: what is said of it holds before what is said of all."""
        zones = self.as_zones()
        tz, day = self._said(self.tz_of, path), self._said(self.days, path)
        if tz is not None:
            zones = replace(zones, default=tz, by="--tz")
        order = self._said(self.dates, path)
        if order is not None:
            zones = replace(zones, order=order, order_by=SAID)
        return replace(zones, day=day, day_by="--day" if day else None)

    def recorded_of(self, path: str) -> str | None:
        """Return when the recording of a transcript began, as the user says it of this file."""
        return self._said(self.recorded, path)

    def _said(self, said: dict[str, Said], path: str) -> Said | None:
        """Return what is said of a source by its path, else by what the document shows of that."""
        found = _said(said, path)
        return found if found is not None or not said else _said(said, self.shown(path))


def called(path: str, name: str) -> bool:
    """Say whether a source of this path is the one that a person means by a name."""
    return bool(name) and (path == name or path.endswith(f"/{name}"))


def _said(said: dict[str, Said], path: str) -> Said | None:
    return next((value for name, value in said.items() if called(path, name)), None)
