import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.circleci import CircleciReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
WHO = Identity(id="03987f6a")


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return CircleciReader().read(OpenSource(path="b.json", data=data), Zones("Asia/Tokyo"))


def told(found: Reading):
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


@pytest.mark.parametrize("name", ["json", "pipelines.json", "webhooks.jsonl"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"circleci.{name}").read_bytes()))

    assert found is not None
    assert found.name == "circleci"


def test_workflows_become_a_start_and_an_end():
    assert told(reading((SAMPLES / "circleci.json").read_bytes())) == [
        ("04:58:00", Kind.NOTE, "Workflow “deploy-production” of pay started", WHO),
        ("05:01:00", Kind.CHANGE, "Workflow “deploy-production” of pay finished", WHO),
        ("04:40:00", Kind.NOTE, "Workflow “test” of pay started", WHO),
        ("04:44:00", Kind.NOTE, "Workflow “test” of pay failed", WHO),
    ]


def test_a_pipeline_tells_what_set_it_off():
    assert told(reading((SAMPLES / "circleci.pipelines.json").read_bytes())) == [
        ("04:57:58", Kind.NOTE, "Pipeline 25 set off (main, 9f1c0a7b): Raise the pool size", Identity(handle="inger-h"))
    ]  # fmt: skip


def test_a_webhook_and_the_interface_tell_one_workflow():
    hooks = (SAMPLES / "circleci.webhooks.jsonl").read_bytes()
    found = reading(hooks + (SAMPLES / "circleci.json").read_bytes().replace(b"\n", b""))

    assert [r.source_id for r in found.records][:2] == [
        "workflow/fda08377/start",
        "workflow/fda08377/end",
    ]
    assert len(found.records) == 4
    assert found.records[1].text == "Workflow “deploy-production” of pay finished (Raise the pool size)"  # fmt: skip


def test_hostile_runs_give_warnings_with_places():
    odd = [{"created_at": 3.5e300, "status": []}, {"happened_at": {}, "workflow": 3}, 7, {"trigger": 1, "vcs": []}]  # fmt: skip

    found = reading({"items": odd})

    assert found.records == ()
    assert found.warnings == tuple(
        Warned(where=f"run {n}", what="no time in this record") for n in (1, 2, 3)
    )


def test_stamps_are_utc_also_when_clocks_change():
    run = {"id": "1", "name": "x", "created_at": "2026-10-25T00:30:00Z", "stopped_at": None}

    (record,) = reading({"items": [run]}).records

    assert record.moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
