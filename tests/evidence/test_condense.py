from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.evidence.condense import Cell, Condensation
from unblame.evidence.template import alike


def add(log, at, stamp, stated, text, line):
    minutes = log.minutes_of(stated, alike(text))
    minute = int(at // 60)
    cell = Cell(1, at, at, line, stamp)
    if minute in minutes:
        minutes[minute].add(cell)
    else:
        log.begin(minutes, minute, cell)


_LINES = st.lists(
    st.tuples(
        st.integers(0, 600),
        st.sampled_from(["error", "info", None]),
        st.sampled_from(
            ["no stock of 7", "no stock of 8", "served", "slow x", "a b c d", "a b c e"]
        ),
    ),
    max_size=60,
)


def whole(lines, start=0, most=300_000):
    log = Condensation(most=most)
    for number, (at, stated, text) in enumerate(lines, start=start):
        add(log, float(at), f"t{at}", stated, text, number)
    return log


def shown(log):
    return log.stage, dict(log.patterns), log.cells


def test_counts_first_and_last_per_template_and_minute():
    log = whole([(5, "error", "no stock of 7"), (59, "error", "no stock of 8"), (61, "info", "up")])

    assert log.patterns == {
        ("error", "no stock of *"): {0: Cell(2, 5.0, 59.0, 0, "t5")},
        ("info", "up"): {1: Cell(1, 61.0, 61.0, 2, "t61")},
    }


@given(_LINES, st.integers(0, 60), st.booleans())
@settings(max_examples=80, deadline=None)
def test_condensing_in_chunks_equals_condensing_whole(lines, cut, turned):
    first, second = whole(lines[:cut]), whole(lines[cut:], start=len(lines[:cut]))
    if turned:
        first, second = second, first

    first.merge(second)

    assert shown(first) == shown(whole(lines))


@given(_LINES, st.integers(0, 60), st.booleans())
@settings(max_examples=80, deadline=None)
def test_that_holds_when_templates_are_shortened_for_want_of_room(lines, cut, turned):
    first = whole(lines[:cut], most=6)
    second = whole(lines[cut:], start=len(lines[:cut]), most=6)
    if turned:
        first, second = second, first

    first.merge(second)

    assert shown(first) == shown(whole(lines, most=6))
