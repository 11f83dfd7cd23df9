"""`[check]` in unblame.toml and pyproject.toml: what it changes, and what a mistake says."""

import json
from pathlib import Path

import pytest

CULPRIT = "The culprit was found.\n"
HOUSE = """\
rules:
  - code: ACME01
    name: war_room
    message: we call this the incident channel
    match: [war room]
    flag: [We met in the war room.]
"""


def found(run, *words: object) -> list[tuple[str, str, str]]:
    report = json.loads(run("check", *words, "--format", "json").stdout)
    return [(one["file"], one["rule"], one["level"]) for one in report["findings"]]


def settle(text: str, name: str = "unblame.toml") -> None:
    Path(name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", [("a.md", "UB126", "warn")]),
        ('ignore = ["blame_word"]', []),
        ('ignore = ["blame"]', []),
        ('select = ["UB101"]', []),
        ('levels = { UB126 = "block" }', [("a.md", "UB126", "block")]),
        ('words = { allowed = ["culprit"] }', []),
        ('per-path = { "*.md" = ["UB126"] }', []),
        ('per-path = { "a.md" = "off" }', []),
        ('per-path = { "old/" = ["UB126"] }', [("a.md", "UB126", "warn")]),
    ],
)
def test_a_setting_changes_what_is_found(run, said, expected):
    Path("a.md").write_text(CULPRIT, "utf-8")
    settle(f"[check]\n{said}\n")

    assert found(run, "a.md") == expected


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ('services = ["athena"]', "Athena forgot to run the script.\n"),
        ('teams = ["Phoenix"]', "Phoenix broke the deploy.\n"),
        ('vendors = ["Nimbus"]', "Nimbus failed to notice the lag.\n"),
        ('words = { blame = ["frobby"] }', "A frobby deploy.\n"),
        ('words = { judgement = ["frobby"] }', "A frobby deploy.\n"),
        ('packs = ["house.yaml"]', "We met in the war room.\n"),
    ],
)
def test_the_names_and_words_of_a_house_count(run, said, text):
    Path("a.md").write_text(text, "utf-8")
    Path("house.yaml").write_text(HOUSE, "utf-8")
    before = found(run, "a.md")

    settle(f"[check]\n{said}\n")

    assert found(run, "a.md") != before


def test_the_names_policy_holds_for_the_check(run):
    Path("a.md").write_text("Thanks to Leila Haddad, we found it.\n", "utf-8")
    settle('people = "names-in-team-edition"\n')

    assert found(run, "a.md") == []
    assert found(run, "a.md", "--edition", "public") == [("a.md", "UB102", "warn")]


def test_paths_are_those_from_the_folder_of_the_settings(run, monkeypatch):
    Path("docs/old").mkdir(parents=True)
    for name in ("docs/a.md", "docs/old/a.md"):
        Path(name).write_text(CULPRIT, "utf-8")
    settle('[tool.unblame.check.per-path]\n"docs/old/**" = "off"\n', "pyproject.toml")

    assert [one[0] for one in found(run, ".")] == ["docs/a.md"]
    monkeypatch.chdir("docs")
    assert [one[0] for one in found(run, ".")] == ["a.md"]


def test_a_rule_of_the_house_is_explained(run):
    Path("house.yaml").write_text(HOUSE, "utf-8")
    settle('[check]\npacks = ["house.yaml"]\n')

    assert run("explain", "ACME01").stdout.startswith("# ACME01 war_room")
    assert run("check", "--explain", "war_room").stdout.startswith("# ACME01 war_room")
    assert run("check", "--explain", "UB101").stdout == run("explain", "UB101").stdout


@pytest.mark.parametrize(
    ("said", "line", "what"),
    [
        ('[check]\nignor = ["UB101"]\n', 2, "unknown key 'check.ignor'. Did you mean 'ignore'?"),
        ('[check]\n\nignore = "UB101"\n', 3, "it takes a list of texts"),
        ('[check]\nignore = [\n  "UB101",\n  "UB1066",\n]\n', 4, "the nearest is UB106"),
        ('[check]\nselect = ["should_hav"]\n', 2, "the nearest is should_have"),
        ('[check.levels]\nUB109 = "loud"\n', 2, "allowed: note, warn, block"),
        ('[check]\nlevels.UB1099 = "note"\n', 2, "the nearest is UB199"),
        ('[check.words]\nblam = ["x"]\n', 2, "Did you mean 'blame'?"),
        ('[check]\nper-path = { "x/*" = "no" }\n', 2, 'it takes a list of rules, or "off"'),
        ('[check.per-path]\n"x/*" = ["UB1099"]\n', 2, "the nearest is UB199"),
        ("check = 3\n", 1, "it is a table"),
        ('[check]\nlevels = "x"\n', 2, "is a table, [check.levels]"),
        ("[check]\nbaseline = 3\n", 2, "it takes a text"),
        ('tz = "UTC"\n[check]\npacks = ["no.yaml"]\n', 3, "no.yaml does not exist"),
        ("[check]\nignore = ]\n", 2, "no valid TOML"),
    ],
)
def test_a_mistake_says_file_line_and_what_is_allowed(run, said, line, what):
    Path("a.md").write_text(CULPRIT, "utf-8")
    settle(said)

    result = run("check", "a.md")

    assert result.exit_code == 2
    assert f"line {line}" in result.stderr
    assert "unblame.toml" in result.stderr
    assert what in result.stderr


def test_a_mistake_in_a_pack_says_its_file_and_line(run):
    Path("house.yaml").write_text(HOUSE.replace("message", "mesage"), "utf-8")
    settle('[check]\npacks = ["house.yaml"]\n')

    result = run("check", "-", said=CULPRIT)

    assert result.exit_code == 2
    assert "house.yaml, line 4: unknown key 'mesage'. Did you mean 'message'?" in result.stderr


def test_an_address_for_the_pages_is_linked(run):
    settle('[check]\npages = "https://wiki.example/rules/"\n')

    result = run("check", "-", said=CULPRIT)

    assert "    = https://wiki.example/rules/UB126-blame_word.md" in result.stdout.splitlines()
