import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.jenkins import JenkinsReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLE = Path(__file__).parent / "samples" / "jenkins.json"
OTTO = Identity(name="Otto Wieland", handle="otto")
JENKINS = Identity(name="Jenkins", bot=True)


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return JenkinsReader().read(OpenSource(path="b.json", data=data), Zones("Asia/Tokyo"))


def test_recognises_its_sample_and_no_neighbour():
    others = [
        b'{"_class":"hudson.model.Hudson","jobs":[]}',
        b'{"timestamp":1,"result":"ok"}',
        b'{"builds":[{"buildNumber":"1","result":"succeeded","queueTime":"x"}]}',
    ]

    found = reader_for(Sample.of("x", SAMPLE.read_bytes()))

    assert found is not None
    assert found.name == "jenkins"
    assert [JenkinsReader().recognises(Sample.of("x", one)) for one in others] == [0.0] * 3


def test_builds_become_a_start_and_an_end_with_who_set_them_off():
    found = reading(SAMPLE.read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records] == [
        ("05:25:00", Kind.NOTE, "Build “deploy-pay #43” started (VERSION v6)", OTTO),
        ("05:26:32", Kind.CHANGE, "Build “deploy-pay #43” finished (VERSION v6)", OTTO),
        ("04:58:00", Kind.NOTE, "Build “deploy-pay #42” started", JENKINS),
        ("04:59:58", Kind.CHANGE, "Build “deploy-pay #42” finished", JENKINS),
        ("05:30:00", Kind.NOTE, "Build “deploy-pay #44” started", None),
    ]
    assert found.warnings == ()


def test_what_takes_back_is_tried_and_what_only_tests_is_a_note():
    base = {"timestamp": 1772600280000, "duration": 1000}
    builds = [
        {**base, "fullDisplayName": "rollback-pay #1", "result": "SUCCESS", "url": "1"},
        {**base, "fullDisplayName": "deploy-pay #2", "result": "FAILURE", "url": "2"},
        {**base, "fullDisplayName": "unit tests #3", "result": "SUCCESS", "url": "3"},
    ]

    ends = [r for r in reading({"builds": builds}).records if not r.text.endswith("started")]

    assert [(r.kind, r.text) for r in ends] == [
        (Kind.MITIGATION_TRIED, "Build “rollback-pay #1” finished"),
        (Kind.NOTE, "Build “deploy-pay #2” failed"),
        (Kind.NOTE, "Build “unit tests #3” finished"),
    ]


def test_hostile_builds_give_warnings_with_places():
    odd = [
        {"timestamp": []},
        {"timestamp": 1, "duration": 10**30, "actions": [{"causes": 3}, 7]},
        7,
    ]

    found = reading({"builds": odd})

    assert len(found.records) == 1
    assert found.warnings == (Warned(where="build 1", what="no time in this record"),)


def test_times_are_unix_time_also_when_clocks_change():
    build = {"number": 1, "timestamp": 1792888200000, "result": None}

    (record,) = reading({"builds": [build]}).records

    assert (record.moment.at, record.moment.zone_basis) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "epoch",
    )


def test_the_same_builds_twice_are_read_once():
    data = SAMPLE.read_bytes()

    both = json.loads(data)
    both["builds"] *= 2
    assert reading(both).records == reading(data).records
