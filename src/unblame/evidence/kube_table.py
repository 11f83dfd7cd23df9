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
#: The headings of `-o custom-columns` are those that were asked for.
_CHOSEN = re.compile(r"^[A-Z][A-Z_-]*(?: [A-Z_-]+)*(?: {2,}[A-Z][A-Z_-]*(?: [A-Z_-]+)*){2,}\s*$")
_OF_CHOSEN = re.compile(r"\S+(?: \S+)*(?: {2,}|\s*$)")
_CALLED = (
    ("MESSAGE", re.compile(r"MSG|MESSAGE|NOTE|TEXT")),
    ("FIRST SEEN", re.compile(r"FIRST")),
    ("LAST SEEN", re.compile(r"LAST|TIME|SEEN|WHEN|DATE|AGE$|CREAT")),
    ("REASON", re.compile(r"REASON")),
    ("TYPE", re.compile(r"TYPE$")),
    ("COUNT", re.compile(r"COUNT")),
    ("NAMESPACE", re.compile(r"NAMESPACE|NS$")),
    ("KIND", re.compile(r"KIND")),
    ("OBJECT", re.compile(r"OBJ|INVOLVED|NAME|POD|NODE")),
    ("SOURCE", re.compile(r"SOURCE|COMPONENT|FROM|REPORT|CONTROLLER")),
)
_AGE = re.compile(r"(?:(\d+)y)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$")
_UNITS = (
    (timedelta(days=365), Precision.DAY),
    (timedelta(days=1), Precision.DAY),
    (timedelta(hours=1), Precision.HOUR),
    (timedelta(minutes=1), Precision.MINUTE),
    (timedelta(seconds=1), Precision.SECOND),
)
REPEATED = re.compile(r"^(\S+) \(x(\d+) over (\S+)\)$")
_NOTHING = "<none>"
NO_MOMENT = (
    "ages count from when this was printed, which the file does not say; "
    "put that moment on its first line (date -u +%FT%TZ), or export with -o json"
)


def is_table(text: str) -> bool:
    """Say whether the text is the table of `kubectl get events`."""
    text = text[:4096]
    return _HEAD.search(text) is not None or any(map(_chosen, text.splitlines()[:20]))


def _chosen(line: str) -> "Columns | None":
    """Return the columns of events that somebody chose, under the names that kubectl gives them."""
    if not _CHOSEN.match(line):
        return None
    names: list[str] = []
    starts: list[int] = []
    for found in _OF_CHOSEN.finditer(line):
        heading = found[0].strip()
        called = (name for name, form in _CALLED if name not in names and form.search(heading))
        names.append(next(called, heading))
        starts.append(found.start())
    timed = "LAST SEEN" in names or "FIRST SEEN" in names
    told = "REASON" in names and ("MESSAGE" in names or "OBJECT" in names)
    return Columns(names=tuple(names), starts=tuple(starts)) if timed and told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The headings of a table and where the cells under them begin."""

    names: tuple[str, ...]
    starts: tuple[int, ...]

    def of(self, line: str) -> dict[str, str]:
        """Return the cells of a row by their headings."""
        ends = (*self.starts[1:], None)
        return {
            name: line[start:end].strip()
            for name, start, end in zip(self.names, self.starts, ends, strict=True)
        }


def read_table(source: OpenSource, zones: Zones) -> Reading:
    """Return one record a row; without the moment of printing they keep their age and no instant."""
    printed: Moment | None = None
    columns: Columns | None = None
    records: list[Record] = []
    warnings: list[Warning] = []
    for number, line, _ in source.lines():
        if _HEAD.match(line):
            found = list(_COLUMN.finditer(line))
            columns = Columns(
                names=tuple(one[0].strip() for one in found),
                starts=tuple(one.start() for one in found),
            )
        elif columns is None and (chosen := _chosen(line)) is not None:
            columns = chosen
        elif (moment := stamp(line.strip().lstrip("# "), zones)) is not None:
            printed, columns = moment, None
        elif columns is not None and line.strip():
            record = _row(number, columns.of(line), printed.at if printed else None, zones)
            if record is None:
                warnings.append(Warning(where=f"line {number}", what="no age in this row"))
            else:
                records.append(record)
    if any(record.moment.as_written.endswith(" ago") for record in records):
        warnings.insert(0, Warning(where="line 1", what=NO_MOMENT))
    return Reading(records=tuple(numbered(records)), warnings=tuple(warnings[:20]))


def numbered(records: list[Record]) -> Iterator[Record]:
    """Give each row an id that a second copy of the same table gives it too."""
    seen: dict[str, int] = {}
    for record in records:
        told = f"{record.moment.at}/{record.moment.as_written}/{record.text}"
        ident = sha256(told.encode(errors="replace")).hexdigest()[:16]
        seen[ident] = count = seen.get(ident, 0) + 1
        yield msgspec.structs.replace(record, source_id=f"{ident}/{count}")


def _row(
    number: int, cells: dict[str, str], printed: datetime | None, zones: Zones
) -> Record | None:
    last, first = cells.get("LAST SEEN", ""), cells.get("FIRST SEEN", "")
    count = cells.get("COUNT", "")
    repeated = REPEATED.match(last)
    if repeated is not None:
        last, count, first = repeated[1], repeated[2], repeated[3]
    many = count.isdecimal() and len(count) < 10 and int(count) > 1
    begin, end = (stamp(cell, zones) or aged(cell, printed) for cell in (first, last))
    moment = begin if (many and begin is not None) or end is None else end
    if moment is None:
        return None
    if moment.at is None and begin is not None and begin.at is not None:
        moment = begin
    if many and end is not None and end.at is not None and moment.at != end.at:
        moment = msgspec.structs.replace(moment, until=end.at)
    reason, told = cells.get("REASON", ""), cells.get("MESSAGE", "")
    held = (cells.get(key, "") for key in ("NAMESPACE", "KIND", "OBJECT"))
    place = "/".join(part for part in held if part not in ("", _NOTHING))
    shown = f"{reason}: {told} ({place}{f', {count} times' if many else ''})"
    kind = kind_of_row(reason, cells.get("TYPE", ""))
    return Record(
        moment=moment,
        text=shown,
        place=f"line {number}",
        kind=kind,
        kinds=(kind,),
        actor=component(cells.get("SOURCE", "")),
    )


def kind_of_row(reason: str, sort: str) -> Kind:
    """Return what the row of an event states by its reason and its type."""
    if reason in ("ScalingReplicaSet", "SuccessfulRescale"):
        return Kind.CHANGE
    return Kind.SYMPTOM if sort == "Warning" else Kind.NOTE


def component(source: str) -> Identity | None:
    """Return the part of the cluster that tells an event, without the node where it runs."""
    name = source.partition(",")[0]
    return Identity(name=name, bot=True) if name else None


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


def aged(age: str, printed: datetime | None) -> Moment | None:
    """Return the moment of an age that counts back from when it was printed, None for no age."""
    if age in ("<unknown>", "<invalid>", _NOTHING, "<nil>"):
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
