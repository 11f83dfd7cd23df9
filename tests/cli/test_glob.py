import pytest

from unblame.cli.glob import left_out, matches


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("a.md", "*.md", True),
        ("docs/a.md", "*.md", True),
        ("docs/a.md", "docs/*.md", True),
        ("docs/old/a.md", "docs/*.md", False),
        ("docs/old/a.md", "docs/**/*.md", True),
        ("docs/a.md", "docs/**/*.md", True),
        ("docs/old/a.md", "docs/**", True),
        ("docs/old/a.md", "docs", True),
        ("docs/old/a.md", "old/", True),
        ("docs/older/a.md", "old", False),
        ("docs/a.md", "/a.md", False),
        ("a+b.md", "a+b.md", True),
        ("a1.md", "a[0-9].md", True),
        ("ab.md", "a[!0-9].md", True),
        ("ab.md", "a?.md", True),
        ("a/b.md", "a?b.md", False),
        ("a[.md", "a[.md", True),
        ("docs/a.md", "./docs/a.md", True),
    ],
)
def test_a_pattern_means_what_its_form_says(path, pattern, expected):
    assert matches(path, pattern) is expected


def test_a_later_line_takes_a_path_back():
    lines = ["# built", "", "*.md", "!keep.md", "out/"]

    assert left_out("a.md", lines)
    assert not left_out("keep.md", lines)
    assert left_out("out", lines, folder=True)
    assert not left_out("out", lines)
