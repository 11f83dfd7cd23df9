"""Grafana: alert webhooks, whose stamps carry a local offset and `version` is "1", and annotations.

Form of annotations: grafana.com/docs/grafana/latest/developers/http_api/annotations; they bear Unix time in
milliseconds, and a state where an alert made them.
"""

from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.alerts import read_alerts
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of
from unblame.evidence.json_source import begins_as_json, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.markup import text_of_html
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch, moment_of
from unblame.model import Kind, Moment

_STATES = {"alerting": Kind.ALERT, "ok": Kind.RECOVERY, "normal": Kind.RECOVERY}


class GrafanaReader:
    """Reads each alert as it began and, where it ended, as it ended; and what was marked on graphs."""

    name = "grafana"
    about = About(
        title="Grafana: alert webhooks, alert by alert, and annotations",
        export=(
            "keep the bodies that a webhook contact point sends, one a line\n"
            "GET /api/annotations?from=MS&to=MS&limit=1000 > annotations.json"
        ),
        zone="RFC 3339 with the server's own offset; an end in year 1 means not ended; annotations bear Unix time",
        edits="as Alertmanager: a repeated delivery adds nothing; an annotation that was changed is a fact beside its last wording",
        built_from="documentation alone: grafana.com/docs/grafana/latest (webhook notifier, annotations)",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this is a payload of Grafana (alerts with `orgId`) or its annotations."""
        if not begins_as_json(head):
            return 0.0
        if _are_annotations(head):
            return 1.0
        return 1.0 if has_keys(head, "orgId", "alerts", "startsAt") == 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return alerts or annotations as records."""
        if not _are_annotations(source.sample()):
            return read_alerts(source, zones)
        opened = open_json(source)
        return reading_of(opened, objects_of(opened.values), _records, "annotation", people=_people)


def _are_annotations(head: Sample) -> bool:
    own = has_keys(head, "panelId", "dashboardUID", "dashboardId", "prevState", "newState", "timeEnd")  # fmt: skip
    return own >= 4 and has_keys(head, "time", "text", "tags") >= 2


def _records(one: dict[str, Any]) -> list[Record] | None:
    moment = _lasting(epoch(said(one.get("time")), "ms"), epoch(said(one.get("timeEnd")), "ms"))
    if moment.at is None:
        return None
    ident = said(one.get("id")) or moment.as_written
    written = said(one.get("text"))
    told = text_of_html(written) if "<" in written else written.strip()
    held = one.get("tags")
    tags = [said(tag) for tag in held if said(tag)] if isinstance(held, list) else []
    state, name = said(one.get("newState")), said(one.get("alertName"))
    kind = _STATES.get(state.partition(" ")[0].casefold()) if state else None
    head = f"{name or 'Alert'} is {state}" if state else ""
    text = ": ".join(filter(None, (head, told))) + (f" [{', '.join(tags)}]" if tags else "")
    place = f"annotation {ident}"
    first = a_record(moment, text.strip() or "An annotation without a text", place, ident, kind, _who(one))  # fmt: skip
    created, updated = (epoch(said(one.get(key)), "ms") for key in ("created", "updated"))
    if created.at is None or updated.at is None or updated.at <= created.at or state:
        return [first]
    changed = "An annotation was changed; only its last wording is kept"
    edit = a_record(updated, changed, place, f"{ident}/changed/{updated.as_written}", Kind.NOTE)
    return [
        msgspec.structs.replace(first, known_at=updated.at),
        msgspec.structs.replace(edit, edit_of=ident),
    ]


def _lasting(start: Moment, end: Moment) -> Moment:
    if start.at is None or end.at is None or end.at <= start.at:
        return start
    return moment_of(start.at, start.precision, start.as_written, start.zone_basis, until=end.at)


def _who(one: dict[str, Any]) -> Identity | None:
    handle, email = said(one.get("login")), said(one.get("email"))
    if not handle and not email:
        return None
    return Identity(handle=handle or None, email=email if "@" in email else None, bot=handle.startswith("sa-"))  # fmt: skip


def _people(one: dict[str, Any]) -> list[Identity]:
    who = _who(one)
    return [who] if who is not None else []
