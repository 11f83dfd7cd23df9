"""AWS CloudTrail: calls that changed something, from its files and from LookupEvents.

Form: docs.aws.amazon.com/awscloudtrail, contents of a record. Of the parameters only names and ids
are taken, for others may hold secrets; addresses are personal data and are left out.
"""

import json
from collections.abc import Iterator
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import MOST_RECORDS, Opened, begins_as_json, dict_of, has_keys
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Warning

_READING = ("Describe", "List", "Get", "Head", "Lookup", "BatchGet", "Query", "Scan", "Search")
_QUIET = frozenset({"CreateLogStream", "PutLogEvents", "AssumeRole", "UpdateInstanceInformation"})
_NAMING = ("Name", "Identifier", "Arn", "Id", "name", "id")
_PERSONAL = ("userName", "sourceIPAddress", "roleSessionName")


class CloudtrailReader:
    """Reads calls that write; those that only read are counted."""

    name = "cloudtrail"
    about = About(
        title="AWS CloudTrail: calls that changed something",
        export=(
            "the .json.gz files of the trail's bucket for the day, as they are\n"
            "aws cloudtrail lookup-events --lookup-attributes AttributeKey=ReadOnly,AttributeValue=false --start-time … > trail.json"
        ),
        zone="UTC, as stated in each stamp",
        edits="records are never edited; two trails that tell of one call bear one eventID and are one fact",
        built_from="schema of LookupEvents (botocore); the record itself from documentation alone",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are records of CloudTrail."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "eventSource", "eventName", "eventTime", "userIdentity") == 4:
            return 1.0
        return 1.0 if has_keys(head, "CloudTrailEvent", "EventTime") == 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the calls that write as records, whoever or whatever made them."""
        calls = _Calls(JsonStream(source, "Records", "Events"))
        return reading_of(
            Opened(), calls, lambda one: _records(one, zones), "entry",
            people=_people, warnings=calls.warnings(),
        )  # fmt: skip


class _Calls:
    """The calls of a trail that write, the first of them, and how many others there were."""

    def __init__(self, stream: JsonStream) -> None:
        self.stream = stream
        self.reading = 0
        self.writing = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for one in self.stream:
            call = _call(one)
            if _only_reads(call):
                self.reading += 1
                continue
            self.writing += 1
            if self.writing <= MOST_RECORDS:
                yield call

    def warnings(self) -> Iterator[Warning]:
        """Yield what is to be said once all calls have been taken."""
        yield from self.stream.warnings
        if self.reading:
            what = f"calls that only read were left out: {self.reading}"
            yield Warning(where="the file", what=what)
        if (left := self.writing - MOST_RECORDS) > 0:
            what = f"more than {MOST_RECORDS} calls that write; {left} after them were left out; give the part around the incident"
            yield Warning(where="the file", what=what)


def _call(one: dict[str, Any]) -> dict[str, Any]:
    """Return the record that LookupEvents gives as text, else the object itself."""
    if not isinstance(one.get("CloudTrailEvent"), str):
        return one
    try:
        return dict_of(json.loads(one["CloudTrailEvent"]))
    except (ValueError, RecursionError):
        return {
            "eventID": one.get("EventId"), "eventName": one.get("EventName"),
            "eventTime": one.get("EventTime"), "eventSource": one.get("EventSource"),
        }  # fmt: skip


def _only_reads(call: dict[str, Any]) -> bool:
    stated = call.get("readOnly")
    if isinstance(stated, str):
        stated = {"true": True, "false": False}.get(stated.lower())
    return stated if isinstance(stated, bool) else said(call.get("eventName")).startswith(_READING)


def _records(call: dict[str, Any], zones: Zones) -> list[Record] | None:
    moment = time_of(call.get("eventTime"), zones)
    if moment is None:
        return None
    name = said(call.get("eventName")) or "call"
    service = said(call.get("eventSource")).removesuffix(".amazonaws.com")
    text = f"{service}: {name}" if service else name
    if target := ", ".join(_targets(call)):
        text += f" of {target}"
    refused = said(call.get("errorCode"))
    if refused:
        text += f" was refused: {refused}"
    ident = said(call.get("eventID"))
    place = f"event {ident}" if ident else f"event of {moment.as_written}"
    kind = _kind(name, refused=bool(refused))
    return [a_record(moment, text, place, ident or None, kind, _actor(call))]


def _kind(name: str, *, refused: bool) -> Kind:
    if refused or name == "ConsoleLogin":
        return Kind.NOTE
    if name in _QUIET:
        return Kind.CHATTER
    return Kind.MITIGATION_TRIED if "Rollback" in name else Kind.CHANGE


def _targets(call: dict[str, Any]) -> list[str]:
    """Return the first two names or ids among the parameters, none of a person."""
    found = [
        said(value)
        for key, value in dict_of(call.get("requestParameters")).items()
        if key.endswith(_NAMING) and key not in _PERSONAL and said(value)
    ]
    return [one[:120] for one in found[:2]]


def _actor(call: dict[str, Any]) -> Identity | None:
    """Return who called: a user, the person of a single sign-on session, else the role or service."""
    who = dict_of(call.get("userIdentity"))
    sort = said(who.get("type"))
    if sort == "Root":
        return Identity(name="account root", bot=True)
    if sort == "IAMUser" and said(who.get("userName")):
        return Identity(handle=said(who["userName"]))
    session = said(who.get("arn")).rpartition("/")[2]
    issuer = dict_of(dict_of(who.get("sessionContext")).get("sessionIssuer"))
    role = said(issuer.get("userName"))
    if sort == "AssumedRole" and "@" in session:
        return Identity(email=session)
    if sort == "AssumedRole" and session and role.startswith("AWSReservedSSO_"):
        return Identity(handle=session)
    if sort == "IdentityCenterUser" and said(who.get("userName")):
        return Identity(handle=said(who["userName"]))
    machine = role or said(who.get("invokedBy"))
    return Identity(name=machine, bot=True) if machine else None


def _people(call: dict[str, Any]) -> Iterator[Identity]:
    actor = _actor(call)
    if actor is not None:
        yield actor
    named = said(dict_of(call.get("requestParameters")).get("userName"))
    if named:
        yield Identity(handle=named)
