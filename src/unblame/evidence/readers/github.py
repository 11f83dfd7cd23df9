"""GitHub deployments, deployment statuses and Actions runs (docs.github.com/rest).

A deployment's `created_at` is intent; a status `success` or a run's conclusion is effect. Answers
may stand alone, in a list, inside `workflow_runs`, several one after the other (`gh api
--paginate`), or as lists of lists (`--slurp`).
"""

import json
from collections.abc import Iterator
from typing import Any

from unblame.evidence import times
from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment, Warning

_KEYS = ('"statuses_url"', '"deployment_url"', '"workflow_runs"', '"run_started_at"')
_CONTAINERS = ("workflow_runs", "deployments", "statuses", "jobs", "items", "deployment_statuses")
_BACK = ("rollback", "roll back", "rolled back", "revert")
_BETWEEN = frozenset({"queued", "pending", "waiting", "in_progress"})
_WORDS = {
    "success": "finished",
    "failure": "failed",
    "error": "failed",
    "in_progress": "is in progress",
    "queued": "is queued",
    "pending": "is pending",
    "waiting": "waits",
    "inactive": "became inactive",
    "cancelled": "was cancelled",
    "timed_out": "timed out",
    "skipped": "was skipped",
    "action_required": "needs an action",
}


class GithubReader:
    """Reads what GitHub's REST interface says of deployments and Actions runs."""

    name = "github"
    about = About(
        title="GitHub: deployments, their statuses, Actions runs and jobs",
        export=("gh api --paginate repos/OWNER/REPO/deployments > deployments.json"),
        zone="UTC, as stated in each stamp",
        edits="a re-run is a new attempt of the same run and a fact of its own; the same answer twice is read once",
        built_from="schema: @octokit/openapi, docs.github.com/rest",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely these are deployments, their statuses or Actions runs."""
        text = head.text.lstrip("\ufeff \r\n\t")
        if text[:1] not in {"{", "["} or '"created_at"' not in text:
            return 0.0
        if any(key in text for key in _KEYS):
            return 0.95
        likely = '"state"' in text and '"environment"' in text and '"creator"' in text
        return 0.8 if likely else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return intents and effects as records, duplicates once."""
        warnings: list[Warning] = []
        records: dict[str, Record] = {}
        identities: dict[str, Identity] = {}
        named: dict[str, str] = {}
        found = list(_objects(source.text(), warnings))
        for _, item in found:
            if "statuses_url" in item and item.get("id") is not None:
                named[str(item["id"])] = _deployed(item)
        for place, item in found:
            made = list(_records(place, item, zones, named))
            if not made and not any(key in item for key in _CONTAINERS):
                warnings.append(Warning(where=place, what="no time in this record"))
            for record in made:
                records.setdefault(record.source_id or record.place, record)
                if record.actor is not None and record.actor.handle:
                    identities.setdefault(record.actor.handle, record.actor)
        return Reading(
            records=tuple(records.values()),
            identities=tuple(identities.values()),
            warnings=tuple(warnings[:20]),
        )


def _objects(text: str, warnings: list[Warning]) -> Iterator[tuple[str, dict[str, Any]]]:
    decoder = json.JSONDecoder(parse_float=str)
    text = text.removeprefix("\ufeff")
    at, documents = 0, 0
    while at < len(text):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if at == len(text):
            return
        documents += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            line = text.count("\n", 0, at + getattr(error, "pos", at) - at) + 1
            warnings.append(Warning(where=f"line {line}", what=f"no JSON from here: {error}"[:120]))
            return
        yield from _walk(value, "", 0)


def _walk(value: Any, path: str, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, list) and depth < 6:
        for number, inner in enumerate(value, start=1):
            yield from _walk(inner, f"{path}[{number}]", depth + 1)
    elif isinstance(value, dict):
        yield _place(value, path), value
        for key in _CONTAINERS:
            inner = value.get(key)
            if isinstance(inner, list) and depth < 6:
                yield from _walk(_bound(inner, key, value), f"{path}.{key}", depth + 1)


def _bound(inner: list[Any], key: str, owner: dict[str, Any]) -> list[Any]:
    """Let statuses that stand inside their deployment know it."""
    if key != "statuses" or "id" not in owner:
        return inner
    return [
        {"deployment_url": f"/{owner['id']}", **item} if isinstance(item, dict) else item
        for item in inner
    ]


def _place(item: dict[str, Any], path: str) -> str:
    sort = (
        "deployment"
        if "statuses_url" in item
        else "status"
        if "deployment_url" in item
        else "run"
        if "run_started_at" in item
        else "job"
        if "steps" in item
        else "record"
    )
    return f"{sort} {item['id']}" if item.get("id") is not None else f"{sort} {path or '1'}"


def _records(
    place: str, item: dict[str, Any], zones: Zones, named: dict[str, str]
) -> Iterator[Record]:
    if "run_started_at" in item or "workflow_id" in item:
        yield from _run(place, item, zones)
    elif "statuses_url" in item:
        yield from _deployment(place, item, zones)
    elif "state" in item and ("deployment_url" in item or "environment" in item):
        yield from _status(place, item, zones, named)
    elif "started_at" in item and "name" in item and "conclusion" in item:
        yield from _job(place, item, zones)


def _deployment(place: str, item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    at = _time(item.get("created_at"), zones)
    if at is None:
        return
    back = _goes_back(item)
    text = f"{_of(back, _deployed(item))} requested"
    done = any(s.get("state") == "success" for s in _inner(item) if isinstance(s, dict))
    kind = Kind.MITIGATION_TRIED if back else Kind.NOTE if done else Kind.CHANGE
    yield _made(at, text, place, f"deployment:{item.get('id')}", item.get("creator"), kind)


def _status(
    place: str, item: dict[str, Any], zones: Zones, named: dict[str, str]
) -> Iterator[Record]:
    at = _time(item.get("created_at"), zones)
    state = str(item.get("state"))
    if at is None or state == "inactive":
        return
    deployment = str(item.get("deployment_url") or "").rpartition("/")[2]
    what = named.get(deployment) or f"to {item.get('environment') or 'an unnamed environment'}"
    back = _goes_back(item) or any(word in what.casefold() for word in _BACK)
    text = f"{_of(back, what)} {_WORDS.get(state, state)}"
    if item.get("description"):
        text += f": {item['description']}"
    kind = Kind.CHATTER if state in _BETWEEN else Kind.NOTE
    if state == "success":
        kind = Kind.MITIGATION_TRIED if back else Kind.CHANGE
    elif state in {"failure", "error"}:
        kind = Kind.SYMPTOM
    yield _made(at, text, place, f"status:{item.get('id')}", item.get("creator"), kind)


def _run(place: str, item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    name = item.get("display_title") or item.get("name") or "run"
    label = f"{item.get('name') or 'Actions'} run “{name}”"
    who = item.get("triggering_actor") or item.get("actor")
    key = f"run:{item.get('id')}:{item.get('run_attempt', 1)}"
    deploys = any(word in label.casefold() for word in ("deploy", "release", *_BACK))
    back = any(word in label.casefold() for word in _BACK)
    start = _time(item.get("run_started_at") or item.get("created_at"), zones)
    if start is not None:
        yield _made(start, f"{label} started", place, f"{key}:start", who, Kind.NOTE)
    end = _time(item.get("updated_at"), zones)
    conclusion = item.get("conclusion")
    if end is not None and conclusion:
        kind = Kind.NOTE
        if conclusion == "success" and deploys:
            kind = Kind.MITIGATION_TRIED if back else Kind.CHANGE
        text = f"{label} {_WORDS.get(str(conclusion), str(conclusion))}"
        yield _made(end, text, place, f"{key}:end", who, kind)


def _job(place: str, item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    end = _time(item.get("completed_at"), zones)
    if end is not None:
        outcome = _WORDS.get(str(item.get("conclusion")), str(item.get("conclusion")))
        yield _made(
            end, f"Job “{item['name']}” {outcome}", place, f"job:{item.get('id')}", None, Kind.NOTE
        )


def _made(at: Moment, text: str, place: str, key: str, who: Any, kind: Kind) -> Record:
    return Record(
        moment=at, text=text, place=place, source_id=key, actor=_actor(who), kind=kind,
        kinds=(kind,),
    )  # fmt: skip


def _actor(who: Any) -> Identity | None:
    if not isinstance(who, dict) or not isinstance(who.get("login"), str):
        return None
    bot = who.get("type") == "Bot" or who["login"].endswith("[bot]")
    return Identity(handle=who["login"], bot=bot)


def _deployed(item: dict[str, Any]) -> str:
    what = item.get("description") or item.get("ref") or "an unnamed version"
    ref = item.get("ref")
    if ref and str(ref) not in str(what):
        what = f"{what} ({ref})"
    return f"{what} to {item.get('environment') or 'an unnamed environment'}"


def _of(back: bool, what: str) -> str:
    if any(what.casefold().startswith(word) for word in _BACK):
        return what[0].upper() + what[1:]
    return f"{'Rollback' if back else 'Deployment'} {'' if what.startswith('to ') else 'of '}{what}"


def _inner(item: dict[str, Any]) -> list[Any]:
    inner = item.get("statuses")
    return inner if isinstance(inner, list) else []


def _goes_back(item: dict[str, Any]) -> bool:
    said = f"{item.get('task')} {item.get('description')} {item.get('payload')}".casefold()
    return any(word in said for word in _BACK)


def _time(value: Any, zones: Zones) -> Moment | None:
    if not isinstance(value, str) or value.startswith("0001-"):
        return None
    found = times.stamp(value, zones)
    return found if found is not None and found.at is not None else None
