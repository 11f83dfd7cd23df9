"""OpenTelemetry: logs and the errors of spans, as OTLP in JSON (opentelemetry.io/docs/specs/otlp).

Numbers of 64 bits are text there; a stamp of 0 means that only the time of observation is known.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.laid import Entry, read_entries
from unblame.evidence.log import Line
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

_LEVELS = ("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")
_ERRORS = (2, "2", "STATUS_CODE_ERROR")


class OtlpReader:
    """Reads log records, and of spans those that ended in an error."""

    name = "otlp"
    about = About(
        title="OpenTelemetry: logs, and spans that ended in an error, as OTLP in JSON",
        export="the file exporter of the collector, with `format: json`; its files as they are",
        zone="Unix times in ns; without one, the time of observation",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="schema: opentelemetry-proto and its examples",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are logs or spans of OTLP."""
        if not begins_as_json(head):
            return 0.0
        logs = has_keys(head, "resourceLogs") and has_keys(head, "scopeLogs", "logRecords")
        spans = has_keys(head, "resourceSpans") and has_keys(head, "scopeSpans", "spans")
        return 1.0 if logs or spans else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or its entries where they are few."""
        stream = JsonStream(source, "resourceLogs", "resourceSpans")
        found = read_entries(enumerate(_lines(stream), start=1), zones)
        return msgspec.structs.replace(found, warnings=(*stream.warnings, *found.warnings))

    def entries(self, source: OpenSource) -> Iterator[Entry]:
        """Yield the records as lines, by their number."""
        stream = JsonStream(source, "resourceLogs", "resourceSpans")
        return enumerate(_lines(stream), start=1)


def _lines(stream: JsonStream) -> Iterator[Line | None]:
    for one in stream:
        service = said(_attributes(dict_of(one.get("resource"))).get("service.name"))
        for scope in objects_of(one.get("scopeLogs")):
            for record in objects_of(scope.get("logRecords")):
                yield _log(record, service)
        for scope in objects_of(one.get("scopeSpans")):
            for span in objects_of(scope.get("spans")):
                yield from _span(span, service)


def _log(record: dict[str, Any], service: str) -> Line | None:
    stamp = _stamp(record.get("timeUnixNano")) or _stamp(record.get("observedTimeUnixNano"))
    if not stamp:
        return None
    attributes = _attributes(record)
    text = said(_value(record.get("body")))
    error = said(attributes.get("exception.message")) or said(attributes.get("exception.type"))
    if error and error not in text:
        text = f"{text}: {error}" if text else error
    rest = " ".join(f"{key}={said(value)}" for key, value in attributes.items() if said(value))
    return Line(stamp, _level(record), _of(service, text or rest))


def _span(span: dict[str, Any], service: str) -> Iterator[Line | None]:
    status = dict_of(span.get("status"))
    if status.get("code") not in _ERRORS:
        return
    thrown = [e for e in objects_of(span.get("events")) if said(e.get("name")) == "exception"]
    stamp = next((s for e in thrown if (s := _stamp(e.get("timeUnixNano")))), "")
    stamp = stamp or _stamp(span.get("endTimeUnixNano")) or _stamp(span.get("startTimeUnixNano"))
    if not stamp:
        yield None
        return
    told = [said(status.get("message"))]
    for event in thrown[:1]:
        attributes = _attributes(event)
        told += [said(attributes.get("exception.type")), said(attributes.get("exception.message"))]
    text = ": ".join(dict.fromkeys(part for part in (said(span.get("name")), *told) if part))
    yield Line(
        stamp, "ERROR", _of(service, f"{text or 'a span'} failed" if not any(told) else text)
    )


def _stamp(value: object) -> str:
    text = said(value)
    return text if text.strip("0") else ""


def _level(record: dict[str, Any]) -> str | None:
    if named := said(record.get("severityText")):
        return named
    number = record.get("severityNumber")
    if isinstance(number, str):
        name = number.removeprefix("SEVERITY_NUMBER_").rstrip("0123456789")
        return name if name in _LEVELS else None
    if isinstance(number, int) and 1 <= number <= 24:
        return _LEVELS[(number - 1) // 4]
    return None


def _of(service: str, text: str) -> str:
    return f"{service}: {text}" if service and not text.startswith(service) else text


def _attributes(one: dict[str, Any]) -> dict[str, Any]:
    return {
        said(pair.get("key")): _value(pair.get("value"))
        for pair in objects_of(one.get("attributes"))
    }


def _value(tagged: object) -> object:
    """Return the value of a tagged union; of a map or list its parts as text."""
    held = dict_of(tagged)
    for key in ("stringValue", "intValue", "doubleValue", "boolValue"):
        if key in held:
            return held[key] if key != "boolValue" else str(held[key]).lower()
    if "kvlistValue" in held:
        pairs = objects_of(dict_of(held["kvlistValue"]).get("values"))
        return " ".join(f"{said(p.get('key'))}={said(_value(p.get('value')))}" for p in pairs)
    if "arrayValue" in held:
        values = objects_of(dict_of(held["arrayValue"]).get("values"))
        return " ".join(said(_value(one)) for one in values)
    return said(tagged)
