import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource
from unblame.evidence.readers.statuspage import StatuspageReader
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones, stamp
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).with_name("samples")


def sample(name: str):
    return json.loads((SAMPLES / name).read_text())


def reading(value: object) -> Reading:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    source = OpenSource(path="incidents.json", data=data)
    return StatuspageReader().read(source, Zones("Asia/Tokyo"))


def at(text: str):
    return stamp(text, Zones())


def test_updates_become_records_with_what_they_changed():
    found = reading(sample("statuspage.incidents.json"))

    assert found == Reading(
        records=(
            Record(
                moment=at("2026-03-04T07:12:00.000+01:00"),
                text="Resolved: Card payments fail\nAll payments go through again.\n"
                "Card payments: major outage → operational",
                place="update u3",
                source_id="u3",
                kind=Kind.CUSTOMER_UPDATE,
                kinds=(Kind.CUSTOMER_UPDATE, Kind.RESOLVED),
            ),
            Record(
                moment=at("2026-03-04T06:31:00.000+01:00"),
                text="Identified: Card payments fail\nA release is taken back.",
                place="update u2",
                source_id="u2",
                kind=Kind.CUSTOMER_UPDATE,
                kinds=(Kind.CUSTOMER_UPDATE,),
                known_at=datetime(2026, 3, 4, 5, 52, tzinfo=UTC),
            ),
            Record(
                moment=at("2026-03-04T06:52:00.000+01:00"),
                text="An update on the status page was edited; only its last wording is kept",
                place="update u2",
                source_id="u2/edited/2026-03-04T06:52:00.000+01:00",
                kinds=(Kind.NOTE,),
                edit_of="u2",
            ),
            Record(
                moment=at("2026-03-04T06:15:00.000+01:00"),
                text="Investigating: Card payments fail\nWe see errors with card payments.\n"
                "Card payments: operational → major outage\n"
                "(the page shows this at 2026-03-04T06:05:00.000+01:00)",
                place="update u1",
                source_id="u1",
                kind=Kind.CUSTOMER_UPDATE,
                kinds=(Kind.CUSTOMER_UPDATE,),
            ),
        )
    )


def test_the_offset_of_the_page_holds_through_a_daylight_saving_night():
    found = reading(sample("statuspage.api.json"))

    assert [(r.moment.at, r.moment.zone_basis) for r in found.records[1:]] == [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "offset"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "offset"),
    ]


def test_what_was_filled_in_afterwards_says_so():
    (incident,) = sample("statuspage.incidents.json")["incidents"]

    found = reading([incident | {"backfilled": True}])

    assert all(r.text.endswith("(filled in afterwards)") for r in found.records if not r.edit_of)


def test_a_summary_and_the_list_of_the_same_incident_say_the_same_and_once():
    page = sample("statuspage.incidents.json")
    summary = {**page, "components": [{"id": "c1", "name": "Card payments"}]}

    assert reading(summary) == reading(page)
    assert reading([*page["incidents"], *page["incidents"]]).records == reading(page).records


def test_odd_incidents_give_warnings_with_places():
    found = reading(
        {"page": {}, "incidents": [{"name": "x"}, {"incident_updates": 3, "created_at": "soon"}, 7]}
    )

    assert found == Reading(
        warnings=(
            Warned(where="incident 1", what="no time in this record"),
            Warned(where="incident 2", what="no time in this record"),
        )
    )


def test_bodies_of_webhooks_tell_updates_and_what_became_of_components():
    found = reading((SAMPLES / "statuspage.webhooks.jsonl").read_bytes())

    assert [(f"{r.moment.at:%d %H:%M:%S}", r.kinds, r.text) for r in found.records] == [
        ("04 05:15:00", (Kind.CUSTOMER_UPDATE,), "Investigating: Checkout errors\nWe see errors"),
        ("04 05:15:01", (Kind.CUSTOMER_UPDATE,), "Checkout on the status page: operational → partial outage"),
    ]  # fmt: skip


def test_an_odd_webhook_gives_a_warning_with_its_place():
    odd = {"component_update": {"created_at": 3.5e300}, "component": []}

    assert [w.where for w in reading(odd).warnings] == ["incident 1"]
