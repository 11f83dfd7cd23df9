import pytest

from unblame.factors.beside_task import beside_task


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("The notes should have been read, 3.9 changes the default prefetch to 1",
         "3.9 changes the default prefetch to 1"),
        ("No canary stage exists for this service, it should be added", "No canary stage exists for this service"),
        ("The alert should have fired, but its threshold was set to 95 percent",
         "Its threshold was set to 95 percent"),
        ("The certificate was expired", "The certificate was expired"),
    ],
)  # fmt: skip
def test_the_condition_beside_what_ought_to_be_stands_alone(text: str, condition: str) -> None:
    assert beside_task(text) == condition


@pytest.mark.parametrize(
    "text",
    [
        "Responder B should have read the notes",
        "Responder B should have read the notes, they were in the mail",
        "The alert should have fired, which nobody saw",
        "It should be fixed, because we restarted the workers",
        "It should have paged, if the route was set",
        "Add an alert, because the queue has none",
        "The alert should have fired, right?",
    ],
)
def test_nothing_is_kept_that_hangs_on_the_task_or_on_somebody(text: str) -> None:
    assert beside_task(text) is None
