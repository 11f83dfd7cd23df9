"""Logs with one JSON object a line or in one array, whatever the keys of time, level and message are called.

Keys are those of zap, logrus, pino, bunyan, structlog, Serilog, Docker, ECS, Google Cloud, and
journald (systemd.io/JOURNAL_EXPORT_FORMATS).
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.half_letters import without_halves
from unblame.evidence.json_source import objects_of, open_json, salvage
from unblame.evidence.log import Line, digits_alike, read_log
from unblame.evidence.record import Change, Reading, Record
from unblame.evidence.times import Zones

_TIME = (
    "ts", "time", "timestamp", "@timestamp", "__REALTIME_TIMESTAMP", "datetime", "date", "t", "@t",
    "asctime", "eventTime", "event_time", "log_time", "created", "Timestamp", "Time", "TimeStamp",
    "receiveTimestamp", "timeUnixNano",
)  # fmt: skip
_LEVEL = (
    "level", "severity", "lvl", "levelname", "log.level", "@l", "Level", "loglevel", "log_level",
    "priority", "PRIORITY", "SeverityText", "severity_text",
)  # fmt: skip
_TEXT = (
    "msg", "message", "@message", "@m", "@mt", "MESSAGE", "event", "textPayload", "log", "text",
    "body", "Message", "short_message", "RenderedMessage",
)  # fmt: skip
_OF_CHAT = ("user", "username", "thread_ts", "author", "sender", "content")
_ERROR = ("error", "err", "exception", "error.message")


class JsonLinesReader:
    """Reads JSON Lines."""

    name = "json_lines"
    rotates = True
    about = About(
        title="any structured log: JSON objects with a time, one a line or in one array",
        export=(
            "docker logs, kubectl logs, jq -c . or a download of the log platform, as they come"
        ),
        zone="as stated in the line; a stamp without a zone needs --tz; Unix times by their size in s, ms, us or ns",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="common use: keys of zap, logrus, pino, bunyan, structlog, Serilog, Docker, ECS, Google Cloud",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely these are JSON objects, one a line, with a time each."""
        if head.text.lstrip("\ufeff \t\r\n").startswith("["):
            found = salvage(head.text)[:50]
            told = sum(_of_array(one) is not None for one in found)
            if told and told * 10 >= len(found) * 6:
                return 0.55
        lines = head.text.splitlines()
        if len(head.text) >= 60_000:
            lines = lines[:-1]
        lines = [line for line in lines if line.strip()][:50]
        timed = sum(split(line) is not None for line in lines)
        if timed < 2:
            return 0.3 if timed and len(lines) == 1 else 0.0
        return 0.7 if timed * 10 >= len(lines) * 6 else 0.2

    def split(self, line: str) -> Line | None:
        """Return the stamp, level and message of one line, or None where it has no time."""
        return split(line)

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or its lines where they are few."""
        if not source.sample().text.lstrip("\ufeff \t\r\n").startswith("["):
            return read_log(source, zones, split, digits_alike)
        opened = open_json(source)
        objects = objects_of(opened.values)
        data = b"\n".join(msgspec.json.encode(one) for one in objects)
        found = read_log(replace(source, file=None, data=data), zones, split)
        return msgspec.structs.replace(
            found,
            records=tuple(_at_entry(one) for one in found.records),
            changes=tuple(_at_entry(one) for one in found.changes),
            warnings=(*opened.warnings, *found.warnings),
        )


_Placed = TypeVar("_Placed", Record, Change)


def _at_entry(one: _Placed) -> _Placed:
    return msgspec.structs.replace(one, place=one.place.replace("line ", "entry "))


def _of_array(one: object) -> Line | None:
    """Return the line that an object of an array is, where it has a time and a message."""
    if not isinstance(one, dict) or _first(one, _TEXT) is None:
        return None
    if one.get("type") == "message" or _first(one, _OF_CHAT) is not None:
        return None
    return split(msgspec.json.encode(one).decode())


def split(line: str) -> Line | None:
    """Return the stamp, level and message of one line, or None."""
    if not line.startswith("{"):
        line = line.lstrip("\x1e \t,[").rstrip(",] \t")
        if not line.startswith("{"):
            return None
    try:
        values: dict[str, Any] = msgspec.json.decode(line, type=dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        whole = without_halves(line)
        return split(whole) if whole != line else None
    plain = _plain(tuple(values))
    if plain is not None:
        stamp, text = values[plain[0]], values[plain[2]]
        if type(stamp) is type(text) is str and stamp and text:
            return Line(stamp, _usable(values[plain[1]]) if plain[1] else None, text.strip())
    stamp = _first(values, _TIME)
    if stamp is None or isinstance(stamp, bool) or not isinstance(stamp, (str, int, float)):
        return None
    return Line(str(stamp), _stated(values), _message(values))


def inside(text: str) -> tuple[str | int | None, str] | None:
    """Return the level and message of an object that stands after a time, or None."""
    try:
        values: dict[str, Any] = msgspec.json.decode(text, type=dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        whole = without_halves(text)
        return inside(whole) if whole != text else None
    return _stated(values), _message(values)


@lru_cache(maxsize=512)
def _plain(keys: tuple[str, ...]) -> tuple[str, str | None, str] | None:
    """Return the keys of time, level and message in objects of one shape, where that is plain."""
    held = {*keys}
    if held.intersection((*_ERROR, "jsonPayload")):
        return None
    stamp, severity, text = (
        next((key for key in known if key in held), None) for known in (_TIME, _LEVEL, _TEXT)
    )
    if stamp is None or text is None or (severity is None and "log" in held):
        return None
    return stamp, severity, text


def _first(values: dict[str, Any], keys: tuple[str, ...]) -> Any:
    for key in keys:
        found = values.get(key)
        if found is not None and found != "":
            return found
    return None


def _stated(values: dict[str, Any]) -> str | int | None:
    stated = _first(values, _LEVEL)
    if stated is None and isinstance(values.get("log"), dict):
        stated = values["log"].get("level")
    return _usable(stated)


def _usable(stated: Any) -> str | int | None:
    return stated if isinstance(stated, (str, int)) else None


def _message(values: dict[str, Any]) -> str:
    text = _first(values, _TEXT)
    if isinstance(text, dict):
        text = text.get("stringValue") or text.get("message") or _first(text, _TEXT)
    elif isinstance(text, list):
        text = _bytes(text)
    if text is None and isinstance(values.get("jsonPayload"), dict):
        text = _first(values["jsonPayload"], _TEXT)
    error = _first(values, _ERROR)
    if isinstance(error, dict):
        error = error.get("message") or error.get("type")
    if isinstance(error, str) and error and error not in str(text):
        text = f"{text}: {error}" if text else error
    return str(text).strip() if text is not None else _rest(values)


def _bytes(numbers: list[Any]) -> str:
    """Journald writes a message that is no UTF-8 as a list of byte values."""
    if all(isinstance(n, int) and 0 <= n < 256 for n in numbers):
        return bytes(numbers).decode("utf-8", errors="replace")
    return " ".join(str(n) for n in numbers)


def _rest(values: dict[str, Any]) -> str:
    skipped = {*_TIME, *_LEVEL}
    return " ".join(
        f"{key}={value}"
        for key, value in values.items()
        if key not in skipped and isinstance(value, (str, int, float))
    )
