import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblame.language import UnknownRule, apply, check


def shown(text: str, **options: object) -> list[tuple[str, str]]:
    return [(one.rule, one.text) for one in check(text, **options)]  # type: ignore[arg-type]


def test_a_finding_says_where_what_and_why() -> None:
    (found,) = check("# Notes\n\nOn the day, ops failed to notice the lag.\n")

    assert (found.line, found.column, found.end_line, found.end_column) == (3, 13, 3, 41)
    assert (found.rule, found.name, found.family, found.level) == (
        "UB106",
        "omission_by_person",
        "blame",
        "block",
    )
    assert found.rewrite == "the lag was not noticed"
    assert found.ask == "what would have shown the lag, and to whom?"


def test_two_rules_on_one_span_show_the_most_severe_and_name_the_other() -> None:
    (found,) = check("The on-call engineer failed to restart the queue.")

    assert (found.rule, found.also) == ("UB103", ("UB106",))


def test_code_addresses_and_log_lines_are_left_alone() -> None:
    text = (
        "Run `git blame` and `the dev forgot it`.\n\n"
        "```\nthe operator failed to start the job\n```\n\n"
        "    ops failed to notice\n\n"
        "See https://example.com/ops-failed-to-notice for more."
    )

    assert shown(text) == []


def test_a_short_quotation_is_a_mention() -> None:
    assert shown("The label 'human error' is not used here.") == []


def test_a_quoted_sentence_that_blames_has_the_rule_for_quotations() -> None:
    text = 'In chat: "the engineer forgot to run the script".'

    assert shown(text) == [("UB123", '"the engineer forgot to run the script"')]


def test_a_suppression_with_a_reason_holds_for_the_next_block_only() -> None:
    text = (
        "<!-- unblame: ignore UB106 quoted from the contract -->\n\n"
        "Ops failed to notice the lag.\n\nOps failed to notice the lag.\n"
    )

    assert [one.line for one in check(text)] == [5]


def test_a_suppression_without_a_reason_holds_for_nothing() -> None:
    assert shown("Ops failed to notice the lag. <!-- unblame: ignore UB106 -->") != []


def test_the_owner_cell_of_an_action_may_name_anybody() -> None:
    text = "| Action | Owner |\n|---|---|\n| Add an alert | Leila Haddad |\n"

    assert shown(text) == []


def test_a_name_is_a_note_in_the_team_edition_and_a_warning_in_the_public_one() -> None:
    text = "Thanks to Leila Haddad, we found it."

    assert [one.level for one in check(text)] == ["note"]
    assert [one.level for one in check(text, edition="public")] == ["warn"]


def test_an_appeal_to_care_blocks_under_actions() -> None:
    text = "Be more careful with migrations."

    assert [one.level for one in check(text)] == ["warn"]
    assert [one.level for one in check(f"## Actions\n\n- {text}\n")] == ["block"]


def test_the_same_sentence_has_the_same_findings_whatever_surrounds_it() -> None:
    text = "The on-call engineer failed to restart the queue."
    around = f"The queue drained.\n\n{text} The disk was full.\n"

    assert shown(around) == shown(text)


def test_a_configuration_selects_ignores_and_sets_levels() -> None:
    text = "The on-call engineer failed to restart the queue."

    assert shown(text, config={"ignore": ["UB103"]})[0][0] == "UB106"
    assert shown(text, config={"select": ["human_error"]}) == []
    assert [
        one.level for one in check(text, config={"levels": {"UB103": "note", "UB106": "note"}})
    ] == ["note"]


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownRule, match="the nearest is human_error"):
        check("x", config={"ignore": ["human_eror"]})


def test_a_fingerprint_stays_when_lines_move() -> None:
    text = "Ops failed to notice the lag."

    assert check(text)[0].fingerprint == check(f"First.\n\n{text}")[0].fingerprint


def test_apply_changes_only_the_spans() -> None:
    text = "At 10:05, ops failed to notice the lag; the queue grew.\r\n"

    assert apply(text, check(text), unsafe=True) == (
        "At 10:05, the lag was not noticed; the queue grew.\r\n"
    )


@pytest.mark.parametrize("text", ["", "\n", "\x00", "```", "| |", "*" * 500, "(" * 500, "’" * 50])
def test_odd_text_has_no_findings(text: str) -> None:
    assert shown(text) == []


@given(st.text(max_size=200))
def test_any_text_is_read_and_each_span_lies_inside_it(text: str) -> None:
    for one in check(text):
        assert 0 <= one.start <= one.end <= len(text)
        assert text[one.start : one.end] == one.text


@given(
    st.lists(
        st.sampled_from(
            ["ops", "failed", "to", "who", "the", "(", ")", "and", "not", ",", "A", "Responder",
             "was", "by", "had", "she", "should", "have", "lag", "forgot", "that", "`x`", "if", "'"]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_any_order_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)

    for one in check(text):
        assert text[one.start : one.end] == one.text


def test_a_name_inside_a_blaming_sentence_is_one_finding() -> None:
    found = check("Priya pushed the bad config at 14:02.", kind="plain")

    assert [(one.rule, one.also) for one in found] == [("UB101", ("UB102",))]
