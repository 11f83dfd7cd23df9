import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.argo_cd import ArgoCdReader
from unblame.evidence.record import Identity
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
ANA, BO, ARGO = Identity(handle="ana.ruiz"), Identity(handle="bo.lind"), Identity(name="Argo CD", bot=True)  # fmt: skip


def reading(value: object, path: str = "pay.json"):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return ArgoCdReader().read(OpenSource(path=path, data=data), Zones("Asia/Tokyo"))


def test_recognises_its_samples_and_no_neighbour():
    samples = [
        (SAMPLES / name).read_bytes()
        for name in ("argo_cd.json", "argo_cd.apps.yaml", "argo_cd.history.txt")
    ]
    others = [
        b'{"apiVersion":"apps/v1","kind":"Deployment","metadata":{},"status":{"conditions":[]}}',
        b'{"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","status":{}}',
        b"ID DATE REVISION\nnothing yet\n",
        b"apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nstatus: {}\n",
    ]

    found = [reader_for(Sample.of("x", one)) for one in samples]

    assert [one.name for one in found if one is not None] == ["argo_cd"] * 3
    assert [ArgoCdReader().recognises(Sample.of("x", o)) for o in others] == [0.0] * 4


def test_an_application_becomes_deployments_an_operation_and_states():
    found = reading((SAMPLES / "argo_cd.json").read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records] == [
        ("12:00:00", Kind.CHANGE, "Deployment 8 of pay to 7aa10bc finished", ANA),
        ("05:01:00", Kind.CHANGE, "Deployment 9 of pay to 9f1c0aa finished", ARGO),
        ("05:40:00", Kind.NOTE, "Sync of pay to 7aa10bc started", BO),
        ("05:40:30", Kind.NOTE, "Sync of pay to 7aa10bc failed: one or more synchronization tasks are not valid", BO),
        ("05:06:07", Kind.SYMPTOM, "pay became Degraded", None),
        ("05:40:30", Kind.NOTE, "pay: SyncError: Failed sync attempt", None),
    ]  # fmt: skip


def test_the_yaml_of_kubectl_says_what_its_json_says():
    found = reading((SAMPLES / "argo_cd.apps.yaml").read_bytes(), "apps.yaml")

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records] == [
        ("12:00:00", Kind.CHANGE, "Deployment 8 of pay to 7aa10bc finished", ANA),
        ("05:01:00", Kind.CHANGE, "Deployment 9 of pay to 9f1c0aa, 03be77d finished", ARGO),
        ("05:40:00", Kind.NOTE, "Sync of pay to 7aa10bc started", BO),
        ("05:40:30", Kind.NOTE, "Sync of pay to 7aa10bc failed: one or more synchronization tasks are not valid", BO),
        ("05:06:07", Kind.SYMPTOM, "pay became Degraded", None),
        ("05:40:30", Kind.NOTE, "pay: SyncError: Failed sync attempt: one or more objects failed to apply", None),
    ]  # fmt: skip
    alone = "\n".join(
        line[2:]
        for line in (SAMPLES / "argo_cd.apps.yaml").read_text().splitlines()
        if line.startswith(("  ", "- "))
    )
    assert reading(alone.encode(), "app.yaml").records == found.records


def test_the_table_of_a_history_states_its_offset():
    found = reading((SAMPLES / "argo_cd.history.txt").read_bytes(), "pay.history.txt")

    assert [(r.moment.at, r.moment.zone_basis, r.text, r.source_id) for r in found.records] == [
        (datetime(2026, 3, 3, 12, 0, tzinfo=UTC), "offset", "Deployment 8 of main (7aa10bc) finished", "pay.history/deployment 8"),
        (datetime(2026, 3, 4, 5, 1, tzinfo=UTC), "offset", "Deployment 9 of main (9f1c0aa) finished", "pay.history/deployment 9"),
    ]  # fmt: skip


def test_a_full_history_may_hold_less_than_there_was():
    history = [{"id": n, "revision": "r", "deployedAt": "2026-03-04T05:01:00Z"} for n in range(10)]

    found = reading({"items": [{"metadata": {"name": "pay"}, "status": {"history": history}}]})

    assert [w.where for w in found.warnings] == ["application pay"]


def test_hostile_applications_give_warnings_with_places():
    value = {"items": [{"metadata": [], "status": 3}, {"status": {"history": [{"deployedAt": None}, 7], "operationState": []}}, {"status": {"history": [{"deployedAt": "2026-03-04T05:01:00Z", "revisions": [None]}]}}]}  # fmt: skip

    found = reading(value)

    assert [r.text for r in found.records] == [
        "Deployment 2026-03-04T05:01:00Z of application to an unnamed revision finished"
    ]
    assert found.warnings == (
        Warned(where="application 1", what="no time in this record"),
        Warned(where="application 2", what="no time in this record"),
    )


def test_hostile_yaml_is_read_as_far_as_it_goes():
    head = b"apiVersion: argoproj.io/v1alpha1\nkind: Application\nstatus:\n"
    deep = b"".join(b" " * n + b"a:\n" for n in range(2, 400))
    rest = b"  history:\n  - deployedAt: &x [*x\n  - - -\n  -\n  - id: 1\n    deployedAt: '2026-03-04T05:01:00Z'\n"

    found = reading(head + deep + rest + b"\t- ]\n\x00", "app.yaml")

    assert [r.text for r in found.records] == ["Deployment 1 of application to an unnamed revision finished"]  # fmt: skip


def test_stamps_are_utc_also_when_clocks_change():
    done = {"id": 1, "deployedAt": "2026-10-25T01:30:00Z"}

    (record,) = reading({"status": {"history": [done]}}).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_same_application_twice_is_read_once():
    data = (SAMPLES / "argo_cd.json").read_bytes()

    assert len(reading({"items": [json.loads(data), json.loads(data)]}).records) == 6
