"""New Relic: issues, as its GraphQL gives them and as the default template of a webhook tells them.

Form: docs.newrelic.com, and public receivers. Times are Unix time in milliseconds. The body of a webhook is
a template that anybody may change: its default is known, and the older one of classic notifications.
"""

from collections.abc import Iterator
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of
from unblame.evidence.json_source import begins_as_json, has_keys, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind, Moment

_DEEPEST = 10
_STATES = {
    "created": ("opened", Kind.ALERT),
    "activated": ("activated", Kind.ALERT),
    "open": ("opened", Kind.ALERT),
    "acknowledged": ("acknowledged", Kind.ACKNOWLEDGED),
    "closed": ("closed", Kind.RECOVERY),
}


class NewRelicReader:
    """Reads issues as they were opened, acknowledged and closed."""

    name = "new_relic"
    about = About(
        title="New Relic: issues (GraphQL, webhooks of workflows and of classic alerts)",
        export=(
            "NerdGraph: actor { account(id: ID) { aiIssues { issues { issues { issueId title priority state createdAt activatedAt acknowledgedAt acknowledgedBy closedAt } } } } } > issues.json\n"
            "keep the bodies that a webhook receiver gets, one a line"
        ),
        zone="Unix time in milliseconds",
        edits="each delivery tells one state; the same state twice is one fact",
        built_from="documentation and public receivers of its webhooks; no schema of an answer was seen",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are issues of New Relic."""
        if not begins_as_json(head):
            return 0.0
        hook = has_keys(head, "issueUrl", "alertPolicyNames", "alertConditionNames", "impactedEntities", "totalIncidents", "workflowName")  # fmt: skip
        classic = has_keys(head, "incident_id", "policy_name", "condition_name", "current_state", "account_id")  # fmt: skip
        graph = has_keys(head, "issueId", "activatedAt", "closedAt", "state", "priority", "aiIssues", "createdAt")  # fmt: skip
        if hook >= 3 or classic >= 4:
            return 1.0
        return 0.95 if graph >= 5 and has_keys(head, "issueId") else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (times are UTC)
        """Return states of issues as records."""
        opened = open_json(source)
        found = [one for value in opened.values for one in _issues(value, 0)]
        return reading_of(opened, found, _records, "issue", people=_people)


def _issues(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects that are issues, wherever the answer holds them."""
    if isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _issues(one, depth + 1)
    elif isinstance(value, dict):
        if any(key in value for key in ("issueId", "issueUrl", "incident_id", "alertPolicyNames")):
            yield value
        elif depth < _DEEPEST:
            for held in value.values():
                yield from _issues(held, depth + 1)


def _records(one: dict[str, Any]) -> list[Record] | None:
    ident = said(one.get("issueId")) or said(one.get("id")) or said(one.get("incident_id"))
    about = _about(one)
    made: list[Record] = []
    for state, moment in _moments(one):
        done, kind = _STATES.get(state, (state or "changed", Kind.NOTE))
        who = _by(one, state)
        made.append(a_record(moment, f"Issue {done}: {about}", f"issue {ident}", f"{ident}/{done}", kind, who))  # fmt: skip
    return made or None


def _moments(one: dict[str, Any]) -> Iterator[tuple[str, Moment]]:
    """Yield each state with when it began: an answer tells all of them, a webhook the last."""
    state = (said(one.get("current_state")) or said(one.get("state"))).casefold()
    if "current_state" in one and "timestamp" in one:
        told: tuple[tuple[str, str], ...] = ((state, "timestamp"),)
    elif "issueId" in one and "trigger" not in one:
        told = (("created", "createdAt"), ("activated", "activatedAt"), ("acknowledged", "acknowledgedAt"), ("closed", "closedAt"))  # fmt: skip
    elif state in ("created", "activated"):
        told = ((state, "activatedAt" if one.get("activatedAt") else "createdAt"),)
    else:
        told = ((state, "updatedAt"),)
    for name, key in told:
        moment = epoch(said(one.get(key)), "ms")
        if moment.at is not None:
            yield name, moment


def _about(one: dict[str, Any]) -> str:
    title = _first(one.get("title")) or said(one.get("details")) or said(one.get("condition_name"))
    priority = said(one.get("priority")) or said(one.get("severity"))
    policy = _first(one.get("alertPolicyNames")) or said(one.get("policy_name"))
    more = ", ".join(filter(None, (priority.casefold(), f"policy {policy}" if policy else "")))
    return f"{title} ({more})" if more else title


def _first(value: object) -> str:
    if isinstance(value, list):
        return next((said(one) for one in value if said(one)), "")
    return said(value)


def _by(one: dict[str, Any], state: str) -> Identity | None:
    name = said(one.get("acknowledgedBy")) if state == "acknowledged" else ""
    name = name or (said(one.get("owner")) if state == "acknowledged" else "")
    if not name:
        return None
    return Identity(email=name) if "@" in name else Identity(name=name)


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    if (who := _by(one, "acknowledged")) is not None:
        yield who
