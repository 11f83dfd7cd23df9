"""A document that cannot be read says what, where, and what to do."""

import pytest

from unblame.document import DocumentError, number, read, write
from unblame.testing.builders import an_incident

TEXT = write(number(an_incident()))


def line_of(text, part):
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def test_broken_front_matter_names_line_and_column():
    broken = TEXT.replace('tool_version: "0.1.0"', "tool_version: [0, ]]", 1)

    with pytest.raises(DocumentError) as caught:
        read(broken)

    assert "no valid YAML" in caught.value.what
    assert caught.value.line == line_of(broken, "tool_version")
    assert caught.value.column > 1


def test_front_matter_that_never_closes():
    with pytest.raises(DocumentError, match="line 1, column 1: the front matter has no closing"):
        read("---\nschema: x\n# Title\n")


def test_a_file_of_somebody_else_is_foreign():
    with pytest.raises(DocumentError) as caught:
        read("# Our notes\n\nText.\n")

    assert caught.value.foreign


def test_a_pipe_inside_a_cell():
    broken = TEXT.replace("Release 88 reached", "Release 88 | reached")

    with pytest.raises(DocumentError) as caught:
        read(broken)

    assert caught.value.line == line_of(broken, "Release 88 |")
    assert "5 cells and its header has 4" in caught.value.what
    assert "\\|" in caught.value.next_step


def test_a_number_used_twice_names_both_lines():
    row = next(line for line in TEXT.splitlines() if line.startswith("| E2 "))
    broken = TEXT.replace(row, f"{row}\n{row}")
    first = line_of(broken, "| E2 ")

    with pytest.raises(DocumentError, match=f"E2 stands on line {first} and again on line") as at:
        read(broken)

    assert at.value.line == first + 1


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("| 2026-04-01 |", "| next spring |", "'next spring' is no date"),
        ("| Prevention |", "| Fixing |", "'Fixing' is no category of action"),
    ],
)
def test_a_cell_with_a_value_that_does_not_fit(old, new, what):
    broken = TEXT.replace(old, new)

    with pytest.raises(DocumentError) as caught:
        read(broken)

    assert (caught.value.what, caught.value.line) == (what, line_of(broken, new))


def test_a_table_without_its_rule():
    header = "| Action | Category | Owner | Due | Measurable |\n"
    broken = TEXT.replace(header + "| --- | --- | --- | --- | --- |\n", header)

    with pytest.raises(DocumentError, match="no line of dashes"):
        read(broken)


def test_a_hidden_value_that_does_not_fit():
    with pytest.raises(DocumentError, match="a value does not fit"):
        read(TEXT.replace('kind: "page"', "kind: 7"))


def test_another_schema_is_refused():
    with pytest.raises(DocumentError, match="postmortem/9"):
        read(TEXT.replace("unblame.postmortem/1", "unblame.postmortem/9", 1))


def test_a_factor_below_no_category():
    broken = TEXT.replace("### Config\n\n- F1", "- F1")
    moved = broken.replace("### Code\n\nNothing in the record.\n", "")

    with pytest.raises(DocumentError, match="F1 stands under no category of factor"):
        read(moved)
