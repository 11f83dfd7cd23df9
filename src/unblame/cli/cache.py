"""The cache of this folder, `.unblame/cache`: bounded, private, safe to delete at any time."""

import os
from pathlib import Path

from unblame.cli.screen import warn

MOST_BYTES = 512 << 20
_FOLDER = Path(".unblame") / "cache"


class FolderCache:
    """Keeps each piece in a file of its own; where there is no room it goes on without."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that may hold `.unblame`; nothing is made before it is needed."""
        self.folder = folder / _FOLDER
        self.off = False

    def get(self, key: str) -> bytes | None:
        """Return what was kept, or None; what is used is kept longest."""
        place = self.folder / key
        try:
            data = place.read_bytes()
            os.utime(place)
        except OSError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes; with the first that cannot be kept, one line says why, and no more are."""
        if self.off:
            return
        try:
            self._make_room(len(data))
            part = self.folder / f".{key}.{os.getpid()}"
            try:
                handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                part.replace(self.folder / key)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            self.off = True
            why = error.strerror or str(error)
            warn([f"{self.folder}: nothing can be kept there ({why}); reading goes on without it."])

    def _make_room(self, size: int) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, mode=0o700, exist_ok=True)
            (self.folder.parent / ".gitignore").write_text("*\n", "utf-8")
        kept = [
            (entry.stat().st_mtime_ns, entry.stat().st_size, entry.path)
            for entry in os.scandir(self.folder)
        ]
        over = sum(one for _, one, _ in kept) + size - MOST_BYTES
        for _, one, path in sorted(kept):
            if over <= 0:
                return
            Path(path).unlink(missing_ok=True)
            over -= one
