"""Exports of a busy channel: everything is read, and memory follows what is kept, not the file."""

import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from unblame.evidence import chat, json_source
from unblame.evidence.form import OpenSource
from unblame.evidence.readers.discord import DiscordReader
from unblame.evidence.readers.slack import SlackReader
from unblame.evidence.readers.teams import TeamsReader
from unblame.evidence.readers.zulip import ZulipReader
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned

MANY = 26_000
#: As long as three thousand of them are longer than any document that is read as a whole.
LONG = 12_000


def _stamp(number: int) -> str:
    return f"2026-03-04T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"


def _discord(number: int) -> dict[str, Any]:
    who = {"id": str(number % 7), "name": f"n{number % 7}", "isBot": False}
    return {"id": str(number), "timestamp": _stamp(number), "content": f"say {number}", "author": who}  # fmt: skip


def _teams(number: int) -> dict[str, Any]:
    body = {"contentType": "text", "content": f"say {number}"}
    who = {"user": {"id": str(number % 7), "displayName": f"N {number % 7}"}}
    return {"id": str(number), "createdDateTime": _stamp(number), "body": body, "from": who}  # fmt: skip


def _slack(number: int) -> dict[str, Any]:
    profile = {"real_name": f"N {number % 7}", "display_name": f"n{number % 7}"}
    return {"type": "message", "ts": f"{1772600000 + number}.000{number % 1000:03}", "text": f"say {number}", "user": f"U{number % 7}", "user_profile": profile}  # fmt: skip


def _zulip(number: int) -> dict[str, Any]:
    return {"id": number, "timestamp": 1772600000 + number, "content": f"say {number}", "sender_id": number % 7, "sender_full_name": f"N {number % 7}"}  # fmt: skip


SORTS: dict[str, tuple[Any, str, Callable[[int], dict[str, Any]]]] = {
    "discord": (DiscordReader(), '{"guild": {}, "channel": {"id": "77"}, "messages": [', _discord),
    "teams": (TeamsReader(), '{"value": [', _teams),
    "slack": (SlackReader(), '{"name": "incident-42", "messages": [', _slack),
    "zulip": (ZulipReader(), '{"result": "success", "messages": [', _zulip),
}


def _written(
    begin: str, make: Callable[[int], dict[str, Any]], count: int, filling: int = 0
) -> Iterator[str]:
    yield begin
    for number in range(count):
        one = {**make(number), "reactions": "x" * filling}
        yield f"{',' if number else ''}\n{json.dumps(one)}"
    yield '\n], "messageCount": 3}\n'


@pytest.mark.parametrize("sort", SORTS)
def test_every_message_of_a_busy_channel_is_read(sort: str):
    reader, begin, make = SORTS[sort]
    data = "".join(_written(begin, make, MANY)).encode()

    found = reader.read(OpenSource(path="export.json", data=data), Zones())

    assert (len(found.records), len(found.identities), found.warnings) == (MANY, 7, ())


@pytest.mark.parametrize("sort", SORTS)
def test_memory_follows_what_is_kept_and_not_the_file(tmp_path: Path, sort: str):
    reader, begin, make = SORTS[sort]
    file = tmp_path / "export.json"
    with file.open("w") as out:
        out.writelines(_written(begin, make, 3_000, LONG))

    tracemalloc.start()
    found = reader.read(OpenSource(path="export.json", file=file), Zones())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(found.records) == 3_000
    assert most < 16 << 20 < file.stat().st_size


@pytest.mark.parametrize("sort", ["discord", "teams", "zulip"])
def test_what_is_more_than_is_ever_read_is_counted(monkeypatch: pytest.MonkeyPatch, sort: str):
    monkeypatch.setattr(chat, "MOST_MESSAGES", 3)
    reader, begin, make = SORTS[sort]
    data = "".join(_written(begin, make, 5)).encode()

    found = reader.read(OpenSource(path="export.json", data=data), Zones())

    assert len(found.records) == 3
    assert [one.where for one in found.warnings] == ["message 4"]
    assert found.warnings[0].what.startswith("more than 3 messages; 2 after them were left out")


@pytest.mark.parametrize("sort", ["discord", "teams", "zulip"])
def test_of_a_cut_export_the_messages_before_the_cut_are_read(sort: str):
    reader, begin, make = SORTS[sort]
    data = "".join(_written(begin, make, 5)).encode()
    data = data[: data.rindex(b'"reactions"')]

    found = reader.read(OpenSource(path="export.json", data=data), Zones())

    assert [record.text for record in found.records] == [f"say {n}" for n in range(4)]
    assert found.warnings == (Warned(where="entry 5", what="broken or cut short from here"),)


def test_a_channel_is_named_by_what_stands_before_its_messages(tmp_path: Path):
    reader, begin, make = SORTS["discord"]
    small = "".join(_written(begin, make, 1)).encode()
    large = "".join(_written(begin, make, 4_000)).encode()

    ids = [
        reader.read(OpenSource(path="x", data=data), Zones()).records[0].source_id
        for data in (small, large)
    ]

    assert ids == ["77/0", "77/0"]


def test_a_large_channel_of_slack_says_what_a_small_one_says(monkeypatch: pytest.MonkeyPatch):
    reader, begin, make = SORTS["slack"]
    source = OpenSource(path="x.json", data="".join(_written(begin, make, 300)).encode())

    small = reader.read(source, Zones())
    monkeypatch.setattr(json_source, "MOST_RECORDS", 10)
    large = reader.read(source, Zones())

    assert large.records == small.records
    assert (large.identities, large.workspace) == (small.identities, small.workspace)
    assert large.records[0].source_id == "incident-42/1772600000.000000"
