"""Nothing that a person wrote under Public vanishes: headings, tables, lists and comments stay with it."""

import pytest

from unblame.document import edit, number, read, write
from unblame.document.edition import edition
from unblame.document.slots import PUBLIC_PROMPT
from unblame.testing.builders import an_incident

TEXT = write(number(an_incident()))


def with_public(words):
    return f"{TEXT.rstrip()}\n\n## Public\n\n{words}\n\n## Notes\n\nOurs alone.\n"


@pytest.mark.parametrize(
    "words",
    [
        "### What happened\n\nPaying failed.\n\n### What we do\n\n- Test it weekly",
        "First.\n\n#### Timeline\n\n| When | What |\n| --- | --- |\n| 13:02 | Errors rose |",
        "| When | What | Who | Sources |\n| --- | --- | --- | --- |\n| 13:02 | Errors rose | | |",
        "<!-- ask first -->Fine text.",
        "Fine text. <!-- ask first -->",
        "<!-- ask\nfirst -->\n\nFine text.",
        "Fine <!-- never closed",
        "- **Incident:** it was slow\n- Paying failed",
        "```\nA block\n```",
        "    as it stands",
        "### Code\n\nFine.",
    ],
)
def test_all_that_stands_below_public_is_its_text(words):
    record = read(with_public(words))

    assert record.public_text == words.strip()
    assert record.events == read(TEXT).events
    assert [s.heading for s in record.sections][-1:] == ["Notes"]
    assert edit(with_public(words), record) == with_public(words)


@pytest.mark.parametrize("around", ["{0}\n\n{1}", "{1}\n\n{0}", "{0}{1}"])
def test_our_own_prompt_is_no_word_of_a_person(around):
    words = around.format(f"<!-- {PUBLIC_PROMPT} -->", "Fine text.")

    assert read(with_public(words)).public_text == "Fine text."


@pytest.mark.parametrize("words", ["", f"<!-- {PUBLIC_PROMPT} -->", "<!-- later -->"])
def test_a_comment_alone_is_nothing_to_read(words):
    assert read(with_public(words)).public_text is None


def test_a_hidden_comment_under_public_refuses_by_name():
    made = edition(read(with_public("<!-- ask first -->Fine text.")), "public")

    assert [(entry.token, entry.kind) for entry in made.undecided] == [
        ("<!-- ask first -->", "a hidden comment")
    ]


def test_a_second_section_of_that_name_is_kept_as_one_of_the_team():
    text = with_public("Fine text.") + "\n## Public\n\nMore.\n"

    assert [s.heading for s in read(text).sections][-2:] == ["Notes", "Public"]
