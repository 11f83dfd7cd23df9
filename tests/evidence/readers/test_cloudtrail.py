import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.cloudtrail import CloudtrailReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
CALL = {"eventID": "e9", "eventTime": "2026-10-25T01:30:00Z", "eventSource": "iam.amazonaws.com", "eventName": "CreateUser"}  # fmt: skip


def reading(value: object):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return CloudtrailReader().read(OpenSource(path="a.json", data=data), Zones("Europe/Oslo"))


def test_recognises_its_samples_and_no_neighbour():
    samples = [
        (SAMPLES / name).read_bytes() for name in ("cloudtrail.json", "cloudtrail.lookup.json")
    ]
    others = [
        b'{"eventTime":"2026-03-04T05:06:07Z","eventId":"1","eventType":"Note","incidentRecordArn":"a"}',
        b'{"Records":[{"eventSource":"aws:s3","eventTime":"2026-03-04T05:06:07Z","eventName":"ObjectCreated:Put"}]}',
    ]

    found = [reader_for(Sample.of("x", one)) for one in samples]

    assert [one.name for one in found if one is not None] == ["cloudtrail"] * 2
    assert [CloudtrailReader().recognises(Sample.of("x", o)) for o in others] == [0.0] * 2


def test_calls_that_write_become_records_and_the_rest_is_counted():
    found = reading((SAMPLES / "cloudtrail.json").read_bytes())

    assert [(f"{r.moment.at:%H:%M}", r.kind, r.text, r.actor) for r in found.records] == [
        ("05:00", Kind.CHANGE, "rds: ModifyDBInstance of pay-db", Identity(name="deploy", bot=True)),
        ("05:30", Kind.NOTE, "ecs: UpdateService of prod was refused: AccessDenied", Identity(email="ana.ruiz@norvane.example")),
        ("05:31", Kind.MITIGATION_TRIED, "cloudformation: RollbackStack of pay", Identity(handle="bo.lind")),
    ]  # fmt: skip
    assert found.warnings == (
        Warned(where="the file", what="calls that only read were left out: 1"),
    )


def test_neither_secrets_nor_addresses_nor_other_peoples_names_are_taken():
    parameters = {"userName": "cy.dahl", "secretString": "s3cr3t", "policyArn": "arn:aws:iam::aws:policy/x"}  # fmt: skip

    found = reading([{**CALL, "requestParameters": parameters, "sourceIPAddress": "203.0.113.7"}])

    assert [r.text for r in found.records] == ["iam: CreateUser of arn:aws:iam::aws:policy/x"]
    assert found.identities == (Identity(handle="cy.dahl"),)


def test_hostile_calls_give_warnings_with_places():
    value = {"Records": [{"eventTime": 0}, {"eventTime": "now", "userIdentity": []}, [], {**CALL, "userIdentity": "x", "requestParameters": 3}]}  # fmt: skip

    found = reading(value)

    assert [r.source_id for r in found.records] == ["e9"]
    assert found.warnings == tuple(
        Warned(where=f"entry {n}", what="no time in this record") for n in (1, 2, 3)
    )


def test_stamps_say_that_they_are_utc_also_when_clocks_change():
    (record,) = reading([CALL]).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert record.moment.zone_basis == "stated"


def test_two_trails_of_one_call_are_one_event(tmp_path: Path):
    for name in ("cloudtrail.json", "cloudtrail.lookup.json"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())

    found = read([tmp_path])

    assert [(len(e.sources), e.actor) for e in found.events] == [
        (2, "deploy"),
        (1, "Responder A"),
        (1, "Responder B"),
    ]
