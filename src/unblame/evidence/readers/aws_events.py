"""AWS: what its services say of themselves, as the `aws` program prints it, and events of EventBridge.

Events of RDS, ElastiCache, Redshift, Elastic Beanstalk, ECS, CloudFormation, Auto Scaling and Health;
deployments of CodeDeploy, executions of CodePipeline, stopped tasks. Forms: the references of these
services' interfaces. The program prints stamps with an offset, or Unix time in its first version.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.aws_shapes import made_of
from unblame.evidence.builds import kind_of, run_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind

_HOLDERS = (
    "Events", "StackEvents", "Activities", "services", "events", "deploymentsInfo", "tasks",
    "pipelineExecutionSummaries",
)  # fmt: skip
_SHAPES = (
    ("SourceIdentifier", "SourceType", "Message", "Date"),
    ("EventDate", "EnvironmentName", "Message", "Severity"),
    ("StackName", "LogicalResourceId", "ResourceStatus", "Timestamp"),
    ("ActivityId", "AutoScalingGroupName", "Cause", "StartTime"),
    ("serviceName", "deployments", "createdAt", "events", "message"),
    ("eventTypeCode", "eventTypeCategory", "startTime", "arn"),
    ("deploymentId", "deploymentGroupName", "createTime", "applicationName"),
    ("pipelineExecutionId", "status", "startTime", "lastUpdateTime"),
    ("taskArn", "lastStatus", "stoppedAt", "stoppedReason"),
    ("detail-type", "source", "detail", "time", "account"),
)


class AwsEventsReader:
    """Reads the events of services, and the start and the end of deployments."""

    name = "aws_events"
    about = About(
        title="AWS: events of RDS, ECS, CloudFormation, Auto Scaling, Beanstalk, Health, deployments of CodeDeploy and CodePipeline, EventBridge",
        export=(
            "aws rds describe-events --duration 1440 > rds.json; aws ecs describe-services --cluster C --services S > ecs.json\n"
            "aws cloudformation describe-stack-events --stack-name S > stack.json; aws autoscaling describe-scaling-activities > scaling.json\n"
            "aws health describe-events > health.json; aws deploy get-deployment --deployment-id ID > deployment.json\n"
            "aws codepipeline list-pipeline-executions --pipeline-name P > pipeline.json; events of EventBridge, one a line"
        ),
        zone="the offset in each stamp, or Unix time",
        edits="an event is never edited; a deployment that is read again once it has ended gains its end",
        built_from="documentation alone: the references of the services' interfaces",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this is what one of these services prints."""
        if not begins_as_json(head):
            return 0.0
        return 1.0 if any(has_keys(head, *keys) == len(keys) for keys in _SHAPES) else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return events and deployments as records."""
        opened = open_json(source)
        found = [each for one in objects_of(opened.values, *_HOLDERS) for each in _held_in(one)]
        return reading_of(opened, found, partial(_records, zones=zones), "event", people=_people)


def _held_in(one: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what an object holds: a service of ECS its events and deployments."""
    if "serviceName" not in one:
        return [dict_of(one.get("deploymentInfo")) or one]
    name = said(one.get("serviceName"))
    inner = objects_of(one.get("events")) + objects_of(one.get("deployments"))
    return [{"in": name, **each} for each in inner]


def _records(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    for key, make in (
        ("detail-type", _bridged),
        ("deploymentId", _deployment),
        ("pipelineExecutionId", _execution),
        ("in", _of_service),
    ):
        if key in one:
            return list(make(one, zones)) or None
    return list(made_of(one, zones)) or None


def _of_service(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield an event of a service of ECS, or one of its deployments."""
    name, ident = said(one.get("in")), said(one.get("id"))
    start = time_of(one.get("createdAt"), zones)
    if "message" in one:
        if start is not None:
            text = said(one.get("message"))
            yield a_record(start, text, f"event {ident}", ident or None)
        return
    task = said(one.get("taskDefinition")).rpartition("/")[2]
    state = said(one.get("rolloutState"))
    end = time_of(one.get("updatedAt"), zones) if state in ("COMPLETED", "FAILED") else None
    outcome = {"COMPLETED": "succeeded", "FAILED": "failed"}.get(state, "")
    yield from run_of(f"Deployment of {task} to service {name}", start, end, outcome, key=ident, place=f"deployment {ident}", about=said(one.get("rolloutStateReason")))  # fmt: skip


def _deployment(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    ident = said(one.get("deploymentId"))
    label = f"Deployment {ident} of {said(one.get('applicationName'))} to {said(one.get('deploymentGroupName'))}"
    start = time_of(one.get("startTime"), zones) or time_of(one.get("createTime"), zones)
    end = time_of(one.get("completeTime"), zones)
    about = said(one.get("description"))
    if dict_of(one.get("rollbackInfo")).get("rollbackTriggeringDeploymentId"):
        about = f"rollback{f', {about}' if about else ''}"
    creator = said(one.get("creator"))
    who = Identity(name=f"CodeDeploy ({creator})", bot=True) if creator not in ("", "user") else None  # fmt: skip
    yield from run_of(label, start, end, said(one.get("status")), key=ident, place=f"deployment {ident}", who=who, about=about)  # fmt: skip


def _execution(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    ident = said(one.get("pipelineExecutionId"))
    name = said(one.get("pipelineName"))
    label = (
        f"Execution {ident[:8]} of pipeline {name}" if name else f"Pipeline execution {ident[:8]}"
    )
    status = said(one.get("status"))
    start = time_of(one.get("startTime"), zones)
    over = status.casefold() in ("succeeded", "failed", "stopped", "superseded")
    end = time_of(one.get("lastUpdateTime"), zones) if over else None
    revisions = objects_of(one.get("sourceRevisions"))
    about = said(revisions[0].get("revisionSummary")).partition("\n")[0] if revisions else ""
    yield from run_of(label, start, end, status, key=ident, place=f"execution {ident[:8]}", about=about)  # fmt: skip


def _bridged(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    """Yield an event of EventBridge: of alarms their state, of others what their detail says."""
    moment = time_of(one.get("time"), zones)
    if moment is None:
        return
    what, detail = said(one.get("detail-type")), dict_of(one.get("detail"))
    ident = said(one.get("id"))
    state = dict_of(detail.get("state"))
    if said(detail.get("alarmName")):
        value, reason = said(state.get("value")), said(state.get("reason"))
        kind = {"ALARM": Kind.ALERT, "OK": Kind.RECOVERY}.get(value, Kind.NOTE)
        text = f"{said(detail['alarmName'])} is {value}" + (f": {reason}" if reason else "")
    else:
        told = [said(detail.get(key)) for key in ("eventName", "group", "pipeline", "deploymentId", "state", "status", "lastStatus", "stoppedReason", "reason", "message", "Message")]  # fmt: skip
        about = ", ".join(filter(None, told))
        text = f"{what}: {about}" if about else what
        status = said(detail.get("state")) or said(detail.get("status"))
        done = said(detail.get("eventName")).rpartition("_")[2] in ("COMPLETED", "SUCCEEDED")
        kind = kind_of(text, "succeeded" if done else status)
    yield a_record(moment, text, f"event {ident or moment.as_written}", ident or None, kind)


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    trigger = said(dict_of(one.get("trigger")).get("triggerDetail"))
    if ":user/" in trigger:
        yield Identity(handle=trigger.rpartition("/")[2])
