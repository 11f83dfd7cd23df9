import json
from pathlib import Path

import pytest

from unblame.cli.program import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches_by_its_help(run, name):
    result = run(name, "--help")

    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_an_unknown_command_suggests_the_nearest(run):
    result = run("drft")

    assert result.exit_code == 2
    assert "Did you mean 'draft'?" in result.stderr


def test_publish_of_a_missing_document_is_a_clear_message(run):
    result = run("publish", "absent.md", "--to", "json")

    assert result.exit_code == 2
    assert "absent.md does not exist" in result.stderr


def test_publish_public_holds_no_text_of_an_event(run, drafted):
    result = run(
        "publish", drafted, "--edition", "public", "--to", "md", "--withheld", "withheld.md"
    )

    assert "ExportErrors" not in result.stdout
    assert Path("withheld.md").exists()


def test_publish_html_is_one_file_that_reaches_nowhere(run, drafted):
    html = run("publish", drafted, "--edition", "team", "--to", "html").stdout

    assert "<svg" in html
    assert 'src="http' not in html
    assert 'href="http' not in html


def test_room_makes_a_sheet(run, drafted):
    sheet = run("room", drafted).stdout

    assert "INC-9" in sheet


def test_read_lists_events_with_their_keys(run, drafted):
    report = json.loads(run("read", "notes.md", "--format", "json").stdout)

    assert [event["kind"] for event in report["events"]][:1] == ["change"]
    assert all(len(event["key"]) == 16 for event in report["events"])


def test_read_leaves_documents_out_and_names_them(run, drafted):
    result = run("read", drafted)

    assert "inc-9.md" in result.stderr


def test_people_lists_mentions(run):
    Path("notes.md").write_text(
        "Thanks to Leila Haddad, we found it. Ask leila@corp.example.\n", "utf-8"
    )

    report = json.loads(run("people", "notes.md", "--format", "json").stdout)

    assert {row["kind"] for row in report["people"]} == {"name", "email"}


def test_timeline_shows_milestones_as_marks(run, drafted):
    assert "◆" in run("timeline", drafted).stdout


def test_explain_shows_a_page(run):
    page = run("explain", "UB101").stdout

    assert "What it notices" in page


def test_publish_leaves_the_document_as_it_is(run, drafted):
    before = drafted.read_bytes()

    result = run("publish", drafted, "--edition", "public", "--to", "md", "-o", drafted)

    assert result.exit_code == 2
    assert drafted.read_bytes() == before


def test_room_leaves_a_stranger_as_it_is(run, drafted):
    Path("mine.md").write_text("mine\n", "utf-8")

    assert run("room", drafted, "-o", "mine.md").exit_code == 2
    assert Path("mine.md").read_text("utf-8") == "mine\n"


def test_publish_replaces_its_own_rendering(run, drafted):
    words = ("publish", drafted, "--edition", "readout", "--to", "html", "-o", "readout.html")

    assert [run(*words).exit_code, run(*words).exit_code] == [0, 0]


def test_check_knows_the_pseudonyms_beside_the_document(run):
    Path("inc.md").write_text("Priya Ramanathan noticed it first.\n", "utf-8")
    Path("inc.md.people.json").write_text(
        json.dumps(
            {
                "schema": "unblame.people-map/1",
                "people": [
                    {
                        "person": "P2",
                        "pseudonym": "Responder B",
                        "names": ["Priya Ramanathan"],
                        "handles": [],
                        "emails": [],
                        "ids": [],
                    }
                ],
            }
        ),
        "utf-8",
    )

    report = json.loads(run("people", "inc.md", "--format", "json").stdout)

    assert {row["pseudonym"] for row in report["people"]} == {"Responder B"}
