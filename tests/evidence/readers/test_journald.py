import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import read
from unblame.evidence.form import OpenSource
from unblame.evidence.readers.journald import JournaldReader
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).with_name("samples")


def reading(data: str | bytes, zone: str | None = None) -> Reading:
    data = data.encode() if isinstance(data, str) else data
    return JournaldReader().read(OpenSource(path="journal", data=data), Zones(zone))


def told(found: Reading):
    return [(r.moment.at, r.text, r.place) for r in found.records]


def entry(**fields: object) -> str:
    return json.dumps({"__CURSOR": "s", "__REALTIME_TIMESTAMP": "1772600767123456", **fields})


def test_json_entries_are_dated_by_their_sender_where_it_says_when():
    found = reading((SAMPLES / "journald.json").read_bytes())

    assert told(found) == [
        (datetime(2026, 3, 4, 5, 6, 7, 123456, tzinfo=UTC), "pay: pool exhausted", "line 1"),
        (datetime(2026, 3, 4, 5, 6, 8, 1, tzinfo=UTC), "pay: OK", "line 2"),
        (
            datetime(2026, 3, 4, 5, 6, 9, 123456, tzinfo=UTC),
            "pay: (a message too large to print)",
            "line 3",
        ),
    ]
    assert found.records[0].moment.zone_basis == "epoch"


def test_the_export_format_holds_messages_of_several_lines():
    assert told(reading((SAMPLES / "journald.export").read_bytes())) == [
        (datetime(2026, 3, 4, 5, 6, 7, 123456, tzinfo=UTC), "pay: pool exhausted", "entry 1"),
        (
            datetime(2026, 3, 4, 5, 6, 8, 123456, tzinfo=UTC),
            "pay: two lines\nof one message",
            "entry 2",
        ),
    ]


def test_the_bytes_in_an_export_make_it_no_binary_file():
    evidence = read([SAMPLES / "journald.export"])

    assert [event.text for event in evidence.events] == [
        "pay: pool exhausted",
        "pay: two lines\nof one message",
    ]


@pytest.mark.parametrize("name", ["journald.short-iso.log", "journald.full.log"])
def test_text_forms_keep_the_offset_they_state(name):
    found = reading((SAMPLES / name).read_bytes(), "America/New_York")

    assert told(found)[0][:2] == (datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), "pay: pool exhausted")


def test_pretty_json_is_read_entry_by_entry():
    pretty = json.dumps([json.loads(entry(MESSAGE="a")), json.loads(entry(MESSAGE="b"))], indent=2)

    assert [(text, place) for _, text, place in told(reading(pretty))] == [
        ("a", "entry 1"),
        ("b", "entry 2"),
    ]


def test_an_offset_holds_through_a_daylight_saving_night():
    lines = (
        "2026-10-25T02:30:00+0200 n1 pay[1]: before\n2026-10-25T02:30:00+0100 n1 pay[1]: after\n"
    )

    assert [at for at, _, _ in told(reading(lines, "Europe/Oslo"))] == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ]


def test_odd_entries_are_passed_over_and_nothing_is_raised():
    lines = [entry(MESSAGE=[["a"], "b"]), "{", entry(__REALTIME_TIMESTAMP="soon"), entry(MESSAGE={})]  # fmt: skip

    assert told(reading("\n".join(lines))) == [
        (datetime(2026, 3, 4, 5, 6, 7, 123456, tzinfo=UTC), "a b", "line 1"),
        (
            datetime(2026, 3, 4, 5, 6, 7, 123456, tzinfo=UTC),
            "(a message too large to print)",
            "line 4",
        ),
    ]


def test_an_export_that_is_cut_short_is_warned_of_with_its_place():
    cut = reading((SAMPLES / "journald.export").read_bytes()[:-30])
    long = b"__CURSOR=x\n__REALTIME_TIMESTAMP=1\nMESSAGE\n" + b"\xff" * 8

    assert len(cut.records) == 1
    assert cut.warnings == (Warned(where="entry 2", what="the file ends inside this entry"),)
    assert reading(long) == Reading(
        warnings=(Warned(where="entry 1", what="the file ends inside this entry"),)
    )


def test_many_entries_are_condensed():
    lines = [
        entry(MESSAGE="pool exhausted", __REALTIME_TIMESTAMP=str(1772600767123456 + n * 10**6))
        for n in range(200)
    ]

    found = reading("\n".join(lines))

    assert found.records == ()
    assert found.covers is not None
