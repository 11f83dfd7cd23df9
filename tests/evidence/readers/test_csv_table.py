from datetime import UTC, date, datetime

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.csv_table import CsvTableReader
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, stamp
from unblame.model import Kind

READER = CsvTableReader()
SAMPLE = (
    "Time (UTC),Event,Who\r\n"
    "2026-03-04T05:06:07,5xx alarm fires,alertmanager\r\n"
    '2026-03-04T05:20:00,"rolled back, all pods",Ana\r\n'
)


def source(text: str | bytes, columns=None) -> OpenSource:
    data = text.encode() if isinstance(text, str) else text
    return OpenSource(path="timeline.csv", data=data, columns=columns or {})


def told(reading):
    return [(r.moment.at and r.moment.at.strftime("%d %H:%M"), r.text) for r in reading.records]


def test_recognises_tables_of_times_and_none_of_its_neighbours():
    said = [
        READER.recognises(Sample.of("x", text.encode()))
        for text in (
            SAMPLE,
            "When\tWhat\n05:06\talarm\n",
            "| Time | Event |\n|---|---|\n| 05:06 | alarm |\n",
            "We rolled back, and then, at 5, it was fine.\nNobody, really, knew.\n",
            '{"a": 1, "b": 2}\n{"a": 1, "b": 3}\n',
            "name,age\nana,3\nbo,4\n",
            "",
        )
    ]

    assert said == [0.85, 0.85, 0.0, 0.0, 0.0, 0.0, 0.0]


def test_rows_become_records():
    zones = Zones(default="UTC", by="document")
    reading = READER.read(source(SAMPLE), Zones())

    assert [(r.source_id is None, len(r.source_id or "")) for r in reading.records] == [
        (False, 16)
    ] * 2
    assert reading == Reading(
        records=(
            Record(
                moment=stamp("2026-03-04T05:06:07", zones),
                text="5xx alarm fires",
                place="line 2",
                source_id=reading.records[0].source_id,
                actor=Identity(name="alertmanager"),
                kind=Kind.ALERT,
                kinds=reading.records[0].kinds,
            ),
            Record(
                moment=stamp("2026-03-04T05:20:00", zones),
                text="rolled back, all pods",
                place="line 3",
                source_id=reading.records[1].source_id,
                actor=Identity(name="Ana"),
                kind=Kind.MITIGATION_TRIED,
                kinds=reading.records[1].kinds,
            ),
        )
    )


def test_semicolons_a_mark_and_days_first_are_understood_from_the_whole_column():
    text = "\ufeffWhen;What\n04/03/2026 05:06;alarm\n13/03/2026 05:08;quiet\n"

    assert told(READER.read(source(text), Zones(default="UTC"))) == [
        ("04 05:06", "alarm"),
        ("13 05:08", "quiet"),
    ]


def test_an_order_of_day_and_month_that_nothing_tells_stays_open():
    text = "When;What\n04/03/2026 05:06;alarm\n05/03/2026 05:08;quiet\n"

    assert told(READER.read(source(text), Zones(default="UTC"))) == [
        (None, "alarm"),
        (None, "quiet"),
    ]


def test_a_day_in_a_row_or_column_of_its_own_completes_the_times_after_it():
    rows = "Time,Event\n2026-03-04,\n23:50,alarm\n2026-03-05,\n00:10,quiet\n"
    column = "Date,Time,Event\n2026-03-04,23:50,alarm\n,23:55,on it\n2026-03-05,00:10,quiet\n"

    assert told(READER.read(source(rows), Zones(default="UTC"))) == [
        ("04 23:50", "alarm"),
        ("05 00:10", "quiet"),
    ]
    assert told(READER.read(source(column), Zones(default="UTC"))) == [
        ("04 23:50", "alarm"),
        ("04 23:55", "on it"),
        ("05 00:10", "quiet"),
    ]


def test_columns_named_by_the_user_win():
    text = "Time,Logged,Event,Remark\n2026-03-04 05:06,2026-03-04 09:00,a,the alarm\n"

    reading = READER.read(source(text, {"time": "Logged", "text": "Remark"}), Zones(default="UTC"))

    assert told(reading) == [("04 09:00", "the alarm")]


def test_a_formula_is_text():
    text = 'Time,Event\n2026-03-04T05:06Z,"=HYPERLINK(""http://x.example"")"\n2026-03-04T05:07Z,@SUM(1)\n'

    assert told(READER.read(source(text), Zones())) == [
        ("04 05:06", '=HYPERLINK("http://x.example")'),
        ("04 05:07", "@SUM(1)"),
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Time,Event\nlater,alarm\n", "line 2"),
        ("Time,Event\n2026-03-04T05:06Z,\n", "line 2"),
        ("name,age\nana,3\n", "line 1"),
        ("", "line 1"),
        ('Time,Event\n2026-03-04T05:06Z,"never closed\nx\n' + "y\n" * 9, None),
        ("Time,Event\n2026-03-04T05:06Z," + "z" * 3_000_000 + "\n", None),
        ("a,b\n" + "\x00,\x01\n" * 5, "line 1"),
    ],
)
def test_hostile_tables_give_warnings_with_places(text, where):
    warnings = READER.read(source(text), Zones()).warnings

    assert [warning.where for warning in warnings][:1] == ([where] if where else [])


def test_the_zone_of_the_heading_holds_and_the_repeated_hour_stays_open():
    text = "When (Europe/Oslo),What\n2026-10-25 01:30,a\n2026-10-25 02:30,b\n2026-10-25 03:30,c\n"

    records = READER.read(source(text), Zones(default="Asia/Tokyo")).records

    assert [r.moment.at for r in records] == [
        datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        None,
        datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
    ]


def test_the_same_row_twice_is_two_records_with_their_own_ids():
    text = "When,What\n2026-03-04T05:06Z,ping\n2026-03-04T05:06Z,ping\n"

    ids = [record.source_id for record in READER.read(source(text), Zones()).records]

    assert len(set(ids)) == 2
    assert ids == [record.source_id for record in READER.read(source(text), Zones()).records]


def test_a_title_above_the_heading_may_tell_the_day_and_times_pass_midnight():
    text = "Outage of 4 March 2026,,\n,,\nTime (UTC),Event,Who\n23:50,alarm,Ana\n00:10,quiet,Bo\n"

    assert told(READER.read(source(text), Zones())) == [
        ("04 23:50", "alarm"),
        ("05 00:10", "quiet"),
    ]


def test_the_day_of_the_rest_of_the_evidence_completes_times():
    text = "Time,Event\n23:50,alarm\n00:10,quiet\n"

    zones = Zones(default="UTC", day=date(2026, 3, 4))

    assert told(READER.read(source(text), zones)) == [("04 23:50", "alarm"), ("05 00:10", "quiet")]


def test_spoken_times_of_a_column_go_on_from_the_row_above_past_midnight():
    text = "when,what\n4 March 2026,\n23:40,errors\nabout ten to twelve,pager\naround midnight,rolled back\n00:20,back\n"

    records = READER.read(source(text), Zones("UTC")).records

    assert [one.moment.at and f"{one.moment.at:%d %H:%M}" for one in records] == [
        "04 23:40", "04 23:50", "05 00:00", "05 00:20",
    ]  # fmt: skip
