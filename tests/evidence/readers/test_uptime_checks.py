import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.uptime_checks import UptimeChecksReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(value: object, path: str = "checkout.json") -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return UptimeChecksReader().read(OpenSource(path=path, data=data), Zones("Asia/Tokyo"))


def told(name: str):
    found = reading((SAMPLES / f"uptime_checks.{name}.json").read_bytes())
    assert found.warnings == ()
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


@pytest.mark.parametrize("name", ["robot", "pingdom", "better"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"uptime_checks.{name}.json").read_bytes()))

    assert found is not None
    assert found.name == "uptime_checks"


def test_failures_and_recoveries_become_records():
    assert told("robot") == [
        ("05:43:10", Kind.RECOVERY, "Check “Checkout” is up: OK", None),
        ("05:06:30", Kind.ALERT, "Check “Checkout” is down: Bad Gateway", None),
    ]
    assert told("pingdom") == [
        ("05:06:40", Kind.ALERT, "Check “checkout” is down", None),
        ("05:43:05", Kind.RECOVERY, "Check “checkout” is up", None),
    ]
    assert told("better") == [
        ("05:06:30", Kind.ALERT, "Check “shop.example” is down: Status 502", None),
        ("05:08:00", Kind.ACKNOWLEDGED, "Check “shop.example” acknowledged", Identity(name="Otto Wieland")),
        ("05:43:10", Kind.RECOVERY, "Check “shop.example” is up", Identity(name="Better Uptime", bot=True)),
    ]  # fmt: skip


def test_hostile_outages_give_warnings_with_places():
    odd = {
        "data": [
            {"attributes": {"started_at": []}},
            {"timefrom": "x"},
            {"logs": [7, {"datetime": 1e300}]},
            7,
            {"summary": {"states": 3}},
        ]
    }

    found = reading(odd)

    assert found.records == ()
    assert found.warnings == tuple(
        Warned(where=f"outage {n}", what="no time in this record") for n in (1, 2, 3, 4)
    )


def test_times_are_unix_time_also_when_clocks_change():
    (record,) = reading({"check": "x", "type": 1, "datetime": 1792888200}).records

    assert record.moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_same_monitors_twice_are_read_once():
    one = json.loads((SAMPLES / "uptime_checks.robot.json").read_bytes())

    assert reading([one, one]).records == reading(one).records
