from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblame.evidence.times import (
    Zones,
    duration_seconds,
    epoch,
    find_times,
    moment_of,
    read_day,
    read_time,
    stamp,
)
from unblame.model import Moment, Precision

OSLO = Zones("Europe/Oslo", {})
DAY = date(2026, 3, 4)


def at(hour: int, minute: int = 0, second: int = 0, micro: int = 0, day: int = 4) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, micro, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "instant", "basis", "precision"),
    [
        ("2026-03-04T05:06:07.123Z", at(5, 6, 7, 123000), "stated", "exact"),
        ("2026-03-04 05:06:07,123", at(4, 6, 7, 123000), "assumed:Europe/Oslo", "exact"),
        ("2026-03-04T06:06:07+0100", at(5, 6, 7), "offset", "second"),
        ("20260304T050607Z", at(5, 6, 7), "stated", "second"),
        ("2026-03-04T05:06-08:00", at(13, 6), "offset", "minute"),
        ("04/Mar/2026:05:06:07 +0200", at(3, 6, 7), "offset", "second"),
        ("Wed Mar  4 05:06:07 2026 +0100", at(4, 6, 7), "offset", "second"),
        ("Wed, 04 Mar 2026 06:06:07 +0100", at(5, 6, 7), "offset", "second"),
        ("14:02 UTC", at(14, 2), "stated", "minute"),
        ("14:02 GMT+2", at(12, 2), "offset", "minute"),
        ("14:02 PST", at(22, 2), "abbreviation:PST", "minute"),
        ("14:02 Europe/Oslo", at(13, 2), "stated", "minute"),
        ("~14:00", at(13), "assumed:Europe/Oslo", "approximate"),
        ("14:02–14:10", at(13, 2), "assumed:Europe/Oslo", "range"),
        ("14:02-14:10", at(13, 2), "assumed:Europe/Oslo", "range"),
        ("[17:44-7]", at(16, 44), "assumed:Europe/Oslo", "range"),
        ("17:14pm", at(16, 14), "assumed:Europe/Oslo", "minute"),
        ("7:01am", at(6, 1), "assumed:Europe/Oslo", "minute"),
        ("12:15 a.m.", at(23, 15, day=3), "assumed:Europe/Oslo", "minute"),
        ("11.50", at(10, 50), "assumed:Europe/Oslo", "minute"),
        ("22:XX", at(21), "assumed:Europe/Oslo", "hour"),
        ("March 4th, 2026 14:02 UTC", at(14, 2), "stated", "minute"),
        ("14:02 UTC on 4 March 2026", at(14, 2), "stated", "minute"),
        ("13/03/2026 05:06", at(4, 6, day=13), "assumed:Europe/Oslo", "minute"),
        ("4 March 2026", at(23, day=3), "assumed:Europe/Oslo", "day"),
        ("1772600767", at(5, 6, 7), "epoch", "second"),
        ("1772600767123", at(5, 6, 7, 123000), "epoch", "exact"),
    ],
)
def test_read_time_reads_common_forms(written, instant, basis, precision):
    moment = read_time(written, zones=OSLO, day=DAY)

    assert moment is not None
    assert (moment.at, moment.zone_basis, moment.precision) == (instant, basis, precision)


@pytest.mark.parametrize(
    "written", ["", "0", "null", "-", "0001-01-01T00:00:00Z", "n/a", "hello", "10.0.0.1", "16:99"]
)
def test_read_time_takes_sentinels_and_words_for_no_time(written):
    assert read_time(written, zones=OSLO, day=DAY) is None


@pytest.mark.parametrize("name", ["IST", "BST", "CST", "AST"])
def test_an_abbreviation_of_several_zones_has_no_instant_unless_chosen(name):
    asked = read_time(f"14:02 {name}", zones=OSLO, day=DAY)
    chosen = read_time(f"14:02 {name}", zones=Zones(None, {name: "Asia/Kolkata"}), day=DAY)

    assert asked == Moment(as_written=f"14:02 {name}", precision=Precision.MINUTE)
    assert chosen is not None
    assert (chosen.at, chosen.zone_basis) == (at(8, 32), "chosen:Asia/Kolkata")


def test_a_literal_abbreviation_can_be_chosen_otherwise():
    moment = read_time("14:02 PST", zones=Zones(None, {"PST": "America/Los_Angeles"}), day=DAY)

    assert moment is not None
    assert moment.zone_basis == "chosen:America/Los_Angeles"


@pytest.mark.parametrize("written", ["2026-03-29 02:30", "2026-10-25 02:30:00"])
def test_a_clock_time_that_is_skipped_or_repeated_has_no_instant(written):
    moment = read_time(written, zones=OSLO)

    assert moment is not None
    assert (moment.at, moment.zone_basis) == (None, "assumed:Europe/Oslo")


