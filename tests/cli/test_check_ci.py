"""Findings for machines: SARIF against a schema of the parts it uses, and GitHub's annotations."""

import json
from pathlib import Path

import jsonschema
import pytest

SCHEMA = json.loads(Path(__file__).with_name("sarif_schema.json").read_text("utf-8"))
HOUSE = """\
rules:
  - code: ACME01
    name: war_room
    message: we call this the incident channel
    match: { war room: incident channel }
    flag: [We met in the war room.]
"""


def log(run, *words: object) -> dict:
    """Return the one run of a log that is valid."""
    text = run("check", *words, "--format", "sarif").stdout
    read = json.loads(text)
    jsonschema.validate(read, SCHEMA, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    (only,) = read["runs"]
    return only


def test_a_log_holds_rules_places_fixes_and_fingerprints(run):
    Path("notes.md").write_text("漢字, ops failed to notice the lag.\n", "utf-8")

    one = log(run, "notes.md")

    (result,) = one["results"]
    region = {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 33}
    place = {"uri": "notes.md", "uriBaseId": "%SRCROOT%"}
    assert one["columnKind"] == "unicodeCodePoints"
    assert one["invocations"] == [{"executionSuccessful": True}]
    assert one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "UB106"
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": place, "region": region}}
    ]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": "the lag was not noticed"}}
    ]
    assert set(result["partialFingerprints"]) == {
        "primaryLocationLineHash",
        "unblameFingerprint/v1",
    }


def test_what_is_left_standing_is_in_the_log_as_suppressed(run):
    Path("a.md").write_text(
        "The culprit was found. <!-- unblame: ignore UB126 a citation -->\n", "utf-8"
    )
    Path("b.md").write_text("The culprit was found.\n", "utf-8")
    run("check", "b.md", "--write-baseline", "known.json")

    first, second = log(run, "a.md", "b.md", "--baseline", "known.json")["results"]

    assert first["suppressions"] == [{"kind": "inSource", "justification": "a citation"}]
    assert second["suppressions"][0]["kind"] == "external"
    assert second["baselineState"] == "unchanged"


def test_places_are_addresses(run, tmp_path):
    Path("sub").mkdir()
    Path("sub/a b%#.md").write_text("The culprit was found.\n", "utf-8")
    outside = tmp_path.parent / f"{tmp_path.name}-out.md"
    outside.write_text("The culprit was found.\n", "utf-8")

    one = log(run, "sub", outside, "no.md")

    places = [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in one["results"]]
    assert places == [
        {"uri": "sub/a%20b%25%23.md", "uriBaseId": "%SRCROOT%"},
        {"uri": outside.as_uri()},
    ]
    assert one["invocations"][0]["executionSuccessful"] is False


def test_a_rule_of_the_house_and_an_address_of_pages_are_in_the_log(run):
    Path("house.yaml").write_text(HOUSE, "utf-8")
    Path("unblame.toml").write_text(
        '[check]\npacks = ["house.yaml"]\npages = "https://wiki.example/rules"\n', "utf-8"
    )
    Path("a.md").write_text("The culprit was found. We met in the war room.\n", "utf-8")

    rules = log(run, "a.md")["tool"]["driver"]["rules"]

    assert [(rule["id"], rule.get("helpUri")) for rule in rules] == [
        ("ACME01", None),
        ("UB126", "https://wiki.example/rules/UB126-blame_word.md"),
    ]


def test_a_string_of_json_has_its_path_and_an_edit_that_keeps_the_json(run):
    Path("e.json").write_text('{"t": "Caf\\u00e9: ops failed to notice the \\u00e9lag."}', "utf-8")

    (result,) = log(run, "e.json", "--field", "t")["results"]

    (change,) = result["fixes"][0]["artifactChanges"]
    assert result["properties"] == {"jsonPath": "t"}
    assert change["replacements"][0]["insertedContent"]["text"] == (
        "the \\u00e9lag was not noticed"
    )


def test_nothing_found_is_a_valid_log(run):
    Path("a.md").write_text("The disk was full.\n", "utf-8")

    assert log(run, "a.md")["results"] == []


@pytest.mark.parametrize(
    ("name", "shown"), [("a,b.md", "a%2Cb.md"), ("a:b.md", "a%3Ab.md"), ("50%.md", "50%25.md")]
)
def test_an_annotation_escapes_what_it_must(run, name, shown):
    Path(name).write_text("The culprit was found.\n", "utf-8")

    line = run("check", name, "--format", "github").stdout.splitlines()[0]

    assert line.startswith(f"::warning file={shown},line=1,col=1,title=UB126 blame_word::")
