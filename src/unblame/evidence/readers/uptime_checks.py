"""Checks from outside: UptimeRobot, Pingdom and Better Stack, as their interfaces give them.

Forms: uptimerobot.com/api (logs of monitors), docs.pingdom.com (summary.outage), betterstack.com/docs
(incidents). A check sees an outage at its next turn, so it begins up to an interval earlier.
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
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind

_LOGGED = {
    "1": ("down", Kind.ALERT),
    "2": ("up", Kind.RECOVERY),
    "98": ("watched from here", Kind.NOTE),
    "99": ("no longer watched", Kind.NOTE),
}
_STATES = {"down": Kind.ALERT, "up": Kind.RECOVERY, "unknown": Kind.NOTE}


class UptimeChecksReader:
    """Reads when a check failed and when it passed again."""

    name = "uptime_checks"
    about = About(
        title="Checks from outside: UptimeRobot, Pingdom, Better Stack",
        export=(
            "UptimeRobot: POST https://api.uptimerobot.com/v2/getMonitors with logs=1 > monitors.json\n"
            "Pingdom: GET https://api.pingdom.com/api/3.1/summary.outage/CHECK?from=…&to=… > outage.json (name the file after the check)\n"
            "Better Stack: GET https://uptime.betterstack.com/api/v2/incidents?from=…&to=… > incidents.json"
        ),
        zone="Unix time, or UTC as stated in each stamp",
        edits="an outage that is read again once it is over gains its end",
        built_from="documentation alone: uptimerobot.com/api, docs.pingdom.com, betterstack.com/docs",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are outages of one of these services."""
        if not begins_as_json(head):
            return 0.0
        robot = has_keys(head, "friendly_name", "monitors", "logs", "datetime")
        dom = has_keys(head, "summary", "states", "timefrom", "timeto", "status")
        better = has_keys(head, "attributes", "cause", "started_at", "acknowledged_at", "resolved_at", "http_method", "url")  # fmt: skip
        return 1.0 if robot == 4 or dom == 5 or better >= 6 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return failures and recoveries as records."""
        opened = open_json(source)
        name = source.path.rpartition("/")[2].partition(".")[0]
        found = [each for one in objects_of(opened.values, "monitors", "data") for each in _held_in(one, name)]  # fmt: skip
        return reading_of(opened, found, partial(_records, zones=zones), "outage", people=_people)


def _held_in(one: dict[str, Any], name: str) -> list[dict[str, Any]]:
    if "logs" in one:
        return [{"check": said(one.get("friendly_name")), "of": said(one.get("id")), **log} for log in objects_of(one["logs"])]  # fmt: skip
    states = [s for s in objects_of(dict_of(one.get("summary")).get("states")) if s.get("status") != "unknown"]  # fmt: skip
    if states:
        # What is up at the beginning was up before: the question began there, and nothing recovered.
        begun = states[1:] if states[0].get("status") == "up" else states
        return [{"check": name, **state} for state in begun]
    inner = dict_of(one.get("data"))
    return [inner or one]


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    if "timefrom" in one:
        return _state(one)
    if isinstance(one.get("attributes"), dict):
        return list(_incident(one, dict_of(one["attributes"]), zones)) or None
    moment = epoch(said(one.get("datetime")), "s")
    if moment.at is None:
        return None
    done, kind = _LOGGED.get(said(one.get("type")), ("changed", Kind.NOTE))
    why = said(dict_of(one.get("reason")).get("detail"))
    text = f"Check “{said(one.get('check'))}” is {done}" + (f": {why}" if why else "")
    key = f"{said(one.get('of'))}/{said(one.get('type'))}/{moment.as_written}"
    return [a_record(moment, text, f"check {said(one.get('check'))}", key, kind)]


def _state(one: dict[str, Any]) -> list[Record] | None:
    moment = epoch(said(one.get("timefrom")), "s")
    if moment.at is None:
        return None
    status, check = said(one.get("status")), said(one.get("check"))
    text = f"Check “{check}” is {status}"
    kind = _STATES.get(status, Kind.NOTE)
    return [a_record(moment, text, f"check {check}", f"{check}/{status}/{moment.as_written}", kind)]


def _incident(one: dict[str, Any], held: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield the beginning, the acknowledgement and the end of an incident of Better Stack."""
    ident, name = said(one.get("id")), said(held.get("name")) or said(held.get("url"))
    cause = said(held.get("cause"))
    for key, by, done, kind in (
        ("started_at", "", "is down", Kind.ALERT),
        ("acknowledged_at", "acknowledged_by", "acknowledged", Kind.ACKNOWLEDGED),
        ("resolved_at", "resolved_by", "is up", Kind.RECOVERY),
    ):
        moment = time_of(held.get(key), zones)
        if moment is not None:
            text = f"Check “{name}” {done}" + (f": {cause}" if cause and not by else "")
            yield a_record(moment, text, f"incident {ident}", f"{ident}/{key}", kind, _by(held, by))


def _by(held: dict[str, Any], key: str) -> Identity | None:
    name = said(held.get(key)).strip()
    if not name:
        return None
    if name.casefold() in ("better uptime", "better stack", "automatic", "automatically"):
        return Identity(name=name, bot=True)
    return Identity(email=name) if "@" in name else Identity(name=name)


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    for key in ("acknowledged_by", "resolved_by"):
        who = _by(dict_of(one.get("attributes")), key)
        if who is not None:
            yield who
