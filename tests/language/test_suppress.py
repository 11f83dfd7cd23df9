import pytest

from unblame.language import check, examine

SENTENCE = "Ops failed to notice the lag."


def shown(text: str, **options: object) -> list[tuple[int, str]]:
    return [(one.line, one.rule) for one in check(text, **options)]  # type: ignore[arg-type]


def test_a_comment_with_a_reason_leaves_standing_and_the_reason_is_kept() -> None:
    found, standing = examine(
        f"{SENTENCE} <!-- unblame: ignore UB106 quoted -- from a contract -->"
    )

    assert found == []
    assert [(one.finding.rule, one.reason) for one in standing] == [
        ("UB106", "quoted -- from a contract")
    ]


@pytest.mark.parametrize("code", ["UB106", "omission_by_person", "UB101, UB106", "UB101 UB106"])
def test_rules_go_by_code_or_name_one_or_several(code: str) -> None:
    assert (1, "UB106") not in shown(f"{SENTENCE} <!-- unblame: ignore {code} as quoted -->")


@pytest.mark.parametrize("mark", ["ignore UB106", "ignore UB106 ", "ignore UB106 --", "ignore"])
def test_a_comment_without_a_reason_or_rule_holds_for_nothing_and_is_a_note(mark: str) -> None:
    found = check(f"{SENTENCE} <!-- unblame: {mark} -->")

    assert [(one.rule, one.family, one.level) for one in found] == [
        ("UB106", "blame", "block"),
        ("UB301", "document", "note"),
    ]


def test_a_comment_without_a_reason_does_not_reach_the_next_comment() -> None:
    text = f"{SENTENCE} <!-- unblame: ignore UB106 -->\n\nA lag. <!-- unblame: ignore UB104 why -->"

    assert shown(text) == [(1, "UB106"), (1, "UB301"), (3, "UB302")]


def test_a_comment_that_leaves_nothing_standing_is_a_note() -> None:
    (found,) = check("The lag grew. <!-- unblame: ignore UB106 quoted -->")

    assert (found.rule, found.column) == ("UB302", 15)
    assert found.message == "UB106 notices nothing here any more; this comment can go"


def test_a_comment_on_no_rule_names_the_nearest() -> None:
    (found,) = check("The lag grew. <!-- unblame: ignore UB1066 quoted -->")

    assert found.message == (
        "this comment holds for nothing: no rule is called 'UB1066'; the nearest is UB106"
    )


def test_a_comment_on_a_rule_that_is_switched_off_is_no_note() -> None:
    text = "The lag grew. <!-- unblame: ignore UB106 quoted -->"

    assert shown(text, config={"ignore": ["UB106"]}) == []
    assert shown(text, config={"ignore": ["UB302"]}) == []
    assert shown(text, config={"select": ["blame"]}) == []


def test_a_comment_over_a_file_holds_for_all_of_it() -> None:
    text = f"{SENTENCE}\n\n<!-- unblame: ignore-file UB106 an old letter -->\n\n{SENTENCE}\n"

    assert shown(text) == []


def test_a_block_form_holds_until_its_end() -> None:
    text = (
        "<!-- unblame: ignore-start UB106 from a letter -->\n\n"
        f"{SENTENCE}\n\n{SENTENCE}\n\n<!-- unblame: ignore-end -->\n\n{SENTENCE}\n"
    )

    assert shown(text) == [(9, "UB106")]


def test_the_end_of_another_rule_ends_nothing() -> None:
    text = (
        "<!-- unblame: ignore-start UB106 from a letter -->\n\n"
        f"<!-- unblame: ignore-end UB104 -->\n\n{SENTENCE}\n"
    )

    assert shown(text) == [(1, "UB303")]


def test_a_comment_shown_as_code_is_none() -> None:
    mark = "<!-- unblame: ignore UB106 as in the guide -->"

    assert shown(f"Write `{mark}` there.\n\n```\n{mark}\n```\n\n{SENTENCE}") == [(7, "UB106")]


def test_comments_hold_in_html_too() -> None:
    text = f"<p>{SENTENCE} <!-- unblame: ignore UB106 quoted --></p>"

    assert shown(text, kind="html") == []


def test_a_comment_that_was_meant_to_hold_is_told_where_it_is_not_understood():
    text = (
        "<!-- unblame: ingore UB106 a reason -->\n"
        "<!-- unblame-disable UB106 -->\n"
        "<!-- unblame: public edition; of public-1 -->\n"
    )

    assert shown(text) == [(1, "UB303"), (2, "UB303")]


def test_a_start_without_its_end_is_told():
    text = "<!-- unblame: ignore-start UB106 some reason -->\nOps failed to notice the lag.\n"

    assert shown(text) == [(1, "UB303")]
