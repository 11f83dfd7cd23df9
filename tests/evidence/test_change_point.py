from datetime import UTC, datetime

from unblame.evidence.change_point import MOST, changes
from unblame.evidence.condense import Cell, Condensation
from unblame.evidence.template import alike
from unblame.evidence.times import epoch


def add(log, at, stamp, stated, text, line):
    minutes = log.minutes_of(stated, alike(text))
    minute = int(at // 60)
    cell = Cell(1, at, at, line, stamp)
    if minute in minutes:
        minutes[minute].add(cell)
    else:
        log.begin(minutes, minute, cell)


START = 1_772_600_400  # 2026-03-04 05:00 UTC


def condensed(*runs):
    """Condense runs of (text, level, first minute, minute after the last, lines a minute)."""
    log = Condensation()
    number = 0
    for text, level, first, after, rate in runs:
        for minute in range(first, after):
            for n in range(rate):
                number += 1
                at = START + minute * 60 + n * 60 // rate
                add(log, float(at), str(at), level, text, number)
    return log


def found(log):
    return [
        (
            _minute(c.moment.at),
            _minute(c.until),
            c.template,
            c.before_per_minute,
            c.after_per_minute,
        )
        for c in changes(log, lambda stamp, _at: epoch(stamp))
    ]


def _minute(at):
    return (
        None
        if at is None
        else round((at - datetime.fromtimestamp(START, UTC)).total_seconds() // 60)
    )


def test_a_steady_log_has_no_changes():
    assert found(condensed(("served", "info", 0, 120, 20), ("refused", "error", 0, 120, 2))) == []


def test_a_first_ever_error_is_a_change_that_ends_where_it_ends():
    log = condensed(("served", "info", 0, 120, 20), ("refused", "error", 40, 70, 3))

    assert found(log) == [(40, 69, "error: refused", 0.0, 3.0)]


def test_an_error_that_goes_on_has_no_end():
    log = condensed(("served", "info", 0, 120, 20), ("refused", "error", 40, 120, 3))

    assert found(log) == [(40, None, "error: refused", 0.0, 3.0)]


def test_a_second_jump_is_a_second_change():
    log = condensed(
        ("served", "info", 0, 120, 20),
        ("refused", "error", 40, 60, 3),
        ("refused", "error", 60, 80, 12),
    )

    assert found(log) == [
        (40, 79, "error: refused", 0.0, 3.0),
        (60, 79, "error: refused", 3.0, 12.0),
    ]


def test_a_relapse_is_a_change_of_its_own():
    log = condensed(
        ("served", "info", 0, 120, 20),
        ("refused", "error", 20, 40, 3),
        ("refused", "error", 80, 100, 3),
    )

    assert [entry[:3] for entry in found(log)] == [
        (20, 39, "error: refused"),
        (80, 99, "error: refused"),
    ]


def test_traffic_that_falls_away_and_comes_back_is_a_change():
    log = condensed(
        ("served", "info", 0, 60, 20),
        ("alive", "debug", 0, 120, 1),
        ("served", "info", 80, 120, 20),
    )

    assert found(log) == [(59, 80, "info: served", 20.0, 0.0)]


def test_a_log_that_stops_and_goes_on_is_silent_between():
    log = condensed(("served", "info", 0, 60, 4), ("served", "info", 90, 120, 4))

    assert (59, 90, "(no lines)", 4.0, 0.0) in found(log)


def test_a_rare_change_of_state_is_told_each_time():
    log = condensed(
        ("served", "info", 0, 120, 20),
        ("starting v7", "info", 30, 31, 3),
        ("starting v7", "info", 90, 91, 3),
    )

    assert [entry[:3] for entry in found(log)] == [
        (30, 30, "info: starting v7"),
        (90, 90, "info: starting v7"),
    ]


def test_many_changes_are_cut_to_a_handful_with_errors_first():
    names = [f"word{chr(97 + n)}" for n in range(14)]
    log = condensed(
        ("served", "info", 0, 120, 20),
        *((name, "warn", 40 + n, 60 + 2 * n, 2) for n, name in enumerate(names)),
        ("refused", "error", 50, 60, 2),
    )

    templates = [entry[2] for entry in found(log)]

    assert len(templates) == MOST
    assert "error: refused" in templates


def test_an_empty_log_has_no_changes():
    assert found(Condensation()) == []


def test_the_first_few_lines_of_a_jump_belong_to_it():
    log = condensed(
        ("served", "info", 0, 120, 20),
        ("refused", "error", 39, 40, 1),
        ("refused", "error", 40, 70, 15),
    )

    assert [entry[:3] for entry in found(log)] == [(39, 69, "error: refused")]


def test_a_minute_that_the_change_cuts_in_two_is_no_change_of_its_own():
    log = condensed(
        ("served", "info", 0, 120, 200),
        ("refused", "error", 40, 41, 20),
        ("refused", "error", 41, 70, 60),
        ("refused", "error", 70, 71, 25),
    )

    assert found(log) == [(40, 70, "error: refused", 0.0, 60.0)]


def test_a_busier_hour_is_no_change():
    log = condensed(
        ("served", "info", 0, 60, 10),
        ("served", "info", 60, 120, 30),
        ("not found", "error", 0, 60, 2),
        ("not found", "error", 60, 120, 6),
    )

    assert found(log) == []


def test_lines_that_always_come_together_are_one_change():
    log = condensed(("served", "info", 0, 120, 20))
    for minute in range(40, 70):
        at = float(START + minute * 60)
        add(log, at, str(at), "error", "no stock", 5000 + minute * 2)
        add(log, at, str(at), "error", "order failed", 5001 + minute * 2)

    assert found(log) == [(40, 69, "error: no stock; order failed", 0.0, 1.0)]


def test_errors_that_were_there_from_the_start_and_stop_are_a_change():
    log = condensed(("served", "info", 0, 120, 20), ("refused", "error", 0, 70, 3))

    assert found(log) == [(69, None, "error: refused", 3.0, 0.0)]
