from datetime import UTC, datetime

import pytest

from unblame.evidence import ReadOptions, read, reading
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.reading import read_source, why_no_instant
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones, read_time
from unblame.model import Moment, ZoneUsed
from unblame.model import Warning as Warned


class FakeReader:
    """Reads each line as a time; names the zone of the document, or breaks."""

    name = "fake"

    def __init__(self, hint: str | None = None, broken: Exception | None = None) -> None:
        self.hint, self.broken = hint, broken

    def recognises(self, head: Sample) -> float:
        return 1.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        if self.broken is not None:
            raise self.broken
        records = [
            Record(moment=read_time(line, zones=zones) or Moment(), text=line, place=f"line {n}")
            for n, line in enumerate(source.text().splitlines(), start=1)
        ]
        return Reading(records=tuple(records), zone_hint=self.hint)


def read_with(monkeypatch, reader, text, zones):
    monkeypatch.setattr(reading, "reader_for", lambda sample: reader)
    return read_source(OpenSource(path="a.txt", data=text.encode()), zones)


def test_the_zone_that_a_document_names_wins_over_the_given_one(monkeypatch):
    read = read_with(monkeypatch, FakeReader("America/Denver"), "2026-03-04 05:06", Zones("UTC"))

    item = reading.item_of(read, 1)

    assert read.reading.records[0].moment.at == datetime(2026, 3, 4, 12, 6, tzinfo=UTC)
    assert item.zone == ZoneUsed(assumed="America/Denver", by="document")


@pytest.mark.parametrize("hint", ["IST", "Nowhere/Town", "the office"])
def test_a_zone_that_is_not_clear_is_not_taken(monkeypatch, hint):
    read = read_with(monkeypatch, FakeReader(hint), "2026-03-04 05:06", Zones())

    assert read.reading.records[0].moment.at is None


@pytest.mark.parametrize("error", [ValueError("odd"), KeyError("x"), RecursionError(), TypeError()])
def test_a_reader_that_breaks_is_a_warning(monkeypatch, error):
    read = read_with(monkeypatch, FakeReader(broken=error), "x", Zones())

    assert isinstance(read, Warned)
    assert read.what.startswith(f"could not be read ({type(error).__name__}")


def test_each_reason_is_said_once_and_each_time_of_an_odd_hour_by_itself(monkeypatch):
    lines = "2026-03-29 02:30\n2026-10-25 02:40\n2026-03-04 05:06 IST\n14:02\nno time at all"

    read = read_with(monkeypatch, FakeReader(), lines, Zones("Europe/Oslo"))

    assert reading.item_of(read, 1).warnings == (
        Warned(where="line 1", what="2026-03-29 02:30: the clock of Europe/Oslo skips this time"),
        Warned(
            where="line 2",
            what="2026-10-25 02:40: the clock of Europe/Oslo has this time twice that night, at 00:40 and at 01:40 UTC",
        ),
        Warned(where="line 3", what="IST stands for several zones; say which with --zone IST=ZONE"),
        Warned(
            where="line 4", what="a time whose day is not clear; say it with --day a.txt=2026-01-31"
        ),
    )


def test_a_time_without_zone_asks_for_one():
    moment = read_time("2026-03-04 05:06", zones=Zones())

    assert why_no_instant(moment or Moment(), Zones()) == (
        "a time that states no zone; give one with --tz"
    )


def test_a_time_without_a_day_asks_for_the_day_where_its_zone_is_known():
    moment = read_time("3:00 PM CAT", zones=Zones()) or Moment()
    bare = read_time("15:00", zones=Zones()) or Moment()

    assert why_no_instant(moment, Zones()).startswith("a time whose day is not clear")
    assert why_no_instant(bare, Zones(), "UTC").startswith("a time whose day is not clear")
    assert why_no_instant(bare, Zones(), "BST").startswith("BST stands for several zones")


def test_the_span_reaches_to_the_end_of_a_range(monkeypatch):
    text = "2026-03-04 05:06 UTC\n2026-03-04 06:00-06:30 UTC"

    item = reading.item_of(read_with(monkeypatch, FakeReader(), text, Zones()), 1)

    assert (item.covers.from_, item.covers.until) == (
        datetime(2026, 3, 4, 5, 6, tzinfo=UTC),
        datetime(2026, 3, 4, 6, 30, tzinfo=UTC),
    )


def test_the_jumps_of_a_log_count_as_events_of_its_item(tmp_path):
    quiet = [f"2026-03-04T05:{minute:02d}:00Z INFO served" for minute in range(30)]
    loud = [
        f"2026-03-04T05:{minute:02d}:{second:02d}Z ERROR upstream refused the connection"
        for minute in range(30, 45)
        for second in range(0, 60, 2)
    ]
    (tmp_path / "app.log").write_text("\n".join([*quiet, *loud]) + "\n")

    evidence = read([tmp_path])

    assert evidence.changes
    assert evidence.items[0].events == len(evidence.events) + len(evidence.changes)


def test_each_source_is_told_before_it_is_read(tmp_path):
    (tmp_path / "a.txt").write_text("2026-03-04 05:06 UTC the alarm went off\n")
    (tmp_path / "b.bin").write_bytes(b"\x00\x01" * 50)
    told: list[str] = []

    read([tmp_path], options=ReadOptions(tell=told.append))

    assert told == ["a.txt"]
