"""Texts that are none, files that cannot be read or written, folders."""

import os
from pathlib import Path

import pytest

CULPRIT = "The culprit was found.\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"ok\nops \xff failed\n", "bad.md is not UTF-8 text (byte 7, line 2)"),
        (b"\xff\xfeo\0p\0s\0", "bad.md is UTF-16 text; save it as UTF-8"),
        (b"\xfe\xff\0o\0p\0s", "bad.md is UTF-16 text; save it as UTF-8"),
        (b"a\nb\0c", "bad.md holds a NUL byte in line 2"),
    ],
)
def test_what_is_no_text_is_named_with_its_place_and_left_as_it_is(run, data, said):
    Path("bad.md").write_bytes(data)

    result = run("check", "bad.md", "--fix", "--unsafe-fixes")

    assert result.exit_code == 2
    assert said in result.stderr
    assert Path("bad.md").read_bytes() == data


def test_standard_input_that_is_no_text_is_refused(run):
    result = run("check", "-", said=b"a\n\xff")

    assert result.exit_code == 2
    assert "Standard input is not UTF-8 text (byte 2, line 2)" in result.stderr


def test_a_mark_of_byte_order_and_line_ends_stay(run):
    Path("a.md").write_bytes("\ufeffOps failed to notice the lag.\r\nOne.\rTwo.\n".encode())

    assert run("check", "a.md", "-q").stdout.startswith("a.md:1:1 UB106")
    run("check", "a.md", "--fix", "--unsafe-fixes")

    assert Path("a.md").read_bytes() == "\ufeffThe lag was not noticed.\r\nOne.\rTwo.\n".encode()


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"\r", b" " * 1000])
def test_nothing_holds_nothing(run, data):
    Path("a.md").write_bytes(data)

    result = run("check", "a.md", "--fix")

    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("a.md").read_bytes() == data


@pytest.mark.parametrize("name", ["no.md", "no\0.md", "a/b/c.md", "x" * 5000])
def test_a_file_that_is_not_there_is_named(run, name):
    result = run("check", name)

    assert result.exit_code == 2
    assert result.stderr.startswith("warning: The file ")


def test_a_read_only_file_is_not_fixed(run):
    Path("a.md").write_text(CULPRIT, "utf-8")
    Path("a.md").chmod(0o444)

    result = run("check", "a.md", "--fix", "--unsafe-fixes")

    assert result.exit_code == 2
    assert "a.md is read-only; nothing in it was changed." in result.stderr
    assert Path("a.md").read_text("utf-8") == CULPRIT


def test_a_link_stays_a_link(run):
    Path("real.md").write_text(CULPRIT, "utf-8")
    Path("link.md").symlink_to("real.md")

    run("check", "link.md", "real.md", "--fix", "--unsafe-fixes")

    assert Path("link.md").is_symlink()
    assert Path("real.md").read_text("utf-8") != CULPRIT


def test_standard_input_fixed_is_standard_output(run):
    result = run("check", "-", "--fix", "--unsafe-fixes", said="Ops failed to notice the lag.\n")

    assert result.stdout == "The lag was not noticed.\n"


def test_what_is_left_of_standard_input_is_said_beside_it(run):
    result = run("check", "-", "--fix", said="Ops failed to notice the lag.\n")

    assert result.stdout == "Ops failed to notice the lag.\n"
    assert "-:1:1 UB106" in result.stderr


def test_a_folder_stands_for_the_texts_in_it(run):
    for name in (
        "a.md",
        "b.txt",
        "c.py",
        "d.html",
        "sub/e.markdown",
        ".h/f.md",
        "node_modules/g.md",
    ):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(CULPRIT, "utf-8")
    Path("out").mkdir()
    Path("out/x.md").write_text(CULPRIT, "utf-8")
    Path("keep.md").write_text(CULPRIT, "utf-8")
    Path(".gitignore").write_text("out/\n*.md\n!a.md\n", "utf-8")

    result = run("check", ".", "a.md", "-q")

    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        "a.md",
        "b.txt",
        "d.html",
        os.path.join("sub", "e.markdown"),  # noqa: PTH118 -- as the door prints it
    ]


def test_a_folder_without_texts_says_so(run):
    Path("empty").mkdir()

    result = run("check", "empty")

    assert result.exit_code == 2
    assert "The folder empty holds no file to check" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "> " * 1000 + "x\n",
        "- " * 1000 + "x\n",
        "[" * 2000 + "x" + "]" * 2000,
        "<b>" * 2000,
        "*" * 5000,
        "A" * 200_000,
        "word " * 50_000,
    ],
    ids=["quotes", "lists", "brackets", "tags", "stars", "one word", "one line"],
)
def test_odd_and_large_texts_are_read_to_their_end(run, text):
    Path("a.md").write_text(text, "utf-8")

    assert run("check", "a.md").exit_code == 0


def test_a_finding_in_a_very_long_line_is_shown_short(run):
    Path("a.md").write_text("The disk filled up. " * 5_000 + "The culprit was found. " * 2, "utf-8")

    result = run("check", "a.md")

    assert result.exit_code == 1
    assert max(map(len, result.stdout.splitlines())) <= 120


@pytest.mark.parametrize(
    ("kind", "expected"), [("plain", ["UB126"]), ("markdown", []), ("html", ["UB126"])]
)
def test_a_kind_is_as_it_is_said(run, kind, expected):
    result = run("check", "-", "-q", "--kind", kind, said="    The culprit was found.\n")

    assert [line.split()[1] for line in result.stdout.splitlines()] == expected
