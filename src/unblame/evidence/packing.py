"""Opens compressed files as streams: gzip, bzip2, xz, and Zstandard where a library for it is there.

Nothing is unpacked onto the disk. A file that expands far beyond what logs do ends with an error.
"""

import bz2
import gzip
import io
import lzma
import zlib
from importlib import import_module
from typing import Any, BinaryIO, Final, cast

from unblame.evidence.captures import TooLarge, bodies

MARKS: Final = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
#: Requests that a receiver of webhooks kept, whose bodies are what is wanted.
CAPTURE: Final = "capture"
#: Text of logs packs to a twentieth, seldom to a hundredth.
MAX_RATIO = 250
_FREE = 256 << 20
_BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError, ValueError, RuntimeError)


class BadPacking(ValueError):
    """A compressed file that cannot be unpacked; the message says why and what helps."""


def packing_of(head: bytes) -> str | None:
    """Return how bytes are compressed by their first few, or None."""
    return next((name for mark, name in MARKS.items() if head.startswith(mark)), None)


def unpacked(raw: BinaryIO, packing: str, broken: list[str] | None = None) -> BinaryIO:
    """Return a stream of what a compressed stream holds. Raises BadPacking as it is read.

    With a list for what is broken, what stands before the break is given, and why it ends there
    is put into the list.
    """
    if packing == CAPTURE:
        return _bodies(raw)
    if packing == "gzip":
        return _bounded(raw, gzip.GzipFile(fileobj=raw), packing, broken)
    if packing == "bzip2":
        return _bounded(raw, bz2.BZ2File(raw), packing, broken)
    if packing == "xz":
        return _bounded(raw, lzma.LZMAFile(raw), packing, broken)
    try:
        library = _zstd()
        return _bounded(raw, library.ZstdFile(raw), packing, broken, library.ZstdError)
    except BadPacking:
        raw.close()
        raise


def _bodies(raw: BinaryIO) -> BinaryIO:
    with raw:
        try:
            return io.BufferedReader(io.BytesIO(bodies(raw.read())))
        except TooLarge as error:
            raise BadPacking(str(error)) from error


def some(stream: BinaryIO, most: int) -> bytes:
    """Return the next bytes of a stream, as many as it has ready."""
    return cast(io.BufferedIOBase, stream).read1(min(most, 1 << 16))


def beginning(stream: BinaryIO, size: int) -> bytes:
    """Return the first bytes of a stream; of one that breaks before, those that it gives."""
    held = bytearray()
    try:
        while len(held) < size and (data := some(stream, size - len(held))):
            held += data
    except BadPacking:
        if not held:
            raise
    return bytes(held)


def _bounded(
    raw: BinaryIO, inner: Any, packing: str, broken: list[str] | None, *errors: type[Exception]
) -> BinaryIO:
    return io.BufferedReader(_Bounded(raw, inner, packing, broken, (*_BROKEN, *errors)), 4096)


def _zstd() -> Any:
    """Return the module for Zstandard: the standard library's, or its backport."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(name)
        except ImportError:
            continue
    raise BadPacking(
        "a Zstandard file; install unblame[zstd] to read it, or unpack it first with zstd -d"
    )


class _Bounded(io.RawIOBase):
    """Reads from an unpacking stream, and stops where it gives out far too much for what it took."""

    def __init__(
        self,
        raw: BinaryIO,
        inner: Any,
        packing: str,
        broken: list[str] | None,
        errors: tuple[type[Exception], ...],
    ) -> None:
        super().__init__()
        self._raw, self._inner, self._packing, self._errors = raw, inner, packing, errors
        self._broken = broken
        self._ended = False
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._ended:
            return 0
        try:
            data = self._inner.read1(len(buffer))
        except self._errors as error:
            return self._ends(f"a damaged {self._packing} file ({error})", error)
        self._given += len(data)
        if self._given > _FREE and self._given > MAX_RATIO * max(self._raw.tell(), 1):
            return self._ends("expands far beyond its size (a compression bomb?)")
        buffer[: len(data)] = data
        return len(data)

    def _ends(self, what: str, error: Exception | None = None) -> int:
        if self._broken is None or not self._given:
            raise BadPacking(what) from error
        if what not in self._broken:
            self._broken.append(what)
        self._ended = True
        return 0

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            self._raw.close()
        super().close()
