import json
from pathlib import Path

import msgspec
import pytest

from unblame.evidence import ReadOptions, read
from unblame.people import Cast, load_roster

EXAMPLES = Path(__file__).parents[2] / "examples"


def written(folder: Path, name: str, messages: list[dict]) -> Path:
    file = folder / name
    file.write_text(json.dumps(messages))
    return file


def a_message(text: str, ts: str = "1772600767.0001", user: str = "U0B2RT7K1") -> dict:
    profile = {"real_name": "Rosa Lindgren", "display_name": "rosa.l"}
    return {"type": "message", "user": user, "ts": ts, "text": text, "user_profile": profile}


def test_people_met_in_one_source_are_replaced_in_every_other(tmp_path):
    written(tmp_path, "inc.json", [a_message("looking")])
    (tmp_path / "notes.md").write_text(
        "# Notes of 4 March 2026\n\n- 05:20 UTC Rosa Lindgren rolled back\n"
    )

    events = read([tmp_path]).events

    assert [(event.actor, event.text) for event in events] == [
        ("Responder A", "looking"),
        (None, "Responder A rolled back"),
    ]


def test_secrets_are_masked(tmp_path):
    secret = "postgres://app:hunter2secret@db.example/app"
    written(tmp_path, "inc.json", [a_message(f"connect with {secret}")])

    (event,) = read([tmp_path]).events

    assert "hunter2secret" not in event.text


def test_the_same_cast_keeps_its_pseudonyms_over_two_readings(tmp_path):
    file = written(tmp_path, "inc.json", [a_message("looking")])
    cast = Cast()

    first, second = read([file], cast=cast), read([file], cast=cast)

    assert first == second


def test_a_name_in_a_path_or_a_warning_is_replaced(tmp_path):
    folder = tmp_path / "export"
    (folder / "dm with Rosa Lindgren").mkdir(parents=True)
    written(folder / "dm with Rosa Lindgren", "inc.json", [a_message("looking")])
    (folder / "Rosa Lindgren.bin").write_bytes(bytes(200))

    evidence = read([folder])

    assert evidence.items[0].path == "dm with Responder A/inc.json"
    assert evidence.skipped[0].where == "Responder A.bin"


def test_a_name_that_only_a_title_tells_is_replaced_in_the_path(tmp_path):
    (tmp_path / "notes-Priya-Ramanathan.md").write_text(
        "# Notes of Priya Ramanathan\n\n- 07:15 Priya Ramanathan: looking into it\n"
    )

    (item,) = read([tmp_path]).items

    assert item.path is not None
    assert "Priya" not in item.path
    assert "Ramanathan" not in item.path


@pytest.mark.parametrize("name", ["checkout-regression", "night-of-two-clocks"])
def test_no_name_of_the_roster_is_left_in_the_evidence_of_an_example(name):
    example = EXAMPLES / name
    roster = load_roster((example / "roster.yaml").read_text(), ".yaml")
    options = ReadOptions(
        tz="Europe/Oslo", history=(example / "history",), owners=example / "owners.yaml"
    )

    evidence = read([example / "evidence"], options=options, cast=Cast(roster))

    whole = msgspec.json.encode(evidence).decode()
    left = [
        word
        for member in roster.members
        for word in (member.name, *member.handles)
        if word in whole and len(word) > 4
    ]
    assert left == []


def test_a_stamp_in_a_place_is_the_way_back_and_names_nobody():
    from unblame.evidence.door import Door
    from unblame.model import Source

    cast = Cast()
    cast.meet(name="Rosa Lindgren", handle="07.1Z")
    place = "alert of Rosa Lindgren of 2026-03-04T05:06:07.1Z"

    (told,) = [Door(cast).source(Source(evidence="", place=place), "S1").place]

    assert told == "alert of Responder A of 2026-03-04T05:06:07.1Z"


def test_what_steers_a_terminal_or_turns_letters_does_not_enter_the_record(tmp_path):
    said = "\x1b]0;title\x07checkout \x1b[31mis\x1b[0m \u202edown\u202c, \x00 5xx \x9b at 9% \ud800"
    written(tmp_path, "inc.json", [a_message(said)])

    (event,) = read([tmp_path]).events

    assert event.text == "checkout is down, \ufffd 5xx \ufffd at 9% \ufffd"


def test_a_secret_in_the_name_of_a_bot_is_masked(tmp_path):
    message = {
        "type": "message",
        "subtype": "bot_message",
        "username": "deploys password=Zq9hunter2xx",
        "ts": "1772600767.0001",
        "text": "deployed checkout v482",
    }
    written(tmp_path, "inc.json", [message])

    (event,) = read([tmp_path]).events

    assert "hunter2" not in str(event)


def test_half_a_letter_in_a_name_leaves_a_name_that_a_file_can_hold(tmp_path):
    message = a_message("looking")
    message["user_profile"]["real_name"] = "Rosa Lindgren \ud83d"
    written(tmp_path, "inc.json", [message])
    cast = Cast()

    read([tmp_path], cast=cast)

    assert "Rosa Lindgren" in cast.to_json().encode().decode()


def test_of_an_endless_text_the_beginning_stands_in_the_record_and_how_much_is_left_out(tmp_path):
    said = "checkout is down " * 60_000
    written(tmp_path, "inc.json", [a_message(said)])

    (event,) = read([tmp_path]).events

    assert event.text.startswith("checkout is down checkout")
    assert event.text.endswith("… (954,464 more letters stand in the source)")
