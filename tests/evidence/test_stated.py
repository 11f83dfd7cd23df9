from datetime import UTC, datetime

from unblame.evidence.record import Record, Statement
from unblame.evidence.stated import later, statements, utc
from unblame.evidence.times import Zones, stamp
from unblame.model import Moment, Source

AT = stamp("2026-03-04T05:06:07Z", Zones())


def test_a_stamp_without_a_zone_is_utc_by_specification_and_says_so():
    bare, told = utc("2026-10-25T02:30:00"), utc("2026-10-25T02:30:00+01:00")

    assert (bare.at, bare.zone_basis) == (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "utc_by_spec")
    assert (told.at, told.zone_basis) == (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "offset")
    assert [utc(text) for text in ("", "0001-01-01T00:00:00Z", "soon", "05:06")] == [None] * 4


def test_fields_that_hold_a_time_are_statements_and_the_others_are_not():
    held = {"a": "2026-03-04T05:06:07Z", "b": None, "c": "0001-01-01T00:00:00Z", "d": {}}

    found = statements(held, [(key, f"{key} at") for key in "abcde"], "incident 1")

    assert found == [
        Statement(
            label="a at",
            text="a at: 2026-03-04T05:06:07Z",
            source=Source(evidence="", place="incident 1"),
            moment=AT,
        )
    ]


def test_what_was_written_down_at_once_was_known_at_once():
    record = Record(moment=AT, text="x", place="event 1")
    soon, late = stamp("2026-03-04T05:07:06Z", Zones()), stamp("2026-03-04T05:07:07Z", Zones())

    assert later(record, soon) == later(record, None) == later(record, Moment()) == record
    assert later(record, late).known_at == datetime(2026, 3, 4, 5, 7, 7, tzinfo=UTC)