def test_a_time_without_zone_day_or_order_keeps_its_text_and_has_no_instant():
    no_zone = read_time("2026-03-04 05:06:07", zones=Zones())
    no_day = read_time("14:02", zones=OSLO)
    no_order = read_time("04/03/2026 05:06", zones=OSLO)
    ordered = read_time("04/03/2026 05:06", zones=Zones("UTC", {}, order="dmy"))

    assert no_zone == Moment(as_written="2026-03-04 05:06:07", precision=Precision.SECOND)
    assert no_day == Moment(as_written="14:02", precision=Precision.MINUTE)
    assert no_order is not None
    assert no_order.at is None
    assert ordered is not None
    assert ordered.at == at(5, 6)


def test_a_range_past_midnight_ends_on_the_next_day():
    moment = read_time("23:50-00:10", zones=Zones("UTC", {}), day=DAY)

    assert moment is not None
    assert (moment.at, moment.until, moment.latest) == (
        at(23, 50),
        at(0, 10, day=5),
        at(0, 10, day=5),
    )


def test_a_day_without_year_is_the_one_nearest_to_the_given_day():
    moment = read_time("Dec 31 23:59:59", zones=Zones("UTC", {}), day=date(2026, 1, 1))

    assert moment is not None
    assert moment.at == datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "width"),
    [
        (Precision.EXACT, timedelta(0)),
        (Precision.SECOND, timedelta(seconds=0.999)),
        (Precision.MINUTE, timedelta(seconds=59.999)),
        (Precision.HOUR, timedelta(seconds=3599.999)),
        (Precision.DAY, timedelta(seconds=86399.999)),
    ],
)
def test_the_bounds_follow_the_precision(precision, width):
    moment = moment_of(at(5), precision, "x", "stated")

    assert (moment.earliest, moment.latest) == (at(5), at(5) + width)


def test_an_approximate_time_has_five_minutes_on_both_sides():
    moment = moment_of(at(5), Precision.APPROXIMATE, "~05:00", "stated")

    assert (moment.earliest, moment.latest) == (at(4, 55), at(5, 5))


@pytest.mark.parametrize("value", [0, "0", None, "", "null", "x", "nan", 1e40, -5])
def test_epoch_takes_nothing_zero_and_nonsense_for_no_time(value):
    assert epoch(value, "s").at is None


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("1772600767.000200", "s"),
        (1772600767000.2, "ms"),
        ("1772600767000200", "us"),
        ("1772600767000200123", "ns"),
        ("1772600767000200", ""),
    ],
)
def test_epoch_reads_every_unit(value, unit):
    assert epoch(value, unit).at == at(5, 6, 7, 200)


def test_stamp_is_strict():
    assert stamp("2026-03-04 05:06:07 something", OSLO) is None
    assert stamp("14:02 UTC", OSLO) is None
    assert stamp("2026-13-04T05:06:07Z", OSLO) is None
    assert stamp("0001-01-01T00:00:00Z", OSLO) is None


def test_find_times_finds_times_and_leaves_versions_ports_and_ratios():
    text = (
        "On March 4th 2026 at 14:02 UTC we deployed v1.2.3 to 10.0.0.1:8080; between 14:05 and"
        " 14:09 3.45 % failed, at 15.10 all was well. You may 5 times."
    )

    found = [(text[a:b], m.at) for a, b, m in find_times(text, Zones("UTC", {}))]

    assert found == [
        ("March 4th 2026 at 14:02 UTC", at(14, 2)),
        ("14:05 and 14:09", at(14, 5)),
        ("15.10", at(15, 10)),
    ]


def test_read_day_needs_no_zone():
    assert read_day("Report of 4 March 2026") == DAY
    assert read_day("Mar 4", near=date(2026, 5, 1)) == DAY
    assert read_day("no day here") is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h 20m", 4800.0),
        ("57 minutes", 3420.0),
        ("about 1 hour and 20 minutes", 4800.0),
        ("2:05:10", 7510.0),
        ("PT1H20M", 4800.0),
        ("half an hour", 1800.0),
        ("1.5 hours", 5400.0),
        ("none", None),
        ("5 months", None),
    ],
)
def test_duration_seconds(text, seconds):
    assert duration_seconds(text) == seconds


@given(st.integers(1, 4 * 10**15))
def test_an_iso_stamp_comes_back_as_the_same_instant(micros):
    instant = datetime(1970, 1, 2, tzinfo=UTC) + timedelta(microseconds=micros)

    moment = stamp(instant.isoformat(), Zones())

    assert moment is not None
    assert moment.at == instant


@given(st.text(max_size=60))
def test_no_text_makes_the_reading_of_times_fail(text):
    read_time(text, zones=OSLO, day=DAY)
    find_times(text, OSLO, DAY)
    duration_seconds(text)
