"""Zones that are written out beside a time, or for all times of an account."""

from datetime import UTC, datetime

import pytest

from unblame.evidence import ReadOptions, read
from unblame.evidence.times import Zones, read_time
from unblame.people import Cast


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("Central African Time", 8),
        ("West Africa Time", 9),
        ("east african time", 7),
        ("India Standard Time", None),
        ("Greenwich Mean Time", 10),
        ("Coordinated Universal Time", 10),
        ("Central European Summer Time", 8),
        ("British Summer Time", 9),
        ("Eastern Time", 14),
    ],
)
def test_a_zone_is_written_out(written, hour):
    found = read_time(f"2026-06-04 10:15 {written}", zones=Zones(None))

    at = (
        datetime(2026, 6, 4, hour, 15, tzinfo=UTC)
        if hour
        else datetime(2026, 6, 4, 4, 45, tzinfo=UTC)
    )
    assert found.at == at


def test_all_times_of_an_account_are_in_a_zone_that_is_written_out(tmp_path):
    path = tmp_path / "oven.md"
    path.write_text(
        "# Cold oven, 2026-06-04\n\nAll times are in West Africa Time.\n\n- 10:15 Oven down\n"
    )

    (event,) = read([path], options=ReadOptions(), cast=Cast()).events

    assert event.at == datetime(2026, 6, 4, 9, 15, tzinfo=UTC)
