import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import read
from unblame.evidence.chat import UNSEEN
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.gitlab import GitlabReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
NAMES = ("notes", "issue", "merge_requests", "deployments", "pipelines", "state_events", "timeline")
ANA, BO = Identity(name="Ana Ruiz", handle="ana.ruiz"), Identity(name="Bo Lind", handle="bo.lind")


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return GitlabReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))


def told(name: str):
    found = reading((SAMPLES / f"gitlab.{name}.json").read_bytes())
    return [(f"{r.moment.at:%H:%M}", r.kind, r.text, r.actor) for r in found.records]


@pytest.mark.parametrize("name", NAMES)
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"gitlab.{name}.json").read_bytes()))

    assert found is not None
    assert found.name == "gitlab"


@pytest.mark.parametrize(
    "other",
    [
        b'[{"id":1,"number":7,"user":{"login":"ana"},"created_at":"2026-03-04T05:06:07Z","body":"x"}]',
        b'{"log_entries":[{"type":"x_log_entry","created_at":"2026-03-04T05:06:07Z"}]}',
    ],
)
def test_takes_no_neighbour(other):
    assert GitlabReader().recognises(Sample.of("x", other)) == 0.0


def test_an_incident_is_declared_and_resolved_and_its_changes_are_told():
    assert told("issue") == [
        ("05:10", Kind.DECLARED, "Incident #42 opened: Checkout answers 5xx", ANA),
        ("06:30", Kind.RESOLVED, "Incident #42 closed: Checkout answers 5xx", BO),
    ]
    assert told("state_events") == [
        ("06:30", Kind.RESOLVED, "Issue 9 was closed", BO),
        ("05:13", Kind.NOTE, "Label sev1 was added (Issue 9)", BO),
    ]
    assert told("timeline") == [
        ("05:06", Kind.NOTE, "Start time: Impact detected", Identity(handle="ana.ruiz"))
    ]


def test_creation_is_intent_and_the_end_effect():
    assert told("deployments") == [
        ("05:00", Kind.NOTE, "Deployment of main (9f1c0aa2) to production started", ANA),
        ("05:01", Kind.CHANGE, "Deployment of main (9f1c0aa2) to production finished", ANA),
    ]
    assert told("merge_requests") == [
        ("05:22", Kind.NOTE, 'Merge request !17 opened: Revert "smaller pool"', ANA),
        ("05:29", Kind.MITIGATION_TRIED, 'Merge request !17 merged: Revert "smaller pool"', BO),
    ]
    assert told("pipelines") == [
        ("04:40", Kind.NOTE, "Pipeline 61 of main (9f1c0aa2) started", None),
        ("04:50", Kind.NOTE, "Pipeline 61 of main (9f1c0aa2) failed", None),
    ]


def test_notes_that_were_edited_say_so_and_those_of_the_system_do_not():
    assert told("notes") == [
        ("05:12", Kind.NOTE, "changed the severity to high", BO),
        ("05:20", Kind.NOTE, "Pool is empty, rolling back", ANA),
        ("05:25", Kind.NOTE, UNSEEN, ANA),
    ]


def test_a_change_of_a_milestone_names_it():
    event = {"id": 7, "resource_type": "Issue", "resource_id": 9, "milestone": {"title": "Q1"}, "action": "remove", "created_at": "2026-03-04T05:06:07Z"}  # fmt: skip

    assert [r.text for r in reading([event]).records] == ["Milestone Q1 was removed (Issue 9)"]


def test_discussions_hold_notes():
    notes = json.loads((SAMPLES / "gitlab.notes.json").read_bytes())

    found = reading([{"id": "d", "individual_note": False, "notes": notes}])

    assert found == reading(notes)


def test_hostile_objects_give_warnings_with_places():
    value = [{"created_at": [], "iid": 1, "project_id": 2, "title": []}, {"x": {"y": {"z": 1}}}, {"body": {}, "system": 1, "created_at": "2026-03-04T05:06:07Z", "author": "x"}, {"created_at": "never", "noteable_type": "Issue", "body": "x"}]  # fmt: skip

    found = reading(value)

    assert found.records == ()
    assert found.warnings == tuple(
        Warned(where=f"object {n}", what="no time in this record") for n in (1, 2, 3, 4)
    )


def test_an_offset_is_kept_through_a_daylight_saving_night():
    note = {"id": 1, "body": "x", "noteable_type": "Issue", "created_at": "2026-10-25T02:30:00.000+01:00"}  # fmt: skip

    (record,) = reading([note]).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert record.moment.zone_basis == "offset"


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    data = (SAMPLES / "gitlab.notes.json").read_bytes()
    (tmp_path / "one.json").write_bytes(data)
    (tmp_path / "two.json").write_bytes(data + b"\n")

    found = read([tmp_path])

    assert [len(event.sources) for event in found.events] == [2] * 3


def test_an_issue_is_stated_as_work_with_whose_it_is_and_when_it_is_due():
    issue = {
        "id": 1, "iid": 7, "project_id": 3, "title": "Pin the chart", "state": "opened", "due_date": "2026-03-20",
        "created_at": "2026-03-05T09:00:00Z", "assignee": {"username": "ana.ruiz", "name": "Ana Ruiz"},
    }  # fmt: skip

    found = reading([issue, issue | {"iid": 8, "labels": ["incident"]}]).statements

    assert [(one.label, one.text) for one in found] == [
        ("Task", "Pin the chart | Owner: Ana Ruiz | Due: 2026-03-20 | Ticket: #7 | Status: opened")
    ]
