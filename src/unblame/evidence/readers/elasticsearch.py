"""Elasticsearch, OpenSearch, Kibana: hits of a search that are logs, and dumps of an index.

Form: the search interface (`hits.hits[]._source`), and fields of the Elastic Common Schema. A hit may give
`fields` beside or instead of its source, each a list.
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
from unblame.evidence.readers import json_lines
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones

_MESSAGES = ("message", "msg", "event.original", "log")


class ElasticsearchReader:
    """Reads the logs among the hits of a search, condensed where they are many."""

    name = "elasticsearch"
    about = About(
        title="Elasticsearch, OpenSearch, Kibana: logs of a search, dumps of an index",
        export=(
            "GET /INDEX/_search with a range on @timestamp, size 10000 > hits.json; or Kibana, Inspect, Response\n"
            "elasticdump --input=…/INDEX --output=index.jsonl --type=data"
        ),
        zone="UTC, as stated in each stamp; Unix times by their size; a stamp without a zone needs --tz",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="documentation alone: the search interface of Elasticsearch, the Elastic Common Schema",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are hits of a search that bear times."""
        if not begins_as_json(head) or not has_keys(head, "_index", "_id"):
            return 0.0
        held = has_keys(head, "_source", "fields") and has_keys(head, "@timestamp", "timestamp", "time")  # fmt: skip
        return 0.95 if held else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or its lines where they are few."""
        stream = JsonStream(source)
        found = read_entries(_entries(stream), zones)
        return msgspec.structs.replace(found, warnings=(*stream.warnings, *found.warnings))

    def entries(self, source: OpenSource) -> Iterator[Entry]:
        """Yield the hits as lines, by their number."""
        return _entries(JsonStream(source))


def _entries(stream: JsonStream) -> Iterator[Entry]:
    number = 0
    for one in stream:
        for hit in _hits(one):
            number += 1
            yield number, _line(hit)


def _hits(one: dict[str, Any]) -> list[dict[str, Any]]:
    held = dict_of(one.get("rawResponse")) or one
    hits = dict_of(held.get("hits")).get("hits")
    return objects_of(hits) if isinstance(hits, list) else [one]


def _line(hit: dict[str, Any]) -> Line | None:
    held = {key: _first(value) for key, value in dict_of(hit.get("fields")).items()}
    held.update(dict_of(hit.get("_source")))
    line = json_lines.split(msgspec.json.encode(held).decode()) if held else None
    if line is None:
        return None
    level = line.level or said(held.get("log.level")) or None
    text = next((said(held[key]) for key in _MESSAGES if said(held.get(key))), line.text)
    service = said(dict_of(held.get("service")).get("name")) or said(held.get("service.name"))
    return Line(line.stamp, level, f"{service}: {text}" if service else text)


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value
