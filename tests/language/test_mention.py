"""Words that are only named, and words behind marks of emphasis."""

from unblame.language import Finding, check


def loud(text: str) -> list[tuple[str, str]]:
    return [(one.rule, one.text) for one in check(text) if one.level.rank > 0]


def test_a_list_of_phrases_in_italics_is_left_alone() -> None:
    assert loud("Look for *should have*, *failed to* and *careless*.") == []


def test_a_phrase_called_a_phrase_is_left_alone() -> None:
    assert loud("The word *careless* says nothing about the conditions.") == []


def test_the_title_of_a_book_is_left_alone() -> None:
    assert loud('The chapter "Why Engineers Ignored the Alarms" is on our list.') == []


def test_emphasis_on_one_word_is_still_use() -> None:
    assert loud("The review was *careless*.") == [("UB107", "careless")]


def test_emphasis_within_a_phrase_hides_nothing() -> None:
    assert loud("We have to be *very* careful.") == [("UB116", "be *very* careful")]


def test_a_finding_across_marks_offers_no_wording_that_would_break_them() -> None:
    (found,) = [one for one in check("The team should **really** have asked.") if one.level.rank]

    assert isinstance(found, Finding)
    assert found.text.count("**") in (0, 2)


def test_quoted_blame_is_reported_as_quoted() -> None:
    assert loud('"Nobody ever reads the alerts," said one of the engineers.')[0][0] == "UB123"


def test_a_quoted_word_on_a_script_is_left_alone() -> None:
    assert loud('A user described the behaviour of the script as "really, really stupid".') == []
