"""What a person sees of `unblame people`, and what it makes of awkward input."""

import json
from pathlib import Path

ROSTER = "- name: Will Mark\n  handles: [wmark]\n- name: May Grant\n  handles: [hmac]\n"


def test_mentions_stand_in_columns_with_a_summary_by_person(run):
    Path("notes.md").write_text(
        "Leila Haddad restarted the pod.\nThen Leila asked @kstad to look, and JKA was told.\n",
        "utf-8",
    )

    result = run("people", "notes.md")

    assert result.stdout == (
        "notes.md\n"
        "  1:1   Leila Haddad  name    Responder A  grammar\n"
        "  2:6   Leila         name    Responder A  grammar\n"
        "  2:18  @kstad        handle  Responder B  structure\n"
        "\n"
        "  Responder A  2×  Leila Haddad, Leila\n"
        "  Responder B  1×  @kstad\n"
    )
    assert result.stderr == "3 mentions, 2 people.\n"


def test_what_is_unsure_is_marked(run):
    Path("notes.md").write_text("It was fixed per JKA.\n", "utf-8")

    result = run("people", "notes.md")

    assert result.stdout.splitlines()[1] == "  1:18  JKA  initials  ?  structure"
    assert result.stderr == "1 mention, 0 people, 1 unsure (marked ?): a person decides.\n"


def test_a_person_is_called_alike_in_all_files(run):
    Path("a.md").write_text("Priya Nair said so.\n", "utf-8")
    Path("b.md").write_text("Jonas Weber agreed with Priya Nair.\n", "utf-8")

    rows = json.loads(run("people", "a.md", "b.md", "--format", "json").stdout)["people"]

    assert [(row["text"], row["pseudonym"]) for row in rows] == [
        ("Priya Nair", "Responder A"),
        ("Jonas Weber", "Responder B"),
        ("Priya Nair", "Responder A"),
    ]


def test_roster_names_that_are_words_are_told_from_the_words(run):
    Path("roster.yaml").write_text(ROSTER, "utf-8")
    Path("notes.md").write_text(
        "Will pushed it. Mark asked May. Will it hold? Mark it as done in May 2026.\n"
        "We will mark it, if we may. The hmac check failed. hmac: I'll rotate the key\n",
        "utf-8",
    )

    rows = json.loads(
        run("people", "notes.md", "--roster", "roster.yaml", "--format", "json").stdout
    )["people"]

    assert [(row["line"], row["column"], row["text"]) for row in rows] == [
        (1, 1, "Will"),
        (1, 17, "Mark"),
        (1, 28, "May"),
        (2, 52, "hmac"),
    ]


def test_carriage_returns_nul_and_a_byte_order_mark_leave_places_right(run):
    Path("notes.md").write_bytes(b"\xef\xbb\xbfPriya said\0 so.\r\nJonas forgot.\r\n")

    rows = json.loads(run("people", "notes.md", "--format", "json").stdout)["people"]

    assert [(row["line"], row["column"], row["text"]) for row in rows] == [
        (1, 1, "Priya"),
        (2, 1, "Jonas"),
    ]


def test_bytes_that_are_no_text_are_named_and_the_rest_is_read(run):
    Path("bad.md").write_bytes(b"Priya \xff said\n")
    Path("good.md").write_text("Priya said so.\n", "utf-8")

    both, none = run("people", "bad.md", "good.md"), run("people", "-", said=b"Priya \xff said\n")

    assert (both.exit_code, none.exit_code) == (0, 2)
    assert "bad.md is not UTF-8 text (byte 6, line 1)" in both.stderr
    assert "Standard input is not UTF-8 text" in none.stderr
    assert "1 mention, 1 person." in both.stderr


def test_what_the_house_calls_its_services_and_teams_is_nobody(run):
    Path("unblame.toml").write_text(
        '[check]\nservices = ["hermes"]\nteams = ["Grace Hopper"]\n', "utf-8"
    )
    Path("notes.md").write_text("Grace Hopper restarted it, then Leila Haddad did.\n", "utf-8")

    found = json.loads(run("people", "notes.md", "--format", "json").stdout)["people"]

    assert [one["text"] for one in found] == ["Leila Haddad"]


def test_what_a_document_says_of_itself_names_nobody(run):
    Path("notes.md").write_text("10:02 Leila Haddad restarted the pod.\n", "utf-8")
    given = ("--incident", "INC-1", "--product", "Ward desk", "--impact", "it was down")
    run("draft", "notes.md", *given, "-o", "inc-1.md")

    result = run("people", "inc-1.md")

    assert result.stderr == "No person is mentioned.\n"
