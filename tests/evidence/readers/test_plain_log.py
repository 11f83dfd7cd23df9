from datetime import UTC, datetime

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.plain_log import PlainLogReader, split
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones, stamp
from unblame.model import Kind

READER = PlainLogReader()
SAMPLE = (
    "2026-03-04 05:06:07,123 ERROR [worker-1] shop.pay: card refused\n"
    "Traceback (most recent call last):\n"
    '  File "pay.py", line 3\n'
    "2026-03-04 05:06:08,001 INFO [worker-1] shop.pay: rolled back\n"
)


def source(text: str) -> OpenSource:
    return OpenSource(path="app.log", data=text.encode())


def test_recognises_dated_lines_and_none_of_its_neighbours():
    said = [
        READER.recognises(Sample.of("x", text.encode()))
        for text in (
            SAMPLE,
            '{"ts":"2026-03-04T05:06:07Z","msg":"a"}\n' * 3,
            "- 05:06 UTC — alarm\n- 05:08 UTC — acked\n",
            "2026-03-04 05:06 Ana: we rolled back\n" * 6,
            "<34>Mar  4 05:06:07 db1 postgres[77]: FATAL: x\n" * 3,
        )
    ]

    assert said == [0.65, 0.0, 0.0, 0.15, 0.0]


def test_few_lines_become_records_and_a_stack_trace_belongs_to_its_line():
    zones = Zones(default="Europe/Oslo")

    assert READER.read(source(SAMPLE), zones) == Reading(
        records=(
            Record(
                moment=stamp("2026-03-04 05:06:07,123", zones),
                text="[worker-1] shop.pay: card refused",
                place="line 1",
                kind=Kind.SYMPTOM,
                kinds=(Kind.SYMPTOM,),
            ),
            Record(
                moment=stamp("2026-03-04 05:06:08,001", zones),
                text="[worker-1] shop.pay: rolled back",
                place="line 4",
                kind=Kind.MITIGATION_TRIED,
                kinds=(Kind.MITIGATION_TRIED,),
            ),
        )
    )


@pytest.mark.parametrize(
    ("line", "stamped", "level", "text"),
    [
        ("2026/03/04 05:06:07 starting", "2026/03/04 05:06:07", None, "starting"),
        ("[2026-03-04T05:06:07Z] WARN slow", "2026-03-04T05:06:07Z", "WARN", "slow"),
        ("2026-03-04 05:06:07 CET [error] x", "2026-03-04 05:06:07 CET", "error", "x"),
        (
            "I, [2026-03-04T05:06:07.123456 #12]  INFO -- : hi",
            "2026-03-04T05:06:07.123456",
            "INFO",
            "hi",
        ),
        ("1772600767 ERROR disk full", "1772600767", "ERROR", "disk full"),
        ("04 Mar 2026 05:06:07.123 ERROR x", "2026-03-04T05:06:07.123", "ERROR", "x"),
        ("Wed Mar  4 05:06:07 2026 up", "2026-03-04T05:06:07", None, "up"),
        ("2026-03-04 05:06:07.123 INFO ready", "2026-03-04 05:06:07.123", "INFO", "ready"),
        (
            "ERROR 2026-03-04 05:06:07,123 pay refused",
            "2026-03-04 05:06:07,123",
            "ERROR",
            "pay refused",
        ),
        ("web-1  | 2026-03-04T05:06:07Z INFO up", "2026-03-04T05:06:07Z", "INFO", "up"),
        ('2026-03-04T05:06:07Z {"level":"error","msg":"x"}', "2026-03-04T05:06:07Z", "error", "x"),
        ("no time", None, None, None),
    ],
)
def test_lines_are_split_in_the_forms_of_common_loggers(line, stamped, level, text):
    found = split(line)

    assert (found and (found.stamp, found.level, found.text)) == (
        stamped and (stamped, level, text)
    )


