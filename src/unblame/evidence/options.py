"""What the user chose about reading, as one value."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from unblame.evidence.zones import Zones


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read. `tz` is for times that state no zone, `zones` from abbreviation to zone.

    `ignore` are files that are never evidence (outputs of the same run). `window` is a hint of
    when the incident was. With `strict`, anything unreadable raises.
    """

    tz: str | None = None
    zones: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    history: tuple[Path, ...] = ()
    owners: Path | None = None
    strict: bool = False
    window: tuple[datetime, datetime] | None = None
    ignore: tuple[Path, ...] = ()

    def as_zones(self) -> Zones:
        """Return the zones that readers are given."""
        return Zones(self.tz, self.zones, by="--tz" if self.tz else None)
