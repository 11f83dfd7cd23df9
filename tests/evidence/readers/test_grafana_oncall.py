import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.grafana_oncall import GrafanaOncallReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
OTTO = Identity(handle="otto", email="otto@kestrel.example", id="U111")


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return GrafanaOncallReader().read(OpenSource(path="g.json", data=data), Zones("Asia/Tokyo"))


@pytest.mark.parametrize("name", ["json", "webhooks.jsonl"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"grafana_oncall.{name}").read_bytes()))

    assert found is not None
    assert found.name == "grafana_oncall"


def test_a_group_tells_its_beginning_its_acknowledgement_and_its_end():
    found = reading((SAMPLES / "grafana_oncall.json").read_bytes())

    by = Identity(id="U111")
    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records] == [
        ("05:06:11", Kind.ALERT, "Alert group created: Http5xx on checkout", None),
        ("05:08:00", Kind.ACKNOWLEDGED, "Alert group acknowledged: Http5xx on checkout", by),
        ("05:50:00", Kind.RESOLVED, "Alert group resolved: Http5xx on checkout", by),
    ]


def test_webhooks_tell_the_same_facts_and_who_was_called():
    hooks = (SAMPLES / "grafana_oncall.webhooks.jsonl").read_bytes()
    found = reading(hooks + hooks)

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records] == [
        ("05:06:11", Kind.ALERT, "Alert group created: Http5xx on checkout", None),
        ("05:08:00", Kind.ACKNOWLEDGED, "Alert group acknowledged: Http5xx on checkout", OTTO),
        ("05:07:00", Kind.NOTE, "Alert group escalation: Http5xx on checkout", None),
        ("05:07:00", Kind.PAGE, "Escalation: 1 notified: Http5xx on checkout", None),
    ]
    assert OTTO in found.identities
    both = reading(hooks + (SAMPLES / "grafana_oncall.json").read_bytes())
    assert len(both.records) == 5


def test_hostile_groups_give_warnings_with_places():
    odd = [
        {"created_at": []},
        {"event": {"type": 3, "time": "soon"}, "alert_group": 7, "notified_users": 3},
        7,
    ]

    found = reading({"results": odd})

    assert found.records == ()
    assert found.warnings == tuple(
        Warned(where=f"record {n}", what="no time in this record") for n in (1, 2)
    )


def test_stamps_state_their_zone_also_when_clocks_change():
    (record,) = reading({"id": "1", "created_at": "2026-10-25T02:30:00+01:00"}).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