def test_a_hostile_log_gives_warnings_with_places():
    text = "\x00\x01garbage\n9999-99-99 99:99:99 ERROR x\n2026-03-04 05:06:07Z ERROR y\n"

    reading = READER.read(source(text), Zones())

    assert [record.text for record in reading.records] == ["x", "y"]
    assert [record.moment.at for record in reading.records] == [
        None,
        datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    ]
    assert [warning.where for warning in reading.warnings] == ["line 1", "line 2", "the file"]


def test_without_a_zone_nothing_is_placed_and_the_warning_says_how_much():
    text = "".join(f"2026-03-04 05:{m:02d}:00 ERROR x\n" for m in range(60)) * 2

    reading = READER.read(source(text), Zones())

    assert (reading.records, reading.changes) == ((), ())
    assert reading.warnings[-1].what == (
        "120 lines cannot be placed: their times state no zone, or no year"
    )


def test_in_a_skipped_hour_a_time_stays_open():
    text = "2026-03-29 02:30:00 ERROR x\n2026-03-29 03:30:00 ERROR y\n"

    records = READER.read(source(text), Zones(default="Europe/Oslo")).records

    assert [record.moment.at for record in records] == [
        None,
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    ]


def test_the_same_log_twice_gives_the_same_reading():
    zones = Zones(default="UTC")
    assert READER.read(source(SAMPLE), zones) == READER.read(source(SAMPLE), zones)


def test_colours_are_left_out():
    text = "\x1b[32m2026-03-04 05:06:07Z\x1b[0m \x1b[31mERROR\x1b[0m card \x1b[1mrefused\x1b[0m\n"

    assert [r.text for r in READER.read(source(text), Zones()).records] == ["card refused"]


def test_each_minute_of_an_hour_that_a_clock_change_skips_is_named_and_no_zone_is_asked_for():
    lines = [f"2026-03-29 01:{m:02d}:00 ERROR x\n" for m in range(60)] * 2
    lines += ["2026-03-29 02:14:01 ERROR x\n", "2026-03-29 02:14:09 ERROR x\n", "2026-03-29 02:15:00 ERROR x\n"]  # fmt: skip

    warnings = READER.read(source("".join(lines)), Zones(default="Europe/Oslo")).warnings

    assert [(one.where, one.what) for one in warnings] == [
        ("line 121", "2026-03-29 02:14: the clock of Europe/Oslo skips this time"),
        ("line 123", "2026-03-29 02:15: the clock of Europe/Oslo skips this time"),
    ]


GLOG = (
    "Log file created at: 2025/12/31 23:00:00\nRunning on machine: order-api-1\n"
    "Log line format: [IWEF]mmdd hh:mm:ss.uuuuuu threadid file:line] msg\n"
    "I1231 23:59:58.161020      11 orders.cc:140] served order 7\n"
    "E0101 00:00:02.000001      11 orders.cc:212] order 8 refused\n"
)


def test_a_line_of_glog_takes_its_year_from_the_header_and_rolls_over():
    found = READER.read(source(GLOG), Zones(default="UTC"))

    assert READER.recognises(Sample.of("x", GLOG.encode())) > 0.4
    assert [(one.moment.at, one.text, one.place) for one in found.records] == [
        (
            datetime(2025, 12, 31, 23, 59, 58, 161020, UTC),
            "orders.cc:140] served order 7",
            "line 4",
        ),
        (datetime(2026, 1, 1, 0, 0, 2, 1, UTC), "orders.cc:212] order 8 refused", "line 5"),
    ]
    assert split("E0101 00:00:02.000001      11 orders.cc:212] x").level == "ERROR"
    assert split("E1301 00:00:02.000001      11 orders.cc:212] x") is None
    assert split("Ivan 2 of 3 was here") is None


def test_what_day_a_person_says_holds_before_the_header_of_glog():
    from datetime import date

    zones = Zones(default="UTC", day=date(2024, 12, 31), day_by="--day")

    assert READER.read(source(GLOG), zones).records[0].moment.at.year == 2024
