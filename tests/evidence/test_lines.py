"""Each event of each reader opens to the text that it was read from."""

import gzip
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unblame.evidence import Evidence, ReadOptions, read
from unblame.evidence.lines import Shown, lines_behind
from unblame.model import Event
from unblame.timeline.log_change import log_events

SAMPLES = sorted(Path(__file__).parent.joinpath("readers", "samples").iterdir())
#: Samples whose lines are no sentences: the reader words every event.
OWN = ("kubernetes.describe.txt",)


def events(found: Evidence) -> tuple[Event, ...]:
    return (*found.events, *log_events(found))


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w{2,}", text)}


def opened(found: Evidence, event: Event, *places: Path, most: int = 10) -> list[Shown]:
    return list(lines_behind(event, found.items, places, most=most))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_each_event_of_a_sample_opens_to_its_text(path):
    found = read([path], options=ReadOptions(tz="Europe/Oslo"))

    assert found.events or found.changes or found.statements or found.items[0].warnings
    for event in events(found):
        sources = opened(found, event, path)
        assert [one.changed for one in sources] == [False] * len(event.sources)
        for one in sources:
            text = " ".join(text for _, text in one.lines)
            assert text.strip(), (event.text, one)
            if path.name not in OWN and event in found.events:
                assert words(event.text) & words(text), (event.text, text)


START = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)


def entries() -> Iterator[tuple[datetime, str, str]]:
    """Yield a calm hour, and a burst of errors from 05:30 to 05:33."""
    for second in range(0, 3600, 6):
        at = START + timedelta(seconds=second)
        yield at, "info", f"served order {second}"
        if 1800 <= second < 1980:
            yield at, "error", f"payment {second} refused by the ledger"


def lines(form: str) -> bytes:
    return "".join(
        form.format(at=at, level=level.upper(), text=text) for at, level, text in entries()
    ).encode()


def listed(make) -> list[object]:
    return [make(at, level, text) for at, level, text in entries()]


def ns(at: datetime) -> str:
    return f"{at.timestamp():.0f}000000000"


STREAMS = {
    "app.log": lines("{at:%Y-%m-%d %H:%M:%S},000 {level:.5} pay: {text}\n"),
    "coloured.log": lines("\x1b[31m{at:%Y-%m-%d %H:%M:%S},000 {level:.5}\x1b[0m pay: {text}\n"),
    "syslog": lines("{at:%b} {at.day:>2} {at:%H:%M:%S} db1 pay[77]: {level} {text}\n"),
    "clock.log": lines("{at:%H:%M:%S}.000 [main] {level:.5} pay - {text}\n"),
    "logfmt.log": lines('ts={at:%Y-%m-%dT%H:%M:%SZ} level={level} msg="{text}"\n'),
    "lines.jsonl": b"".join(
        json.dumps({"ts": f"{at:%Y-%m-%dT%H:%M:%SZ}", "level": level, "msg": text}).encode() + b"\n"
        for at, level, text in entries()
    ),
    "journal.log": lines("{at:%Y-%m-%dT%H:%M:%S}+0000 n1 pay[77]: {text}\n"),
    "journal.export": b"".join(
        f"__CURSOR=s={n}\n__REALTIME_TIMESTAMP={at.timestamp():.0f}000000\nPRIORITY={3 if level == 'error' else 6}\n"
        f"MESSAGE={text}\n\n".encode()
        for n, (at, level, text) in enumerate(entries())
    ),
    "cloudwatch.json": json.dumps(
        {"events": listed(lambda at, level, text: {
            "timestamp": int(at.timestamp() * 1000), "ingestionTime": 1, "message": f"{level} {text}"
        })}
    ).encode(),
    "google.json": json.dumps(
        listed(lambda at, level, text: {
            "logName": "projects/norvane/logs/pay", "insertId": "x", "resource": {"type": "pod"},
            "timestamp": f"{at:%Y-%m-%dT%H:%M:%SZ}", "severity": level.upper(), "textPayload": text,
        })
    ).encode(),
    "otlp.json": json.dumps({"resourceLogs": [{"resource": {}, "scopeLogs": [{"logRecords": listed(
        lambda at, level, text: {
            "timeUnixNano": ns(at), "severityText": level, "body": {"stringValue": text}
        })}]}]}).encode(),
    "datadog.json": json.dumps({"data": listed(lambda at, level, text: {
        "id": f"{at:%H%M%S}{level}", "type": "log", "attributes": {
            "timestamp": f"{at:%Y-%m-%dT%H:%M:%SZ}", "status": level, "message": text, "service": "pay",
            "tags": []
        }})}).encode(),
}  # fmt: skip


