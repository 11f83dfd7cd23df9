import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.azure_devops import AzureDevopsReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
INGER = Identity(name="Inger Halvorsen", email="inger@kestrel.example", id="a1")
OTTO = Identity(name="Otto Wieland", email="otto@kestrel.example", id="a2")


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return AzureDevopsReader().read(OpenSource(path="b.json", data=data), Zones("Asia/Tokyo"))


def told(found: Reading):
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


@pytest.mark.parametrize("name", ["json", "deployments.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"azure_devops.{name}").read_bytes()))

    assert found is not None
    assert found.name == "azure_devops"


def test_runs_become_a_start_and_an_end_with_whom_they_were_for():
    assert told(reading((SAMPLES / "azure_devops.json").read_bytes())) == [
        ("04:58:00", Kind.NOTE, "Run 20260304.2 of “deploy-pay” started (main, 9f1c0a7b)", INGER),
        ("05:01:00", Kind.CHANGE, "Run 20260304.2 of “deploy-pay” finished (main, 9f1c0a7b)", INGER),
        ("05:25:00", Kind.NOTE, "Run 20260304.3 of “deploy-pay” started (main, 03be77d1)", OTTO),
    ]  # fmt: skip


def test_deployments_name_what_went_where():
    assert told(reading((SAMPLES / "azure_devops.deployments.json").read_bytes())) == [
        ("04:58:00", Kind.NOTE, "Deployment of Release-9 to prod started", INGER),
        ("05:01:00", Kind.CHANGE, "Deployment of Release-9 to prod finished", INGER),
    ]


def test_hostile_runs_give_warnings_with_places():
    odd = [{"startTime": "soon"}, {"deploymentStatus": {}, "release": 3, "startedOn": []}, 7]

    found = reading({"value": odd})

    assert found.records == ()
    assert found.warnings == tuple(
        Warned(where=f"run {n}", what="no time in this record") for n in (1, 2)
    )


def test_stamps_state_their_zone_also_when_clocks_change():
    run = {"id": 1, "startTime": "2026-10-25T02:30:00+02:00", "definition": {"name": "x"}}

    (record,) = reading([run]).records

    assert record.moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_same_runs_twice_are_read_once():
    value = json.loads((SAMPLES / "azure_devops.json").read_bytes())

    assert reading(value * 2).records == reading(value).records
