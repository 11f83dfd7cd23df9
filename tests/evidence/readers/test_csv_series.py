from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.csv_series import CsvSeriesReader
from unblame.evidence.times import Zones

READER = CsvSeriesReader()
SAMPLES = Path(__file__).with_name("samples")


def found(text: str, zones: Zones):
    reading = READER.read(OpenSource(path="m.csv", data=text.encode()), zones)
    return [
        (c.template, f"{c.moment.at:%H:%M}", f"{c.until:%H:%M}" if c.until else None, c.place)
        for c in reading.changes
    ]


def test_a_wide_table_tells_where_each_column_changed():
    text = (SAMPLES / "csv_series.csv").read_text()

    assert found(text, Zones(default="UTC")) == [
        ("error ratio", "05:20", "05:40", "column error ratio, point 21"),
        ("p99 latency", "05:20", "05:40", "column p99 latency, point 21"),
    ]


def test_a_long_table_is_read_by_the_names_of_its_series():
    text = (SAMPLES / "csv_series.long.csv").read_text()

    assert found(text, Zones()) == [("checkout", "05:20", None, "column checkout, point 21")]


def test_a_timeline_and_a_short_table_are_none_of_it():
    texts = [
        "time,what\n" + "05:06,alarm\n" * 10,
        "time,value\n2026-03-04T05:06:07Z,1\n",
        "name,count\n" + "a,1\n" * 10,
        "",
    ]

    assert [READER.recognises(Sample.of("x.csv", text.encode())) for text in texts] == [0, 0, 0, 0]


def test_times_without_a_zone_are_not_placed_and_broken_rows_are_named():
    text = (SAMPLES / "csv_series.csv").read_text() + "rubbish\n\x00,,\n"

    reading = READER.read(OpenSource(path="m.csv", data=text.encode()), Zones())

    assert reading.changes == ()
    assert [w.where for w in reading.warnings] == ["line 62", "the file"]


def test_the_night_of_a_clock_change_leaves_the_repeated_hour_open():
    rows = [f"2026-10-25 0{2 + n // 60}:{n % 60:02d}:00,{n}" for n in range(120)]

    reading = READER.read(
        OpenSource(path="m.csv", data=("time,x\n" + "\n".join(rows)).encode()),
        Zones(default="Europe/Oslo"),
    )

    assert reading.warnings[0].what.startswith("60 rows cannot be placed")


def test_a_file_that_begins_with_many_blank_lines_is_no_series():
    assert CsvSeriesReader().recognises(Sample.of("a.log", b"\n" * 5000 + b"x")) == 0.0
