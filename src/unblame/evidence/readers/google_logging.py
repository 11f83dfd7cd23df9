"""Google Cloud Logging: entries as `gcloud logging read` and the sinks write them.

Form: cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry. Entries of the audit log are facts
of their own, who did what; all others are a log.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import MOST_RECORDS, Opened, begins_as_json, dict_of, has_keys
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.laid import Entry, read_entries
from unblame.evidence.log import Line
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Warning

_OWNERS = ("projects/", "organizations/", "folders/", "billingAccounts/")
_TOLD = ("message", "msg", "text", "event", "error", "log")
_READING = (".get", ".list", ".aggregatedList", ".getIamPolicy", ".testIamPermissions")
_READING_RPC = ("Get", "List", "Search", "Query", "BatchGet")


class GoogleLoggingReader:
    """Reads audit entries as changes, and the rest as a log, condensed where it is long."""

    name = "google_logging"
    about = About(
        title="Google Cloud Logging: log entries and the audit log",
        export=(
            'gcloud logging read \'timestamp>="…" AND timestamp<="…"\' --format=json > entries.json\n'
            "the files of a sink to a bucket, as they are"
        ),
        zone="UTC, as stated in each stamp; without `timestamp`, the stamp of receipt",
        edits="a log is never edited; an audit entry that is given twice bears one insertId and is one fact",
        built_from="documentation alone: reference of LogEntry and AuditLog",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are entries of Cloud Logging."""
        if not begins_as_json(head) or not has_keys(head, "logName"):
            return 0.0
        owned = any(f'"{owner}' in head.text for owner in _OWNERS)
        timed = has_keys(head, "timestamp", "receiveTimestamp")
        return 0.95 if owned and timed and has_keys(head, "insertId", "resource") else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return calls of the audit log as records, and the changes of all other logs."""
        entries = _Entries(JsonStream(source, "entries"))
        log = read_entries(entries.lines(), zones)
        calls = reading_of(
            Opened(), entries.calls, lambda one: _call(one, zones), "audit entry",
            people=lambda one: [who] if (who := _actor(one)) is not None else [],
        )  # fmt: skip
        return msgspec.structs.replace(
            log,
            records=(*calls.records, *log.records),
            identities=calls.identities,
            warnings=(*entries.warnings(), *calls.warnings, *log.warnings),
        )

    def entries(self, source: OpenSource) -> Iterator[Entry]:
        """Yield the entries that are no calls as lines, by their number."""
        return _Entries(JsonStream(source, "entries")).lines()


class _Entries:
    """The entries of a source, parted into calls of the audit log and lines of all others."""

    def __init__(self, stream: JsonStream) -> None:
        self.stream = stream
        self.calls: list[dict[str, Any]] = []
        self.reading = 0
        self.left = 0

    def lines(self) -> Iterator[Entry]:
        for one in self.stream:
            payload = dict_of(one.get("protoPayload"))
            if not said(payload.get("methodName")):
                yield self.stream.number, _line(one)
            elif _only_reads(said(payload["methodName"])):
                self.reading += 1
            elif len(self.calls) < MOST_RECORDS:
                self.calls.append(one)
            else:
                self.left += 1

    def warnings(self) -> Iterator[Warning]:
        """Yield what is to be said once all lines have been taken."""
        yield from self.stream.warnings
        if self.reading:
            what = f"calls that only read were left out: {self.reading}"
            yield Warning(where="the file", what=what)
        if self.left:
            what = (
                f"more than {MOST_RECORDS} calls that write; {self.left} after them were left out"
            )
            yield Warning(where="the file", what=what)


def _line(one: dict[str, Any]) -> Line | None:
    stamp = said(one.get("timestamp")) or said(one.get("receiveTimestamp"))
    return Line(stamp, said(one.get("severity")) or None, _message(one)) if stamp else None


def _message(one: dict[str, Any]) -> str:
    payload = dict_of(one.get("jsonPayload"))
    text = said(one.get("textPayload"))
    text = text or next((said(payload[key]) for key in _TOLD if said(payload.get(key))), "")
    request = dict_of(one.get("httpRequest"))
    if request:
        called = " ".join(
            said(request.get(key)) for key in ("requestMethod", "requestUrl", "status")
        )
        text = f"{called} {text}"
    rest = (f"{key}={said(value)}" for key, value in payload.items() if said(value))
    return text.strip() or " ".join(rest) or said(one.get("logName")).rpartition("/")[2]


def _only_reads(method: str) -> bool:
    return method.endswith(_READING) or method.rpartition(".")[2].startswith(_READING_RPC)


def _call(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    stamp = said(one.get("timestamp")) or said(one.get("receiveTimestamp"))
    moment = time_of(stamp, zones)
    if moment is None:
        return None
    payload = dict_of(one["protoPayload"])
    service = said(payload.get("serviceName")).removesuffix(".googleapis.com")
    text = f"{service}: {said(payload['methodName'])}".removeprefix(": ")
    if target := said(payload.get("resourceName")):
        text += f" of {target[:200]}"
    status = dict_of(payload.get("status"))
    refused = bool(status.get("code"))
    if refused:
        text += f" was refused: {said(status.get('message')) or said(status.get('code'))}"
    operation = dict_of(one.get("operation"))
    ended = operation.get("last") is True and operation.get("first") is not True
    if ended:
        text += " finished"
    ident = said(one.get("insertId"))
    place = f"entry {ident}" if ident else f"entry of {moment.as_written}"
    kind = Kind.NOTE if refused else Kind.CHANGE
    source_id = f"{ident}/{moment.as_written}" if ident else None
    return [a_record(moment, text, place, source_id, kind, _actor(one))]


def _actor(one: dict[str, Any]) -> Identity | None:
    who = dict_of(dict_of(one.get("protoPayload")).get("authenticationInfo"))
    email = said(who.get("principalEmail"))
    if not email:
        return None
    if email.endswith("gserviceaccount.com"):
        return Identity(name=email.partition("@")[0], bot=True)
    return Identity(email=email)
