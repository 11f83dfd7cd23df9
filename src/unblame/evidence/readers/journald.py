"""journald: `journalctl -o json`, `-o export`, and its text forms with a whole date.

Form: systemd.io/JOURNAL_EXPORT_FORMATS. Stamps of json and export are microseconds of Unix time;
the moment a program sent an entry (`_SOURCE_REALTIME_TIMESTAMP`) is taken where there is one.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.half_letters import without_halves
from unblame.evidence.journal import entries
from unblame.evidence.json_source import Opened, begins_as_json, has_keys, objects_of, open_json
from unblame.evidence.laid import Entry
from unblame.evidence.log import Line, at_entries, read_lines, read_log
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones
from unblame.model import Warning

_SHORT_ISO = re.compile(
    r"(?P<stamp>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?[+-]\d\d:?\d\d) (?P<host>[\w.-]+) "
    r"(?P<app>[^\s:\[]{1,64})(?:\[\d+\])?: (?P<text>.*)$"
)
_FULL = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<stamp>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [A-Z]{3,5}) "
    r"(?P<host>[\w.-]+) (?P<app>[^\s:\[]{1,64})(?:\[\d+\])?: (?P<text>.*)$"
)
_UNIX = re.compile(
    r"(?P<stamp>\d{9,10}\.\d{6}) (?P<host>[\w.-]+) (?P<app>[^\s:\[]{1,64})(?:\[\d+\])?: (?P<text>.*)$"
)
_MARK = re.compile(
    r"^-- (?:Logs|Journal) begins? at |^-- Boot [0-9a-f]{32} --|^-- Reboot --", re.MULTILINE
)
_NO_COLON = re.compile(r"[+-]\d{4}$")


class JournaldReader:
    """Reads entries with their program, level and message, condensed where they are many."""

    name = "journald"
    about = About(
        title="journald: journalctl -o json, export, short-iso, short-full, short-unix",
        export=(
            "journalctl -o json --since '2026-03-04 05:00 UTC' --until '2026-03-04 07:00 UTC' > journal.json\n"
            "journalctl -o export … > journal.export; journalctl -o short-iso -u pay.service > pay.log"
        ),
        zone="Unix time in microseconds, so UTC; short-iso states its offset, short-full its abbreviation",
        edits="entries are never edited; the same file given twice is read once, by its digest",
        built_from="documentation alone: systemd.io/JOURNAL_EXPORT_FORMATS, man journalctl",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are entries of a journal in one of its forms."""
        if begins_as_json(head):
            keys = has_keys(
                head, "__REALTIME_TIMESTAMP", "__CURSOR", "_BOOT_ID", "MESSAGE", "_HOSTNAME"
            )
            return 1.0 if keys >= 2 and has_keys(head, "__REALTIME_TIMESTAMP") else 0.0
        if _is_export(head.head):
            return 1.0
        lines = [line for line in head.text.splitlines() if line.strip()][:50]
        own = sum(_is_own(line) for line in lines)
        marked = _MARK.search(head.text[:4096]) is not None
        if not own and not (marked and any(split_text(line) for line in lines)):
            return 0.0
        return 0.9 if marked or own * 2 >= len(lines) else 0.3

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the journal, or its entries where they are few."""
        head = source.sample()
        if _is_export(head.head):
            return _of_export(source, zones)
        if not begins_as_json(head):
            return read_log(source, zones, split_text)
        if _one_a_line(head):
            return read_log(source, zones, split_json)
        opened = open_json(source)
        found = at_entries(read_lines(_numbered(opened), zones, split_json))
        return msgspec.structs.replace(found, warnings=(*opened.warnings, *found.warnings))

    def split(self, line: str) -> Line | None:
        """Split one line, of whichever form that holds an entry a line."""
        return split_text(line) or split_json(line)

    def entries(self, source: OpenSource) -> Iterator[Entry]:
        """Yield the entries of a form that is not laid out in lines, by their number."""
        export = _is_export(source.sample().head)
        laid = _exported(source, []) if export else _numbered(open_json(source))
        return ((number, split_json(text)) for number, text, _ in laid)


def _one_a_line(head: Sample) -> bool:
    """Say whether each line is an entry, as `-o json` writes them, and not `-o json-pretty`."""
    lines = [line for line in head.text.splitlines() if line.strip()]
    return any(split_json(line) is not None for line in lines[:3])


def _numbered(opened: Opened) -> Iterator[tuple[int, str, bool]]:
    for number, one in enumerate(objects_of(opened.values), start=1):
        yield number, msgspec.json.encode(one).decode(), False


def _is_export(head: bytes) -> bool:
    start = head[:2048].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return start.startswith((b"__CURSOR=", b"__REALTIME_TIMESTAMP=")) and (
        b"__REALTIME_TIMESTAMP=" in start
    )


def _is_own(line: str) -> bool:
    """Say whether only journalctl writes a line so, and not rsyslog as well."""
    if _FULL.match(line) or _UNIX.match(line):
        return True
    short = _SHORT_ISO.match(line)
    return short is not None and _NO_COLON.search(short["stamp"]) is not None


def _of_export(source: OpenSource, zones: Zones) -> Reading:
    cut: list[int] = []
    found = at_entries(read_lines(_exported(source, cut), zones, split_json))
    short = [Warning(where=f"entry {n}", what="the file ends inside this entry") for n in cut]
    return msgspec.structs.replace(found, warnings=(*found.warnings, *short))


def _exported(source: OpenSource, cut: list[int]) -> Iterator[tuple[int, str, bool]]:
    with source.stream() as stream:
        for number, fields in entries(stream, cut):
            told = {name: value.decode(errors="replace") for name, value in fields.items()}
            yield number, msgspec.json.encode(told).decode(), False


def split_json(line: str) -> Line | None:
    """Return the stamp, level and message of one entry in JSON, or None."""
    line = line.strip().lstrip("\x1e[").rstrip(",]")
    try:
        values: dict[str, Any] = msgspec.json.decode(line, type=dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        whole = without_halves(line)
        return split_json(whole) if whole != line else None
    sent = _first(values.get("_SOURCE_REALTIME_TIMESTAMP"))
    stamp = sent if isinstance(sent, str) else _first(values.get("__REALTIME_TIMESTAMP"))
    if not isinstance(stamp, str) or not stamp.isdigit():
        return None
    level = _first(values.get("PRIORITY"))
    app = next(
        (name for key in ("SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM")
         if isinstance(name := _first(values.get(key)), str) and name),
        "",
    )  # fmt: skip
    text = _message(values.get("MESSAGE", ""))
    return Line(stamp, level if isinstance(level, str) else None, f"{app}: {text}" if app else text)


def _first(value: object) -> object:
    """Return a field's value; one that was given several times stands as a list."""
    return value[0] if isinstance(value, list) and value else value


def _message(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list) and all(isinstance(n, int) and 0 <= n < 256 for n in value):
        return bytes(value).decode("utf-8", errors="replace").strip()
    if isinstance(value, list):
        return " ".join(_message(one) for one in value if isinstance(one, str | list))
    return "(a message too large to print)"


def split_text(line: str) -> Line | None:
    """Return the stamp and message of one line of a text form, or None."""
    found = _SHORT_ISO.match(line) or _FULL.match(line) or _UNIX.match(line)
    if found is None:
        return None
    return Line(found["stamp"], None, f"{found['app']}: {found['text'].strip()}")
