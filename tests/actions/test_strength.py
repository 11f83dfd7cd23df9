import pytest

from unblame.actions import category_of, strength_of, weak_verb
from unblame.model import ActionCategory, Strength


@pytest.mark.parametrize(
    ("title", "strength"),
    [
        ("Reject config that fails validation", Strength.STRONGER),
        ("Alert rates when queue age exceeds 120 s", Strength.INTERMEDIATE),
        ("Document the rollback", Strength.WEAKER),
    ],
)
def test_strength_follows_the_ladder(title: str, strength: Strength) -> None:
    assert strength_of(title) is strength


def test_category_ignores_names_in_code() -> None:
    assert category_of("Validate `rates.retry.alert` in CI") is ActionCategory.PREVENTION


def test_weak_verb_passes_with_a_bounded_outcome() -> None:
    verbs = [
        weak_verb(t)
        for t in ("Improve monitoring", "Review `quota.yaml` when it changes", "Add a gate")
    ]

    assert verbs == ["improve", None, None]
