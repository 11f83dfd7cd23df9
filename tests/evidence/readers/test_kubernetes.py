import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
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


def test_columns_that_somebody_chose_are_known_by_their_headings():
    found = reading((SAMPLES / "kubernetes.columns.txt").read_bytes())

    assert [(r.moment.at, r.moment.until, r.kind, r.text) for r in found.records] == [
        (
            datetime(2026, 3, 4, 5, 5, 58, tzinfo=UTC),
            datetime(2026, 3, 4, 5, 19, 58, tzinfo=UTC),
            Kind.SYMPTOM,
            "BackOff: Back-off restarting failed container pay (Pod/pay-6d5f-x2, 12 times)",
        ),
        (
            None,
            None,
            Kind.NOTE,
            "Scheduled: Successfully assigned prod/pay-6d5f-x2 to n1 (Pod/pay-6d5f-x2)",
        ),
        (
            datetime(2026, 3, 4, 4, 58, 10, tzinfo=UTC),
            None,
            Kind.CHANGE,
            "ScalingReplicaSet: Scaled up replica set pay-6d5f to 3 (Deployment/pay)",
        ),
    ]


@pytest.mark.parametrize(
    "heading",
    ["NAME   READY   STATUS   RESTARTS   AGE", "WHEN   REASON", "ID   DATE   REVISION", "TIME   WHO   WHAT"],
)  # fmt: skip
def test_other_tables_in_capitals_are_no_events(heading):
    assert KubernetesReader().recognises(Sample.of("x", f"{heading}\na   b   c\n".encode())) == 0.0


def test_a_description_tells_events_ends_of_containers_and_conditions():
    found = reading((SAMPLES / "kubernetes.describe.txt").read_bytes())

    assert [(f"{r.moment.at:%m-%d %H:%M:%S}", r.kind, r.text) for r in found.records] == [
        ("03-04 04:58:20", Kind.NOTE, "prod/pay-6d5f-x2 was started"),
        ("03-04 05:02:10", Kind.NOTE, "Container pay of prod/pay-6d5f-x2 started"),
        ("03-04 05:05:58", Kind.SYMPTOM, "Container pay of prod/pay-6d5f-x2 ended: OOMKilled (exit code 137)"),
        ("03-04 04:58:31", Kind.NOTE, "Container sidecar of prod/pay-6d5f-x2 started"),
        ("03-04 04:58:00", Kind.NOTE, "Scheduled: Successfully assigned prod/pay-6d5f-x2 to n1 (prod/pay-6d5f-x2)"),
        ("03-04 05:05:00", Kind.SYMPTOM, "BackOff: Back-off restarting failed container pay in pod pay-6d5f-x2_prod (prod/pay-6d5f-x2, 9 times)"),
        ("02-02 08:00:00", Kind.NOTE, "n1 was created"),
        ("02-02 08:00:00", Kind.NOTE, "n1: MemoryPressure became False (KubeletHasSufficientMemory: kubelet has sufficient memory available)"),
        ("03-04 05:13:22", Kind.SYMPTOM, "n1: Ready became Unknown (NodeStatusUnknown: Kubelet stopped posting node status.)"),
    ]  # fmt: skip
    assert found.warnings == ()


def test_ages_of_a_description_without_a_moment_are_no_times_but_its_stamps_are():
    text = (SAMPLES / "kubernetes.describe.txt").read_text().partition("\n")[2]

    found = reading(text)

    assert [r.moment.as_written for r in found.records if r.moment.at is None] == [
        "21m ago",
        "14m ago",
    ]
    assert [w.where for w in found.warnings] == ["line 1"]


def test_a_description_printed_when_clocks_change_counts_from_its_offset():
    lines = "Name: pay\nNamespace: prod\nLabels: a\nStart Time: {}\nEvents: <none>\n"
    times = ["Sun, 25 Oct 2026 02:30:00 +0200", "Sun, 25 Oct 2026 02:30:00 +0100"]

    found = reading("".join(lines.format(one) for one in times))

    assert [r.moment.at for r in found.records] == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ]


def test_a_hostile_description_is_read_as_far_as_it_goes():
    head = "Name: x\nNamespace: y\nLabels: z\nEvents:\n  Type     Reason  Age  From  Message\n"

    found = reading(f"{head}  Warning\n  Warning  Odd     99999999999999y\n\tWarning\n  Warning  Odd     never k m\n")  # fmt: skip

    assert found.records == ()
    assert [w.where for w in found.warnings] == ["line 6", "line 7", "line 9"]
