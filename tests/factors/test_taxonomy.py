from unblame.factors.taxonomy import hits, prompts, subtypes
from unblame.language import check
from unblame.model import FactorCategory


def test_taxonomy_holds_eight_subtypes_in_each_of_five_categories() -> None:
    codes = [f"{letter}{number}" for letter in "CGPTM" for number in range(1, 9)]

    assert list(subtypes()) == codes


def test_hits_puts_the_subtype_with_most_cues_first() -> None:
    found = [
        hit.subtype.code for hit in hits("The TLS certificate expired and no alert was set up")
    ]

    assert found == ["G4", "T1"]


def test_hits_finds_nothing_in_small_talk() -> None:
    assert hits("good morning all, coffee is ready") == []


def test_each_category_has_one_open_question_that_blames_nobody() -> None:
    asks = [prompt.ask for prompt in prompts().values()]

    assert list(prompts()) == list(FactorCategory)
    assert all(ask.startswith(("How", "What", "Which")) for ask in asks)
    assert [f for ask in asks for f in check(ask, kind="plain") if f.family == "blame"] == []


def test_a_default_that_a_version_changes_is_of_the_dependency_and_a_word_that_nobody_gave_a_notice() -> (
    None
):
    told = [
        "The new client alters the default page size to 10",
        "Nobody told the stores team about the upgrade",
        "The CNAME had a TTL of an hour",
        "Messages expired at the 24h TTL",
    ]

    assert [[hit.subtype.code for hit in hits(text)] for text in told] == [
        ["C7"],
        ["M3", "M5"],
        ["G6"],
        [],
    ]
