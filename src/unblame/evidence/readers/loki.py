"""Loki: streams of a query, as its interface, `logcli` and Grafana's Explore give them.

Form: grafana.com/docs/loki/latest/reference/loki-http-api. A stream has labels, and lines each with Unix time
in nanoseconds; the newest stand first as a rule.
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
from unblame.evidence.readers import plain_log
from unblame.evidence.readers.json_lines import inside
from unblame.evidence.record import Reading
from unblame.evidence.stated import by_spec
from unblame.evidence.times import Zones

_APPS = ("service_name", "app", "service", "container", "job", "k8s_app", "pod", "filename")
_LEVELS = ("detected_level", "level", "severity")


class LokiReader:
    """Reads lines of streams, condensed where they are many."""

    name = "loki"
    about = About(
        title="Loki: logs of a query (interface, logcli, Explore)",
        export=(
            "GET /loki/api/v1/query_range?query=…&start=…&end=…&limit=5000 > logs.json\n"
            "logcli query '{app=\"pay\"}' --from=… --to=… --limit=0 -o jsonl > logs.jsonl; or Grafana, Explore, Download, json"
        ),
        zone="Unix time in nanoseconds, or UTC as stated",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="documentation alone: grafana.com/docs/loki/latest/reference/loki-http-api",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are streams or lines of Loki."""
        if not begins_as_json(head):
            return 0.0
        if '"streams"' in head.text and has_keys(head, "resultType", "stream", "values") == 3:
            return 1.0
        lines = has_keys(head, "labels", "line", "timestamp") == 3
        return 0.95 if lines and not has_keys(head, "message", "msg", "annotations") else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or its lines where they are few."""
        stream = JsonStream(source)
        found = read_entries(_entries(stream), Zones("UTC", zones.chosen))
        return msgspec.structs.replace(by_spec(found), warnings=(*stream.warnings, *found.warnings))

    def entries(self, source: OpenSource) -> Iterator[Entry]:
        """Yield the lines by their number in the file."""
        return _entries(JsonStream(source))


def _entries(stream: JsonStream) -> Iterator[Entry]:
    number = 0
    for one in stream:
        for labels, stamp, text in _lines(one):
            number += 1
            yield number, _line(labels, stamp, text)


def _lines(one: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield (labels, stamp, text) of each line that an object holds."""
    if "line" in one:
        labels = dict_of(one.get("labels")) or dict_of(one.get("fields"))
        yield labels, said(one.get("timestamp")) or said(one.get("date")), said(one.get("line"))
        return
    for found in objects_of(dict_of(one.get("data")).get("result")):
        labels = dict_of(found.get("stream"))
        values = found.get("values")
        for value in values if isinstance(values, list) else ():
            stamp, text = (*(value if isinstance(value, list) else ()), "", "")[:2]
            yield labels, said(stamp), said(text)


def _line(labels: dict[str, Any], stamp: str, text: str) -> Line | None:
    if not stamp:
        return None
    level = next((said(labels[key]) for key in _LEVELS if said(labels.get(key))), None)
    app = next((said(labels[key]) for key in _APPS if said(labels.get(key))), "")
    told = text.strip()
    if told.startswith("{") and (held := inside(told)) is not None:
        level, told = (held[0] if isinstance(held[0], str) else None) or level, held[1]
    elif (own := plain_log.split(told)) is not None:
        level, told = (own.level if isinstance(own.level, str) else None) or level, own.text
    return Line(stamp, level, f"{app}: {told}" if app and app not in told else told)
