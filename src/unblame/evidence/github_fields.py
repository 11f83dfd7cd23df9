"""The fields of GitHub's answers, whether its REST interface gave them or the `gh` program."""

from typing import Any

from unblame.evidence.record import Identity
from unblame.evidence.times import Zones, stamp
from unblame.model import Moment

_REST = {
    "createdAt": "created_at",
    "updatedAt": "updated_at",
    "closedAt": "closed_at",
    "mergedAt": "merged_at",
    "mergedBy": "merged_by",
    "submittedAt": "submitted_at",
    "startedAt": "started_at",
    "completedAt": "completed_at",
    "stateReason": "state_reason",
    "displayTitle": "display_title",
    "author": "user",
}
_OF_RUN = {"databaseId": "id", "attempt": "run_attempt", "started_at": "run_started_at"}


def as_rest(item: dict[str, Any]) -> dict[str, Any]:
    """Return an object of `gh … --json` with the names that REST gives its fields."""
    if "createdAt" in item or "submittedAt" in item or "startedAt" in item:
        item = {_REST.get(key, key): value for key, value in item.items()}
        if "workflowName" in item and "display_title" in item:
            item = {_OF_RUN.get(key, key): value for key, value in item.items()}
            item["name"] = item["workflowName"]
    return item


def key_of(item: dict[str, Any]) -> str:
    """Return the id that REST and `gh` share: the node's, else the number, else the hash."""
    found = (item.get(key) for key in ("node_id", "id", "sha", "oid"))
    return next((str(one) for one in found if one not in (None, "")), "")


def actor_of(who: object) -> Identity | None:
    """Return who acted, by login; a bot says so in its type or its name."""
    if not isinstance(who, dict) or not isinstance(who.get("login"), str) or not who["login"]:
        return None
    login = who["login"]
    bot = who.get("type") == "Bot" or who.get("is_bot") is True or login.endswith("[bot]")
    name = who.get("name") if isinstance(who.get("name"), str) else None
    return Identity(handle=login, name=name or None, bot=bot)


def time_of(value: object, zones: Zones) -> Moment | None:
    """Return the moment of a stamp, None for the year 1 that stands for never."""
    if not isinstance(value, str) or value.startswith("0001-"):
        return None
    found = stamp(value, zones)
    return found if found is not None and found.at is not None else None
