import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.splunk_on_call import SplunkOnCallReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return SplunkOnCallReader().read(OpenSource(path="a.json", data=data), Zones("Asia/Tokyo"))


def told(name: str):
    found = reading((SAMPLES / f"splunk_on_call.{name}").read_bytes())
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


@pytest.mark.parametrize("name", ["json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"splunk_on_call.{name}").read_bytes()))

    assert found is not None
    assert found.name == "splunk_on_call"


@pytest.mark.parametrize(
    "other",
    [
        b'{"incidents":[{"id":"PT4","incident_number":42,"service":{},"created_at":"2026-03-04T05:06:07Z"}]}',
        b'{"incidentNumber":"42","status":"open"}',
    ],
)
def test_takes_no_neighbour(other):
    assert SplunkOnCallReader().recognises(Sample.of("x", other)) == 0.0


def test_transitions_become_records_and_say_who_or_that_nobody_made_them():
    system = Identity(name="SYSTEM", bot=True)

    assert told("json") == [
        ("05:06:10", Kind.ALERT, "checkout 5xx triggered: ratio 44 %", system),
        ("05:08:00", Kind.ACKNOWLEDGED, "checkout 5xx acknowledged", Identity(handle="ana.ruiz")),
        ("06:10:00", Kind.RESOLVED, "checkout 5xx resolved automatically", system),
    ]


def test_an_incident_without_transitions_still_opens():
    found = reading([{"incidentNumber": 7, "startTime": "2026-03-04T05:06:10Z", "entityId": "db"}])

    assert [(r.kind, r.text) for r in found.records] == [(Kind.ALERT, "Incident opened: db")]


def test_hostile_incidents_give_warnings_with_places():
    value = {"incidents": [{"transitions": 3}, {"startTime": [], "transitions": [{"at": 0}, 7]}, {"incidentNumber": {}, "pagedUsers": [None], "transitions": [{"at": "2026-03-04T05:06:07Z", "by": [], "name": {}}]}]}  # fmt: skip

    found = reading(value)

    assert [r.text for r in found.records] == ["an entity changed"]
    assert found.warnings == (
        Warned(where="incident 1", what="no time in this record"),
        Warned(where="incident 2", what="no time in this record"),
    )


def test_stamps_are_utc_also_when_clocks_change():
    (record,) = reading([{"incidentNumber": 1, "startTime": "2026-10-25T01:30:00Z"}]).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_same_export_twice_says_everything_once(tmp_path: Path):
    data = (SAMPLES / "splunk_on_call.json").read_bytes()
    (tmp_path / "one.json").write_bytes(data)
    (tmp_path / "two.json").write_bytes(data + b"\n")

    assert [len(event.sources) for event in read([tmp_path]).events] == [2] * 3
