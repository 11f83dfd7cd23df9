"""A log whose clock was put back says so with its place; late lines and other orders say nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from unblame.evidence import ReadOptions, read
from unblame.evidence.put_back import tells_of_going_back
from unblame.people import Cast
from unblame.timeline import build

START = datetime(2026, 2, 7, 9, tzinfo=UTC)
ISO = "%Y-%m-%dT%H:%M:%SZ"


def lines(back, count=400, form=ISO, gap=20):
    at, written = START, []
    for number in range(count):
        at -= timedelta(minutes=back.get(number, 0))
        written.append(f"{at.strftime(form)} INFO request {number} served in {number % 7} ms")
        at += timedelta(seconds=gap)
    return written


def read_back(tmp_path, written, name="app.log"):
    (tmp_path / name).write_text("\n".join(written) + "\n", "utf-8")
    return read([tmp_path / name], options=ReadOptions(tz="UTC"), cast=Cast())


def told(evidence):
    return [
        (one.where, one.what.partition(" here")[0])
        for item in evidence.items
        for one in item.warnings
        if tells_of_going_back(one.what)
    ]


@pytest.mark.parametrize("form", [ISO, "%b %d %H:%M:%S host app[1]:", "%d/%b/%Y:%H:%M:%S +0000"])
@pytest.mark.parametrize("count", [60, 400])
def test_a_clock_put_back_is_told_at_its_line(tmp_path, form, count):
    evidence = read_back(tmp_path, lines({31: 45}, count, form))

    assert told(evidence) == [("line 32", "the times go back by about 45 min")]


def test_each_time_that_it_is_put_back_is_told(tmp_path):
    evidence = read_back(tmp_path, lines({100: 40, 300: 130}))

    assert [place for place, _ in told(evidence)] == ["line 101", "line 301"]


@pytest.mark.parametrize(
    "written",
    [
        lines({}),
        lines({}, gap=400)[::-1],
        lines({}, 900, "%Y-%m-%d %H:%M:%S,123", gap=200),
        [*lines({})[:200], lines({})[20], *lines({})[200:]],
        [line for two in zip(lines({}), lines({0: 3}), strict=True) for line in two],
    ],
    ids=["forward", "newest first", "over midnight", "one late line", "three minutes behind"],
)
def test_any_other_order_is_not(tmp_path, written):
    assert told(read_back(tmp_path, written)) == []


def test_a_clock_alone_that_goes_over_midnight_was_not_put_back(tmp_path):
    evidence = read_back(tmp_path, lines({}, 900, "%H:%M:%S", gap=120), "app-2026-02-07.log")

    assert told(evidence) == []


def test_which_order_holds_is_asked(tmp_path):
    built = build(read_back(tmp_path, lines({200: 40})), now=START + timedelta(days=1))

    asked = next(one for one in built.questions if one.about == "events.order.S1")
    assert "from line 201 on" in asked.ask
