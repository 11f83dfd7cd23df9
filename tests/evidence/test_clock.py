import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unblame import model
from unblame.evidence import Evidence, ReadOptions, read
from unblame.evidence.aligned import offset_of
from unblame.model import Clock

START = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)

#: Second, what the deploy log says, and what the bot in the chat says of it.
TOLD = (
    (0, "deployed release ledger-api 4.11.0", "deployed ledger-api 4.11.0"),
    (420, "alert LedgerQueueStuck firing", "alert: LedgerQueueStuck firing"),
    (1500, "rolled back to release ledger-api 4.10.7", "rolled back ledger-api to 4.10.7"),
    (1800, "alert LedgerQueueStuck resolved", "resolved: LedgerQueueStuck"),
)


def written(folder: Path, *, chat_ahead: timedelta, lag: tuple[float, ...] = (2, 5, 3, 6)) -> Path:
    """Write a log and a chat of one incident, the clock of the chat ahead of that of the log."""
    folder.mkdir(exist_ok=True)
    log = [f"{START + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ} {line}" for at, line, _ in TOLD]
    (folder / "changes.log").write_text("\n".join(log) + "\n")
    chat = []
    for (at, _, said), late in zip(TOLD, lag, strict=True):
        moment = START + timedelta(seconds=at + late) + chat_ahead
        chat.append(
            {"type": "message", "user": "U1", "ts": f"{moment.timestamp():.6f}", "text": said}
        )
    (folder / "ledger.json").write_text(json.dumps(chat))
    return folder


def clock_of(evidence: Evidence, name: str) -> Clock | None:
    return next(item.clock for item in evidence.items if item.path == name)


def instants(evidence: Evidence, name: str) -> list[datetime | None]:
    item = next(item.id for item in evidence.items if item.path == name)
    return [one.at for one in evidence.events if one.sources[0].evidence == item]


def test_a_clock_four_minutes_ahead_is_found_and_taken_away(tmp_path: Path):
    evidence = read([written(tmp_path / "e", chat_ahead=timedelta(minutes=4))])

    clock = clock_of(evidence, "ledger.json")
    assert clock is not None
    assert (clock.anchors, clock.applied, clock.basis) == (4, True, "moments shared with S1")
    assert abs(clock.offset_s - 243.5) < 3
    assert clock.plus_minus_s < 5
    first = next(one for one in evidence.events if one.at_source is not None)
    assert first.at_source == START + timedelta(seconds=242)
    assert first.at == first.at_source - timedelta(seconds=clock.offset_s)
    assert first.latest is not None
    assert first.earliest is not None
    assert (first.latest - first.earliest).total_seconds() >= 2 * clock.plus_minus_s


@pytest.mark.parametrize("ahead", [timedelta(days=731), timedelta(minutes=-9)])
def test_a_clock_far_off_is_found_and_taken_away(tmp_path: Path, ahead: timedelta):
    evidence = read([written(tmp_path / "e", chat_ahead=ahead)])

    told = instants(evidence, "ledger.json")
    assert [
        abs((at - START).total_seconds() - second) < 10
        for at, (second, *_) in zip(told, TOLD, strict=True)
        if at
    ] == [True] * 4


def test_the_time_that_a_message_takes_is_no_clock(tmp_path: Path):
    evidence = read([written(tmp_path / "e", chat_ahead=timedelta(0))])

    clock = clock_of(evidence, "ledger.json")
    assert clock is not None
    assert (clock.offset_s, clock.applied) == (0.0, False)
    assert all(one.at_source is None for one in evidence.events)


def test_moments_that_do_not_agree_show_nothing(tmp_path: Path):
    evidence = read([written(tmp_path / "e", chat_ahead=timedelta(0), lag=(80, 400, 1000, 3))])

    assert clock_of(evidence, "ledger.json") is None


@pytest.mark.parametrize("name", ["ledger.json", "S2"])
def test_the_word_of_a_person_holds(tmp_path: Path, name: str):
    folder = written(tmp_path / "e", chat_ahead=timedelta(minutes=4))

    evidence = read([folder], options=ReadOptions(clocks={name: 0.0}))

    clock = clock_of(evidence, "ledger.json")
    assert clock is not None
    assert (clock.applied, clock.basis) == (False, "told by a person")
    assert instants(evidence, "ledger.json")[0] == START + timedelta(seconds=242)
    assert instants(evidence, "changes.log")[0] == START


def test_a_clock_of_no_source_is_named(tmp_path: Path):
    folder = written(tmp_path / "e", chat_ahead=timedelta(0))

    evidence = read([folder], options=ReadOptions(clocks={"pager.json": 60.0}))

    assert evidence.skipped == (
        model.Warning(
            where="the clock of pager.json", what="no source of that path or number was read"
        ),
    )


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("+4m12s", 252.0),
        ("-35s", -35.0),
        ("731d", 731 * 86400.0),
        ("+00:04:12", 252.0),
        ("1h", 3600.0),
        ("0", 0.0),
        ("soon", None),
        ("", None),
        ("+", None),
    ],
)
def test_offsets_are_read(text: str, seconds: float | None):
    assert offset_of(text) == seconds


def test_an_alert_that_comes_back_under_one_name_moves_no_clock(tmp_path: Path):
    names = ["DiskWillFill", "DiskWillFill", "DiskWillFill", "DiskCritical", "UploadErrors"]
    folder = tmp_path / "e"
    folder.mkdir()
    for number, name in enumerate(names):
        at = START + timedelta(minutes=40 * number)
        (folder / f"{number}.log").write_text(f"{at:%Y-%m-%dT%H:%M:%SZ} alert {name} firing\n")
    chat = [
        {
            "type": "message",
            "user": "U1",
            "ts": f"{(START + timedelta(minutes=minute)).timestamp():.6f}",
            "text": f"alert: {name} firing",
        }
        for minute, name in [
            (-336, "DiskWillFill"),
            *((40 * n, name) for n, name in enumerate(names)),
        ]
    ]
    (folder / "ledger.json").write_text(json.dumps(chat))

    evidence = read([folder])

    assert all(one.at_source is None for one in evidence.events)


def test_what_passes_from_the_asking_for_a_change_to_the_word_that_it_is_out_is_no_clock(
    tmp_path: Path,
):
    releases = [(0, "4.11.0"), (9000, "4.10.7"), (20000, "4.11.1"), (30000, "4.10.8")]
    log = [
        f"{START + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ} deployed release ledger-api {release}"
        for at, release in releases
    ]
    (tmp_path / "changes.log").write_text("\n".join(log) + "\n")
    chat = [
        {"type": "message", "user": "U1", "text": f"rolled back ledger-api, {release} is out",
         "ts": f"{(START + timedelta(seconds=at + 250 + late)).timestamp():.6f}"}
        for late, (at, release) in enumerate(releases)
    ]  # fmt: skip
    (tmp_path / "ledger.json").write_text(json.dumps(chat))

    evidence = read([tmp_path])

    assert [item.clock for item in evidence.items] == [None, None]
