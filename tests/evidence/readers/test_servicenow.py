import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.servicenow import ServicenowReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object, zones: Zones | None = None) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    source = OpenSource(path="s.json", data=data)
    return ServicenowReader().read(source, zones or Zones("Asia/Tokyo"))


def sample(name: str, zones: Zones | None = None) -> Reading:
    return reading((SAMPLES / f"servicenow.{name}").read_bytes(), zones)


@pytest.mark.parametrize("name", ["json", "shown.json", "notes.json", "audit.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"servicenow.{name}").read_bytes()))

    assert found is not None
    assert found.name == "servicenow"


def test_actual_values_are_utc_and_tell_what_became_of_each_record():
    found = sample("json")

    assert [(f"{r.moment.at:%d %H:%M:%S}", r.kind, r.text, r.actor) for r in found.records] == [
        ("04 05:09:10", Kind.DECLARED, "Incident INC0010042 opened: Checkout answers 5xx", Identity(id="6816")),
        ("04 05:52:00", Kind.RESOLVED, "Incident INC0010042 resolved: Checkout answers 5xx (v7 was taken back)", Identity(id="6817")),
        ("11 06:00:00", Kind.CHATTER, "Incident INC0010042 closed: Checkout answers 5xx", Identity(id="6817")),
        ("03 12:00:00", Kind.NOTE, "Change CHG0030007 opened: pay v7", None),
        ("04 04:58:00", Kind.NOTE, "Change CHG0030007 work began: pay v7", None),
        ("04 05:01:00", Kind.CHANGE, "Change CHG0030007 work ended: pay v7", None),
    ]  # fmt: skip
    assert {r.moment.zone_basis for r in found.records} == {"utc_by_spec"}


def test_shown_values_state_no_zone_and_need_one():
    without, oslo = sample("shown.json", Zones()), sample("shown.json", Zones("Europe/Oslo"))

    assert {r.moment.at for r in without.records} == {None}
    assert [(f"{r.moment.at:%H:%M:%S}", r.text, r.actor) for r in oslo.records] == [
        ("05:09:10", "Incident INC0010042 opened: Checkout answers 5xx", Identity(name="Otto Wieland")),
        ("05:52:00", "Incident INC0010042 resolved: Checkout answers 5xx", Identity(name="Inger Halvorsen")),
        ("05:24:00", "v7 went out at 05:58, taking it back", Identity(name="Inger Halvorsen")),
        ("05:12:00", "looking at the pool", Identity(name="Otto Wieland")),
    ]  # fmt: skip
    assert oslo.records[2].kinds == ()


def test_a_field_that_holds_both_values_is_read_by_its_actual_one():
    both = {"display_value": "2026-03-04 06:09:10", "value": "2026-03-04 05:09:10"}

    (record,) = reading({"result": {"number": {"value": "INC1"}, "opened_at": both}}, Zones()).records  # fmt: skip

    assert record.moment.at == datetime(2026, 3, 4, 5, 9, 10, tzinfo=UTC)


def test_notes_and_the_history_of_fields_are_facts_of_their_own():
    zones = Zones("UTC")

    (note,), (change,) = sample("notes.json", zones).records, sample("audit.json", zones).records

    assert (note.text, note.kinds, note.actor) == (
        "looking at the pool",
        (),
        Identity(handle="otto.wieland"),
    )
    assert (change.text, change.kind) == ("state changed from 1 to 2", Kind.NOTE)


def test_hostile_records_give_warnings_with_places():
    odd = [{"opened_at": []}, 7, {"element": 1, "element_id": 2, "sys_created_on": {}}, {"number": {}, "opened_at": "2026-03-04 05:09:10", "work_notes": "2026-99-99 99:99:99 - x (y)\nz"}]  # fmt: skip

    found = reading({"result": odd})

    assert [r.text for r in found.records] == ["Record  opened: "]
    assert found.warnings == tuple(
        Warned(where=f"record {n}", what="no time in this record") for n in (1, 2)
    )


def test_a_shown_time_in_the_hour_that_is_repeated_has_no_instant():
    one = {"number": "INC1", "opened_at": "2026-10-25 02:30:00"}

    (record,) = reading({"result": [one]}, Zones("Europe/Oslo")).records

    assert (record.moment.at, record.moment.zone_basis) == (None, "assumed:Europe/Oslo")


def test_the_same_records_twice_are_read_once():
    value = json.loads((SAMPLES / "servicenow.json").read_bytes())["result"]

    assert reading({"result": value * 2}).records == reading({"result": value}).records


def test_a_task_of_an_incident_is_stated_as_work():
    one = {
        "number": "PTASK0010", "short_description": "Pin the chart", "opened_at": "2026-03-05 09:00:00",
        "sys_created_on": "2026-03-05 09:00:00", "sys_id": "1", "due_date": "2026-03-20 12:00:00",
        "assigned_to": "Ana Ruiz", "parent": "INC0010042",
    }  # fmt: skip

    found = reading({"result": [one, one | {"number": "CHG0010"}]}).statements

    assert [(each.label, each.text) for each in found] == [
        (
            "Task linked to the incident",
            "Pin the chart | Owner: Ana Ruiz | Due: 2026-03-20 | Ticket: PTASK0010",
        )
    ]
