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
