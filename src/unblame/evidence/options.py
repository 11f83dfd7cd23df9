"""What the user chose about reading, as one value."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from unblame.evidence.store import Cache
from unblame.evidence.zones import Zones


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read. `tz` is for times that state no zone, `zones` from abbreviation to zone.

    `columns` says which columns of a table hold what, `profiles` are such mappings that were saved;
    `recorded` says when a recording began, by the name of its transcript.
    `clocks` says by path or number by how many seconds the clock of a source is ahead.
    `ignore` are files that are never evidence (outputs of the same run). `window` is a hint of
    when the incident was. With `strict`, anything unreadable raises. `jobs` is how many processes may
    read a large stream; `cache` keeps what they counted.
    """

    tz: str | None = None
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

    def as_zones(self) -> Zones:
        """Return the zones that readers are given."""
        return Zones(self.tz, self.zones, by="--tz" if self.tz else None)

    def recorded_of(self, path: str) -> str | None:
        """Return when the recording of a transcript began, as the user says it of this file."""
        told = (
            at for name, at in self.recorded.items() if path == name or path.endswith(f"/{name}")
        )
        return next(told, None)
