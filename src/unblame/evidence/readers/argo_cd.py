"""Argo CD applications: history and operations as JSON or YAML, and the table of `argocd app history`.

Form: the Application resource of argo-cd (pkg/apis/application/v1alpha1). The history keeps the last
ten by default, so older deployments may be missing.
"""

import re
from collections.abc import Iterator
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.kube_yaml import read_yaml
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, stamp
from unblame.model import Kind, Warning

_HEAD = re.compile(r"^ID\s+DATE\s+REVISION\s*$", re.MULTILINE)
_ROW = re.compile(r"^(\d+)\s+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([+-]\d{4}) \S+\s+(.+?)\s*$")
_YAML = re.compile(r"^(?:- |  )?apiVersion: argoproj\.io/", re.MULTILINE)
_KIND = re.compile(r"^(?:  )?kind: Application$", re.MULTILINE)
_OVER = {"Succeeded": "finished", "Failed": "failed", "Error": "failed", "Terminating": "is ending"}
_KEPT = 10


class ArgoCdReader:
    """Reads deployments of an application, its last operation, and its health."""

    name = "argo_cd"
    about = About(
        title="Argo CD: history, operations and health of applications",
        export=(
            "argocd app get APP -o json > app.json\n"
            "kubectl get applications.argoproj.io -n argocd -o json > apps.json (or -o yaml)\n"
            "argocd app history APP > history.txt (without who and without failures)"
        ),
        zone="UTC, as stated in each stamp; the table states its offset",
        edits="a history is never edited; a deployment that is told twice bears the application and the number of one",
        built_from="documentation and public types of argo-cd; no sample of an export was seen",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are applications of Argo CD or the table of a history."""
        if _YAML.search(head.text) and _KIND.search(head.text):
            return 0.95
        if not begins_as_json(head):
            return 0.9 if _HEAD.search(head.text) and _rows(head.text) else 0.0
        if '"argoproj.io/' in head.text and has_keys(head, "kind", "status") == 2:
            return 1.0 if '"Application"' in head.text else 0.0
        return 0.9 if has_keys(head, "deployedAt", "revision") == 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return deployments, operations and states as records."""
        head = source.sample()
        if begins_as_json(head):
            opened = open_json(source)
            found = list(objects_of(opened.values, "items"))
        elif _YAML.search(head.text):
            opened, found = read_yaml(source, "status")
        else:
            return _table(source, zones)
        cut = [
            Warning(where=f"application {_name(one)}", what="its history holds ten deployments; older ones may be missing")
            for one in found
            if len(objects_of(dict_of(one.get("status")).get("history"))) == _KEPT
        ]  # fmt: skip
        return reading_of(
            opened, found, lambda one: list(_records(one, zones)) or None, "application",
            people=lambda one: [r.actor for r in _records(one, zones) if r.actor is not None],
            warnings=cut,
        )  # fmt: skip


def _table(source: OpenSource, zones: Zones) -> Reading:
    """Return the rows of `argocd app history`; the name of the application is not in it."""
    records: list[Record] = []
    origin = source.path.rpartition("/")[2].rpartition(".")[0] or source.path
    for number, date, offset, revision in _rows(source.prose()):
        moment = stamp(f"{date}{offset}", zones)
        if moment is not None:
            text = f"Deployment {number} of {revision} finished"
            key = f"{origin}/deployment {number}"
            records.append(a_record(moment, text, f"deployment {number}", key, Kind.CHANGE))
    return Reading(records=tuple(records))


def _rows(text: str) -> list[tuple[str, ...]]:
    found = (_ROW.match(line) for line in text.splitlines())
    return [row.groups() for row in found if row is not None]


def _name(one: dict[str, Any]) -> str:
    return said(dict_of(one.get("metadata")).get("name")) or "application"


def _records(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    name, status = _name(one), dict_of(one.get("status"))
    space = said(dict_of(one.get("metadata")).get("namespace"))
    key = f"{space}/{name}" if space else name
    for done in objects_of(status.get("history")):
        yield from _deployment(done, name, key, zones)
    yield from _operation(dict_of(status.get("operationState")), name, key, zones)
    yield from _states(status, name, key, zones)


def _deployment(done: dict[str, Any], name: str, key: str, zones: Zones) -> Iterator[Record]:
    moment = time_of(done.get("deployedAt"), zones)
    if moment is None:
        return
    number = said(done.get("id")) or moment.as_written
    text = f"Deployment {number} of {name} to {_revision(done)} finished"
    place = f"application {name}, deployment {number}"
    who = _actor(done.get("initiatedBy"))
    yield a_record(moment, text, place, f"{key}/deployment {number}", Kind.CHANGE, who)


def _operation(state: dict[str, Any], name: str, key: str, zones: Zones) -> Iterator[Record]:
    asked = dict_of(state.get("operation"))
    start = time_of(state.get("startedAt"), zones)
    who = _actor(asked.get("initiatedBy"))
    revision = _revision(dict_of(state.get("syncResult")) or dict_of(asked.get("sync")))
    base = f"{key}/operation {start.as_written if start is not None else ''}"
    place = f"application {name}, last operation"
    if start is not None:
        yield a_record(start, f"Sync of {name} to {revision} started", place, base, Kind.NOTE, who)
    end, phase = time_of(state.get("finishedAt"), zones), said(state.get("phase"))
    if end is not None:
        told = f"Sync of {name} to {revision} {_OVER.get(phase, phase)}"
        if phase != "Succeeded" and said(state.get("message")):
            told += f": {said(state['message'])}"
        yield a_record(end, told, place, f"{base}/end", Kind.NOTE, who)


def _states(status: dict[str, Any], name: str, key: str, zones: Zones) -> Iterator[Record]:
    health = dict_of(status.get("health"))
    since = time_of(health.get("lastTransitionTime"), zones)
    if since is not None:
        state = said(health.get("status"))
        kind = {"Degraded": Kind.SYMPTOM, "Healthy": Kind.RECOVERY}.get(state, Kind.NOTE)
        told = f"{name} became {state}" + (
            f": {said(health.get('message'))}" if health.get("message") else ""
        )
        base = f"{key}/health {since.as_written}"
        yield a_record(since, told, f"application {name}, health", base, kind)
    for one in objects_of(status.get("conditions")):
        at = time_of(one.get("lastTransitionTime"), zones)
        if at is not None:
            told = f"{name}: {said(one.get('type'))}: {said(one.get('message'))}"
            base = f"{key}/{said(one.get('type'))} {at.as_written}"
            yield a_record(at, told, f"application {name}, condition", base, Kind.NOTE)


def _revision(one: dict[str, Any]) -> str:
    several = one.get("revisions")
    names = [said(v)[:12] for v in several if said(v)] if isinstance(several, list) else []
    return said(one.get("revision"))[:40] or ", ".join(names) or "an unnamed revision"


def _actor(value: object) -> Identity | None:
    who = dict_of(value)
    if said(who.get("username")):
        return Identity(handle=said(who["username"]))
    return Identity(name="Argo CD", bot=True) if who.get("automated") is True else None
