"""Jenkins: builds of a job, as its remote access interface gives them.

Form: www.jenkins.io/doc/book/using/remote-access-api, and public answers. A build tells when it started
in milliseconds and how long it took; its end is their sum.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.builds import run_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import reading_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch, moment_of
from unblame.model import Moment, Precision

_CLASS = re.compile(r'"_class"\s*:\s*"(?:hudson\.|org\.jenkinsci\.|jenkins\.)')


class JenkinsReader:
    """Reads the start and the end of each build, with who or what started it."""

    name = "jenkins"
    about = About(
        title="Jenkins: builds with their causes, parameters and results",
        export=(
            "https://JENKINS/job/JOB/api/json?tree=builds[number,fullDisplayName,timestamp,duration,result,building,url,"
            "actions[causes[shortDescription,userName,userId],parameters[name,value]]] > builds.json\n"
            "https://JENKINS/job/JOB/42/api/json > build.json"
        ),
        zone="Unix time in milliseconds",
        edits="a build that is read again while it runs gains its end; its URL and number are its id",
        built_from="documentation and public answers; no schema is published",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are builds of Jenkins."""
        if not begins_as_json(head) or has_keys(head, "timestamp", "result") != 2:
            return 0.0
        own = has_keys(head, "fullDisplayName", "building", "duration", "builtOn", "estimatedDuration")  # fmt: skip
        if _CLASS.search(head.text):
            return 1.0 if own else 0.0
        return 0.9 if own >= 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (times are UTC)
        """Return starts and ends of builds as records."""
        opened = open_json(source)
        found = objects_of(opened.values, "builds", "allBuilds")
        job = next((_job(value) for value in opened.values if _job(value)), "")
        return reading_of(opened, found, partial(_records, job=job), "build", people=_people)


def _job(value: object) -> str:
    held = dict_of(value)
    return said(held.get("fullName")) or said(held.get("name")) if "builds" in held else ""


def _records(one: dict[str, Any], job: str) -> list[Record] | None:
    start = epoch(said(one.get("timestamp")), "ms")
    if start.at is None:
        return None
    number = said(one.get("number")) or said(one.get("id"))
    label = said(one.get("fullDisplayName")) or f"{job} #{number}".strip()
    key = said(one.get("url")) or f"{job}/{number}"
    outcome = "" if one.get("building") is True else said(one.get("result"))
    end = _after(start, one.get("duration"))
    about = ", ".join(f"{name} {value}" for name, value in _parameters(one))
    place = f"build {number}"
    who = _actor(one)
    return list(run_of(f"Build “{label}”", start, end, outcome, key=key, place=place, who=who, about=about))  # fmt: skip


def _after(start: Moment, millis: object) -> Moment | None:
    if not isinstance(millis, int) or isinstance(millis, bool) or millis <= 0 or start.at is None:
        return None
    written = f"{millis} ms after {start.as_written}"
    try:
        at = start.at + timedelta(milliseconds=millis)
    except OverflowError:
        return None
    return moment_of(at, Precision.EXACT, written, start.zone_basis)


def _parameters(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the parameters that say something; a secret has no value here."""
    for action in objects_of(one.get("actions")):
        for parameter in objects_of(action.get("parameters")):
            name, value = said(parameter.get("name")), said(parameter.get("value"))
            if name and value:
                yield name, value


def _causes(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [c for action in objects_of(one.get("actions")) for c in objects_of(action.get("causes"))]  # fmt: skip


def _actor(one: dict[str, Any]) -> Identity | None:
    for cause in _causes(one):
        name, handle = said(cause.get("userName")), said(cause.get("userId"))
        if name or handle:
            return Identity(name=name or None, handle=handle or None)
    told = next((said(c.get("shortDescription")) for c in _causes(one)), "")
    return Identity(name="Jenkins", bot=True) if told else None


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    for change in objects_of(one.get("culprits")):
        if said(change.get("fullName")):
            yield Identity(name=said(change["fullName"]))
