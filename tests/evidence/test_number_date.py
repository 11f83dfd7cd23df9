"""Dates in numbers: read where one order alone fits, asked about where several do."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblame.evidence.day_order import is_doubtful, order_in
from unblame.evidence.number_date import day_of_numbers, order_of
from unblame.evidence.times import Zones, read_time


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("13/03/2026", date(2026, 3, 13)),
        ("03/13/2026", date(2026, 3, 13)),
        ("04/04/2026", date(2026, 4, 4)),
        ("26/03/04", date(2026, 3, 4)),
        ("13/03/26", date(2026, 3, 13)),
        ("3/13/26", date(2026, 3, 13)),
        ("03/04/2026", None),
        ("03/04/26", None),
        ("17/06/26", None),
    ],
)
def test_a_date_is_read_where_one_order_alone_fits(written, day):
    moment = read_time(f"{written} 14:05", zones=Zones("UTC"))

    assert moment is not None
    assert (moment.at.date() if moment.at else None) == day
    assert is_doubtful(written) == (day is None)


def test_what_is_known_of_the_incident_chooses_among_far_years():
    assert day_of_numbers((17, 6, 26), None, date(2017, 6, 1)) == date(2017, 6, 26)
    assert day_of_numbers((17, 6, 26), None, date(2026, 6, 1)) == date(2026, 6, 17)
    assert day_of_numbers((17, 6, 26), "ymd", date(2026, 6, 1)) == date(2017, 6, 26)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("03/04/2026 a\n13/04/2026 b", "dmy"),
        ("03/04/2026 a\n04/13/2026 b", "mdy"),
        ("17/06/26 a\n17/06/27 b", "ymd"),
        ("17/06/26 a\n18/06/26 b", "dmy"),
        ("03/04/2026 a\n04/04/2026 b", None),
        ("1/2 of the pods and 10.0.0.1", None),
        ("", None),
    ],
)
def test_the_order_is_read_off_the_dates_of_a_text(text, order):
    assert order_in(text) == order


@given(
    st.dates(date(2016, 1, 1), date(2098, 12, 31)),
    st.integers(15, 40),
    st.sampled_from(["dmy", "mdy", "ymd"]),
)
def test_days_that_follow_one_another_are_never_read_in_a_wrong_order(first, many, order):
    days = [first + timedelta(days=step) for step in range(many)]
    parts = {"d": lambda one: one.day, "m": lambda one: one.month, "y": lambda one: one.year % 100}

    found = order_of(tuple(parts[part](one) for part in order) for one in days)

    assert found in (order, None)
