"""What a person says of one source is used, shown and remembered by the document."""

import json
from datetime import UTC, datetime

import msgspec
import pytest

from unblame import document
from unblame.model import Decision

NOTES = "Notes of the night\n\n3/4/2026 14:05 deploy of checkout\n3/4/2026 14:15 errors rising\n"
LINES = "14:20 rolled back\n14:30 back to normal\n"


@pytest.fixture
def evidence(tmp_path):
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "us.txt").write_text(NOTES)
    (folder / "late.txt").write_text(LINES)
    return folder


def the_report(result) -> dict[str, tuple[str, list[str]]]:
    report = json.loads(result.stdout)
    times = [event["at"] for event in report["events"]]
    taken = {
        item["path"]: [
            item["zone"]["assumed"],
            *(f"{t['what']} {t['value']}" for t in item["taken"]),
        ]
        for item in report["evidence"]
    }
    return {"at": times, **taken}


def test_zone_order_and_day_are_said_of_one_file(run, evidence):
    result = run(
        "read", "evidence", "--format", "json", "--tz", "UTC", "--tz", "us.txt=Europe/Oslo",
        "--dates", "us.txt=mdy", "--day", "late.txt=2026-03-04",
    )  # fmt: skip

    assert the_report(result) == {
        "at": [
            "2026-03-04T13:05:00Z", "2026-03-04T13:15:00Z", "2026-03-04T14:20:00Z", "2026-03-04T14:30:00Z",
        ],
        "us.txt": ["Europe/Oslo", "order mdy"],
        "late.txt": ["UTC", "day 2026-03-04"],
    }  # fmt: skip


def test_what_is_missing_names_the_option_and_the_file(run, evidence):
    told = run("read", "evidence", "--tz", "UTC").stderr

    assert "say which with --dates us.txt=dmy, =mdy or =ymd (2 times)" in told
    assert "late.txt: line 1: a time whose day is not clear; say it with --day late.txt=" in told


def test_the_document_remembers_what_was_said_of_a_source(run, evidence):
    usual = ("--incident", "I", "--product", "P", "--impact", "x", "-o", "i.md")
    first = run(
        "draft", "evidence", *usual, "--tz", "UTC", "--tz", "us.txt=Europe/Oslo",
        "--dates", "us.txt=mdy", "--day", "late.txt=2026-03-04",
    )  # fmt: skip
    again = run("draft", "evidence", "-o", "i.md")
    read = run("read", "evidence", "--document", "i.md", "--format", "json")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert the_report(read)["us.txt"] == ["Europe/Oslo", "order mdy"]
    assert the_report(read)["at"][-1] == "2026-03-04T14:30:00Z"


def test_a_source_is_called_by_its_number_in_the_document(run, evidence):
    usual = ("--incident", "I", "--product", "P", "--impact", "x", "-o", "i.md")
    run("draft", "evidence", *usual, "--tz", "UTC", "--dates", "mdy")
    read = run("read", "evidence", "--document", "i.md", "--tz", "S2=+02:00", "--dates", "dmy", "--format", "json")  # fmt: skip

    assert the_report(read)["at"][0] == "2026-04-03T12:05:00Z"


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--tz", "us.txt=Oslo", "The zone 'Oslo' is not known"),
        ("--dates", "us.txt=dym", "'dym' is no order; it takes dmy"),
        ("--day", "late.txt=4 March", "'4 March' is no day; give it like 2026-03-04"),
        ("--day", "2026-03-04", "is not of the form notes.txt=2026-03-04"),
    ],
)
def test_what_cannot_be_meant_is_an_error(run, evidence, option, value, told):
    result = run("read", "evidence", option, value)

    assert result.exit_code == 2
    assert told in result.stderr


def test_the_house_zone_holds_beside_what_is_said_of_one_file(run, evidence, tmp_path):
    (tmp_path / "unblame.toml").write_text('tz = "+01:00"\n')
    result = run("read", "evidence", "--format", "json", "--tz", "us.txt=UTC", "--dates", "mdy")

    assert the_report(result)["us.txt"] == ["UTC"]
    assert the_report(result)["late.txt"][0] == "+01:00"


def test_what_was_assumed_stands_in_the_document_and_beside_each_time(run, evidence, tmp_path):
    said = ("--tz", "Europe/Oslo", "--dates", "us.txt=mdy", "--day", "late.txt=2026-03-04")
    usual = ("--incident", "I", "--product", "P", "--impact", "x", "-o", "i.md")
    run("draft", "evidence", *usual, *said)

    read = run("read", "evidence", *said)
    timeline = run("timeline", "i.md").stdout

    assumed = "times that state no zone are read in Europe/Oslo (by --tz); dates are month before day (by --dates)"
    assert f"- Assumed of S2: {assumed}." in (tmp_path / "i.md").read_text()
    assert f"S2 us.txt: {assumed}" in timeline
    assert "03-04 14:05:00? " in timeline
    assert read.stdout.startswith("2026-03-04 13:05:00? change ")
    assert "Beside a time: ? the zone was assumed" in read.stderr
    assert "zone Europe/Oslo assumed, order mdy by --dates" in read.stderr


CUES = "WEBVTT\n\n00:00:06.000 --> 00:00:09.000\n<v Ana>errors are rising\n"


def test_the_start_of_a_recording_is_asked_and_its_answer_places_the_transcript(run, tmp_path):
    (tmp_path / "call.vtt").write_text(CUES)
    usual = ("--incident", "I", "--product", "P", "--impact", "x", "-o", "i.md")
    run("draft", "call.vtt", *usual)
    held = document.read((tmp_path / "i.md").read_text())
    (asked,) = [one.about for one in held.questions if one.about.startswith("events.recorded")]
    answer = Decision(
        at=datetime(2026, 3, 5, tzinfo=UTC), by="facilitator", on=asked, was=None,
        now="2026-03-04T14:00Z", reason="told in the review",
    )  # fmt: skip
    answered = msgspec.structs.replace(held, decisions=(answer,))
    (tmp_path / "i.md").write_text(document.write(answered))

    again = run("draft", "call.vtt", "-o", "i.md")
    then = document.read((tmp_path / "i.md").read_text())

    assert again.exit_code == 0
    assert [event.at for event in then.events] == [datetime(2026, 3, 4, 14, 0, 6, tzinfo=UTC)]
    assert [(one.what, one.by) for one in then.evidence[0].taken] == [("recorded", "--recorded")]


def test_what_a_person_changes_in_the_front_matter_holds(run, evidence, tmp_path):
    usual = ("--incident", "I", "--product", "P", "--impact", "x", "-o", "i.md")
    run(
        "draft",
        "evidence",
        *usual,
        "--tz",
        "UTC",
        "--tz",
        "us.txt=Europe/Oslo",
        "--dates",
        "us.txt=mdy",
    )
    text = (tmp_path / "i.md").read_text()
    (tmp_path / "i.md").write_text(
        text.replace('assumed: "Europe/Oslo"', 'assumed: "Asia/Tokyo"').replace('"mdy"', '"dmy"')
    )

    run("draft", "evidence", "-o", "i.md")
    read = the_report(run("read", "evidence", "--document", "i.md", "--format", "json"))

    assert read["us.txt"] == ["Asia/Tokyo", "order dmy"]
    assert "2026-04-03T05:05:00Z" in read["at"]
