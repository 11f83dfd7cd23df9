"""Times in running text: which words and digits are one, and which are an amount."""

from datetime import UTC, date, datetime, timedelta

import pytest

from unblame.evidence.in_text import Known, found_in
from unblame.evidence.times import Zones, find_times
from unblame.model import Moment, Precision

UTC_ZONE = Zones("UTC")
DAY = date(2026, 3, 4)


def at(hour: int, minute: int = 0, second: int = 0, *, day: int = 4) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC)


def the_times(text: str, *near: datetime) -> list[tuple[str, datetime | None, str]]:
    found = find_times(text, UTC_ZONE, DAY, near=near)
    return [(text[a:b], moment.at, moment.precision) for a, b, moment in found]


def the_one(text: str, *near: datetime) -> Moment:
    ((_, _, moment),) = find_times(text, UTC_ZONE, DAY, near=near)
    return moment


@pytest.mark.parametrize(
    ("text", "written", "instant", "precision"),
    [
        ("at 22:XX it broke", "22:XX", at(22), "hour"),
        ("at noon we deployed", "noon", at(12), "approximate"),
        ("half past three in the morning", "half past three in the morning", at(3, 30), "approximate"),
        ("ten to six pm the page came", "ten to six pm", at(17, 50), "approximate"),
        ("up again around 14:05ish", "around 14:05ish", at(14, 5), "approximate"),
        ("from 10:05 to 10:20 UTC it failed", "10:05 to 10:20 UTC", at(10, 5), "range"),
        ("between 10:05 and 10:20 it failed", "10:05 and 10:20", at(10, 5), "range"),
        ("10:05–10:20 errors", "10:05–10:20", at(10, 5), "range"),
        ("from 14:05 until about 14:20", "14:05 until about 14:20", at(14, 5), "range"),
        ("3-4pm", "3-4pm", at(15), "range"),
        ("between 3 and 4 pm", "3 and 4 pm", at(15), "range"),
        ("11 – 1 pm", "11 – 1 pm", at(11), "range"),
        ("seen at 14h05", "14h05", at(14, 5), "minute"),
        ("we saw it 2.05 pm", "2.05 pm", at(14, 5), "minute"),
        ("Alarm 14.05 Uhr", "14.05 Uhr", at(14, 5), "minute"),
        ("um 14 Uhr", "14 Uhr", at(14), "hour"),
        ("at 1405Z", "1405Z", at(14, 5), "minute"),
        ("2026-W10-3T14:05Z", "2026-W10-3T14:05Z", at(14, 5), "minute"),
        ("2026-063T14:05Z", "2026-063T14:05Z", at(14, 5), "minute"),
        ("on 2026-W10-3", "2026-W10-3", at(0), "day"),
        ("04.03. 14:05 Alarm", "04.03. 14:05", at(14, 5), "minute"),
        ("am 4.3.26", "4.3.26", at(0), "day"),
        ("3/13 14:05 alarm", "3/13 14:05", at(14, 5, day=13), "minute"),
        ("yesterday at 14:05", "yesterday at 14:05", at(14, 5, day=3), "minute"),
        ("last night at 23:50", "last night at 23:50", at(23, 50, day=3), "minute"),
        ("last night at 02:10", "last night at 02:10", at(2, 10), "minute"),
        ("the next morning at 09:15", "the next morning at 09:15", at(9, 15, day=5), "minute"),
        ("back 00:10 the next day", "00:10 the next day", at(0, 10, day=5), "minute"),
        ("two days later, at 09:00,", "two days later, at 09:00", at(9, day=6), "minute"),
        ("on Tuesday at 14:05", "on Tuesday at 14:05", at(14, 5, day=3), "minute"),
        ("around 3 in the morning the disk filled", "around 3 in the morning", at(3), "approximate"),
        ("Yesterday evening at 8, errors", "Yesterday evening at 8", at(20, day=3), "approximate"),
        ("the next morning at 9 we met", "the next morning at 9", at(9, day=5), "approximate"),
        ("next Tuesday 14:05", "next Tuesday 14:05", at(14, 5, day=10), "minute"),
    ],
)  # fmt: skip
def test_a_time_is_found_as_people_write_it(text, written, instant, precision):
    assert the_times(text) == [(written, instant, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "version 1.12.30 shipped", "10-20 requests", "24/7", "p99 2:1", "ratio 16:9", "10:1 odds",
        "10.0.0.1:8080", "localhost:3000", "took 1:30", "for 00:45:10", "lasted 02:10", "1:30 hours",
        "2.05 seconds", "v2.05", "at 10.30 %", "from 10.30 to 11.20 ms", "at 2.30 GB", "at 22.04 LTS",
        "from 22.04 to 24.04", "file.py:12:30", "line 12:30", "score was 10:12", "12:34:56:78:9a:bc",
        "10:00 minutes", "2:30 later", "+14:05", "at 12.30 EUR", "1h05 of downtime", "3h20", "24:30",
        "14:05:60", "13/13/2026 10:00", "26-03-04 14:05", "five to ten pods", "from five to ten",
        "two to three nodes failed", "twenty to one odds", "midnight blue", "may 5 times", "$12.30",
        "half past caring", "5 minutes later", "56m ago", "3 minutes after the deploy", "1405 users",
        "2.39.", "3.14 and later", "from 18.04 on", "between 0.20 and 0.60", "| 1.28 | 3.45 |",
        "from 0.25 on", "1.7.10 is out", "14 AM", "we lost one in the morning", "the next morning at 9 pods fell",
        "2026-063", "in 5 minutes", "nobody knows", "10:10:10:a0:10:10", "",
    ],
)  # fmt: skip
def test_an_amount_is_no_time(text):
    assert the_times(text) == []


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("22:4x", at(22, 40), datetime(2026, 3, 4, 22, 49, 59, 999_000, tzinfo=UTC)),
        ("about 14:05", at(14), at(14, 10)),
        ("shortly before 14:05", at(14), at(14, 5)),
        ("just after 2 pm", at(14), at(14, 5)),
        ("around noon", at(11, 55), at(12, 5)),
    ],
)
def test_words_beside_a_time_set_its_bounds(text, earliest, latest):
    moment = the_one(text)

    assert (moment.precision, moment.earliest, moment.latest) == ("approximate", earliest, latest)


