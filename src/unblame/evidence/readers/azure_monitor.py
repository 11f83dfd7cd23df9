"""Azure Monitor: alerts in the common schema or from the list of alerts, and the activity log.

Forms: learn.microsoft.com/azure/azure-monitor (common alert schema, activity log), and public samples. An
alert that fires again is another delivery of one alert; its start and its end stand in each.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind

_HEALTH = frozenset({"servicehealth", "resourcehealth"})
_WELL = frozenset({"resolved", "available"})


class AzureMonitorReader:
    """Reads alerts as they fired and ended, and what was done to resources."""

    name = "azure_monitor"
    about = About(
        title="Azure Monitor: alerts (common schema, list) and the activity log",
        export=(
            "az monitor activity-log list --resource-group GROUP --start-time … --end-time … > activity.json\n"
            "az rest --url '…/providers/Microsoft.AlertsManagement/alerts?api-version=2019-05-05-preview' > alerts.json\n"
            "keep the bodies that a webhook receiver gets (common alert schema), one a line"
        ),
        zone="UTC, as stated in each stamp",
        edits="an alert that is read again once it has ended gains its end; an entry of the activity log is never edited",
        built_from="documentation and public samples: learn.microsoft.com/azure/azure-monitor",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are alerts or the activity log of Azure."""
        if not begins_as_json(head):
            return 0.0
        if '"azureMonitorCommonAlertSchema"' in head.text:
            return 1.0
        if has_keys(head, "essentials", "monitorCondition", "startDateTime", "alertState") >= 3:
            return 1.0
        log = has_keys(head, "eventTimestamp", "operationName", "resourceId", "correlationId", "eventDataId", "subStatus", "caller")  # fmt: skip
        return 1.0 if log >= 5 and has_keys(head, "eventTimestamp", "operationName") == 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return alerts and operations as records."""
        opened = open_json(source)
        found = objects_of(opened.values, "value")
        return reading_of(opened, found, partial(_records, zones=zones), "record", people=_people)


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    if "eventTimestamp" in one:
        return _operation(one, zones)
    alert = dict_of(dict_of(one.get("data")).get("essentials"))
    alert = alert or dict_of(dict_of(one.get("properties")).get("essentials"))
    context = dict_of(dict_of(one.get("data")).get("alertContext"))
    return list(_alert(one, alert, context, zones)) or None


def _alert(
    one: dict[str, Any], alert: dict[str, Any], context: dict[str, Any], zones: Zones
) -> Iterator[Record]:
    rule = _last(said(alert.get("alertRule"))) or said(one.get("name"))
    ident = _last(said(alert.get("alertId"))) or _last(said(one.get("id"))) or rule
    targets = [_last(said(target)) for target in _texts(alert.get("alertTargetIDs"))]
    targets = targets or [said(alert.get("targetResourceName"))]
    about = ", ".join(filter(None, (said(alert.get("severity")), *dict.fromkeys(targets))))
    told = said(alert.get("description")) or said(dict_of(context.get("properties")).get("title"))
    text = f"{rule} ({about})" if about else rule
    place = f"alert {ident}"
    start = time_of(alert.get("firedDateTime"), zones) or time_of(alert.get("startDateTime"), zones)
    if start is not None:
        shown = f"[fired] {text}" + (f": {told}" if told else "")
        yield a_record(start, shown, place, f"{ident}/fired/{start.as_written}", Kind.ALERT)
    end = time_of(alert.get("resolvedDateTime"), zones) or time_of(
        alert.get("monitorConditionResolvedDateTime"), zones
    )
    if end is not None:
        yield a_record(end, f"[resolved] {text}", place, f"{ident}/resolved/{end.as_written}", Kind.RECOVERY)  # fmt: skip


def _operation(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    """Return one entry of the activity log: who did what to which resource, and how it ended."""
    moment = time_of(one.get("eventTimestamp"), zones)
    if moment is None:
        return None
    done = _named(one.get("operationName")) or "An operation"
    status = _named(one.get("status")) or "no status"
    category = _named(one.get("category")).replace(" ", "").casefold()
    resource = _last(said(one.get("resourceId")))
    group = said(one.get("resourceGroupName")) or said(one.get("resourceGroup"))
    about = f"{resource} in {group}" if group and group.casefold() != resource.casefold() else resource  # fmt: skip
    ident = said(one.get("eventDataId")) or said(one.get("id")) or moment.as_written
    title = said(dict_of(one.get("properties")).get("title")) or said(one.get("description"))
    text = f"{done} on {about}: {status}" if about else f"{done}: {status}"
    if title and title not in text:
        text += f" ({title[:300]})"
    kind = _kind(category, status, done, one)
    return [a_record(moment, text, f"event {ident}", ident, kind, _caller(one))]


def _kind(category: str, status: str, done: str, one: dict[str, Any]) -> Kind:
    over = status.casefold()
    if category in _HEALTH:
        health = said(dict_of(one.get("properties")).get("currentHealthStatus")).casefold()
        return Kind.NOTE if over in _WELL or health in _WELL else Kind.SYMPTOM
    if category == "alert":
        return (
            Kind.ALERT
            if over == "activated"
            else Kind.RECOVERY
            if over == "resolved"
            else Kind.NOTE
        )
    changes = done.casefold().endswith(("/write", "/delete", "/action")) or "create" in done.casefold()  # fmt: skip
    return Kind.CHANGE if changes and over in ("succeeded", "success") else Kind.NOTE


def _named(value: object) -> str:
    """Return a value that may stand alone or with a name in the language of the reader."""
    held = dict_of(value)
    return said(held.get("value")) or said(held.get("localizedValue")) or said(value)


def _texts(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _caller(one: dict[str, Any]) -> Identity | None:
    caller = said(one.get("caller"))
    if not caller:
        return None
    claims = dict_of(one.get("claims"))
    name = said(claims.get("name"))
    if "@" in caller:
        return Identity(email=caller, name=name or None)
    return Identity(name=name or "a service of Azure", id=caller, bot=True)


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    who = _caller(one)
    if who is not None:
        yield who
