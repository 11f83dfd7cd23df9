"""What a person sees of the findings."""

from pathlib import Path

import pytest

from unblame.cli import screen
from unblame.cli.display import Row, rows, visible, wide
from unblame.cli.page_link import wants_links


def test_a_finding_is_shown_with_place_mark_reason_wording_and_page(run):
    Path("notes.md").write_text("# Day\n\nOn the day, ops failed to notice the lag.\n", "utf-8")

    result = run("check", "notes.md")

    lines = result.stdout.splitlines()
    assert lines[0].startswith("notes.md:3:13 UB106 block: ")
    assert lines[1:5] == [
        "  3 | On the day, ops failed to notice the lag.",
        "    |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "    - ops failed to notice the lag",
        "    + the lag was not noticed   (read it before you use it)",
    ]
    assert lines[5].startswith("    ? ")
    assert lines[6] == "    = unblame explain UB106"
    assert result.stderr.splitlines() == [
        "1 finding in 1 file: 1 block.",
        "1 can be fixed with --fix --unsafe-fixes; read them afterwards.",
    ]


def test_quiet_is_one_line_a_finding(run):
    result = run("check", "-", "-q", said="The culprit was found.\n\nThe culprit was found.\n")

    assert [line.split(" warn:")[0] for line in result.stdout.splitlines()] == [
        "-:1:1 UB126",
        "-:3:1 UB126",
    ]
    assert result.stderr == ""


def test_statistics_count_by_rule(run):
    said = "The culprit was found.\n\nOps failed to notice the lag.\n\nThe culprit was found.\n"

    assert run("check", "-", "-q", "--statistics", said=said).stdout.splitlines()[-2:] == [
        "    2  UB126  blame_word",
        "    1  UB106  omission_by_person",
    ]


def test_several_files_are_grouped_and_summed(run):
    Path("a.md").write_text("The culprit was found.\n", "utf-8")
    Path("b.md").write_text("The disk was full.\n", "utf-8")

    result = run("check", "a.md", "b.md", "./a.md")

    assert result.stdout.splitlines()[0] == "a.md  1 warn"
    assert "b.md" not in result.stdout
    assert result.stderr.splitlines()[0] == "1 finding in 1 of 2 files: 1 warn."


def test_a_diff_can_be_applied(run):
    Path("a.md").write_bytes(b"One.\r\nOps failed to notice the lag.")

    result = run("check", "a.md", "--diff", "--unsafe-fixes")

    assert result.stdout_bytes == (
        b"--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n One.\r\n-Ops failed to notice the lag.\n"
        b"\\ No newline at end of file\n+The lag was not noticed.\n\\ No newline at end of file\n"
    )


def mark(text: str, span: str, room: int = 60) -> list[Row]:
    start = text.index(span)
    return rows(text, start, start + len(span), room=room)


@pytest.mark.parametrize(
    ("text", "shown", "marks"),
    [
        ("a\tops x", "a   ops x", "    ^^^"),
        ("漢字 ops x", "漢字 ops x", "     ^^^"),
        ("e\u0301te\u0301 ops x", "e\u0301te\u0301 ops x", "    ^^^"),
        ("    ops x", "ops x", "^^^"),
        ("a \x1b[31m ops", "a \ufffd[31m ops", "        ^^^"),
        ("\u202eops", "\ufffdops", " ^^^"),
    ],
)
def test_marks_stand_below_what_they_mark(text, shown, marks):
    assert mark(text, "ops") == [Row(1, shown, marks)]


def test_a_long_line_is_cut_around_the_span():
    (row,) = mark("x" * 500 + " ops failed " + "y" * 500, "ops failed")

    start = row.marks.index("^")
    assert row.text[start : start + 10] == "ops failed"
    assert (row.text[0], row.text[-1]) == ("…", "…")
    assert wide(row.text) <= 60


def test_a_span_longer_than_the_line_keeps_its_mark():
    (row,) = mark("ops " + "failed " * 100, "ops " + "failed " * 100)

    assert wide(row.text) <= 60
    assert set(row.marks) == {"^"}


def test_a_span_over_lines_is_marked_on_each_of_them():
    assert mark("One ops\r\n  failed to\nsee it.", "ops\r\n  failed to\nsee") == [
        Row(1, "One ops", "    ^^^"),
        Row(2, "failed to", "^^^^^^^^^"),
        Row(3, "see it.", "^^^"),
    ]


def test_of_many_lines_the_first_and_the_last_are_shown():
    found = mark("\n".join(["ops"] * 20), "\n".join(["ops"] * 20))

    assert [row.number for row in found] == [1, 2, 3, 0, 20]


def test_nothing_shown_can_steer_a_terminal():
    assert visible("\x1b]0;x\x07\u2066a\u2069\r\n") == "\ufffd]0;x\ufffd\ufffda\ufffd  "


@pytest.mark.parametrize(
    ("environ", "terminal", "expected"),
    [
        ({}, True, False),
        ({"VTE_VERSION": "7600"}, True, True),
        ({"VTE_VERSION": "7600"}, False, False),
        ({"TERM_PROGRAM": "WezTerm"}, True, True),
        ({"TERM_PROGRAM": "WezTerm", "CI": "1"}, True, False),
        ({"FORCE_HYPERLINK": "1"}, False, True),
        ({"FORCE_HYPERLINK": "0", "VTE_VERSION": "7600"}, True, False),
    ],
)
def test_links_are_for_terminals_that_show_them(environ, terminal, expected):
    assert wants_links(environ, terminal=terminal) is expected


def test_what_is_at_work_is_shown_on_a_terminal_and_taken_away(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("time.monotonic", iter([0.0, 0.1, 9.0, 9.1]).__next__)

    with screen.steps("Checking", ["a.md", "b.md"]) as turn:
        turn("a.md")
        turn("b.md")

    shown = "Checking 2 of 2: b.md …"
    assert capsys.readouterr().err == f"{shown}\r{' ' * len(shown)}\r"
