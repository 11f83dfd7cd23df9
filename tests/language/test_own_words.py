"""The room obeys its own rules."""

from unblame.language import RULES, check


def said() -> set[str]:
    """Return every message and question that the examples bring out."""
    found = [one for rule in RULES.values() for text in rule.flag for one in check(text)]
    return {one.message for one in found} | {one.ask for one in found if one.ask}


def test_messages_and_questions_are_blameless() -> None:
    loud = [
        (text, one.rule) for text in said() for one in check(text, kind="plain") if one.level.rank
    ]

    assert loud == []


def test_messages_are_one_line_and_speak_of_the_sentence() -> None:
    assert [text for text in said() if "\n" in text or len(text) > 110] == []
    assert [text for text in said() if text.lower().startswith(("you ", "your "))] == []
