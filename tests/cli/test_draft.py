import json
from pathlib import Path

GIVEN = (
    "--incident",
    "INC-9",
    "--product",
    "Ledger",
    "--impact",
    "about 20 minutes of failed exports",
)
NOW = ("--now", "2026-03-05T09:00:00Z")


def test_draft_without_evidence_asks_for_every_core_milestone(run):
    record = json.loads(run("draft", *GIVEN, *NOW, "--format", "json").stdout)

    assert {
        record["milestones"][name]["status"]
        for name in ("impact_start", "detected", "acknowledged", "mitigated", "resolved")
    } == {"missing"}
    assert {q["about"] for q in record["questions"]} >= {
        f"milestones.{n}"
        for n in ("impact_start", "detected", "acknowledged", "mitigated", "resolved")
    }
    assert record["durations"]["ttd"]["seconds"] is None
    assert record["factors"] == []
    assert record["actions"] == []


def test_draft_without_the_three_inputs_says_which_are_missing(run):
    result = run("draft", "--incident", "INC-9")

    assert result.exit_code == 2
    assert "Missing --product, --impact" in result.stderr


def test_draft_reads_a_list_of_notes_into_milestones(run, drafted):
    record = json.loads(run("publish", drafted, "--to", "json").stdout)

    assert {
        name: record["milestones"][name]["at"]
        for name in ("impact_start", "detected", "acknowledged", "mitigated", "resolved")
    } == {
        "impact_start": "2026-03-04T10:05:00Z",
        "detected": "2026-03-04T10:20:00Z",
        "acknowledged": "2026-03-04T10:25:00Z",
        "mitigated": "2026-03-04T11:00:00Z",
        "resolved": "2026-03-04T11:10:00Z",
    }
    assert record["durations"]["ttd"]["seconds"] == 900


def test_draft_leaves_a_foreign_file_as_it_is(run):
    Path("inc.md").write_text("# Our own post-mortem\n", "utf-8")

    result = run("draft", *GIVEN, "-o", "inc.md")

    assert result.exit_code == 2
    assert "was not written by Unblame" in result.stderr
    assert Path("inc.md").read_text("utf-8") == "# Our own post-mortem\n"


def test_draft_fresh_keeps_the_old_file_beside_the_new(run, drafted):
    old = drafted.read_text("utf-8")

    assert run("draft", *GIVEN, *NOW, "--fresh", "-o", drafted).exit_code == 0

    assert Path("inc-9.md.bak").read_text("utf-8") == old


def test_draft_again_with_the_same_evidence_changes_no_byte(run, drafted):
    before = drafted.read_bytes()

    assert run("draft", "notes.md", "-o", drafted).exit_code == 0

    assert drafted.read_bytes() == before


def test_draft_again_keeps_what_a_person_wrote(run, drafted):
    text = drafted.read_text("utf-8")
    mine = text.replace(
        "## Open questions", "## Notes of the team\n\nWe met on Monday.\n\n## Open questions"
    )
    assert mine != text
    drafted.write_text(mine, "utf-8")
    Path("more.md").write_text(
        "# 2026-03-04 (UTC)\n\n- 10:12 a customer reports failed exports\n", "utf-8"
    )

    assert run("draft", "notes.md", "more.md", "-o", drafted).exit_code == 0

    assert "We met on Monday." in drafted.read_text("utf-8")
    assert "a customer reports failed exports" in drafted.read_text("utf-8")


def test_draft_of_nothing_readable_says_so(run):
    result = run("draft", "absent/", *GIVEN)

    assert result.exit_code == 2
    assert "absent" in result.stderr


def test_draft_refuses_an_unknown_zone(run):
    result = run("draft", *GIVEN, "--tz", "Mars/Olympus")

    assert result.exit_code == 2
    assert "Europe/Oslo" in result.stderr


def test_draft_fresh_twice_keeps_every_older_file(run, drafted):
    drafted.write_text(drafted.read_text("utf-8") + "\nmine\n", "utf-8")
    run("draft", *GIVEN, *NOW, "--fresh", "-o", drafted)

    run("draft", *GIVEN, *NOW, "--fresh", "-o", drafted)

    assert "mine" in Path("inc-9.md.bak.1").read_text("utf-8")


def test_draft_again_without_a_map_gives_nobody_a_used_letter(run):
    Path("a.md").write_text(
        "# 2026-03-04 (UTC)\n\n- 10:00 Priya Ramanathan restarted the queue\n", "utf-8"
    )
    run("draft", "a.md", *GIVEN, *NOW, "-o", "inc.md")
    Path("inc.md.people.json").unlink()
    Path("b.md").write_text(
        "# 2026-03-04 (UTC)\n\n- 10:30 Tomas Lindqvist rolled back the queue\n", "utf-8"
    )

    result = run("draft", "b.md", "-o", "inc.md")

    assert "pseudonyms start at the next free letter" in result.stderr
    assert "Responder B rolled back" in Path("inc.md").read_text("utf-8")


def test_draft_says_that_a_source_lies_years_from_the_others(run):
    for name, year in (("a.log", 2026), ("b.log", 2026), ("c.log", 2024)):
        Path(name).write_text(f"{year}-03-04T10:05:00Z ERROR exports of {name} fail\n")

    result = run("draft", "a.log", "b.log", "c.log", *GIVEN, *NOW, "-o", "out.md")

    assert result.exit_code == 0
    assert "note: S3 (c.log) lies 730 days before the other evidence" in result.stderr
    assert "--clock c.log=-730d" in result.stderr


def test_draft_that_cannot_be_written_leaves_no_map_and_says_what_was_written(run):
    Path("notes.log").write_text("2026-03-04T10:05:00Z ERROR exports fail\n")
    Path("plain").write_text("a file, and no folder")

    first = run(
        "draft", "notes.log", *GIVEN, *NOW, "-o", "plain/out.md", "--people-map", "map.json"
    )
    second = run("draft", "notes.log", *GIVEN, *NOW, "-o", "out.md", "-o", "plain/out.html")

    assert (first.exit_code, second.exit_code) == (2, 2)
    assert not Path("map.json").exists()
    assert "Nothing was changed." in first.stderr
    assert "plain/out.html could not be written" in second.stderr
    assert "out.md was written before." in second.stderr
    assert Path("out.md").exists()
