import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.aws_incident_manager import AwsIncidentManagerReader
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return AwsIncidentManagerReader().read(
        OpenSource(path="a.json", data=data), Zones("Asia/Tokyo")
    )


def told(name: str):
    found = reading((SAMPLES / f"aws_incident_manager.{name}").read_bytes())
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


def stated(name: str):
    found = reading((SAMPLES / f"aws_incident_manager.{name}").read_bytes())
    return [(s.label, f"{s.moment.at:%H:%M:%S}", s.source.place) for s in found.statements]


@pytest.mark.parametrize("name", ["events.jsonl", "timeline.json", "incident.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"aws_incident_manager.{name}").read_bytes()))

    assert found is not None
    assert found.name == "aws_incident_manager"


@pytest.mark.parametrize(
    "other",
    [
        b'{"Records":[{"eventID":"e","eventTime":"2026-03-04T05:00:00Z","eventSource":"ssm-incidents.amazonaws.com","eventName":"CreateTimelineEvent"}]}',
        b'{"incidentRecord":{"title":"x","creationTime":"2026-03-04T05:00:00Z"}}',
    ],
)
def test_takes_no_neighbour(other):
    assert AwsIncidentManagerReader().recognises(Sample.of("x", other)) == 0.0


def test_events_become_records_and_those_updated_later_keep_both_times():
    found = reading((SAMPLES / "aws_incident_manager.events.jsonl").read_bytes())

    assert [(f"{r.moment.at:%H:%M}", r.kind, r.text, r.source_id, r.known_at) for r in found.records] == [
        ("05:30", Kind.NOTE, "Rolled back to v6", "ev-1", None),
        ("05:00", Kind.NOTE, "Pool was made smaller", "ev-2", datetime(2026, 3, 4, 8, 0, tzinfo=UTC)),
    ]  # fmt: skip


def test_summaries_hold_no_text_and_say_so():
    found = reading((SAMPLES / "aws_incident_manager.timeline.json").read_bytes())

    assert [(r.kind, r.text) for r in found.records] == [(Kind.CHATTER, "Custom Event")]
    assert [(w.where, w.what[:35]) for w in found.warnings] == [
        ("the file", "summaries of events hold no text (a")
    ]


def test_an_incident_is_opened_and_states_its_end():
    assert told("incident.json") == [
        ("05:06:10", Kind.DECLARED, "Incident opened: Checkout answers 5xx", None)
    ]
    assert stated("incident.json") == [("Resolved at", "06:30:00", "incident 7a")]


def test_hostile_events_give_warnings_with_places():
    value = [{"event": {"eventTime": None, "eventData": "{"}}, {"eventId": 3, "eventTime": 1772600767.5, "eventData": "{" * 9000, "eventType": []}, {"creationTime": {}}]  # fmt: skip

    found = reading(value)

    assert [(r.text[:3], r.source_id) for r in found.records] == [("{{{", "3")]
    assert found.warnings == (
        Warned(where="event 1", what="no time in this record"),
        Warned(where="event 3", what="no time in this record"),
    )


def test_an_offset_is_kept_through_a_daylight_saving_night():
    (record,) = reading([{"eventId": "1", "eventTime": "2026-10-25T02:30:00+01:00", "eventData": "x"}]).records  # fmt: skip

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    data = (SAMPLES / "aws_incident_manager.events.jsonl").read_bytes()
    (tmp_path / "one.jsonl").write_bytes(data)
    (tmp_path / "two.jsonl").write_bytes(data + b"\n")

    assert [len(event.sources) for event in read([tmp_path]).events] == [2] * 2
