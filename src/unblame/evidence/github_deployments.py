"""GitHub deployments, their statuses, Actions runs and jobs (docs.github.com/rest).

A deployment's `created_at` is intent; a status `success` or a run's conclusion is effect.
"""

from collections.abc import Iterator
from typing import Any

from unblame.evidence.github_fields import actor_of, time_of
from unblame.evidence.record import Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment

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


def records_of_deployment(
    place: str, item: dict[str, Any], zones: Zones, named: dict[str, str]
) -> Iterator[Record]:
    """Yield what a deployment, a status, a run or a job tells; `named` is what was deployed."""
    if "run_started_at" in item or "workflow_id" in item:
        yield from _run(place, item, zones)
    elif "statuses_url" in item:
        yield from _deployment(place, item, zones)
    elif "state" in item and ("deployment_url" in item or "environment" in item):
        yield from _status(place, item, zones, named)
    elif "started_at" in item and "name" in item and "conclusion" in item:
        yield from _job(place, item, zones)


def _deployment(place: str, item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    at = time_of(item.get("created_at"), zones)
    if at is None:
        return
    back = _goes_back(item)
    text = f"{_of(back, deployed(item))} requested"
    done = any(s.get("state") == "success" for s in _inner(item) if isinstance(s, dict))
    kind = Kind.MITIGATION_TRIED if back else Kind.NOTE if done else Kind.CHANGE
    yield _made(at, text, place, f"deployment:{item.get('id')}", item.get("creator"), kind)


def _status(
    place: str, item: dict[str, Any], zones: Zones, named: dict[str, str]
) -> Iterator[Record]:
    at = time_of(item.get("created_at"), zones)
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
    start = time_of(item.get("run_started_at") or item.get("created_at"), zones)
    if start is not None:
        yield _made(start, f"{label} started", place, f"{key}:start", who, Kind.NOTE)
    end = time_of(item.get("updated_at"), zones)
    conclusion = item.get("conclusion")
    if end is not None and conclusion:
        kind = Kind.NOTE
        if conclusion == "success" and deploys:
            kind = Kind.MITIGATION_TRIED if back else Kind.CHANGE
        text = f"{label} {_WORDS.get(str(conclusion), str(conclusion))}"
        yield _made(end, text, place, f"{key}:end", who, kind)


def _job(place: str, item: dict[str, Any], zones: Zones) -> Iterator[Record]:
    end = time_of(item.get("completed_at"), zones)
    if end is not None:
        outcome = _WORDS.get(str(item.get("conclusion")), str(item.get("conclusion")))
        yield _made(
            end, f"Job “{item['name']}” {outcome}", place, f"job:{item.get('id')}", None, Kind.NOTE
        )


def _made(at: Moment, text: str, place: str, key: str, who: Any, kind: Kind) -> Record:
    return Record(
        moment=at, text=text, place=place, source_id=key, actor=actor_of(who), kind=kind,
        kinds=(kind,),
    )  # fmt: skip


def deployed(item: dict[str, Any]) -> str:
    """Return what a deployment brings, and where to."""
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
