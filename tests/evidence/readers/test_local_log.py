from datetime import UTC, date, datetime, timedelta

import pytest

from unblame.evidence import ReadOptions, read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.portion import Counter, digits_alike
from unblame.evidence.readers.local_log import LocalLogReader, day_first, month_first
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned

READER = LocalLogReader()
START = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)


def log(form: str, *, count: int = 400, start: datetime = START) -> str:
    """Return a log of a line every six seconds, of which those from the 200th to the 260th are errors."""
    lines = []
    for n in range(count):
        at = start + timedelta(seconds=6 * n)
        said = f"ERROR order {n} refused" if 200 <= n < 260 else f"INFO order {n} served"
        lines.append(at.strftime(form) + said)
    return "\n".join(lines) + "\n"


def source(text: str, path: str = "app.log") -> OpenSource:
    return OpenSource(path=path, data=text.encode())


def test_many_lines_that_repeat_are_a_log_and_few_or_different_ones_are_notes():
    chat = "".join(
        f"05:{n // 60:02d}:{n % 60:02d} {'word ' * (n % 17)}{chr(97 + n % 26) * (n % 29)}\n"
        for n in range(300)
    )

    said = [
        READER.recognises(Sample.of("x", text.encode()))
        for text in (log("%H:%M:%S "), log("[%H:%M:%S] "), log("%d.%m.%Y %H:%M:%S "), log("%m/%d/%Y %I:%M:%S %p "),
                     log("%H:%M:%S ", count=80), chat, log("%Y-%m-%d %H:%M:%S "))
    ]  # fmt: skip

    assert said == [0.6, 0.6, 0.6, 0.6, 0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("%d.%m.%Y %H:%M:%S ", ReadOptions(tz="Europe/Oslo")),
        ("%d/%m/%Y, %H:%M:%S ", ReadOptions(tz="Europe/Oslo")),
        ("%m/%d/%Y %I:%M:%S %p ", ReadOptions(tz="Europe/Oslo")),
        ("[%H:%M:%S] ", ReadOptions(tz="Europe/Oslo", days={"app.log": date(2026, 3, 14)})),
    ],
)
def test_a_jump_is_found_in_each_form_over_midnight(tmp_path, form, options):
    (tmp_path / "app.log").write_text(log(form))

    found = read([tmp_path], options=options)

    jump = next(one for one in found.changes if "refused" in one.template)
    assert jump.moment.at == datetime(2026, 3, 14, 22, 50, tzinfo=UTC)
    assert jump.place == "line 201"
    assert (found.items[0].reader, found.items[0].counted) == ("local_log", 400)
    assert found.items[0].covers.until == datetime(2026, 3, 14, 23, 9, 54, tzinfo=UTC)


def test_dates_that_can_be_read_in_two_ways_are_asked_about_and_taken_as_told():
    text = log("%d/%m/%Y %H:%M:%S ", start=datetime(2026, 3, 4, 5, 0, tzinfo=UTC))

    asked = READER.read(source(text), Zones(default="UTC"))
    told = READER.read(source(text), Zones(default="UTC", order="dmy"))

    what = "a day and a month that could be either way round; say which with --dates app.log=dmy or =mdy"
    assert asked.warnings == (Warned(where="the file", what=what),)
    assert told.covers[0] == datetime(2026, 3, 4, 5, 0, tzinfo=UTC)


def test_a_night_in_which_the_clock_skips_an_hour_loses_no_other_line():
    text = log("%d.%m.%Y %H:%M:%S ", start=datetime(2026, 3, 29, 1, 50, tzinfo=UTC))

    found = READER.read(source(text), Zones(default="Europe/Oslo"))

    assert found.covers[0] == datetime(2026, 3, 29, 0, 50, tzinfo=UTC)
    assert [one.what for one in found.warnings] != []


def test_lines_that_are_no_times_are_no_lines_of_their_own():
    hostile = (
        log("%H:%M:%S ").replace("order 7 served", "order 7\n  at pay.java:3\n\x00\x01")
        + "99:99:99 x\n" * 3
    )

    found = READER.read(source(hostile), Zones(default="UTC", day=date(2026, 3, 14)))

    assert found.counted == 405
    assert found.covers is not None
    assert day_first("99.99.2026 05:00:00 x") is not None
    assert day_first("order 7 was served at 05:00:00") is None


@pytest.mark.parametrize("form", ["%H:%M:%S ", "%d.%m.%Y %H:%M:%S ", "%m/%d/%Y %I:%M:%S %p "])
@pytest.mark.parametrize("split", [day_first, month_first])
def test_lines_counted_alike_are_counted_as_one_by_one(form, split):
    both = []
    for alike in (digits_alike, None):
        counter = Counter(split, alike)
        counter.block(log(form, count=2000))
        both.append(counter.whole())

    assert both[0].counts.patterns == both[1].counts.patterns
    assert both[0].notes == both[1].notes


def test_the_same_log_twice_counts_once(tmp_path):
    for name in ("a.log", "b.log"):
        (tmp_path / name).write_text(log("%d.%m.%Y %H:%M:%S "))

    found = read([tmp_path], options=ReadOptions(tz="UTC"))

    assert {one.evidence for one in found.changes} == {"S1"}
