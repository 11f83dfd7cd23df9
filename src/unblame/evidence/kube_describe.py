"""What `kubectl describe` prints: events, the last states of containers, and conditions with times.

Stamps carry the offset of the machine that printed them. Events hold ages only, which count from the
moment on a line above, as in the table of `kubectl get events`. The kind of the object is not printed.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from unblame.evidence.form import OpenSource
from unblame.evidence.json_reading import a_record
from unblame.evidence.kube_table import (
    NO_MOMENT,
    REPEATED,
    Columns,
    aged,
    component,
    kind_of_row,
    numbered,
)
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones, read_time, stamp
from unblame.model import Kind, Warning

_NAME = re.compile(r"^ {0,8}Name:\s+(\S+)", re.MULTILINE)
_ABOUT = re.compile(
    r"^ {0,8}(?:Namespace|Labels|Annotations|CreationTimestamp|Selector|Node|Roles|Start Time|Priority):",
    re.MULTILINE,
)
_PART = re.compile(r"^ {0,8}(?:Events|Conditions|Containers):", re.MULTILINE)
_FIELD = re.compile(r"^( *)([A-Z][\w ]*?):\s+(\S.*)$")
_SECTION = re.compile(r"^( *)([A-Z][\w ]*?):\s*(?:<none>)?$")
_CONTAINER = re.compile(r"^( +)([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?):$")
_HEADINGS = re.compile(r"^ +Type {2,}\S.*$")
_DASHES = re.compile(r"^ +-+(?: {2,}-+)+\s*$")
_WORD = re.compile(r"\S+")
_CREATED = {"CreationTimestamp": "was created", "Start Time": "was started"}
_GOOD = frozenset({"Completed"})
_WARNED = 20


def is_description(text: str) -> bool:
    """Say whether the text is what `kubectl describe` prints of an object."""
    return (
        _NAME.search(text) is not None
        and len(_ABOUT.findall(text)) >= 2
        and _PART.search(text) is not None
    )


def read_description(source: OpenSource, zones: Zones) -> Reading:
    """Return what happened to each object that is described."""
    walk = _Walk(zones=zones)
    for number, line, _ in source.lines():
        walk.take(number, line)
    walk.end_of_state()
    warnings = list(walk.warnings[:_WARNED])
    if any(record.moment.as_written.endswith(" ago") for record in walk.records):
        warnings.insert(0, Warning(where="line 1", what=NO_MOMENT))
    return Reading(records=tuple(numbered(walk.records)), warnings=tuple(warnings))


@dataclass(slots=True)
class _Walk:
    """One walk through the descriptions, from line to line."""

    zones: Zones
    printed: datetime | None = None
    name: str = ""
    space: str = ""
    section: str = ""
    base: int = 8
    container: str = ""
    columns: Columns | None = None
    state: dict[str, str] = field(default_factory=dict)
    began: int = 0
    records: list[Record] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """Take the next line."""
        if (moment := stamp(line.strip().lstrip("# "), self.zones)) is not None:
            self.printed = moment.at
        elif _DASHES.match(line) or not line.strip():
            return
        elif self.section in ("Events", "Conditions") and line.startswith(" "):
            if _HEADINGS.match(line):
                self.columns = _columns(line)
                return
            if self.columns is not None and not _SECTION.match(line):
                self._row(number, self.columns.of(line))
                return
        self._field(number, line)

    def _field(self, number: int, line: str) -> None:
        if (found := _SECTION.match(line)) is not None:
            self.end_of_state()
            if len(found[1]) <= self.base:
                self.section, self.columns, self.container = found[2], None, ""
        elif (found := _CONTAINER.match(line)) is not None and self.section.endswith("Containers"):
            self.end_of_state()
            self.container = found[2]
        elif (found := _FIELD.match(line)) is not None:
            self._said(number, len(found[1]), found[2], found[3].strip())

    def _said(self, number: int, indent: int, label: str, value: str) -> None:
        if label == "Name" and indent <= self.base:
            self.end_of_state()
            self.name, self.base = value, indent
            self.space = self.section = self.container = ""
            self.columns = None
        elif label == "Namespace" and not self.section:
            self.space = value
        elif label in _CREATED and not self.container:
            moment = read_time(value, zones=self.zones)
            if moment is not None:
                text = f"{self._called()} {_CREATED[label]}"
                self.records.append(a_record(moment, text, f"line {number}", None, Kind.NOTE))
        elif self.container and label in ("State", "Last State"):
            self.end_of_state()
            self.state, self.began = {"State": value}, number
        elif self.state and label in ("Reason", "Exit Code", "Started", "Finished", "Signal"):
            self.state.setdefault(label, value)
        elif self.state:
            self.end_of_state()

    def _called(self) -> str:
        return f"{self.space}/{self.name}" if self.space else self.name

    def end_of_state(self) -> None:
        """Tell the state of a container, once all of it has been seen."""
        held, self.state = self.state, {}
        if not held:
            return
        called = f"Container {self.container} of {self._called()}"
        reason = held.get("Reason", "")
        place = f"line {self.began}"
        start = read_time(held.get("Started", ""), zones=self.zones)
        end = read_time(held.get("Finished", ""), zones=self.zones)
        if start is not None:
            self.records.append(a_record(start, f"{called} started", place, None, Kind.NOTE))
        if end is not None:
            code = f" (exit code {held['Exit Code']})" if "Exit Code" in held else ""
            kind = Kind.NOTE if reason in _GOOD else Kind.SYMPTOM
            text = f"{called} ended: {reason or held['State']}{code}"
            self.records.append(a_record(end, text, place, None, kind))

    def _row(self, number: int, cells: dict[str, str]) -> None:
        record = self._event(number, cells) if self.section == "Events" else self._condition(number, cells)  # fmt: skip
        if record is not None:
            self.records.append(record)
        elif self.section == "Events":
            self.warnings.append(Warning(where=f"line {number}", what="no age in this row"))

    def _event(self, number: int, cells: dict[str, str]) -> Record | None:
        age, many, end = cells.get("Age", ""), "", None
        repeated = REPEATED.match(age)
        if repeated is not None:
            many, end = f", {repeated[2]} times", aged(repeated[1], self.printed)
            age = repeated[3]
        moment = aged(age, self.printed)
        if moment is None:
            return None
        if end is not None and end.at is not None and end.at != moment.at:
            moment = msgspec.structs.replace(moment, until=end.at)
        reason = cells.get("Reason", "")
        text = f"{reason}: {cells.get('Message', '')} ({self._called()}{many})"
        kind = kind_of_row(reason, cells.get("Type", ""))
        who = component(cells.get("From", ""))
        return a_record(moment, text, f"line {number}", None, kind, who)

    def _condition(self, number: int, cells: dict[str, str]) -> Record | None:
        """Return when a condition last changed; those of pods and deployments state no time."""
        moment = read_time(cells.get("LastTransitionTime", ""), zones=self.zones)
        if moment is None:
            return None
        sort, status = cells.get("Type", ""), cells.get("Status", "")
        told = ": ".join(filter(None, (cells.get("Reason", ""), cells.get("Message", ""))))
        text = f"{self._called()}: {sort} became {status}" + (f" ({told})" if told else "")
        bad = status != "True" if sort == "Ready" else status != "False"
        return a_record(moment, text, f"line {number}", None, Kind.SYMPTOM if bad else Kind.NOTE)


def _columns(line: str) -> Columns:
    found = list(_WORD.finditer(line))
    return Columns(names=tuple(one[0] for one in found), starts=tuple(one.start() for one in found))
