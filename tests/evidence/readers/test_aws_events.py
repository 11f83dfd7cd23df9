import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.aws_events import AwsEventsReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.name for path in SAMPLES.glob("aws_events.*"))


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return AwsEventsReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))


def told(name: str):
    found = reading((SAMPLES / f"aws_events.{name}").read_bytes())
    assert found.warnings == ()
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text) for r in found.records]


@pytest.mark.parametrize("name", NAMES)
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / name).read_bytes()))

    assert found is not None
    assert found.name == "aws_events"


def test_events_of_services_say_what_they_say():
    assert told("rds.json") == [
        ("05:05:40", Kind.SYMPTOM, "ledger: Multi-AZ instance failover started."),
        ("05:04:00", Kind.NOTE, "ledger: Finished applying modification to DB instance class"),
    ]
    assert told("stack.json") == [
        ("05:01:00", Kind.CHANGE, "stack pay: update complete"),
        ("05:00:10", Kind.NOTE, "Pool of stack pay: update failed (Access denied)"),
    ]
    assert told("health.json") == [
        ("05:03:00", Kind.SYMPTOM, "AWS Health: aws rds operational issue in eu-north-1 (closed)"),
        ("05:43:00", Kind.RECOVERY, "AWS Health: aws rds operational issue in eu-north-1 ended"),
    ]
    assert told("tasks.json") == [
        ("05:06:01", Kind.SYMPTOM, "Task 5b8e1f of pay stopped: Essential container in task exited (pay: OutOfMemoryError: Container killed due to memory usage)"),
    ]  # fmt: skip


def test_an_activity_of_scaling_lasts_until_its_end():
    (record,) = reading((SAMPLES / "aws_events.scaling.json").read_bytes()).records

    assert record.moment.until == datetime(2026, 3, 4, 5, 15, tzinfo=UTC)
    assert record.text.startswith("pay-asg: Terminating EC2 instance: i-0aa (successful): At 2026")


def test_deployments_have_a_start_and_an_end():
    assert told("ecs.json") == [
        ("05:06:07", Kind.NOTE, "(service pay) (task 5b8e) failed container health checks."),
        ("04:58:00", Kind.NOTE, "Deployment of pay:7 to service pay started (ECS deployment completed.)"),
        ("05:01:00", Kind.CHANGE, "Deployment of pay:7 to service pay finished (ECS deployment completed.)"),
    ]  # fmt: skip
    assert told("deployment.json") == [
        ("05:25:00", Kind.NOTE, "Deployment d-A1B2 of pay to prod started (rollback, back to v6)"),
        ("05:26:32", Kind.MITIGATION_TRIED, "Deployment d-A1B2 of pay to prod finished (rollback, back to v6)"),
    ]  # fmt: skip
    assert told("pipeline.json") == [
        ("04:50:00", Kind.NOTE, "Pipeline execution 11111111 started (Release v7)"),
        ("05:01:00", Kind.CHANGE, "Pipeline execution 11111111 finished (Release v7)"),
    ]


def test_events_of_eventbridge_tell_alarms_and_deployments():
    assert told("bridge.jsonl") == [
        ("05:06:24", Kind.ALERT, "pay-5xx is ALARM: Threshold crossed"),
        ("05:01:00", Kind.CHANGE, "ECS Deployment State Change: SERVICE_DEPLOYMENT_COMPLETED, ecs-svc/2, ECS deployment completed."),
    ]  # fmt: skip


def test_who_set_a_pipeline_off_is_met():
    found = reading((SAMPLES / "aws_events.pipeline.json").read_bytes())

    assert found.identities == (Identity(handle="inger"),)


def test_hostile_events_give_warnings_with_places():
    odd = [{"SourceIdentifier": [], "Date": "soon"}, {"detail-type": 3, "time": {}}, {"serviceName": 1, "events": [7, {"message": 3}]},
           {"taskArn": {}, "stoppedAt": "2026-03-04T05:06:01Z", "containers": 3}, 7]  # fmt: skip

    found = reading({"Events": odd})

    assert [r.text for r in found.records] == ["Task  stopped: "]
    assert found.warnings == tuple(
        Warned(where=f"event {n}", what="no time in this record") for n in (1, 2, 3)
    )


def test_stamps_state_their_offset_also_when_clocks_change():
    one = {"SourceIdentifier": "x", "Message": "y", "Date": "2026-10-25T02:30:00+01:00"}

    (record,) = reading({"Events": [one]}).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_same_events_twice_are_read_once():
    value = json.loads((SAMPLES / "aws_events.rds.json").read_bytes())["Events"]

    assert reading({"Events": value * 2}).records == reading({"Events": value}).records
