from datetime import date

import pytest

from unblame.actions.measure import missing_slots, parse_measure, render, verify_on
from unblame.model import Measure, MeasureState

PAIRS = [
    (
        "Improve alerting on queues.",
        (
            "Page payments-oncall when `queue_age_seconds` p95 > 120 for 5 min; fire-drill on 14 March pages "
            "within 7 min (baseline: no alert, 50 min)."
        ),
    ),
    (
        "Ensure backups work.",
        (
            "Weekly automated restore of `orders` to scratch; row-count difference < 0.1 %; job exit 0 in "
            "4 of 4 weeks to 30 April."
        ),
    ),
    (
        "Document rollback.",
        "Rollback is one command; median of 3 drills <= 6 min (baseline 31 min) by 20 April.",
    ),
    (
        "Be careful with DELETE.",
        (
            "Proxy rejects DELETE/UPDATE without WHERE in prod; test `test_no_where` in the gate; "
            "0 bypass grants without ticket per week."
        ),
    ),
]


@pytest.mark.parametrize(("vague", "measurable"), PAIRS)
def test_parse_tells_vague_from_measurable(vague: str, measurable: str) -> None:
    states = [parse_measure(text).state for text in (vague, measurable)]

    assert states == [MeasureState.NOT_MEASURABLE, MeasureState.MEASURABLE]


def test_parse_reads_every_slot_of_a_full_measure() -> None:
    text = (
        "Attempts per first attempt \u2264 1.1 (from 5.6) in a 15-min fault injection, counted at "
        "rates-db; verified 2026-06-16"
    )

    assert parse_measure(text) == Measure(
        text=text,
        metric="Attempts per first attempt",
        baseline="5.6",
        comparator="<=",
        target="1.1",
        window="15-min fault injection",
        source="rates-db",
        verify_on=date(2026, 6, 16),
        state=MeasureState.MEASURABLE,
    )


def test_parse_calls_a_measure_without_span_and_date_partial() -> None:
    measure = parse_measure("Rollback time at most 6 min")

    assert measure.state is MeasureState.PARTIAL
    assert missing_slots(measure) == ["window", "source", "verify_on"]


def test_parse_takes_a_blank_for_not_measurable() -> None:
    assert (
        parse_measure("Warning before the limit \u2265 [ask Q3] min").state
        is MeasureState.NOT_MEASURABLE
    )


def test_a_rendered_measure_parses_back() -> None:
    slots = {
        "metric": "time to page in replay", "comparator": "<=", "target": "4", "unit": "min",
        "baseline": "16 min", "window": "30d backtest", "source": "pager log",
    }  # fmt: skip

    text = render(slots, date(2026, 6, 16))

    assert text == (
        "Time to page in replay \u2264 4 min (from 16 min); 30d backtest; pager log; verified 2026-06-16"
    )
    assert parse_measure(text).state is MeasureState.MEASURABLE
    assert parse_measure(text).baseline == "16 min"


def test_verify_on_counts_from_the_due_date() -> None:
    due = date(2026, 3, 17)

    dates = [verify_on(rule, due) for rule in ("D", "D+14d", "D+2\u00d7cadence", "after renewal 2")]

    assert dates == [due, date(2026, 3, 31), date(2026, 9, 15), None]


def test_parse_keeps_the_text_as_it_is_written() -> None:
    text = "Rollback time  at most 6 min " + "x" * 3000

    assert parse_measure(text).text == text
