"""The table of `kubectl get events`, whose ages count from the moment when it was printed.

That moment is a stamp alone on a line above a table, as `date -u +%FT%TZ` writes it; tables may follow. An age is
cut to its last unit, so the event lies within that unit before it (`duration.HumanDuration`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from unblame.evidence.form import OpenSource
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, moment_of, stamp
from unblame.model import Kind, Moment, Precision, Warning

_HEAD = re.compile(
    r"^(?:NAMESPACE +)?LAST SEEN +(?:FIRST SEEN +)?(?:COUNT +)?(?:TYPE|REASON|NAME) ", re.MULTILINE
)
_COLUMN = re.compile(r"(?:LAST SEEN|FIRST SEEN|[A-Z]+)(?: {2,}|$)")
_AGE = re.compile(r"(?:(\d+)y)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$")
_UNITS = (
    (timedelta(days=365), Precision.DAY),
    (timedelta(days=1), Precision.DAY),
    (timedelta(hours=1), Precision.HOUR),
    (timedelta(minutes=1), Precision.MINUTE),
    (timedelta(seconds=1), Precision.SECOND),
)
_REPEATED = re.compile(r"^(\S+) \(x(\d+) over (\S+)\)$")
_NO_MOMENT = (
    "ages count from when this was printed, which the file does not say; "
    "put that moment on its first line (date -u +%FT%TZ), or export with -o json"
)


def is_table(text: str) -> bool:
    """Say whether the text is the table of `kubectl get events`."""
    return _HEAD.search(text[:4096]) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    names: tuple[str, ...]
    starts: tuple[int, ...]

    def of(self, line: str) -> dict[str, str]:
        ends = (*self.starts[1:], None)
        return {
            name: line[start:end].strip()
            for name, start, end in zip(self.names, self.starts, ends, strict=True)
        }


def read_table(source: OpenSource, zones: Zones) -> Reading:
    """Return one record a row; without the moment of printing they keep their age and no instant."""
    printed: Moment | None = None
    columns: _Columns | None = None
    records: list[Record] = []
    warnings: list[Warning] = []
    for number, line, _ in source.lines():
        if _HEAD.match(line):
            found = list(_COLUMN.finditer(line))
            columns = _Columns(
                names=tuple(one[0].strip() for one in found),
                starts=tuple(one.start() for one in found),
            )
        elif (moment := stamp(line.strip().lstrip("# "), zones)) is not None:
            printed, columns = moment, None
        elif columns is not None and line.strip():
            record = _row(number, columns.of(line), printed.at if printed else None)
            if record is None:
                warnings.append(Warning(where=f"line {number}", what="no age in this row"))
            else:
                records.append(record)
    if any(record.moment.as_written.endswith(" ago") for record in records):
        warnings.insert(0, Warning(where="line 1", what=_NO_MOMENT))
    return Reading(records=tuple(_numbered(records)), warnings=tuple(warnings[:20]))


def _numbered(records: list[Record]) -> Iterator[Record]:
    """Give each row an id that a second copy of the same table gives it too."""
    seen: dict[str, int] = {}
    for record in records:
        told = f"{record.moment.at}/{record.moment.as_written}/{record.text}"
        ident = sha256(told.encode(errors="replace")).hexdigest()[:16]
        seen[ident] = count = seen.get(ident, 0) + 1
        yield msgspec.structs.replace(record, source_id=f"{ident}/{count}")


def _row(number: int, cells: dict[str, str], printed: datetime | None) -> Record | None:
    last, first = cells.get("LAST SEEN", ""), cells.get("FIRST SEEN", "")
    count = cells.get("COUNT", "")
    repeated = _REPEATED.match(last)
    if repeated is not None:
        last, count, first = repeated[1], repeated[2], repeated[3]
    many = count.isdigit() and int(count) > 1
    moment = _aged(first if many and _seconds(first) is not None else last, printed)
    if moment is None:
        return None
    if (
        many
        and (end := _aged(last, printed)) is not None
        and end.at is not None
        and moment.at != end.at
    ):
        moment = msgspec.structs.replace(moment, until=end.at)
    reason, told = cells.get("REASON", ""), cells.get("MESSAGE", "")
    place = "/".join(filter(None, (cells.get("NAMESPACE"), cells.get("OBJECT"))))
    shown = f"{reason}: {told} ({place}{f', {count} times' if many else ''})"
    kind = Kind.SYMPTOM if cells.get("TYPE") == "Warning" else Kind.NOTE
    if reason in ("ScalingReplicaSet", "SuccessfulRescale"):
        kind = Kind.CHANGE
    component = cells.get("SOURCE", "").partition(",")[0]
    return Record(
        moment=moment,
        text=shown,
        place=f"line {number}",
        kind=kind,
        kinds=(kind,),
        actor=Identity(name=component, bot=True) if component else None,
    )


def _seconds(age: str) -> tuple[timedelta, int] | None:
    """Return an age and the index of its last unit, to which it was cut."""
    found = _AGE.match(age)
    if found is None or not any(found.groups()):
        return None
    parts = [int(part or 0) for part in found.groups()]
    try:
        whole = sum((unit * n for (unit, _), n in zip(_UNITS, parts, strict=True)), timedelta())
    except OverflowError:
        return None
    return whole, max(at for at, part in enumerate(found.groups()) if part is not None)


def _aged(age: str, printed: datetime | None) -> Moment | None:
    if age in ("<unknown>", "<invalid>"):
        return Moment(as_written=age)
    read = _seconds(age)
    if read is None:
        return None
    if printed is None:
        return Moment(as_written=f"{age} ago")
    ago, unit = read
    width, precision = _UNITS[unit]
    try:
        return moment_of(
            printed - ago - width, precision, f"{age} before {printed:%FT%TZ}", "stated"
        )
    except OverflowError:
        return Moment(as_written=f"{age} ago")
