import pytest

from unblame.language import RULES, Rule, check
from unblame.language.form import HEADINGS

FLAGGED = [(rule, text) for rule in RULES.values() for text in rule.flag]
ALLOWED = [(rule, text) for rule in RULES.values() for text in rule.ok]


def codes(text: str) -> set[str]:
    found = check(text, kind="plain")
    return {code for finding in found for code in (finding.rule, *finding.also)}


@pytest.mark.parametrize(("rule", "text"), FLAGGED, ids=lambda value: getattr(value, "code", value))
def test_each_flagged_example_has_its_code(rule: Rule, text: str) -> None:
    assert rule.code in codes(text)


@pytest.mark.parametrize(("rule", "text"), ALLOWED, ids=lambda value: getattr(value, "code", value))
def test_no_allowed_example_is_a_warning_or_a_block(rule: Rule, text: str) -> None:
    found = check(text, kind="plain")

    loud = [one.rule for one in found if one.level.rank > 0]
    assert [code for code in loud if RULES[code].family is rule.family] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_each_page_has_the_five_headings(rule: Rule) -> None:
    assert rule.headings == HEADINGS
