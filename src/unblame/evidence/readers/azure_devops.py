"""Azure DevOps: runs of pipelines, builds and deployments of releases, as its REST interface gives them.

Form: learn.microsoft.com/rest/api/azure/devops (build, release); `az pipelines` prints the same.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.builds import run_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones


class AzureDevopsReader:
    """Reads the start and the end of each build and of each deployment to an environment."""

    name = "azure_devops"
    about = About(
        title="Azure DevOps: builds, runs of pipelines, deployments of releases",
        export=(
            "az pipelines runs list --pipeline-ids ID > runs.json\n"
            "GET https://vsrm.dev.azure.com/ORG/PROJECT/_apis/release/deployments > deployments.json"
        ),
        zone="UTC, as stated in each stamp",
        edits="a run that is read again while it goes on gains its end; an attempt that is made again is one of its own",
        built_from="documentation alone: learn.microsoft.com/rest/api/azure/devops",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are builds or deployments of Azure DevOps."""
        if not begins_as_json(head):
            return 0.0
        build = has_keys(head, "buildNumber", "queueTime", "startTime", "definition", "sourceVersion", "requestedFor")  # fmt: skip
        release = has_keys(head, "releaseEnvironment", "deploymentStatus", "operationStatus", "queuedOn")  # fmt: skip
        return 1.0 if build >= 5 or release >= 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return starts and ends as records."""
        opened = open_json(source)
        found = objects_of(opened.values, "value")
        return reading_of(opened, found, partial(_records, zones=zones), "run", people=_people)


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    made = _deployment(one, zones) if "deploymentStatus" in one else _build(one, zones)
    return list(made) or None


def _build(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    name = said(dict_of(one.get("definition")).get("name"))
    number, ident = said(one.get("buildNumber")), said(one.get("id"))
    start = time_of(one.get("startTime"), zones) or time_of(one.get("queueTime"), zones)
    end = time_of(one.get("finishTime"), zones)
    branch = said(one.get("sourceBranch")).removeprefix("refs/heads/")
    about = ", ".join(filter(None, (branch, said(one.get("sourceVersion"))[:8])))
    outcome = said(one.get("result"))
    label = f"Run {number} of “{name}”" if name else f"Run {number}"
    who = identity(one.get("requestedFor") or one.get("requestedBy"))
    yield from run_of(label, start, end, outcome, key=f"build/{ident}", place=f"build {ident}", who=who, about=about)  # fmt: skip


def _deployment(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    release = said(dict_of(one.get("release")).get("name"))
    where = said(dict_of(one.get("releaseEnvironment")).get("name"))
    ident = said(one.get("id"))
    start = time_of(one.get("startedOn"), zones) or time_of(one.get("queuedOn"), zones)
    status = said(one.get("deploymentStatus"))
    over = status.casefold() not in ("inprogress", "notdeployed", "undefined")
    end = time_of(one.get("completedOn"), zones) if over else None
    label = f"Deployment of {release or 'a release'} to {where or 'an environment'}"
    who = identity(one.get("requestedFor") or one.get("requestedBy"))
    yield from run_of(label, start, end, status, key=f"deployment/{ident}", place=f"deployment {ident}", who=who)  # fmt: skip


def identity(value: object) -> Identity | None:
    """Return a person, or a service that acts for the tool itself."""
    held = dict_of(value)
    name, unique = said(held.get("displayName")), said(held.get("uniqueName"))
    if not name and not unique:
        return None
    bot = name.startswith("Microsoft.VisualStudio") or name.endswith("Build Service")
    email = unique if "@" in unique else ""
    return Identity(name=name or None, email=email or None, id=said(held.get("id")) or None, bot=bot)  # fmt: skip


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    for key in ("requestedBy", "requestedFor", "lastChangedBy"):
        if (found := identity(one.get(key))) is not None:
            yield found
