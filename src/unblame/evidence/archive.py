"""Reads ZIP files in memory; nothing is ever unpacked onto the disk."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from unblame.evidence.form import OpenSource
from unblame.model import Warning

MAX_MEMBERS = 20_000
MAX_MEMBER = 128 * 1024 * 1024
MAX_TOTAL = 1024 * 1024 * 1024
MAX_RATIO = 200
#: Why a member of an archive, of whatever kind, is not read.
OUTSIDE = "a member whose path leads outside the archive; not read"
LINK = "a link inside an archive; not followed"
TOO_LARGE = "larger than the limit for archives; unpack it first and name the file"
_SMALL = 4 * 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Refused(ValueError):
    """The archive is not read; the message says why."""


def members(source: OpenSource) -> Iterator[OpenSource | Warning]:
    """Yield the members of a ZIP file in order of name, and a warning for each that is refused."""
    with source.stream() as raw, _archive(raw) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.filename)
        if not infos:
            raise Refused("an empty archive")
        if len(infos) > MAX_MEMBERS:
            raise Refused(f"a ZIP file of more than {MAX_MEMBERS} members; not read")
        left = MAX_TOTAL
        for info in infos:
            if info.is_dir() or info.filename.startswith("__MACOSX/"):
                continue
            found = _member(archive, info, source, left)
            if isinstance(found, OpenSource) and found.data is not None:
                left -= len(found.data)
            yield found


def _archive(raw: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(raw)
    except _BROKEN as error:
        raise Refused(f"a ZIP file that cannot be opened ({error}); export it again") from error


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: OpenSource, left: int
) -> OpenSource | Warning:
    where = f"{source.path}/{info.filename}"
    refusal = _unsafe(info)
    if refusal is None:
        try:
            data = _bytes(archive, info, min(MAX_MEMBER, left))
        except Refused as error:
            refusal = str(error)
        except _BROKEN as error:
            refusal = f"a damaged or encrypted member ({error}); not read"
    if refusal is not None:
        return Warning(where=where, what=refusal)
    return OpenSource(
        path=where,
        data=data,
        modified=source.modified,
        sibling=_Beside(archive, PurePosixPath(info.filename).parent),
    )


def leads_outside(member: str) -> bool:
    """Say whether the path of a member leads outside its archive."""
    name = member.replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"


def _unsafe(info: zipfile.ZipInfo) -> str | None:
    name = info.filename
    if leads_outside(name):
        return OUTSIDE
    if stat.S_ISLNK(info.external_attr >> 16):
        return LINK
    if name.lower().endswith(".zip"):
        return "an archive inside an archive; unpack it first"
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return "expands far beyond its size (a ZIP bomb?); not read"
    return None


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    with archive.open(info) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Refused(TOO_LARGE)
    return data


class _Beside:
    """Finds a member beside the source or above it in the same archive."""

    def __init__(self, archive: zipfile.ZipFile, folder: PurePosixPath) -> None:
        self.archive = archive
        self.folder = folder

    def __call__(self, name: str) -> bytes | None:
        for folder in (self.folder, *self.folder.parents):
            try:
                info = self.archive.getinfo((folder / name).as_posix())
                return _bytes(self.archive, info, MAX_MEMBER) if _unsafe(info) is None else None
            except KeyError:
                continue
            except _BROKEN:
                return None
        return None
