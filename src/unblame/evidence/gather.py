"""Opens what was given to read, and nothing else: files, folders, archives, git repositories.

What cannot be opened or must not be (links that lead outside, unsafe archive members, what Unblame
itself wrote) is named with its reason, and the rest is still read.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import tarball
from unblame.evidence.archive import Refused, members
from unblame.evidence.captures import is_capture
from unblame.evidence.form import MAX_PROSE, SAMPLE_BYTES, OpenSource, looks_binary
from unblame.evidence.own import whose
from unblame.evidence.packing import CAPTURE, BadPacking, beginning, packing_of
from unblame.evidence.registry import reader_for
from unblame.evidence.tarball import is_tar
from unblame.evidence.workbook import is_workbook
from unblame.model import Warning

_PASSED_OVER = {".DS_Store", "Thumbs.db", "__MACOSX", ".git", ".svn", ".hg"}
#: How surely the bodies of captured requests must be those of a known tool.
_SURE = 0.8
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

Found = OpenSource | Warning


def gather(
    paths: Sequence[Path],
    *,
    columns: dict[str, str],
    ignore: Sequence[Path] = (),
    earlier: bool = False,
) -> Iterator[Found]:
    """Yield every source under the paths, one at a time; a warning for each that is left out.

    `earlier` lets post-mortems pass that Unblame wrote: as history they are wanted.
    """
    ignored = {_real(path) for path in ignore}
    seen: set[str] = set()
    for path in paths:
        if _real(path) in seen:
            continue
        seen.add(_real(path))
        for found in _walk(path):
            if isinstance(found, OpenSource) and found.file is not None:
                if _real(found.file) in ignored:
                    continue
                seen.add(_real(found.file))
            for opened in _opened(found, columns):
                own = whose_source(opened, earlier=earlier)
                yield opened if own is None else own


def _real(path: Path) -> str:
    return os.path.realpath(path)


def is_repository(folder: Path) -> bool:
    """Say whether the folder is a git repository, with or without a work tree."""
    return (folder / ".git").exists() or all(
        (folder / part).exists() for part in ("HEAD", "objects", "refs")
    )


def _walk(path: Path) -> Iterator[Found]:
    try:
        if not path.exists():
            yield Warning(where=path.name or str(path), what="there is no such file or folder")
        elif path.is_dir():
            yield from _folder(path, path)
        else:
            yield from _file(path, path.name)
    except OSError as error:
        yield Warning(where=path.name or str(path), what=_reason(error))


def _folder(folder: Path, root: Path) -> Iterator[Found]:
    label = _label(folder, root)
    if is_repository(folder):
        yield OpenSource(path=label, folder=folder)
        if folder != root:
            what = "read as a history of commits; name files of its work tree to have them read"
            yield Warning(where=label, what=what)
        return
    try:
        names = sorted(child.name for child in folder.iterdir())
    except OSError as error:
        yield Warning(where=label, what=_reason(error))
        return
    for name in names:
        if name in _PASSED_OVER:
            continue
        child = folder / name
        if name == ".unblame":
            yield Warning(where=_label(child, root), what="kept by Unblame itself; not evidence")
        else:
            yield from _child(child, root)


def _child(child: Path, root: Path) -> Iterator[Found]:
    label = _label(child, root)
    try:
        mode = child.lstat().st_mode
        if stat.S_ISLNK(mode) and not _inside(child, root):
            yield Warning(
                where=label, what="a link that leads outside what was given; not followed"
            )
        elif stat.S_ISLNK(mode) and child.is_dir():
            yield Warning(where=label, what="a link to a folder; not followed")
        elif stat.S_ISDIR(mode):
            yield from _folder(child, root)
        else:
            yield from _file(child, label, _Beside(child.parent, root))
    except OSError as error:
        yield Warning(where=label, what=_reason(error))


def _inside(path: Path, root: Path) -> bool:
    real, base = _real(path), _real(root)
    return real != base and real.startswith(base.rstrip(os.sep) + os.sep)


def _label(path: Path, root: Path) -> str:
    inner = path.relative_to(root).as_posix()
    return root.resolve().name if inner == "." else inner


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"could not be opened: {error.strerror or error}"


def _file(file: Path, label: str, beside: "_Beside | None" = None) -> Iterator[Found]:
    """Yield a file; one that was given alone has no neighbours, for those were not given."""
    state = file.stat()
    if not stat.S_ISREG(state.st_mode):
        yield Warning(where=label, what="no regular file (a device, pipe or socket); not read")
        return
    source = OpenSource(path=label, file=file, modified=datetime.fromtimestamp(state.st_mtime, UTC))
    yield source if beside is None else replace(source, sibling=beside)


class _Beside:
    """Finds a file beside the source or above it, never above what was given."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root

    def __call__(self, name: str) -> bytes | None:
        if "/" in name or "\\" in name:
            return None
        for folder in (self.folder, *self.folder.parents):
            candidate = folder / name
            if candidate.is_file() and _inside(candidate, self.root):
                try:
                    return candidate.read_bytes()
                except OSError:
                    return None
            if folder == self.root:
                return None
        return None


