"""Zabbix: events and problems with what people did about them, as its interface gives them.

Form: www.zabbix.com/documentation, methods event.get and problem.get. Times are Unix time with a part in
nanoseconds beside it; `r_clock` 0 means not ended; what was done is a sum of powers of two.
"""

from collections.abc import Iterator
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, instant, reading_of
from unblame.evidence.json_source import begins_as_json, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind, Moment

_SEVERITIES = ("not classified", "information", "warning", "average", "high", "disaster")
_ACTIONS = (
    (1, "closed"),
    (2, "acknowledged"),
    (8, "severity changed"),
    (16, "acknowledgement taken back"),
    (32, "suppressed"),
    (64, "no longer suppressed"),
)


class ZabbixReader:
    """Reads problems as they began and ended, with acknowledgements and messages."""

    name = "zabbix"
    about = About(
        title="Zabbix: events and problems with their acknowledgements",
        export=(
            'event.get with {"output":"extend","selectAcknowledges":"extend","selectHosts":["name"],"time_from":…,"time_till":…} > events.json\n'
            'problem.get with {"output":"extend","selectAcknowledges":"extend","recent":true} > problems.json'
        ),
        zone="Unix time",
        edits="an acknowledgement is never edited; a problem that is read again once it has ended gains its end",
        built_from="documentation alone: www.zabbix.com/documentation (event.get, problem.get)",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are events or problems of Zabbix."""
        if not begins_as_json(head) or has_keys(head, "eventid", "clock") != 2:
            return 0.0
        own = has_keys(head, "objectid", "r_eventid", "r_clock", "ns", "acknowledged", "severity", "acknowledges")  # fmt: skip
        return 1.0 if own >= 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (times are UTC)
        """Return beginnings, ends and what was done as records."""
        opened = open_json(source)
        found = objects_of(opened.values, "result")
        return reading_of(opened, found, _records, "event", people=_people)


def _records(one: dict[str, Any]) -> list[Record] | None:
    moment = _time(one, "clock", "ns")
    if moment is None:
        return None
    ident = said(one.get("eventid"))
    named = _named(one)
    place = f"event {ident}"
    if said(one.get("value")) == "0":
        made = [a_record(moment, f"Problem ended: {named}", place, ident, Kind.RECOVERY)]
    else:
        told = said(one.get("opdata"))
        text = f"Problem: {named}" + (f": {told}" if told else "")
        made = [a_record(moment, text, place, ident, Kind.ALERT)]
        end = _time(one, "r_clock", "r_ns")
        if end is not None:
            key = said(one.get("r_eventid"))
            key = key if key not in ("", "0") else f"{ident}/end"
            made.append(a_record(end, f"Problem ended: {named}", place, key, Kind.RECOVERY))
    for done in _done(one):
        made += _action(done, named, place, ident)
    return made


def _named(one: dict[str, Any]) -> str:
    hosts = [said(host.get("name")) or said(host.get("host")) for host in objects_of(one.get("hosts"))]  # fmt: skip
    severity = said(one.get("severity"))
    level = _SEVERITIES[int(severity)] if severity in tuple("012345") else ""
    about = ", ".join(filter(None, (*hosts, level)))
    name = said(one.get("name")) or f"event {said(one.get('eventid'))}"
    return f"{name} ({about})" if about else name


def _done(one: dict[str, Any]) -> list[dict[str, Any]]:
    return objects_of(one.get("acknowledges") or one.get("acknowledgements") or [])


def _action(done: dict[str, Any], named: str, place: str, ident: str) -> Iterator[Record]:
    moment = _time(done, "clock", "")
    if moment is None:
        return
    bits = said(done.get("action"))
    action = int(bits) if bits.isdecimal() and len(bits) < 6 else 0
    words = [word for bit, word in _ACTIONS if action & bit]
    message = said(done.get("message")).strip()
    key = said(done.get("acknowledgeid")) or moment.as_written
    kind = Kind.ACKNOWLEDGED if action & 2 else Kind.NOTE if words else None
    text = f"{named} {', '.join(words)}" if words else ""
    text = ": ".join(filter(None, (text, message)))
    if text:
        yield a_record(moment, text, f"{place}, action {key}", f"{ident}/{key}", kind, _who(done))


def _time(one: dict[str, Any], whole: str, part: str) -> Moment | None:
    seconds, nanos = said(one.get(whole)), said(one.get(part))
    if not seconds.isdecimal() or int(seconds[:20]) == 0:
        return None
    exact = nanos.isdecimal() and 0 < len(nanos) <= 9 and nanos != "0"
    return instant(epoch(f"{seconds}.{nanos.zfill(9)}" if exact else seconds, "s"))


def _who(done: dict[str, Any]) -> Identity | None:
    name = " ".join(filter(None, (said(done.get("name")), said(done.get("surname")))))
    handle = said(done.get("username")) or said(done.get("alias")) or said(done.get("useralias"))
    ident = said(done.get("userid"))
    if not (name or handle or ident):
        return None
    return Identity(name=name or None, handle=handle or None, id=f"zabbix/{ident}" if ident else None)  # fmt: skip


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    for done in _done(one):
        if (who := _who(done)) is not None:
            yield who
