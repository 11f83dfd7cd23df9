import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.new_relic import NewRelicReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
OTTO = Identity(email="otto@kestrel.example")


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return NewRelicReader().read(OpenSource(path="n.json", data=data), Zones("Asia/Tokyo"))


def told(found: Reading):
    return [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records]


@pytest.mark.parametrize("name", ["json", "webhooks.jsonl"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"new_relic.{name}").read_bytes()))

    assert found is not None
    assert found.name == "new_relic"


def test_an_issue_tells_every_state_it_had():
    assert told(reading((SAMPLES / "new_relic.json").read_bytes())) == [
        ("05:06:10", Kind.ALERT, "Issue opened: Error rate of pay over 2 % (critical)", None),
        ("05:06:15", Kind.ALERT, "Issue activated: Error rate of pay over 2 % (critical)", None),
        ("05:08:00", Kind.ACKNOWLEDGED, "Issue acknowledged: Error rate of pay over 2 % (critical)", OTTO),
        ("05:50:00", Kind.RECOVERY, "Issue closed: Error rate of pay over 2 % (critical)", None),
    ]  # fmt: skip


def test_a_webhook_tells_one_state_that_the_issue_tells_too():
    hooks = (SAMPLES / "new_relic.webhooks.jsonl").read_bytes()
    issue = (SAMPLES / "new_relic.json").read_bytes().replace(b"\n", b"")

    assert told(reading(hooks)) == [
        ("05:06:15", Kind.ALERT, "Issue activated: Error rate of pay over 2 % (critical, policy Golden signals)", None),
        ("05:50:00", Kind.RECOVERY, "Issue closed: Error rate of pay over 2 % (critical, policy Golden signals)", None),
    ]  # fmt: skip
    assert len(reading(hooks + issue).records) == 4


def test_a_classic_notification_tells_its_state():
    one = {"account_id": 1, "incident_id": 42, "condition_name": "Error rate", "policy_name": "Golden signals",
           "current_state": "acknowledged", "owner": "Otto Wieland", "severity": "CRITICAL", "details": "Error rate > 2 %", "timestamp": 1772600880000}  # fmt: skip

    assert told(reading(one)) == [
        ("05:08:00", Kind.ACKNOWLEDGED, "Issue acknowledged: Error rate > 2 % (critical, policy Golden signals)", Identity(name="Otto Wieland"))
    ]  # fmt: skip


def test_hostile_issues_give_warnings_with_places():
    odd = [
        {"issueId": [], "createdAt": "soon"},
        {"issueUrl": 1, "state": {}, "updatedAt": 1e300},
        7,
    ]

    found = reading({"data": odd})

    assert found.records == ()
    assert found.warnings == tuple(
        Warned(where=f"issue {n}", what="no time in this record") for n in (1, 2)
    )


def test_times_are_unix_time_also_when_clocks_change():
    (record,) = reading({"issueId": "1", "createdAt": 1792888200000}).records

    assert record.moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_same_issue_twice_is_read_once():
    one = json.loads((SAMPLES / "new_relic.json").read_bytes())

    assert reading([one, one]).records == reading(one).records
