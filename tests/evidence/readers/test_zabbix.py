import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.zabbix import ZabbixReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
OTTO = Identity(name="Otto Wieland", handle="otto", id="zabbix/3")


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return ZabbixReader().read(OpenSource(path="z.json", data=data), Zones("Asia/Tokyo"))


@pytest.mark.parametrize("name", ["json", "problems.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"zabbix.{name}").read_bytes()))

    assert found is not None
    assert found.name == "zabbix"


def test_problems_their_ends_and_what_was_done_become_records():
    found = reading((SAMPLES / "zabbix.json").read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S.%f}", r.kind, r.text, r.actor) for r in found.records] == [
        ("05:06:07.556202", Kind.ALERT, "Problem: Pool of pay is exhausted (pay1, high): in use: 100 %", None),
        ("05:08:00.000000", Kind.ACKNOWLEDGED, "Pool of pay is exhausted (pay1, high) acknowledged: on it", OTTO),
        ("05:50:00.000000", Kind.RECOVERY, "Problem ended: Pool of pay is exhausted (pay1, not classified)", None),
    ]  # fmt: skip


def test_a_problem_and_the_event_of_its_end_are_one_end():
    events, problems = (
        json.loads((SAMPLES / f"zabbix.{name}").read_bytes())["result"]
        for name in ("json", "problems.json")
    )

    found = reading({"result": [*events, *problems]})

    assert [r.source_id for r in found.records] == ["9695", "9695/185", "9699"]


def test_hostile_events_give_warnings_with_places():
    odd = [{"eventid": "1", "clock": "0"}, {"clock": []}, {"clock": "9" * 400}, {"clock": "²"}, 7,
           {"eventid": "2", "clock": "1772600767", "ns": "x", "severity": [], "acknowledges": [{"action": "9" * 99, "clock": 3}, 7]}]  # fmt: skip

    found = reading({"result": odd})

    assert [r.text for r in found.records] == ["Problem: event 2"]
    assert found.warnings == tuple(
        Warned(where=f"event {n}", what="no time in this record") for n in (1, 2, 3, 4)
    )


def test_times_are_unix_time_also_when_clocks_change():
    (record,) = reading([{"eventid": "1", "clock": "1792888200", "value": "0"}]).records

    assert record.moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_same_events_twice_are_read_once():
    value = json.loads((SAMPLES / "zabbix.json").read_bytes())["result"]

    assert reading(value * 2).records == reading(value).records