def jump(found: Evidence) -> Event:
    return next(one for one in log_events(found) if "refused" in one.text and "rise" in one.text)


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_jump_in_any_stream_opens_to_its_thirty_lines(tmp_path, name, packed):
    file = tmp_path / (f"{name}.gz" if packed else name)
    file.write_bytes(gzip.compress(STREAMS[name], mtime=0) if packed else STREAMS[name])
    notes = tmp_path / "notes.txt"
    notes.write_text("2026-03-04 05:31 UTC the alarm fires\n")
    found = read([tmp_path], options=ReadOptions(tz="UTC"))

    (one,) = opened(found, jump(found), tmp_path, most=3)

    assert [text.partition("payment ")[2].split()[0] for _, text in one.lines] == [
        "1800",
        "1806",
        "1812",
    ]
    assert one.more == 27


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar.gz"])
def test_members_of_an_archive_open_like_files(tmp_path, pack):
    file = tmp_path / "export.bin"
    notes = b"# 4 March 2026\n\n- 05:31 UTC the alarm fires\n"
    file.write_bytes(pack({"a/app.log.gz": gzip.compress(STREAMS["app.log"]), "a/notes.md": notes}))
    found = read([file], options=ReadOptions(tz="UTC"))

    (log,) = opened(found, jump(found), tmp_path)
    (note,) = opened(found, found.events[0], tmp_path)

    assert (log.found, len(log.lines), log.more) == ("export.bin/a/app.log.gz", 10, 20)
    assert note.lines == (("line 3", "- 05:31 UTC the alarm fires"),)


def test_a_jump_is_followed_into_the_later_files_of_its_log(tmp_path):
    whole = STREAMS["app.log"].splitlines(keepends=True)
    first = next(n for n, line in enumerate(whole) if b"payment 1890" in line)
    (tmp_path / "app.log.1.gz").write_bytes(gzip.compress(b"".join(whole[:first]), mtime=0))
    (tmp_path / "app.log").write_bytes(b"".join(whole[first:]))
    found = read([tmp_path], options=ReadOptions(tz="UTC"))

    (one,) = opened(found, jump(found), tmp_path, most=16)

    assert one.path == "app.log.1.gz"
    assert [at.partition(" of ")[2] for at, _ in one.lines[-2:]] == ["", "app.log"]
    assert (len(one.lines), one.more) == (16, 14)


def test_messages_of_two_workspaces_with_one_id_open_each_to_its_own(tmp_path):
    for name, text, user in (("a", "pay is down", "U1"), ("b", "the cake is here", "U9")):
        (tmp_path / name).mkdir()
        message = {
            "type": "message",
            "ts": "1772600767.000200",
            "user": user,
            "text": text,
            "team": f"T{name}",
        }
        (tmp_path / name / "chat.json").write_text(json.dumps([message]))
    found = read([tmp_path])

    shown = {one.text: opened(found, one, tmp_path) for one in found.events}

    assert {text: len(sources) for text, sources in shown.items()} == {
        "pay is down": 1,
        "the cake is here": 1,
    }
    assert all(text in sources[0].lines[0][1] for text, sources in shown.items())


def test_a_clock_that_was_set_right_does_not_hide_the_lines(tmp_path):
    (tmp_path / "app.log").write_bytes(STREAMS["app.log"])
    found = read([tmp_path], options=ReadOptions(tz="Asia/Tokyo", clocks={"app.log": 86400.0}))

    (one,) = opened(found, jump(found), tmp_path)

    assert (len(one.lines), one.more) == (10, 20)


def test_an_entry_of_laid_out_json_is_shown_with_its_line_in_the_file(tmp_path):
    messages = [
        {"type": "message", "user": "U1", "ts": f"177260076{n}.000200", "text": "down"}
        for n in (7, 8)
    ]
    (tmp_path / "wide.json").write_text(json.dumps(messages, indent=1))
    (tmp_path / "flat.json").write_text(json.dumps(messages))
    found = read([tmp_path])

    last = [event for event in found.events if event.as_written == "1772600768.000200"]
    shown = {one.path: one.line for event in last for one in opened(found, event, tmp_path)}

    laid = (tmp_path / "wide.json").read_text().splitlines()
    assert shown["wide.json"] == next(n for n, line in enumerate(laid, 1) if "1772600768" in line)
    assert shown["flat.json"] is None
