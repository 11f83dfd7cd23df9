"""CircleCI: workflows, jobs and pipelines of its interface (version 2), and webhooks.

Form: circleci.com/docs/api/v2 and /docs/webhooks.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.builds import run_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind


class CircleciReader:
    """Reads the start and the end of workflows and jobs, and when pipelines were set off."""

    name = "circleci"
    about = About(
        title="CircleCI: pipelines, workflows, jobs, and webhooks",
        export=(
            "GET https://circleci.com/api/v2/project/gh/ORG/REPO/pipeline > pipelines.json\n"
            "GET /api/v2/pipeline/ID/workflow > workflows.json; GET /api/v2/workflow/ID/job > jobs.json\n"
            "keep the bodies that a webhook receiver gets, one a line"
        ),
        zone="UTC, as stated in each stamp",
        edits="a workflow that is read again while it runs gains its end; a rerun is a workflow of its own",
        built_from="documentation alone: circleci.com/docs/api/v2",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are runs of CircleCI."""
        if not begins_as_json(head):
            return 0.0
        if has_keys(head, "pipeline_id", "pipeline_number", "project_slug", "stopped_at") >= 3:
            return 1.0
        if has_keys(head, "happened_at", "workflow", "webhook", "pipeline") >= 3:
            return 1.0
        job = has_keys(head, "job_number", "started_at", "stopped_at", "project_slug", "dependencies")  # fmt: skip
        pipeline = has_keys(head, "project_slug", "trigger", "vcs", "created_at", "number")
        return 0.95 if job >= 4 or pipeline >= 5 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return starts and ends of runs as records."""
        opened = open_json(source)
        found = objects_of(opened.values, "items")
        return reading_of(opened, found, partial(_records, zones=zones), "run", people=_people)


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    if "happened_at" in one:
        return list(_webhook(one, zones)) or None
    if "trigger" in one and "vcs" in one:
        return list(_pipeline(one, zones)) or None
    sort = "Job" if "job_number" in one or "dependencies" in one else "Workflow"
    return list(_run(sort, one, one, zones)) or None


def _run(
    sort: str, one: dict[str, Any], told: dict[str, Any], zones: Zones, about: str = ""
) -> Iterator[Record]:
    ident = said(one.get("id")) or said(one.get("job_number"))
    project = said(one.get("project_slug")).rpartition("/")[2]
    name = said(one.get("name"))
    label = f"{sort} “{name}”" + (f" of {project}" if project else "")
    start = time_of(one.get("started_at"), zones) or time_of(one.get("created_at"), zones)
    end = time_of(one.get("stopped_at"), zones)
    key = f"{sort.casefold()}/{ident}"
    who = _actor(told)
    outcome = said(one.get("status"))
    yield from run_of(label, start, end, outcome, key=key, place=f"{sort.casefold()} {ident}", who=who, about=about)  # fmt: skip


def _webhook(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield what the end of a workflow or job says; what it holds is more than the envelope."""
    sort = "Job" if isinstance(one.get("job"), dict) else "Workflow"
    held = dict_of(one.get(sort.casefold()))
    stopped = said(held.get("stopped_at")) or said(one.get("happened_at"))
    project = said(dict_of(one.get("project")).get("slug"))
    commit = dict_of(dict_of(dict_of(one.get("pipeline")).get("vcs")).get("commit"))
    run = {"project_slug": project, **held, "stopped_at": stopped}
    yield from _run(sort, run, {}, zones, said(commit.get("subject")))


def _pipeline(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    moment = time_of(one.get("created_at"), zones)
    if moment is None:
        return
    trigger, vcs = dict_of(one.get("trigger")), dict_of(one.get("vcs"))
    subject = said(dict_of(vcs.get("commit")).get("subject"))
    revision = said(vcs.get("revision"))[:8]
    about = ", ".join(filter(None, (said(vcs.get("branch")) or said(vcs.get("tag")), revision)))
    text = f"Pipeline {said(one.get('number'))} set off" + (f" ({about})" if about else "")
    text += f": {subject}" if subject else ""
    ident = said(one.get("id"))
    who = _actor({"started_by": trigger.get("actor")})
    yield a_record(moment, text, f"pipeline {ident}", f"pipeline/{ident}", Kind.NOTE, who)


def _actor(one: dict[str, Any]) -> Identity | None:
    held = one.get("started_by")
    if isinstance(held, dict):
        login = said(held.get("login"))
        return Identity(handle=login, bot=login.endswith("[bot]")) if login else None
    ident = said(held)
    return Identity(id=ident) if ident else None


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    author = dict_of(dict_of(dict_of(dict_of(one.get("pipeline")).get("vcs")).get("commit")).get("author"))  # fmt: skip
    if said(author.get("name")) or said(author.get("email")):
        yield Identity(
            name=said(author.get("name")) or None, email=said(author.get("email")) or None
        )
