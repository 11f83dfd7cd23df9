import pytest

from unblame.actions.measure import missing_slots
from unblame.actions.stated import imperative, measure_in
from unblame.model import Measure, MeasureState


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (
            "The incident bot posts to #customers when something is declared",
            "Post to #customers from the incident bot when something is declared",
        ),
        ("The gate rejects merges without a test", "Make the gate reject merges without a test"),
        ("Our pipeline should stop at red", "Make the pipeline stop at red"),
        ("The wiki pages for on-call", "The wiki pages for on-call"),
        ("Alert on key age", "Alert on key age"),
    ],
)
def test_imperative_begins_with_the_verb_where_one_is_said(said: str, title: str) -> None:
    assert imperative(said) == title


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Alert at 3% for 5 minutes, `CartErrors` in cart.yaml", "Alert at 3% for 5 minutes"),
        (
            "Put a check on each endpoint that warns 21 days before expiry",
            "Warns 21 days before expiry",
        ),
        (
            "Make the job fail when the served certificate is another",
            "The job fails when the served certificate is another",
        ),
    ],
)
def test_measure_in_takes_the_threshold_or_predicate_of_the_title(title: str, text: str) -> None:
    measure = measure_in(title)

    assert (measure.text, measure.state) == (text, MeasureState.PARTIAL)


def test_measure_in_leaves_open_what_the_title_does_not_say() -> None:
    measure = measure_in("Alert at 3% for 5 minutes, `CartErrors` in cart.yaml")

    slots = (measure.metric, measure.comparator, measure.target, measure.unit, measure.window)
    assert slots == ("alert", ">=", "3", "%", "5 minutes")
    assert missing_slots(measure) == ["source", "verify_on"]


def test_measure_in_is_empty_where_no_threshold_is_said() -> None:
    assert measure_in("Alert on key age") == Measure()
