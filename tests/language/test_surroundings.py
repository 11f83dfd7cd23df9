"""What stands around a sentence must not matter, and no text whatever may break the check."""

from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.language import RULES, check, fix

NEUTRAL = "The cache holds sessions for ten minutes and sheds load above 2,000 requests a second."
FLAGS = sorted({text for rule in RULES.values() for text in rule.flag})
MARKS = [
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "| a | b |\n|---|---|\n| ",
    "```\n",
    "`",
    "*",
    "_",
    "[",
    "](",
    "<!-- ",
    "-->",
]
WORDS = [
    "Priya",
    "Ops",
    "@bo",
    "failed to",
    "should have",
    "obviously",
    "the deploy",
    "db-01",
    "14:02",
    "they",
    "“",
    "”",
    ".",
]
SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            MARKS
            + WORDS
            + ["\n", "\r\n", "\n\n", " ", "\t", "\0", "\u202e", "\u200b", "😀", "e\u0301"]
        ),
        st.text(max_size=6),
    ),
    max_size=40,
).map("".join)
KINDS = st.sampled_from(["markdown", "plain", "html", "mrkdwn"])


def told(text: str, kind: str = "markdown") -> list[tuple[str, str, str | None, str]]:
    return [(one.rule, one.text, one.rewrite, one.fingerprint) for one in check(text, kind=kind)]


def loud(text: str) -> list[str]:
    return [one.rule for one in check(text) if one.level.rank]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FLAGS), min_size=1, max_size=4, unique=True), st.integers(0, 4))
def test_a_neutral_paragraph_changes_nothing_elsewhere(texts: list[str], place: int) -> None:
    more = [*texts[:place], NEUTRAL, *texts[place:]]

    assert told("\n\n".join(more)) == told("\n\n".join(texts))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FLAGS))
def test_lines_may_be_wrapped_anywhere(text: str) -> None:
    wrapped = text.replace(" ", "\n", 1) if not text.startswith(("#", "|", ">")) else text

    assert loud(wrapped) == loud(text)


@settings(max_examples=250, deadline=None)
@given(SOUP, KINDS)
def test_any_text_gets_findings_that_stand_in_it(text: str, kind: str) -> None:
    for one in check(text, kind=kind):
        assert text[one.start : one.end] == one.text
        assert (one.line, one.column) <= (one.end_line, one.end_column)


@settings(max_examples=100, deadline=None)
@given(SOUP, KINDS)
def test_fixing_twice_is_fixing_once(text: str, kind: str) -> None:
    once = fix(text, unsafe=True, kind=kind)

    assert fix(once, unsafe=True, kind=kind) == once


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_read_as_text_break_nothing(data: bytes) -> None:
    assert check(data.decode("utf-8", "replace")) is not None
