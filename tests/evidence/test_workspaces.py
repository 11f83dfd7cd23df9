"""Exports of two workspaces whose ids collide, and of one workspace given twice."""

import json
from pathlib import Path

from unblame.evidence import Evidence, read
from unblame.people import Cast

NORTH = [
    {"id": "U1", "team_id": "T1", "name": "ana", "profile": {"real_name": "Ana Ruiz"}},
    {"id": "U2", "team_id": "T1", "name": "bo", "profile": {"real_name": "Bo Lind"}},
]
SOUTH = [
    {"id": "U1", "team_id": "T2", "name": "carl", "profile": {"real_name": "Carl Moen"}},
    {"id": "U3", "team_id": "T2", "name": "ana", "profile": {"real_name": "Ana Berg"}},
]


def said(user: str, ts: str, text: str) -> dict[str, str]:
    return {"type": "message", "user": user, "ts": ts, "text": text}


def export(folder: Path, users: list[dict], messages: list[dict]) -> None:
    place = folder / "incidents" / "2026-03-04.json"
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps(messages))
    (folder / "users.json").write_text(json.dumps(users))


def told(found: Evidence) -> list[tuple[str, str | None, int]]:
    return [(event.text, event.actor, len(event.sources)) for event in found.events]


def test_the_same_id_in_two_workspaces_stays_two_people_and_two_messages(tmp_path: Path):
    export(tmp_path / "north", NORTH, [said("U1", "1772600767.000100", "down"), said("U2", "1772600768.000100", "<@U1> on it")])  # fmt: skip
    export(tmp_path / "south", SOUTH, [said("U1", "1772600767.000100", "slow here too"), said("U3", "1772600769.000100", "<@U1> same")])  # fmt: skip

    forward = read([tmp_path / "north", tmp_path / "south"], cast=Cast())
    backward = read([tmp_path / "south", tmp_path / "north"], cast=Cast())

    assert len({actor for _, actor, _ in told(forward)}) == 4
    assert {count for _, _, count in told(forward)} == {1}
    assert [one.key for one in forward.events] == [one.key for one in backward.events]
    by_text = {text: actor for text, actor, _ in told(forward)}
    assert f"{by_text['down']} on it" in by_text
    assert f"{by_text['slow here too']} same" in by_text


def test_one_workspace_given_twice_or_exported_later_stays_one(tmp_path: Path):
    messages = [said("U1", "1772600767.000100", "down"), said("U2", "1772600768.000100", "on it")]
    export(tmp_path / "first", NORTH, messages)
    later = [{**user, "profile": {**user["profile"], "title": "lead"}} for user in NORTH]
    export(
        tmp_path / "later",
        [*later, {"id": "U9", "team_id": "T1", "name": "kim", "profile": {}}],
        messages,
    )

    found = read([tmp_path / "first", tmp_path / "later"])

    assert told(found) == [("down", "Responder A", 2), ("on it", "Responder B", 2)]


def test_without_team_ids_people_alone_tell_workspaces_apart(tmp_path: Path):
    def bare(users: list[dict]) -> list[dict]:
        return [{k: v for k, v in user.items() if k != "team_id"} for user in users]

    export(tmp_path / "north", bare(NORTH), [said("U1", "1772600767.000100", "down")])
    export(tmp_path / "south", bare(SOUTH), [said("U1", "1772600767.000100", "down")])

    found = read([tmp_path])

    assert sorted(told(found)) == [("down", "Responder A", 1), ("down", "Responder B", 1)]


def test_a_channel_that_two_workspaces_share_is_read_once(tmp_path: Path):
    shared = [*NORTH, SOUTH[0] | {"id": "U7", "team_id": "T2"}]
    messages = [said("U2", "1772600768.000100", "on it")]
    export(tmp_path / "north", shared, messages)
    export(tmp_path / "south", [*SOUTH, NORTH[1]], messages)

    assert told(read([tmp_path])) == [("on it", "Responder A", 2)]


def test_without_lists_of_users_the_team_of_the_messages_tells_two_workspaces_apart(tmp_path: Path):
    for team, text in (("T1", "down"), ("T2", "slow here too")):
        message = said("U1", "1772600767.000100", text) | {"team": team}
        asked = said("U5", "1772600768.000100", "<@U1> look") | {"team": team}
        place = tmp_path / team / "incidents.json"
        place.parent.mkdir()
        place.write_text(json.dumps([message, asked]))

    found = told(read([tmp_path], cast=Cast()))

    actors = {text: actor for text, actor, _ in found if text in ("down", "slow here too")}
    assert len(set(actors.values())) == 2
    assert sorted(text for text, *_ in found if text not in actors) == sorted(
        f"{one} look" for one in actors.values()
    )
    assert {count for *_, count in found} == {1}


def test_who_writes_in_a_channel_that_two_workspaces_share_is_one_person(tmp_path: Path):
    shared = said("U2", "1772600768.000100", "on it") | {"team": "T1", "user_team": "T2"}
    for team in ("T1", "T2"):
        own = [said("U1", f"177260076{team[1]}.000100", f"down in {team}") | {"team": team}] * 2
        (tmp_path / team).mkdir()
        (tmp_path / team / "inc.json").write_text(
            json.dumps([own[0], own[1] | {"ts": f"177260075{team[1]}.0"}, shared])
        )

    found = told(read([tmp_path], cast=Cast()))

    assert len({actor for text, actor, _ in found if text == "on it"}) == 1
    assert len({actor for _, actor, _ in found}) == 3
