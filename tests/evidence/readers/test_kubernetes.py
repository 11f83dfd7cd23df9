import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource
from unblame.evidence.readers.kubernetes import KubernetesReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.times import Zones
from unblame.model import Kind, Precision
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).with_name("samples")
BACK_OFF = json.loads((SAMPLES / "kubernetes.json").read_text())["items"][0]


def reading(data: str | bytes | object, name: str = "events") -> Reading:
    if not isinstance(data, str | bytes):
        data = json.dumps(data)
    data = data.encode() if isinstance(data, str) else data
    return KubernetesReader().read(OpenSource(path=name, data=data), Zones("Asia/Tokyo"))


def told(found: Reading):
    return [(r.moment.at, r.moment.until, r.kind, r.source_id, r.actor) for r in found.records]


@pytest.mark.parametrize("name", ["kubernetes.json", "kubernetes.yaml"])
def test_json_and_yaml_of_both_versions_say_the_same(name):
    found = reading((SAMPLES / name).read_bytes())

    assert told(found) == [
        (
            datetime(2026, 3, 4, 5, 5, 58, tzinfo=UTC),
            datetime(2026, 3, 4, 5, 19, 58, tzinfo=UTC),
            Kind.SYMPTOM,
            "e1",
            Identity(name="kubelet", bot=True),
        ),
        (
            datetime(2026, 3, 4, 4, 58, 10, 123456, tzinfo=UTC),
            None,
            Kind.CHANGE,
            "e2",
            Identity(name="deployment-controller", bot=True),
        ),
    ]
    assert found.warnings == ()


def test_texts_hold_the_reason_the_object_and_the_count():
    texts = [r.text for r in reading((SAMPLES / "kubernetes.yaml").read_bytes()).records]

    assert texts == [
        "BackOff: Back-off restarting failed container pay: it's gone (Pod prod/pay-6d5f-x2, 12 times)",
        "ScalingReplicaSet: Scaled up replica set\npay-6d5f to 3 (Deployment prod/pay)",
    ]


def test_ages_of_the_table_count_from_the_moment_on_its_first_line():
    found = reading((SAMPLES / "kubernetes.wide.txt").read_bytes())

    assert [(r.moment.at, r.moment.latest, r.moment.until, r.moment.precision) for r in found.records] == [
        (
            datetime(2026, 3, 4, 5, 5, tzinfo=UTC),
            datetime(2026, 3, 4, 5, 5, 59, 999000, tzinfo=UTC),
            datetime(2026, 3, 4, 5, 19, 57, tzinfo=UTC),
            Precision.MINUTE,
        ),
        (
            datetime(2026, 3, 4, 4, 58, tzinfo=UTC),
            datetime(2026, 3, 4, 4, 58, 59, 999000, tzinfo=UTC),
            None,
            Precision.MINUTE,
        ),
    ]  # fmt: skip
    assert [r.kind for r in found.records] == [Kind.SYMPTOM, Kind.CHANGE]


def test_ages_without_a_moment_are_no_times_and_said_so():
    table = (SAMPLES / "kubernetes.wide.txt").read_text().partition("\n")[2]

    found = reading(table)

    assert [(r.moment.at, r.moment.as_written) for r in found.records] == [
        (None, "14m ago"),
        (None, "21m ago"),
    ]
    assert [(w.where, w.what[:17]) for w in found.warnings] == [("line 1", "ages count from w")]


def test_the_table_of_kubectl_events_holds_its_repeats_in_brackets():
    table = (
        "# 2026-03-04T05:20:00Z\n"
        "LAST SEEN            TYPE      REASON    OBJECT     MESSAGE\n"
        "5m3s (x12 over 10m)  Warning   BackOff   Pod/pay    Back-off\n"
        "<unknown>            Warning   BackOff   Pod/pay    Back-off\n"
    )

    first, second = reading(table).records

    assert (first.moment.at, first.moment.until) == (
        datetime(2026, 3, 4, 5, 9, tzinfo=UTC),
        datetime(2026, 3, 4, 5, 14, 56, tzinfo=UTC),
    )
    assert first.text == "BackOff: Back-off (Pod/pay, 12 times)"
    assert (second.moment.at, second.moment.as_written) == (None, "<unknown>")


def test_tables_printed_one_after_the_other_each_count_from_their_own_moment():
    table = "LAST SEEN   TYPE     REASON   OBJECT    MESSAGE\n5s          Normal   Pulled   pod/pay   ok\n"

    found = reading(f"2026-03-04T05:20:00Z\n{table}2026-03-04T05:21:00Z\n{table}")

    assert [r.moment.at for r in found.records] == [
        datetime(2026, 3, 4, 5, 19, 54, tzinfo=UTC),
        datetime(2026, 3, 4, 5, 20, 54, tzinfo=UTC),
    ]
    assert found.warnings == ()


def test_a_later_state_of_one_event_replaces_the_earlier_and_the_same_twice_is_one():
    later = BACK_OFF | {"count": 14, "lastTimestamp": "2026-03-04T05:29:58Z"}

    found = reading({"items": [BACK_OFF, later, BACK_OFF]})

    assert [(r.source_id, r.moment.until) for r in found.records] == [
        ("e1", datetime(2026, 3, 4, 5, 29, 58, tzinfo=UTC))
    ]


def test_a_watch_wraps_its_events():
    assert told(reading({"type": "ADDED", "object": BACK_OFF})) == told(reading(BACK_OFF))


def test_a_stamp_is_utc_in_a_night_of_daylight_saving():
    event = {"reason": "x", "metadata": {"uid": "u"}, "involvedObject": {}, "eventTime": "2026-10-25T00:30:00.000000Z"}  # fmt: skip

    (record,) = reading(event).records

    assert (record.moment.at, record.moment.zone_basis) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "stated",
    )


def test_events_without_any_time_are_warned_of_with_their_places():
    found = reading({"items": [{"reason": "x", "metadata": 3, "count": "many"}, 3, BACK_OFF]})

    assert len(found.records) == 1
    assert found.warnings == (Warned(where="event 1", what="no time in this record"),)
