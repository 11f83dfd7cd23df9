"""GitHub: deployments, Actions runs, issues and pull requests with all that happened to them.

Answers of its REST interface and of `gh … --json` may stand alone, in a list, inside a container,
several one after the other (`gh api --paginate`), or as lists of lists (`--slurp`).
Forms: docs.github.com/rest, and the schema in @octokit/openapi.
"""

import re
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample, decode
from unblame.evidence.github_deployments import deployed, records_of_deployment
from unblame.evidence.github_fields import time_of
from unblame.evidence.github_issues import (
    is_check,
    of_pull_request,
    people_about,
    records_about,
    task_about,
)
from unblame.evidence.github_objects import CONTAINERS, objects_in
from unblame.evidence.github_webhooks import is_push, is_release, pushed, released
from unblame.evidence.json_source import MAX_WHOLE
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Warning

_SURE = re.compile(
    r'"(?:statuses_url|deployment_url|workflow_runs|run_started_at|check_runs|check_suite|issue_url|'
    r"pull_request_url|author_association|performed_via_github_app|authorAssociation|head_commit|"
    r'includesCreatedEdit|statusCheckRollup|mergedAt|timeline_url|timelineItems)"\s*:'
)
_EVENT = re.compile(
    r'"event"\s*:\s*"(?:commented|committed|reviewed|closed|reopened|merged|labeled|assigned|'
    r'referenced|cross-referenced|renamed|milestoned|review_requested|head_ref_\w+)"'
)
_WHO = re.compile(
    r'"(?:author|user|actor|mergedBy|merged_by)"\s*:\s*\{(?:[^{}"]|"(?:[^"\\]|\\.)*"){0,400}?"login"\s*:'
)
_TIMES = (
    "created_at",
    "submitted_at",
    "run_started_at",
    "started_at",
    "completed_at",
    "updated_at",
)
_WARNED = 20


class GithubReader:
    """Reads deployments, runs, issues, pull requests, their timelines, comments, reviews, checks."""

    name = "github"
    about = About(
        title="GitHub: deployments, Actions runs, issues and pull requests with their timelines, webhooks",
        export=(
            "gh api --paginate repos/OWNER/REPO/deployments > deployments.json\n"
            "gh api --paginate repos/OWNER/REPO/actions/runs > runs.json\n"
            "gh api repos/OWNER/REPO/issues/42 > issue.json; gh api --paginate "
            "repos/OWNER/REPO/issues/42/timeline > timeline.json\n"
            "gh pr view 42 --json number,title,author,body,createdAt,mergedAt,mergedBy,comments,"
            "reviews,commits,statusCheckRollup > pr.json\n"
            'gh api graphql -f query=\'{repository(owner:"O",name:"R"){issue(number:42){number title url createdAt '
            "timelineItems(first:100){nodes{__typename ...}}}}}' > timeline.json (ask for __typename, id, createdAt and actor)\n"
            "keep the bodies that a webhook receiver gets, one a line (deployment_status, push, pull_request, issues, release …)"
        ),
        zone="UTC, as stated in each stamp; a commit is dated by its committer's clock",
        edits=(
            "an edited comment is one fact and its edit another, at its own time; a deleted comment is "
            "a fact; a re-run is a new attempt; the same answer twice, by REST and by gh, is read once"
        ),
        built_from="schema: @octokit/openapi 23; gh --json, GraphQL and webhooks from their documentation alone",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely these are answers about a repository of GitHub."""
        text = head.text.lstrip("\ufeff \r\n\t")
        if text[:1] not in {"{", "["}:
            return 0.0
        if '"created_at"' not in text and '"createdAt"' not in text:
            return 0.95 if '"check_runs"' in text else 0.0
        if _SURE.search(text) or ('"workflowName"' in text and '"conclusion"' in text):
            return 0.95
        if '"state"' in text and '"environment"' in text and '"creator"' in text:
            return 0.8
        event = _EVENT.search(text) or ('"number"' in text and '"title"' in text)
        return 0.9 if event and _WHO.search(text) else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return what happened as records, duplicates once."""
        warnings: list[Warning] = []
        records: dict[str, Record] = {}
        identities: dict[Identity, None] = {}
        found = list(objects_in(_text(source), warnings))
        items = [item for _, item in found]
        named = {
            str(one["id"]): deployed(one) for one in items if "statuses_url" in one and "id" in one
        }
        pull = of_pull_request(items)
        work = [held for place, one in found if (held := task_about(place, one, zones)) is not None]
        for place, item in found:
            made = _records(place, item, zones, named, pull=pull)
            dated = any(time_of(item.get(key), zones) is not None for key in _TIMES)
            holds = any(key in item for key in CONTAINERS) and not is_push(item)
            if not made and not dated and not holds:
                warnings.append(Warning(where=place, what="no time in this record"))
            for record in made:
                records.setdefault(record.source_id or record.place, record)
                if record.actor is not None:
                    identities.setdefault(record.actor)
            identities.update(dict.fromkeys(people_about(item)))
        return Reading(
            records=tuple(records.values()),
            statements=tuple({(one.text, one.moment): one for one in work}.values()),
            identities=tuple(identities),
            warnings=tuple(warnings[:_WARNED]),
        )


def _text(source: OpenSource) -> str:
    with source.stream() as stream:
        data = stream.read(MAX_WHOLE + 1)
    if len(data) > MAX_WHOLE:
        source.cuts.append("the end")
    return decode(data[:MAX_WHOLE])


def _records(
    place: str, item: dict[str, Any], zones: Zones, named: dict[str, str], *, pull: bool
) -> list[Record]:
    if is_push(item):
        return list(pushed(item, zones))
    if is_release(item):
        return list(released(item, zones))
    made = [] if is_check(item) else list(records_of_deployment(place, item, zones, named))
    return made or records_about(place, item, zones, pull=pull)
