"""Kubernetes events as `kubectl` prints them: JSON, YAML, the table of `get events`, or `describe`.

Both core/v1 and events.k8s.io/v1 (fields of their OpenAPI). Repeats are folded into one event with
a count and a last time. The table holds ages only: they need the moment when it was printed, which
the file must state.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import (
    begins_as_json,
    dict_of,
    has_keys,
    objects_of,
    open_json,
)
from unblame.evidence.json_source import text_of as said
from unblame.evidence.kube_describe import is_description, read_description
from unblame.evidence.kube_table import is_table, read_table
from unblame.evidence.kube_yaml import read_yaml
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment

_KINDS = {
    "ScalingReplicaSet": Kind.CHANGE,
    "SuccessfulRescale": Kind.CHANGE,
    "NodeNotReady": Kind.SYMPTOM,
    "NodeHasDiskPressure": Kind.SYMPTOM,
    "NodeHasInsufficientMemory": Kind.SYMPTOM,
    "Rebooted": Kind.SYMPTOM,
    "Starting": Kind.NOTE,
}
_YAML = re.compile(r"^(?:- |  )?kind: Event$|^ {2,4}(?:involvedObject|regarding):$", re.MULTILINE)
_AT_ONCE = timedelta(seconds=1)


class KubernetesReader:
    """Reads events of a cluster, each with its object, its count and its first and last time."""

    name = "kubernetes"
    about = About(
        title="Kubernetes: events as kubectl prints them (JSON, YAML, table, custom columns), and what it describes",
        export=(
            "kubectl get events -A -o json > events.json (kept for about an hour: take them early)\n"
            "the table needs its moment: date -u +%FT%TZ > events.txt; kubectl get events -A -o wide >> events.txt\n"
            "so does a description: date -u +%FT%TZ > pod.txt; kubectl describe pod POD >> pod.txt (last states of containers, conditions of nodes)"
        ),
        zone="UTC, as stated in each stamp; a description states its offset; ages count from the moment on a line above them",
        edits=(
            "a repeated event stays one fact from its first to its last time, with its count; its uid is "
            "the id, so a later export of the same event adds nothing"
        ),
        built_from="schema: the OpenAPI of Kubernetes, core/v1 and events.k8s.io/v1; tables and descriptions from samples",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are events of Kubernetes in one of their forms."""
        if begins_as_json(head):
            event = has_keys(head, "involvedObject", "regarding") and has_keys(head, "reason")
            return 1.0 if event and has_keys(head, "metadata") else 0.0
        if is_table(head.text) or is_description(head.text):
            return 0.95
        return 0.95 if len(_YAML.findall(head.text)) >= 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return one record an event."""
        head = source.sample()
        if begins_as_json(head):
            opened = open_json(source)
            found = objects_of(opened.values, "items")
        elif is_table(head.text):
            return read_table(source, zones)
        elif is_description(head.text):
            return read_description(source, zones)
        else:
            opened, found = read_yaml(source, "reason", "metadata")
        found = [one for one in map(_event, found) if one]
        latest: dict[str, dict[str, Any]] = {}
        for number, one in enumerate(found):
            uid = said(dict_of(one.get("metadata")).get("uid")) or str(number)
            if uid not in latest or _count(one) > _count(latest[uid]):
                latest[uid] = one
        return reading_of(opened, latest.values(), partial(_records, zones=zones), "event")


def _event(one: dict[str, Any]) -> dict[str, Any]:
    """Return the event itself, also where a watch wraps it."""
    inner = one.get("object")
    return dict_of(inner) if isinstance(inner, dict) and "reason" in inner else one


def _count(one: dict[str, Any]) -> int:
    held = (dict_of(one.get("series")).get("count"), one.get("count"), one.get("deprecatedCount"))
    return next((int(count) for count in held if isinstance(count, int)), 1)


def _times(one: dict[str, Any], zones: Zones) -> Iterator[Moment]:
    """Yield the times of an event, the first occurrence before the last."""
    meta = dict_of(one.get("metadata"))
    series = dict_of(one.get("series"))
    for value in (
        one.get("firstTimestamp"),
        one.get("deprecatedFirstTimestamp"),
        one.get("eventTime"),
        series.get("lastObservedTime"),
        one.get("lastTimestamp"),
        one.get("deprecatedLastTimestamp"),
        meta.get("creationTimestamp"),
    ):
        moment = time_of(value, zones)
        if moment is not None:
            yield moment


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    found = list(_times(one, zones))
    if not found:
        return None
    about = dict_of(one.get("involvedObject") or one.get("regarding"))
    reason = said(one.get("reason"))
    told = (said(one.get("message")) or said(one.get("note"))).strip()
    place = [said(about.get(key)) for key in ("namespace", "name")]
    named = f"{said(about.get('kind'))} {'/'.join(filter(None, place))}".strip()
    count = _count(one)
    text = f"{reason}: {told}" if told else reason
    shown = f"{text} ({named}{f', {count} times' if count > 1 else ''})"
    uid = said(dict_of(one.get("metadata")).get("uid"))
    ident = uid or f"{named}/{reason}/{found[0].as_written}"
    moment = _lasting(found[0], max(found, key=_instant)) if count > 1 else found[0]
    kind = kind_of(reason, said(one.get("type")))
    return [a_record(moment, shown, f"event {ident}", ident, kind, _source(one))]


def _instant(moment: Moment) -> float:
    return moment.at.timestamp() if moment.at is not None else 0.0


def _lasting(first: Moment, last: Moment) -> Moment:
    """Return the first occurrence, as sharp as it is, with the last one as its end."""
    if first.at is None or last.at is None or last.at - first.at < _AT_ONCE:
        return first
    return msgspec.structs.replace(first, until=last.at)


def kind_of(reason: str, sort: str) -> Kind:
    """Return what an event states by its reason and its type."""
    return _KINDS.get(reason, Kind.SYMPTOM if sort == "Warning" else Kind.NOTE)


def _source(one: dict[str, Any]) -> Identity | None:
    held = dict_of(one.get("source") or one.get("deprecatedSource"))
    name = (
        said(one.get("reportingComponent"))
        or said(one.get("reportingController"))
        or said(held.get("component"))
    )
    return Identity(name=name, bot=True) if name else None
