"""CloudWatch Logs: events of a log group, and the results of Logs Insights.

Forms: FilterLogEvents, GetLogEvents and GetQueryResults of botocore's service description. The stamps
of Insights state no zone and are UTC.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, has_keys, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.laid import Entry, read_entries
from unblame.evidence.log import Line
from unblame.evidence.readers import plain_log
from unblame.evidence.readers.json_lines import inside
from unblame.evidence.record import Reading
from unblame.evidence.stated import by_spec
from unblame.evidence.times import Zones


class CloudwatchLogsReader:
    """Reads log events, condensed where they are many."""

    name = "cloudwatch_logs"
    about = About(
        title="AWS CloudWatch Logs: log events and results of Logs Insights",
        export=(
            "aws logs filter-log-events --log-group-name GROUP --start-time … --end-time … > events.json\n"
            "aws logs get-query-results --query-id ID > insights.json (of a query for times and messages)"
        ),
        zone="Unix times in ms; the stamps of Insights state no zone and are UTC by specification",
        edits="a log is never edited; the same file given twice is read once, by its digest",
        built_from="schema: botocore's description of the service",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are events of CloudWatch Logs or rows of Logs Insights."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "ingestionTime", "timestamp", "message") == 3:
            return 0.95
        if has_keys(head, "field", "value") == 2 and '"@timestamp"' in head.text:
            return 0.95
        flat = has_keys(head, "@timestamp", "@message") == 2 and not has_keys(head, "@module")
        return 0.8 if flat else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the changes of the log, or its events where they are few."""
        stream = JsonStream(source, "events", "results")
        found = read_entries(_entries(stream), Zones("UTC", zones.chosen))
        return msgspec.structs.replace(by_spec(found), warnings=(*stream.warnings, *found.warnings))

    def entries(self, source: OpenSource) -> Iterator[Entry]:
        """Yield the events as lines, by their number."""
        return _entries(JsonStream(source, "events", "results"))


def _entries(stream: JsonStream) -> Iterator[Entry]:
    for one in stream:
        row = one
        if isinstance(one.get(""), list):
            row = {said(f.get("field")): f.get("value") for f in objects_of(one[""])}
        yield stream.number, _line(row)


def _line(row: dict[str, Any]) -> Line | None:
    stamp = said(row.get("timestamp")) or said(row.get("@timestamp"))
    text = (said(row.get("message")) or said(row.get("@message"))).strip()
    if not stamp:
        return None
    if text.startswith("{") and (held := inside(text)) is not None:
        return Line(stamp, *held)
    own = plain_log.split(text)
    if own is not None:
        return Line(stamp, own.level, own.text)
    rest = (f"{key}={said(value)}" for key, value in row.items() if said(value) and key != "@ptr")
    return Line(stamp, None, text or " ".join(part for part in rest if stamp not in part))
