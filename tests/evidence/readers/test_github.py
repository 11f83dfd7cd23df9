import json
from datetime import UTC, datetime

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.github import GithubReader
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, stamp
from unblame.model import Kind

READER = GithubReader()
BO, BOT = {"login": "bo", "type": "User"}, {"login": "deploy[bot]", "type": "Bot"}
DEPLOYMENT = {
    "id": 5, "ref": "v7", "environment": "prod", "creator": BO, "description": "pay v7",
    "created_at": "2026-03-04T04:58:00Z", "statuses_url": "https://api.x.example/deployments/5/statuses",
}  # fmt: skip
STATUS = {
    "id": 7, "state": "success", "environment": "prod", "creator": BOT, "description": "",
    "created_at": "2026-03-04T05:01:00Z", "deployment_url": "https://api.x.example/deployments/5",
}  # fmt: skip
RUN = {
    "id": 3, "run_attempt": 2, "name": "Deploy", "display_title": "pay v7", "conclusion": "failure",
    "run_started_at": "2026-03-04T04:50:00Z", "updated_at": "2026-03-04T04:55:00Z",
    "created_at": "2026-03-04T04:00:00Z", "triggering_actor": BO,
}  # fmt: skip


def source(*values) -> OpenSource:
    return OpenSource(
        path="gh.json", data="\n".join(json.dumps(value) for value in values).encode()
    )


def told(reading: Reading):
    return [(r.moment.at.strftime("%H:%M"), r.kind, r.text) for r in reading.records]


def test_recognises_its_answers_and_none_of_its_neighbours():
    said = [
        READER.recognises(Sample.of("x", json.dumps(value).encode()))
        for value in (
            [DEPLOYMENT],
            [STATUS],
            {"workflow_runs": [RUN]},
            [{"type": "message", "ts": "1.2", "text": "hi"}],
            {"log_entries": [{"created_at": "2026-03-04T05:06:07Z", "type": "x_log_entry"}]},
        )
    ]

    assert said == [0.95, 0.95, 0.95, 0.0, 0.0]


def test_a_status_becomes_a_record():
    reading = READER.read(source(STATUS), Zones())
    bot = Identity(handle="deploy[bot]", bot=True)

    assert reading == Reading(
        records=(
            Record(
                moment=stamp("2026-03-04T05:01:00Z", Zones()),
                text="Deployment to prod finished",
                place="status 7",
                source_id="status:7",
                actor=bot,
                kind=Kind.CHANGE,
                kinds=(Kind.CHANGE,),
            ),
        ),
        identities=(bot,),
    )


def test_a_request_is_intent_and_its_success_the_change():
    assert told(READER.read(source([DEPLOYMENT | {"statuses": [STATUS]}]), Zones())) == [
        ("04:58", Kind.NOTE, "Deployment of pay v7 to prod requested"),
        ("05:01", Kind.CHANGE, "Deployment of pay v7 to prod finished"),
    ]


def test_a_request_whose_outcome_is_not_on_record_is_the_change_that_is_known():
    assert told(READER.read(source([DEPLOYMENT]), Zones())) == [
        ("04:58", Kind.CHANGE, "Deployment of pay v7 to prod requested")
    ]


def test_a_rollback_is_a_mitigation():
    back = DEPLOYMENT | {"description": "rollback to v6", "statuses": [STATUS]}

    assert [(kind, text) for _, kind, text in told(READER.read(source(back), Zones()))] == [
        (Kind.MITIGATION_TRIED, "Rollback to v6 (v7) to prod requested"),
        (Kind.MITIGATION_TRIED, "Rollback to v6 (v7) to prod finished"),
    ]


def test_states_on_the_way_are_kept_as_chatter():
    queued = STATUS | {"state": "queued"}

    assert told(READER.read(source(queued), Zones())) == [
        ("05:01", Kind.CHATTER, "Deployment to prod is queued")
    ]


def test_a_run_has_a_start_and_an_end_and_each_attempt_its_own():
    again = RUN | {"run_attempt": 3, "conclusion": "success"}

    reading = READER.read(source({"workflow_runs": [RUN, again]}), Zones())

    assert [r.source_id for r in reading.records] == [
        "run:3:2:start",
        "run:3:2:end",
        "run:3:3:start",
        "run:3:3:end",
    ]
    assert told(reading)[1::2] == [
        ("04:55", Kind.NOTE, "Deploy run “pay v7” failed"),
        ("04:55", Kind.CHANGE, "Deploy run “pay v7” finished"),
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (json.dumps([STATUS])[:-40], "line 1"),
        (json.dumps(STATUS | {"created_at": None}), "status 7"),
        (json.dumps(STATUS | {"created_at": "0001-01-01T00:00:00Z"}), "status 7"),
        ("[" * 100_000, "line 1"),
    ],
)
def test_hostile_answers_give_warnings_with_places(text, where):
    reading = READER.read(OpenSource(path="gh.json", data=text.encode()), Zones())

    assert (reading.records, [w.where for w in reading.warnings]) == ((), [where])


def test_an_offset_is_kept_through_a_daylight_saving_night():
    night = STATUS | {"created_at": "2026-10-25T02:30:00+01:00"}

    records = READER.read(source(night), Zones(default="Europe/Oslo")).records

    assert [(r.moment.at, r.moment.zone_basis) for r in records] == [
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "offset")
    ]


def test_the_same_export_twice_is_read_once():
    assert READER.read(source([STATUS], [STATUS]), Zones()) == READER.read(
        source([STATUS]), Zones()
    )
