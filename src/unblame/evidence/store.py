"""The port of the cache: what has been condensed is kept under a digest, and may be lost at any time.

Rooms only know this form; the door decides where it lives, how large it grows and who may read it.
"""

from hashlib import sha256
from pathlib import Path
from time import time_ns
from typing import Protocol

#: Changed whenever a portion condensed before would not be condensed so today.
VERSION = "1"
_SETTLED_NS = 2_000_000_000


class Cache(Protocol):
    """Keeps bytes under a key of hex digits; it never raises, and forgets when it must."""

    def get(self, key: str) -> bytes | None:
        """Return what was kept, or None."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes, or let it be."""
        ...


def key_of(*parts: object) -> str:
    """Return the key under which something made of these parts is kept."""
    return sha256("\x1f".join((VERSION, *map(str, parts))).encode(errors="replace")).hexdigest()


def identity_of(file: Path) -> tuple[Path, int, int, int, int] | None:
    """Return what tells an unchanged file without reading it, or None where it is too fresh to say.

    Path, size, times of change and inode, as git's index does; a file that changed within two
    seconds might change again without another time.
    """
    state = file.stat()
    if time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) < _SETTLED_NS:
        return None
    return (file.resolve(), state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
