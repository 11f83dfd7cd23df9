"""Every setting of a house changes what is found."""

import pytest

from unblame.language import UnknownRule, check


def rules(text: str, **config: object) -> list[str]:
    return [one.rule for one in check(text, config=config)]


def every(text: str, **config: object) -> set[str]:
    return {code for one in check(text, config=config) for code in (one.rule, *one.also)}


def test_a_service_is_no_person() -> None:
    text = "Athena forgot to run the script."

    assert rules(text) == ["UB101"]
    assert rules(text, services=["athena"]) == []


def test_a_person_who_shares_a_name_with_a_service_stays_a_person() -> None:
    text = "Thanks to Athena Haddad, we found it."

    assert rules(text, services=["athena"]) == rules(text) == ["UB102"]


def test_a_team_of_the_house_is_a_team() -> None:
    text = "Phoenix broke the deploy."

    assert rules(text) == []
    assert rules(text, teams=["Phoenix"]) == ["UB124"]


def test_a_vendor_of_the_house_is_a_vendor() -> None:
    text = "Nimbus failed to notice the lag."

    assert "UB124" not in every(text)
    assert "UB124" in every(text, vendors=["Nimbus"])


def test_names_of_two_words_count_whole() -> None:
    text = "Nimbus Cloud broke the deploy."

    assert rules(text) == ["UB101"]
    assert rules(text, vendors=["Nimbus Cloud"]) == []


@pytest.mark.parametrize(("key", "code"), [("blame", "UB126"), ("judgement", "UB112")])
def test_own_words_are_noticed(key: str, code: str) -> None:
    text = "It was a frobby deploy, and not a frobbyish one."

    found = check(text, config={"words": {key: ["Frobby"]}})

    assert rules(text) == []
    assert [(one.rule, one.text) for one in found] == [(code, "frobby")]
    assert found[0].ask


def test_an_allowed_word_is_left_alone_and_nothing_else() -> None:
    text = "The culprit was found. The deploy was botched."

    assert rules(text) == ["UB126", "UB126"]
    assert rules(text, words={"allowed": ["culprit"]}) == ["UB126"]


def test_names_in_the_team_edition_are_no_finding_there_alone() -> None:
    config = {"names": "names-in-team-edition"}
    text = "Thanks to Leila Haddad, we found it."

    assert rules(text) == ["UB102"]
    assert check(text, config=config) == []
    assert [one.rule for one in check(text, config=config, edition="public")] == ["UB102"]


def test_a_family_stands_for_its_rules() -> None:
    text = "The root cause was human error."

    assert every(text) == {"UB108", "UB109"}
    assert every(text, select=["analysis"]) == {"UB109"}
    assert every(text, ignore=["blame"]) == {"UB109"}
    assert next(
        str(one.level) for one in check(text, config={"levels": {"analysis": "block"}})
    ) == ("block")


@pytest.mark.parametrize(("word", "nearest"), [("UB1066", "UB106"), ("should_hav", "should_have")])
def test_an_unknown_rule_is_answered_with_the_nearest(word: str, nearest: str) -> None:
    with pytest.raises(UnknownRule, match=f"the nearest is {nearest}"):
        check("x", config={"select": [word]})
