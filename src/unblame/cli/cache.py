"""The cache of this folder, `.unblame/cache`: bounded, private, safe to delete at any time."""

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from time import time

from unblame.cli.screen import warn

MOST_BYTES = 512 << 20
_FOLDER = Path(".unblame") / "cache"
_SUM = 16
#: A piece half-written by a process that is no more is older than that.
_ABANDONED_S = 3600


class FolderCache:
    """Keeps each piece in a file of its own; where there is no room it goes on without.

    A piece bears a checksum, so that one that was damaged or cut short is no piece at all. Several
    processes may use one folder: each piece appears whole or not.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder that may hold `.unblame`; nothing is made before it is needed."""
        self.folder = folder / _FOLDER
        self.off = False

    def get(self, key: str) -> bytes | None:
        """Return what was kept, or None; what is used is kept longest."""
        place = self.folder / key
        try:
            held = place.read_bytes()
        except OSError:
            return None
        data = held[_SUM:]
        if _sum(data) != held[:_SUM]:
            return None
        with suppress(OSError):  # where it may only be read, nothing is forgotten either
            os.utime(place)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes; with the first that cannot be kept, one line says why, and no more are."""
        if self.off:
            return
        try:
            self._make_room(len(data) + _SUM)
            _write(self.folder / key, _sum(data) + data)
        except OSError as error:
            self.off = True
            why = error.strerror or str(error)
            warn([f"{self.folder}: nothing can be kept there ({why}); reading goes on without it."])

    def _make_room(self, size: int) -> None:
        self.folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        note = self.folder.parent / ".gitignore"
        if not note.exists():
            _write(note, b"*\n")
        kept = sorted(self._kept())
        over = sum(one for _, one, _ in kept) + size - MOST_BYTES
        for _, one, path in kept:
            if over <= 0:
                return
            Path(path).unlink(missing_ok=True)
            over -= one

    def _kept(self) -> Iterator[tuple[int, int, str]]:
        """Yield when each piece was used last, its size and its path; remove what was abandoned."""
        for entry in os.scandir(self.folder):
            try:
                state = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # another process made room
                continue
            if not entry.name.startswith("."):
                yield state.st_mtime_ns, state.st_size, entry.path
            elif time() - state.st_mtime > _ABANDONED_S:
                Path(entry.path).unlink(missing_ok=True)


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SUM).digest()


def _write(place: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only."""
    part = place.with_name(f".{place.name.lstrip('.')}.{os.getpid()}")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.replace(place)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