def _opened(found: Found, columns: dict[str, str]) -> Iterator[Found]:
    """Look into a file: unpack archives, leave out what is empty, binary or Unblame's own."""
    if isinstance(found, Warning) or found.folder is not None:
        yield found
        return
    try:
        head = found.sample().head
        if is_workbook(head):
            yield replace(found, columns=columns)
            return
        packing = packing_of(head) if found.packing is None else None
        if packing is not None:
            yield from _opened(_unpacking(found, packing), columns)
        elif found.data is not None and (head.startswith(_ZIP) or is_tar(head)):
            yield Warning(where=found.path, what="an archive inside an archive; unpack it first")
        elif found.packing is None and is_capture(head) and (inner := _captured(found)):
            yield from _opened(inner, columns)
        elif head.startswith(_ZIP):
            for member in members(found):
                yield from _opened(member, columns)
        elif is_tar(head):
            for member in tarball.members(found):
                yield from _opened(member, columns)
        else:
            yield _judged(found, head, columns)
    except (Refused, BadPacking) as error:
        yield Warning(where=found.path, what=str(error))
    except OSError as error:
        yield Warning(where=found.path, what=_reason(error))


def _unpacking(found: OpenSource, packing: str) -> OpenSource:
    """Return a compressed file as a source of what it holds; one in an archive is unpacked here."""
    opened = replace(found, packing=packing)
    if found.data is None:
        return opened
    return replace(opened, packing=None, data=opened.bytes())


def _captured(found: OpenSource) -> OpenSource | None:
    """Return the bodies of captured requests, where they are those of a tool that is known."""
    inner = _unpacking(found, CAPTURE)
    sample = inner.sample()
    reader = reader_for(sample)
    return inner if reader is not None and reader.recognises(sample) >= _SURE else None


def whose_source(found: Found, *, earlier: bool) -> Warning | None:
    """Return a warning where Unblame itself wrote the source, so that it is no evidence."""
    if isinstance(found, Warning) or found.folder is not None:
        return None
    reason = whose(found.path, found.sample().text, earlier=earlier)
    return None if reason is None else Warning(where=found.path, what=reason)


def _begins_later(found: OpenSource, head: bytes) -> bool:
    """Say whether something stands below empty lines that fill the sample."""
    if len(head) < SAMPLE_BYTES:
        return False
    with found.stream() as stream:
        return bool(beginning(stream, MAX_PROSE).strip())


def _judged(found: OpenSource, head: bytes, columns: dict[str, str]) -> Found:
    if not head.strip() and not _begins_later(found, head):
        return Warning(where=found.path, what="empty")
    if looks_binary(head):
        return Warning(where=found.path, what="binary content that no reader knows")
    return replace(found, columns=columns)
