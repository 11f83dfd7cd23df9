import pytest

from unblame.model import Impact, ImpactComputed
from unblame.timeline import mismatch, parse_impact


@pytest.mark.parametrize(
    ("text", "share", "count", "seconds", "loss"),
    [
        ("About 20 minutes of failed checkouts", None, None, 1200.0, None),
        ("30 % of users saw errors for 1h 20m", 0.3, None, 4800.0, None),
        ("1,140 orders came in late, none were lost, no data loss", None, 1140.0, None, False),
        ("all customers, 12k payments were lost", 1.0, 12000.0, None, True),
        ("one in five requests failed", 0.2, None, None, None),
        ("half of the shops were down for half an hour", 0.5, None, 1800.0, None),
        ("", None, None, None, None),
    ],
)
def test_numbers_are_read_out_of_the_words(
    text: str, share: float | None, count: float | None, seconds: float | None, loss: bool | None
):
    assert parse_impact(text) == Impact(
        text=text, share=share, count=count, duration_s=seconds, data_loss=loss
    )


def test_a_given_duration_far_from_the_computed_one_is_a_question():
    impact = parse_impact("about 20 minutes", ImpactComputed(duration_s=57 * 60))

    question = mismatch(impact)

    assert question is not None
    assert question.about == "impact.duration_s"
    assert question.ask.startswith("How do 20 minutes as given and 57 minutes as the timeline")


def test_a_rounded_duration_is_no_question():
    assert mismatch(parse_impact("about an hour", ImpactComputed(duration_s=57 * 60))) is None
    assert mismatch(parse_impact("some trouble", ImpactComputed(duration_s=57 * 60))) is None
