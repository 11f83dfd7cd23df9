"""What a house has chosen for one document, as the door that starts the server reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from unblame.language.baseline import Baseline
from unblame.people import Cast

Stamp = tuple[tuple[int, int] | None, ...]


class BrokenSettings(ValueError):
    """The settings cannot be used; the message says which file, where and what.

    `files` are those whose change may mend it.
    """

    def __init__(self, message: str, files: tuple[Path, ...] = ()) -> None:
        super().__init__(message)
        self.files = files


class Chosen(Struct, frozen=True, kw_only=True):
    """The settings for one document, and every file whose change would change them.

    Without `config` it is not to be checked at all. What the baseline knows under `path` stays.
    """

    config: dict[str, Any] | None
    cast: Cast | None = None
    baseline: Baseline = Baseline()
    path: str = ""
    files: tuple[Path, ...] = ()


Choose = Callable[[Path], Chosen]


def stamp(files: tuple[Path, ...]) -> Stamp:
    """Return what tells whether one of the files was written, made or removed since."""
    return tuple(_stamp(path) for path in files)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
