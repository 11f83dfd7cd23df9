"""Strings inside JSON and JSON Lines."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unblame.cli.fields import fields, shown, steps_of

EXPORT = (
    '{"id": 7,\n "text": "Caf\\u00e9 \\ud83d\\ude00: ops failed to notice the lag.",\n'
    ' "events": [{"text": "ok", "n": [1, "The culprit was found."]},\n'
    '  {"text": "The culprit was\\nfound."}] }\n'
)


def test_a_string_is_found_at_its_place_in_the_file(run):
    Path("e.json").write_text(EXPORT, "utf-8")

    result = run(
        "check", "e.json", "--field", "text", "--field", "events[*].text", "--format", "json"
    )

    rows = json.loads(result.stdout)["findings"]
    assert [(r["rule"], r["path"], r["line"], r["column"], r["end_column"]) for r in rows] == [
        ("UB106", "text", 2, 35, 63),
        ("UB126", "events[1].text", 4, 13, rows[1]["end_column"]),
    ]


def test_fixing_a_string_keeps_every_other_byte(run):
    Path("e.json").write_text(EXPORT, "utf-8")

    run("check", "e.json", "--field", "text", "--fix", "--unsafe-fixes")

    after = Path("e.json").read_text("utf-8")
    assert after == EXPORT.replace("ops failed to notice the lag", "the lag was not noticed")
    assert json.loads(after)["id"] == 7


def test_json_lines_are_checked_line_by_line(run):
    Path("e.jsonl").write_text('{"t": "Fine."}\n\n{"t": "The culprit was found."}\n', "utf-8")

    result = run("check", "e.jsonl", "--field", "t", "-q")

    assert result.stdout.startswith("e.jsonl:3:8 t UB126 warn:")


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ('{"a": }', "a", "e.json: this is no JSON: Expecting value (line 1, column 7)."),
        (
            '{"a": 1}\n{"a"\n',
            "a",
            "e.json: this is no JSON: Expecting ':' delimiter (line 2, column 5).",
        ),
        ('{"a": "x"}', "b.c", "holds no string at b.c; check the path."),
        ('{"a": "x"}', "b..c", "cannot be read at '..c'"),
        ("[" * 100_000, "b", "nested too deep"),
    ],
)
def test_what_cannot_be_read_says_why(run, text, path, said):
    Path("e.json").write_text(text, "utf-8")

    result = run("check", "e.json", "--field", path)

    assert result.exit_code == 2
    assert said in result.stderr


def test_json_without_a_path_asks_for_one(run):
    Path("e.json").write_text(EXPORT, "utf-8")

    result = run("check", "e.json")

    assert result.exit_code == 2
    assert "say with --field PATH which strings are prose" in result.stderr


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values, st.booleans(), st.sampled_from([None, 1]))
def test_every_string_is_found_where_it_stands(value, ascii_only, indent):
    text = json.dumps({"x": value}, ensure_ascii=ascii_only, indent=indent)

    def strings(one, path):
        if isinstance(one, str):
            yield path, one
        for key, inner in one.items() if isinstance(one, dict) else ():
            yield from strings(inner, (*path, key))
        for key, inner in enumerate(one) if isinstance(one, list) else ():
            yield from strings(inner, (*path, key))

    for path, expected in strings({"x": value}, ()):
        (field,) = [one for one in fields(text, [path]) if one.path == shown(path)]
        assert field.text == expected
        assert json.loads(f'"{text[field.offsets[0] : field.offsets[-1]]}"') == expected


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("a", ("a",)),
        ("$.a.b", ("a", "b")),
        ("a[*].b", ("a", "*", "b")),
        ("a[2]", ("a", 2)),
        ('"a.b"[0].c', ("a.b", 0, "c")),
        ("*.text", ("*", "text")),
    ],
)
def test_a_path_is_read_in_steps(path, steps):
    assert steps_of(path) == steps


def test_a_line_that_is_no_json_is_named_and_the_others_are_checked(run):
    Path("e.jsonl").write_text(
        '{"a": "fine"}\n{"a" oops}\n{"a": "Priya pushed the bad config."}\n', "utf-8"
    )

    result = run("check", "e.jsonl", "--field", "a", "--quiet")

    assert result.exit_code == 1
    assert result.stdout.startswith("e.jsonl:3:8 a UB101 block")
    assert "e.jsonl: this is no JSON: Expecting ':' delimiter (line 2, column 6)." in result.stderr
