"""Finds the files of one rotated log and their order: `app.log.2.gz`, `app.log.1`, `app.log`.

Numbers count backwards from the newest, dates forwards, and the file without either is the newest.
`web-1.log` and `web-2.log` are two logs: a number belongs to a rotation only at the very end.
"""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from unblame.evidence.form import OpenSource, Reader
from unblame.evidence.registry import reader_for

_PACKED = re.compile(r"\.(?:gz|bz2|xz|zst)$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<stem>.+)\.(?P<number>\d{1,4})$")
_DATED = re.compile(
    r"(?P<stem>.+?)[-._](?P<date>20\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?:[-T_.]?\d{2}(?:[-:]?\d\d){0,2})?)"
    r"(?P<end>\.[a-z]\w*)?$"
)
_Order = tuple[int, int, str]
_NEWEST: _Order = (2, 0, "")


def place_of(path: str) -> tuple[str, _Order]:
    """Return the log that a file belongs to by its name, and where it stands in it."""
    whole = PurePosixPath(path)
    name = _PACKED.sub("", whole.name)
    found = _NUMBERED.match(name)
    if found is not None:
        return str(whole.with_name(found["stem"])), (1, -int(found["number"]), "")
    found = _DATED.match(name)
    if found is not None:
        stem = f"{found['stem']}{found['end'] or ''}"
        return str(whole.with_name(stem)), (1, 0, re.sub(r"\D", "", found["date"]))
    return str(whole.with_name(name)), _NEWEST


def sets_of(sources: Sequence[OpenSource]) -> list[tuple[OpenSource, ...]]:
    """Return the sources as logs: each with its files, the oldest first, in the order given."""
    logs: dict[str, list[tuple[_Order, OpenSource]]] = {}
    for source in sources:
        log, order = place_of(source.path)
        logs.setdefault(log, []).append((order, source))
    found: list[tuple[OpenSource, ...]] = []
    for files in logs.values():
        files.sort(key=lambda pair: pair[0])
        members = tuple(source for _, source in files)
        if len({order for order, _ in files}) == len(files) and _one_log(members):
            found.append(members)
        else:
            found += [(source,) for source in members]
    return found


def _one_log(members: tuple[OpenSource, ...]) -> bool:
    """Say whether one reader of rotated logs recognises all of the files."""
    if len(members) == 1:
        return True
    known: set[Reader | None] = {reader_for(source.sample()) for source in members}
    reader = known.pop()
    return not known and getattr(reader, "rotates", False) is True
