"""Alerts as Alertmanager and Grafana send them; both share one form.

`endsAt` of year 1 means "not ended". `startsAt` comes after the rule's `for:`; delivery is later.
"""

from typing import Any

from unblame.evidence.form import OpenSource
from unblame.evidence.json_source import dict_of, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones, read_time
from unblame.model import Kind, Moment, Warning

_ABOUT = ("service", "job", "instance", "cluster", "namespace", "severity")


def read_alerts(source: OpenSource, zones: Zones) -> Reading:
    """Return one record for the start of each alert and one for its end."""
    opened = open_json(source)
    records: list[Record] = []
    warnings = list(opened.warnings)
    for number, payload in enumerate(objects_of(opened.values), start=1):
        if (cut := payload.get("truncatedAlerts")) and isinstance(cut, int):
            where = f"payload {number}"
            warnings.append(Warning(where=where, what=f"{cut} alerts were cut off by the sender"))
        alerts = objects_of(payload.get("alerts")) if "alerts" in payload else [payload]
        for alert in alerts:
            found = _records(alert, payload, zones)
            records += found
            if not found:
                warnings.append(Warning(where=f"payload {number}", what="an alert without a start"))
    return Reading(records=tuple(records), warnings=tuple(warnings))


def _records(alert: dict[str, Any], payload: dict[str, Any], zones: Zones) -> list[Record]:
    written = said(alert.get("startsAt"))
    start = read_time(written, zones=zones)
    if start is None:
        return []
    labels = {**dict_of(payload.get("commonLabels")), **dict_of(alert.get("labels"))}
    notes = {**dict_of(payload.get("commonAnnotations")), **dict_of(alert.get("annotations"))}
    name = said(labels.get("alertname")) or "alert"
    identity = said(alert.get("fingerprint")) or name + repr(sorted(labels.items()))
    told = (
        said(notes.get("summary")) or said(notes.get("description")) or said(payload.get("title"))
    )
    about = ", ".join(f"{key} {said(labels[key])}" for key in _ABOUT if said(labels.get(key)))
    text = f"{name}: {told}" if told else name
    place = f"alert {said(alert.get('fingerprint')) or name} of {written}"
    base = f"{identity}/{start.at.isoformat() if start.at is not None else written}"
    shown = f"{text} ({about})" if about else text
    records = [_record(start, f"[firing] {shown}", place, base, Kind.ALERT)]
    end = read_time(said(alert.get("endsAt")), zones=zones)
    if end is not None and end.at is not None and said(alert.get("status")) != "firing":
        records.append(_record(end, f"[resolved] {shown}", place, f"{base}/end", Kind.RECOVERY))
    return records


def _record(moment: Moment, text: str, place: str, source_id: str, kind: Kind) -> Record:
    return Record(
        moment=moment, text=text, place=place, source_id=source_id, kind=kind, kinds=(kind,)
    )
