"""What comes by a schedule is no change; that it grew, stayed away or dipped is."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from unblame.evidence import ReadOptions, read
from unblame.evidence.schedule import Schedule, schedule_of

START = datetime(2026, 3, 3, tzinfo=UTC)
DAYS = 2


def found(tmp_path, each_minute):
    """Return (minute of the log, template) of each change in a log of two days."""
    chance = random.Random(4)
    with (tmp_path / "app.log").open("w") as out:
        for minute in range(DAYS * 1440):
            texts = ["INFO order 7 placed"] * chance.randrange(8, 17) + each_minute(minute)
            for number, text in enumerate(texts):
                at = START + timedelta(minutes=minute, seconds=number * 50 // len(texts))
                out.write(f"{at:%Y-%m-%dT%H:%M:%SZ} {text}\n")
    changes = read([tmp_path / "app.log"], options=ReadOptions(tz="UTC")).changes
    return [((one.moment.at - START) // timedelta(minutes=1), one.template) for one in changes]


def hourly(minute, lines=20):
    return ["INFO cleaned 12 rows"] * lines if minute % 60 == 5 else []


def nightly(minute):
    return ["INFO backup copied part 7"] * 15 if minute % 1440 in range(150, 165) else []


@pytest.mark.parametrize("job", [hourly, nightly, lambda minute: hourly(minute) + nightly(minute)])
def test_a_job_that_comes_as_always_is_no_change(tmp_path, job):
    assert found(tmp_path, job) == []


def test_a_job_that_grew_is_a_change(tmp_path):
    changes = found(tmp_path, lambda m: hourly(m, 200 if 1440 <= m < 1900 else 20))

    assert changes == [(1445, "info: cleaned * rows")]


def test_a_job_that_is_new_is_a_change(tmp_path):
    changes = found(tmp_path, lambda m: hourly(m) if m >= 900 else [])

    assert changes == [(905, "info: cleaned * rows")]


def test_a_dip_in_the_middle_of_two_days_is_a_change(tmp_path):
    def silent(minute):
        return ["INFO search took 7 ms"] * (0 if 1400 <= minute < 1430 else 12)

    assert found(tmp_path, silent) == [(1399, "info: search took * ms")]


def test_errors_that_come_now_and_then_are_no_change(tmp_path):
    chance = random.Random(9)

    assert found(tmp_path, lambda _: ["ERROR card declined"] * (chance.random() < 0.05)) == []


@pytest.mark.parametrize(
    ("minutes", "grave", "schedule"),
    [
        (range(5, 1440, 60), True, Schedule(60, 5, 1)),
        ([150, 1592], False, Schedule(1440, 150, 1)),
        ([150, 1592], True, None),
        ([150, 900], False, None),
        (range(700, 730), True, None),
        ([60, 120, 180, 240], True, None),
    ],
)
def test_a_schedule_is_told_by_where_counts_stand(minutes, grave, schedule):
    counts = [int(minute in minutes) for minute in range(2880 if 1592 in minutes else 1440)]

    assert schedule_of(counts, 1, grave=grave) == schedule
