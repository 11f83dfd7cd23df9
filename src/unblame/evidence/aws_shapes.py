"""Shapes of the events that services of AWS print, each by the fields that only it has."""

from collections.abc import Iterator
from typing import Any

import msgspec

from unblame.evidence.json_reading import a_record, time_of
from unblame.evidence.json_source import objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Record
from unblame.evidence.times import Zones
from unblame.model import Kind

_BAD = ("failover", "failure", "low storage", "availability")
_BROKEN = ("FAILED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_COMPLETE")


def made_of(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield what one event says, whichever service printed it."""
    for key, make in (
        ("SourceIdentifier", _database),
        ("EnvironmentName", _environment),
        ("ResourceStatus", _stack),
        ("ActivityId", _scaling),
        ("eventTypeCode", _health),
        ("taskArn", _task),
    ):
        if key in one:
            yield from make(one, zones)
            return


def _database(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(one.get("Date"), zones)
    if moment is None:
        return
    held = one.get("EventCategories")
    sorts = [said(sort) for sort in held] if isinstance(held, list) else []
    source = said(one.get("SourceIdentifier"))
    text = f"{source}: {said(one.get('Message'))}"
    kind = Kind.SYMPTOM if any(sort in _BAD for sort in sorts) else None
    key = f"{source}/{moment.as_written}/{said(one.get('Message'))[:80]}"
    yield a_record(moment, text, f"event of {source}, {moment.as_written}", key, kind)


def _environment(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(one.get("EventDate"), zones)
    if moment is None:
        return
    name, message = said(one.get("EnvironmentName")), said(one.get("Message"))
    bad = said(one.get("Severity")) in ("ERROR", "FATAL")
    key = f"{name}/{moment.as_written}/{message[:80]}"
    kind = Kind.SYMPTOM if bad else None
    yield a_record(moment, f"{name}: {message}", f"event of {name}, {moment.as_written}", key, kind)


def _stack(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(one.get("Timestamp"), zones)
    if moment is None:
        return
    stack, part = said(one.get("StackName")), said(one.get("LogicalResourceId"))
    status, why = said(one.get("ResourceStatus")), said(one.get("ResourceStatusReason"))
    about = f"stack {stack}" if part == stack else f"{part} of stack {stack}"
    text = f"{about}: {status.replace('_', ' ').lower()}" + (f" ({why})" if why else "")
    kind = Kind.NOTE
    if any(word in status for word in _BROKEN):
        kind = Kind.SYMPTOM if part == stack else Kind.NOTE
    elif part == stack and status.endswith("_COMPLETE"):
        kind = Kind.CHANGE
    ident = said(one.get("EventId")) or f"{stack}/{part}/{moment.as_written}"
    yield a_record(moment, text, f"event {ident}", ident, kind)


def _scaling(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment, end = time_of(one.get("StartTime"), zones), time_of(one.get("EndTime"), zones)
    if moment is None:
        return
    if end is not None and end.at and moment.at and end.at > moment.at:
        moment = msgspec.structs.replace(moment, until=end.at)
    ident, group = said(one.get("ActivityId")), said(one.get("AutoScalingGroupName"))
    text = f"{group}: {said(one.get('Description'))} ({said(one.get('StatusCode')).lower()})"
    cause = said(one.get("Cause"))
    text += f": {cause[:400]}" if cause else ""
    kind = Kind.SYMPTOM if said(one.get("StatusCode")) == "Failed" else Kind.CHANGE
    yield a_record(moment, text, f"activity {ident}", ident, kind)


def _health(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(one.get("startTime"), zones)
    if moment is None:
        return
    arn, code = said(one.get("arn")), said(one.get("eventTypeCode")).replace("_", " ").lower()
    where = f" in {said(one['region'])}" if said(one.get("region")) else ""
    place = f"health event {arn.rpartition('/')[2] or code}"
    issue = said(one.get("eventTypeCategory")) == "issue"
    text = f"AWS Health: {code}{where} ({said(one.get('statusCode'))})"
    yield a_record(moment, text, place, f"{arn}/start", Kind.SYMPTOM if issue else Kind.NOTE)
    end = time_of(one.get("endTime"), zones)
    if end is not None and issue:
        text = f"AWS Health: {code}{where} ended"
        yield a_record(end, text, place, f"{arn}/end", Kind.RECOVERY)


def _task(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(one.get("stoppedAt"), zones)
    if moment is None:
        return
    ident = said(one.get("taskArn")).rpartition("/")[2]
    group = said(one.get("group")).removeprefix("service:")
    ends = [
        f"{said(part.get('name'))}: {said(part.get('reason')) or 'exit code ' + said(part.get('exitCode'))}"
        for part in objects_of(one.get("containers"))
        if said(part.get("reason")) or said(part.get("exitCode")) not in ("", "0")
    ]
    text = f"Task {ident[:12]}{f' of {group}' if group else ''} stopped: {said(one.get('stoppedReason'))}"
    text += f" ({', '.join(ends)})" if ends else ""
    yield a_record(
        moment, text, f"task {ident}", f"{ident}/stopped", Kind.SYMPTOM if ends else Kind.NOTE
    )
