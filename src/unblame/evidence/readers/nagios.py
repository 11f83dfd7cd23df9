"""Nagios, Icinga, Naemon, Checkmk: the log of the core, with alerts, notifications and commands.

Form: assets.nagios.com (log file), and samples. Each line begins with Unix time in brackets. A state that
is soft was seen and not yet told to anybody.
"""

import re
from collections.abc import Iterator

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind, Warning

_LINE = re.compile(r"\[(\d{9,10})\] ([A-Z][A-Z ]{2,40}[A-Z]): (.*)$")
_KNOWN = frozenset({
    "SERVICE ALERT", "HOST ALERT", "SERVICE NOTIFICATION", "HOST NOTIFICATION", "EXTERNAL COMMAND",
    "SERVICE FLAPPING ALERT", "HOST FLAPPING ALERT", "SERVICE DOWNTIME ALERT", "HOST DOWNTIME ALERT",
    "CURRENT SERVICE STATE", "CURRENT HOST STATE", "INITIAL SERVICE STATE", "INITIAL HOST STATE",
    "PASSIVE SERVICE CHECK", "PASSIVE HOST CHECK", "SERVICE EVENT HANDLER", "HOST EVENT HANDLER",
})  # fmt: skip
_WELL = frozenset({"OK", "UP"})
_MOST = 100_000
#: Commands of people: the kind, what was done, and how many fields stand before who did it.
_COMMANDS = {
    "ACKNOWLEDGE": (Kind.ACKNOWLEDGED, "acknowledged", 3),
    "ADD": (None, "comment", 1),
    "SCHEDULE": (Kind.NOTE, "downtime planned", 5),
}
_COMMAND = re.compile(r"(ACKNOWLEDGE|ADD|SCHEDULE)_(SVC|HOST)_(?:PROBLEM|COMMENT|DOWNTIME)$")
_SILENCED = re.compile(r"(DISABLE|ENABLE)_(SVC|HOST|)_?NOTIFICATIONS$")


class NagiosReader:
    """Reads alerts as they began and ended, notifications as pages, and what people commanded."""

    name = "nagios"
    about = About(
        title="Nagios, Icinga, Naemon, Checkmk: the log of the core",
        export="copy nagios.log and its archive (/usr/local/nagios/var, /var/log/icinga/compat, ~/var/log in a Checkmk site)",
        zone="Unix time in each line",
        edits="a log is never edited; the same line twice is one fact",
        built_from="samples and documentation of Nagios Core",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are lines of the log of a Nagios core."""
        lines = [line for line in head.text.splitlines() if line.strip()][:200]
        found = [match for match in map(_LINE.match, lines) if match is not None]
        known = sum(match[2] in _KNOWN for match in found)
        return 0.95 if known and known * 2 >= len(found) and len(found) * 3 >= len(lines) else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (times are UTC)
        """Return what the lines tell, repeats once."""
        records: dict[str, Record] = {}
        people: dict[Identity, None] = {}
        warnings: list[Warning] = []
        for number, line, _ in source.lines():
            match = _LINE.match(line)
            if match is None or match[2] not in _KNOWN:
                continue
            if len(records) >= _MOST:
                what = f"more than {_MOST} entries; those after them were left out"
                warnings.append(Warning(where=f"line {number}", what=what))
                break
            for record in _records(match[1], match[2], match[3].split(";"), f"line {number}"):
                records.setdefault(record.source_id or record.place, record)
                if record.actor is not None:
                    people.setdefault(record.actor)
            if match[2].endswith(" NOTIFICATION"):
                people.setdefault(Identity(handle=match[3].partition(";")[0] or None))
        return Reading(
            records=tuple(records.values()), identities=tuple(people), warnings=tuple(warnings)
        )


def _records(stamp: str, sort: str, fields: list[str], place: str) -> Iterator[Record]:
    moment = epoch(stamp, "s")
    if moment.at is None:
        return
    told = _told(sort, fields)
    if told is not None:
        text, kind, who = told
        key = f"{stamp}/{sort}/{';'.join(fields)[:300]}"
        yield a_record(moment, text, place, key, kind, who)


def _told(sort: str, fields: list[str]) -> tuple[str, Kind | None, Identity | None] | None:
    about, _, what = sort.partition(" ")
    if sort == "EXTERNAL COMMAND":
        return _command(fields)
    if what == "ALERT":
        return _alert(about, fields)
    if what == "NOTIFICATION":
        return _notification(about, fields)
    if what in ("FLAPPING ALERT", "DOWNTIME ALERT"):
        called, rest = _called(about, fields)
        word = what.partition(" ")[0].capitalize()
        return f"{word} of {called} {' '.join(rest).strip().casefold()[:300]}", Kind.NOTE, None
    return None


def _called(about: str, fields: list[str]) -> tuple[str, list[str]]:
    """Return the host or service at the beginning of the fields, and the fields after it."""
    many = 2 if about == "SERVICE" else 1
    return " on ".join(reversed(fields[:many])), fields[many:]


def _alert(about: str, fields: list[str]) -> tuple[str, Kind | None, Identity | None] | None:
    called, rest = _called(about, fields)
    if len(rest) < 2:
        return None
    state, sure, output = rest[0], rest[1], ";".join(rest[3:])
    kind = Kind.RECOVERY if state in _WELL else Kind.ALERT if sure == "HARD" else Kind.SYMPTOM
    more = (
        ""
        if sure == "HARD"
        else f", {sure.casefold()}, attempt {rest[2] if len(rest) > 2 else '?'}"
    )
    text = f"{called} is {state}{more}" + (f": {output}" if output else "")
    return text, kind, None


def _notification(about: str, fields: list[str]) -> tuple[str, Kind | None, Identity | None] | None:
    called, rest = _called(about, fields[1:])
    if not rest:
        return None
    state, by, output = rest[0], rest[1] if len(rest) > 1 else "", ";".join(rest[2:])
    kind = Kind.PAGE if state.isalpha() and state not in _WELL else Kind.NOTE
    text = f"Notification sent{f' by {by}' if by else ''}: {called} is {state}"
    return text + (f": {output}" if output else ""), kind, None


def _command(fields: list[str]) -> tuple[str, Kind | None, Identity | None] | None:
    """Return what a person commanded; results of checks and the like are passed over."""
    if (silenced := _SILENCED.match(fields[0])) is not None:
        called = " on ".join(reversed(fields[1:3])) or "everything"
        word = "off" if silenced[1] == "DISABLE" else "on"
        return f"Notifications turned {word} for {called}", Kind.NOTE, None
    found = _COMMAND.match(fields[0])
    if found is None:
        return None
    kind, done, before = _COMMANDS[found[1]]
    called, rest = _called("SERVICE" if found[2] == "SVC" else "HOST", fields[1:])
    if len(rest) <= before:
        return None
    author, comment = rest[before], ";".join(rest[before + 1 :])
    who = Identity(handle=author) if author else None
    text = f"{called}: {comment}" if kind is None else f"{called} {done}: {comment}"
    return text, kind, who
