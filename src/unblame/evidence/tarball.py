"""Reads tar files in memory, compressed or not; nothing is ever unpacked onto the disk."""

import tarfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from unblame.evidence.archive import (
    LINK,
    MAX_MEMBER,
    MAX_MEMBERS,
    MAX_TOTAL,
    OUTSIDE,
    TOO_LARGE,
    leads_outside,
)
from unblame.evidence.form import OpenSource
from unblame.model import Warning

_MARK = slice(257, 262)
_BROKEN = (tarfile.TarError, EOFError, ValueError, OSError)


def is_tar(head: bytes) -> bool:
    """Say whether the bytes begin a tar file, by its mark."""
    return head[_MARK] == b"ustar"


def members(source: OpenSource) -> Iterator[OpenSource | Warning]:
    """Yield the members of a tar file in its order, and a warning for each that is refused."""
    left, count = MAX_TOTAL, 0
    try:
        with source.stream() as raw, tarfile.open(fileobj=raw, mode="r|") as archive:
            for info in archive:
                name = _name(info)
                if info.isdir() or _is_of_the_desktop(name):
                    continue
                count += 1
                if count > MAX_MEMBERS:
                    what = f"more than {MAX_MEMBERS} members; the rest was left out"
                    yield Warning(where=source.path, what=what)
                    return
                found = _member(archive, info, source, left)
                if isinstance(found, OpenSource) and found.data is not None:
                    left -= len(found.data)
                yield found
    except _BROKEN as error:
        what = f"a damaged tar file ({error}); what stood before was read"
        yield Warning(where=source.path, what=what)


def _member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, source: OpenSource, left: int
) -> OpenSource | Warning:
    name = _name(info)
    where = f"{source.path}/{name}"
    refusal = _unsafe(info, left)
    stream = archive.extractfile(info) if refusal is None else None
    if stream is None:
        return Warning(where=where, what=refusal or "no regular file; not read")
    return OpenSource(
        path=where,
        data=stream.read(),
        modified=source.modified,
        sibling=_Beside(source, PurePosixPath(name).parent),
    )


def _name(info: tarfile.TarInfo) -> str:
    return info.name.removeprefix("./")


def _is_of_the_desktop(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _unsafe(info: tarfile.TarInfo, left: int) -> str | None:
    if leads_outside(info.name):
        return OUTSIDE
    if info.issym() or info.islnk():
        return LINK
    if not info.isreg():
        return "no regular file (a device, pipe or socket); not read"
    if info.size > min(MAX_MEMBER, left):
        return TOO_LARGE
    return None


class _Beside:
    """Finds a member beside the source or above it in the same archive."""

    def __init__(self, source: OpenSource, folder: PurePosixPath) -> None:
        self.source = source
        self.folder = folder

    def __call__(self, name: str) -> bytes | None:
        wanted = [(folder / name).as_posix() for folder in (self.folder, *self.folder.parents)]
        found: dict[str, bytes] = {}
        try:
            with self.source.stream() as raw, tarfile.open(fileobj=raw, mode="r|") as archive:
                for info in archive:
                    if _name(info) in wanted and _unsafe(info, MAX_TOTAL) is None:
                        stream = archive.extractfile(info)
                        found[_name(info)] = stream.read() if stream is not None else b""
        except _BROKEN:
            return None
        return next((found[path] for path in wanted if path in found), None)
