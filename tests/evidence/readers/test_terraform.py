import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.terraform import TerraformReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
NAMES = ("apply.jsonl", "apply.txt", "build.log", "plan.json", "run.json")
DONE = "aws_db_instance.pay: modifications complete"
PLAN = "Plan: 0 to add, 1 to change, 0 to destroy."
OVER = "Apply complete! Resources: 0 added, 1 changed, 0 destroyed."


def reading(data: bytes):
    return TerraformReader().read(OpenSource(path="a", data=data), Zones("Europe/Oslo"))


def told(name: str):
    found = reading((SAMPLES / f"terraform.{name}").read_bytes())
    return [
        (r.moment.at and f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.place) for r in found.records
    ]


@pytest.mark.parametrize("name", NAMES)
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"terraform.{name}").read_bytes()))

    assert found is not None
    assert found.name == "terraform"


@pytest.mark.parametrize(
    "other",
    [
        b'{"@timestamp":"2026-03-04T05:06:07Z","@message":"x","level":"info"}\n',
        b"05:10 ran terraform apply, it said Apply complete! after a while\n",
        b'{"format_version":"1.0","terraform_version":"1.9.5","values":{}}',
    ],
)
def test_takes_no_neighbour(other):
    assert TerraformReader().recognises(Sample.of("x", other)) == 0.0


def test_lines_of_json_become_plans_changes_and_failures():
    assert told("apply.jsonl") == [
        ("05:00:01", Kind.NOTE, "aws_db_instance.pay: Plan to update", "line 2"),
        ("05:00:01", Kind.NOTE, PLAN, "line 3"),
        ("05:00:02", Kind.CHATTER, "aws_db_instance.pay: Modifying... [id=pay-db]", "line 4"),
        ("05:00:34", Kind.CHANGE, "aws_db_instance.pay: Modifications complete after 32s [id=pay-db]", "line 5"),
        ("05:00:35", Kind.NOTE, "Error: creating listener: quota used up", "line 6"),
        ("05:00:36", Kind.CHANGE, OVER, "line 7"),
    ]  # fmt: skip


def test_text_is_kept_in_order_and_placed_only_where_a_build_log_states_times():
    assert told("apply.txt") == [
        (None, Kind.NOTE, PLAN, "line 10"),
        (None, Kind.CHANGE, DONE, "line 12"),
        (None, Kind.NOTE, "Error: creating listener", "line 13"),
        (None, Kind.CHANGE, OVER, "line 15"),
    ]
    assert told("build.log") == [
        ("05:00:01", Kind.NOTE, PLAN, "line 2"),
        ("05:00:34", Kind.CHANGE, DONE, "line 3"),
        ("05:00:36", Kind.CHANGE, OVER, "line 4"),
    ]


def test_text_without_times_says_so_and_takes_none():
    found = reading((SAMPLES / "terraform.apply.txt").read_bytes())

    assert {record.moment for record in found.records} == {Moment()}
    assert [(w.where, w.what[:28]) for w in found.warnings] == [
        ("the file", "this output states no times;")
    ]


def test_a_saved_plan_is_intent_and_an_applied_run_a_change():
    (plan,) = reading((SAMPLES / "terraform.plan.json").read_bytes()).records
    run = reading((SAMPLES / "terraform.run.json").read_bytes())

    assert (plan.kind, plan.text) == (Kind.NOTE, "Plan made: update aws_db_instance.pay")
    assert [(r.kind, r.text, r.actor) for r in run.records] == [
        (Kind.CHANGE, "Terraform run run-1 in prod is applied: smaller pool", Identity(handle="bo.lind"))
    ]  # fmt: skip
    assert run.identities == (Identity(handle="ana.ruiz"), Identity(handle="bo.lind"))


def test_what_was_only_read_is_no_change():
    line = {"@message": "data.x: Refresh complete after 0s", "@timestamp": "2026-03-04T05:06:07Z", "type": "apply_complete", "hook": {"action": "read"}}  # fmt: skip

    assert reading(json.dumps(line).encode()).records == ()


def test_hostile_lines_give_warnings_with_places():
    lines = ['{"@message":"x","@timestamp":7,"type":[]}', '{"@message":', '{"@message":"y","type":"diagnostic","hook":3}', '{"run_id":"r","notifications":{}}']  # fmt: skip

    found = reading("\n".join(lines).encode())

    assert [r.text for r in found.records] == ["x"]
    assert found.warnings == (
        Warned(where="entry 2", what="broken JSON"),
        Warned(where="line 2", what="no time in this record"),
    )


def test_an_offset_is_kept_through_a_daylight_saving_night():
    line = b'{"@level":"info","@message":"x: Creation complete","@timestamp":"2026-10-25T02:30:00.000000+01:00","type":"apply_complete"}'

    (record,) = reading(line).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert record.moment.zone_basis == "offset"


def test_the_same_lines_twice_are_read_once():
    data = (SAMPLES / "terraform.apply.jsonl").read_bytes()

    assert json.loads(data.splitlines()[0])["type"] == "version"
    assert len(reading(data + data).records) == 6