def test_a_spoken_hour_is_in_the_half_of_the_day_that_is_nearer_to_what_is_known():
    text = "about ten past two the pager went"

    assert the_one(text).at is None
    assert the_one(text, at(13, 50)).at == at(14, 10)
    assert the_one(text, at(1)).at == at(2, 10)
    assert the_one("at midnight it was back", at(23, 30)).at == at(0, day=5)


def test_what_is_told_relative_counts_from_the_time_before():
    text = "At 14:02 UTC we deployed; 7 minutes later errors began, and an hour after that it was back."

    assert the_times(text) == [
        ("14:02 UTC", at(14, 2), "minute"),
        ("7 minutes later", at(14, 9), "approximate"),
        ("an hour after that", at(15, 9), "approximate"),
    ]


def test_a_relative_time_is_as_unsure_as_its_words_and_as_what_it_counts_from():
    moments = [
        one.moment for one in found_in("14:02 up, 7 minutes later down", UTC_ZONE, Known(day=DAY))
    ]

    assert (moments[1].earliest, moments[1].latest, moments[1].zone_basis) == (
        at(14, 8),
        at(14, 10) + timedelta(seconds=59, milliseconds=999),
        "assumed:UTC",
    )


def test_ago_counts_from_when_it_was_written():
    (found,) = found_in("it began 56m ago", UTC_ZONE, Known(day=DAY, now=at(15)))

    assert (found.moment.at, found.moment.zone_basis) == (at(14, 4), "relative:")


def test_a_clock_time_beside_a_relative_one_is_that_time():
    text = "At 14:02 a page; five minutes later, at 14:07, errors"

    assert [one[0] for one in the_times(text)] == ["14:02", "14:07"]


def test_a_day_told_in_words_holds_for_what_follows_but_yesterday_does_not():
    days = the_times("The next day at 09:00 checks, at 10:00 closed.")
    yesterday = the_times("Yesterday at 09:00 a page, now at 10:00 errors.")

    assert [one[1] for one in days] == [at(9, day=5), at(10, day=5)]
    assert [one[1] for one in yesterday] == [at(9, day=3), at(10)]


def test_a_leap_second_is_the_next_second():
    moment = the_one("2026-12-31T23:59:60Z")

    assert (moment.at, moment.precision) == (datetime(2027, 1, 1, tzinfo=UTC), Precision.SECOND)


def test_a_date_whose_month_is_in_doubt_has_no_instant():
    assert [one[1] for one in the_times("5/6/26 at 14:05")] == [None]
    assert [one[1] for one in the_times("3/4 14:05")] == [None]
    assert [one[1] for one in the_times("1/1 14:05")] == [None]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("12:00 outage begins", 1),
        ("- 12:00 outage over", 1),
        ("at 12:00 outage ends", 1),
        ("we had a 12:30 outage", 0),
        ("it was 1:30 downtime in all", 0),
    ],
)
def test_an_outage_after_a_time_is_its_length_only_where_no_line_begins_with_the_time(
    text: str, times: int
):
    assert len(find_times(text, Zones("UTC"), date(2026, 3, 4))) == times
