from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblame.actions.due import Policy, due_date, next_working_day, severity_level, working_day

TUESDAY = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("effort", "severity", "due"),
    [
        ("hours", None, date(2026, 3, 17)),
        ("days", None, date(2026, 3, 25)),
        ("weeks", None, date(2026, 4, 9)),
        ("weeks", "SEV-1", date(2026, 3, 25)),
        ("hours", "SEV-1", date(2026, 3, 17)),
        (None, "P2", date(2026, 4, 9)),
        (None, None, None),
    ],
)
def test_due_is_the_earlier_of_severity_and_effort(
    effort: str | None, severity: str | None, due: date | None
) -> None:
    assert due_date(effort, severity=severity, now=TUESDAY) == due


def test_due_moves_from_a_weekend_to_the_friday_before() -> None:
    friday = datetime(2026, 3, 13, 8, 0, tzinfo=UTC)

    assert due_date("days", severity=None, now=friday) == date(2026, 3, 27)


def test_due_follows_a_policy_that_is_set() -> None:
    policy = Policy(limit_days={1: 3}, holidays=(date(2026, 3, 13),))

    assert due_date("days", severity="critical", now=TUESDAY, policy=policy) == date(2026, 3, 12)


def test_severity_level_reads_numbers_and_words() -> None:
    levels = [severity_level(text) for text in ("SEV-1", "P3", "major", "unknown", None)]

    assert levels == [1, 3, 2, None, None]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_working_days_are_never_on_a_weekend(day: date) -> None:
    assert working_day(day).weekday() < 5
    assert next_working_day(day).weekday() < 5
    assert working_day(day) <= day <= next_working_day(day)
