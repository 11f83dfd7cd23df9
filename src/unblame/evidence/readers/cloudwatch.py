"""CloudWatch alarms: their history, their state, and the notices that SNS carries.

Forms: DescribeAlarmHistory and DescribeAlarms of botocore's service description. `HistoryData` and
the message of a notice are JSON inside a string.
"""

import json
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import Opened, begins_as_json, dict_of, has_keys
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind

_STATES = {"ALARM": Kind.ALERT, "OK": Kind.RECOVERY}


class CloudwatchReader:
    """Reads each change of an alarm's state, what the alarm did then, and how it was configured."""

    name = "cloudwatch"
    about = About(
        title="AWS CloudWatch alarms: history, states, and SNS notices",
        export=(
            "aws cloudwatch describe-alarm-history --alarm-name NAME --start-date … --end-date … > history.json\n"
            "aws cloudwatch describe-alarms > alarms.json"
        ),
        zone="the offset in each stamp; the program of version 1 gives Unix times",
        edits="a history is never edited; a change of the alarm itself is a fact of its own; the same item twice is read once",
        built_from="schema: botocore's description of the service; SNS notices from documentation alone",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are alarms of CloudWatch or what was noted of them."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "AlarmName", "HistoryItemType", "HistorySummary") == 3:
            return 1.0
        if has_keys(head, "AlarmName", "StateValue", "StateUpdatedTimestamp") == 3:
            return 0.95
        notice = ("AlarmName", "NewStateValue", "StateChangeTime")
        wrapped = all(f'\\"{key}\\"' in head.text for key in notice)
        return 0.95 if wrapped or has_keys(head, *notice) == 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return what happened to the alarms as records."""
        stream = JsonStream(source, "AlarmHistoryItems", "MetricAlarms", "CompositeAlarms")
        return reading_of(
            Opened(), stream, lambda one: _records(_unwrapped(one), zones), "entry",
            warnings=stream.warnings,
        )  # fmt: skip


def _unwrapped(one: dict[str, Any]) -> dict[str, Any]:
    """Return the notice that an SNS message carries as text, else the object itself."""
    inner = one.get("Message")
    return _inside(inner) if isinstance(inner, str) and "AlarmName" in inner else one


def _inside(text: object) -> dict[str, Any]:
    try:
        return dict_of(json.loads(text)) if isinstance(text, str) else {}
    except (ValueError, RecursionError):
        return {}


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    name = said(one.get("AlarmName")) or "alarm"
    if "HistoryItemType" in one:
        return _history(one, name, zones)
    if "NewStateValue" in one:
        old, new = said(one.get("OldStateValue")), said(one.get("NewStateValue"))
        return _state(one.get("StateChangeTime"), name, old, new, one.get("NewStateReason"), zones)
    return _state(
        one.get("StateTransitionedTimestamp") or one.get("StateUpdatedTimestamp"),
        name, "", said(one.get("StateValue")), one.get("StateReason"), zones,
    )  # fmt: skip


def _state(
    at: object, name: str, old: str, new: str, reason: object, zones: Zones
) -> list[Record] | None:
    moment = time_of(at, zones)
    if moment is None:
        return None
    text = f"[{new}] {name}" + (f": {said(reason)}" if said(reason) else "")
    kind = Kind.NOTE if new == "OK" and old == "INSUFFICIENT_DATA" else _STATES.get(new, Kind.NOTE)
    source_id = f"{name}/{moment.as_written}/{new}"
    return [a_record(moment, text, f"alarm {name} of {moment.as_written}", source_id, kind)]


def _history(one: dict[str, Any], name: str, zones: Zones) -> list[Record] | None:
    moment = time_of(one.get("Timestamp"), zones)
    if moment is None:
        return None
    sort = said(one.get("HistoryItemType"))
    data = _inside(one.get("HistoryData"))
    new, old = dict_of(data.get("newState")), dict_of(data.get("oldState"))
    summary = said(one.get("HistorySummary"))
    state, before = said(new.get("stateValue")), said(old.get("stateValue"))
    if sort.endswith("StateUpdate") and not state:
        before, _, state = summary.rpartition(" to ")
        before = before.rpartition(" ")[2]
    kind = Kind.CHANGE if sort == "ConfigurationUpdate" else Kind.CHATTER
    text = f"{name}: {summary}"
    if sort.endswith("StateUpdate"):
        kind = _STATES.get(state, Kind.NOTE)
        if state == "OK" and before == "INSUFFICIENT_DATA":
            kind = Kind.NOTE
        reason = said(new.get("stateReason"))
        text = f"[{state}] {name}: {reason or summary}"
    place = f"alarm {name} of {moment.as_written}"
    source_id = f"{name}/{moment.as_written}/{sort}/{state or summary}"
    return [a_record(moment, text, place, source_id, kind)]
