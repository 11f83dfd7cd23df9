"""Milestones from nothing but a chat: what people write while it happens."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence import ReadOptions, read
from unblame.model import Milestone
from unblame.people import Cast
from unblame.timeline import build

DAY = datetime(2026, 5, 4, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
CORE = ("impact_start", "detected", "acknowledged", "mitigated", "resolved")

#: Each chat with its core milestones in order, `-` where the chat tells of none.
CHATS = {
    "asks round, reverts a change": (
        (
            "14:09 tom: is the basket page super slow for anybody else?\n"
            "14:10 ines: yep, taking ages here too\n"
            "14:11 ines: every call fails or crawls since 14:03\n"
            "14:12 tom: I'll take it\n"
            "14:16 mira: that's my index change, reverting\n"
            "14:23 ines: latency is dropping\n"
            "14:26 ines: p95 back to normal\n"
            "14:40 tom: closing this out, thanks both"
        ),
        "14:03 14:09 14:12 14:26 14:40",
    ),
    "a bot alerts, a queue drains": (
        (
            "09:00 kai: morning all\n"
            "09:31 grafana: [FIRING:1] MailQueueLength mail-out above 5000\n"
            "09:33 kai: hm the mail queue is growing\n"
            "09:35 lee: checking the workers\n"
            "09:44 lee: restarted all of them\n"
            "10:05 kai: queue is empty, all mails are out\n"
            "10:06 grafana: [RESOLVED] MailQueueLength mail-out\n"
            "10:20 lee: ok, incident over from my side"
        ),
        "- 09:31 09:35 10:05 10:20",
    ),
    "it comes back": (
        (
            "08:00 pager: Triggered: #881 ApiErrors on gateway\n"
            "08:03 joe: on it\n"
            "08:15 joe: restarted auth\n"
            "08:17 joe: errors are gone\n"
            "08:30 joe: marking as resolved\n"
            "08:52 joe: it's happening again, 30 %\n"
            "09:05 amy: found it, connection leak in the new client. rolling back\n"
            "09:14 joe: error rate back to zero\n"
            "09:45 joe: stable for half an hour. resolved"
        ),
        "- 08:00 08:03 09:14 09:45",
    ),
    "the bot fires again": (
        (
            "07:02 pd: [FIRING:1] DiskFull db-2\n"
            "07:04 eve: on it\n"
            "07:10 eve: deleted old dumps\n"
            "07:16 pd: [RESOLVED] DiskFull db-2\n"
            "07:40 pd: [FIRING:1] DiskFull db-2\n"
            "07:50 eve: dropped the stuck slot\n"
            "07:56 pd: [RESOLVED] DiskFull db-2"
        ),
        "- 07:02 07:04 07:56 07:56",
    ),
    "nothing in the wording but a first look": (
        (
            "07:45 nia: the daily report is all zeros today\n"
            "07:55 oz: let me dig\n"
            "08:25 oz: restoring from last night's snapshot\n"
            "09:55 nia: numbers look right again\n"
            "10:00 oz: great, closing"
        ),
        "- 07:45 07:55 09:55 10:00",
    ),
    "who notices acts": (
        (
            "08:33 ana: let's do it\n"
            "08:57 ana: hm. ugh, this is not right\n"
            "08:57 ana: rolling back\n"
            "09:19 ana: I'm not convinced that it is in a sufficiently healthy state\n"
            "09:34 ana: okay, manual rollback worked\n"
            "09:41 bo: ack"
        ),
        "- 08:57 - 09:34 09:34",
    ),
    "the dashboard of somebody else is green": (
        (
            "13:05 sam: payments to the bank are failing since about 12:55\n"
            "13:06 lou: their dashboard says all green\n"
            "13:07 lou: I'm investigating\n"
            "14:35 sam: payments go through again\n"
            "14:50 lou: the bank says they are still down for others\n"
            "15:00 sam: INC-204 is closed"
        ),
        "12:55 13:05 13:07 14:35 15:00",
    ),
    "so long ago": (
        (
            "13:05 sam: payments to the bank have been failing, it started 17 minutes ago\n"
            "13:07 lou: I'm investigating\n"
            "14:35 sam: payments go through again\n"
            "15:00 sam: INC-204 is closed"
        ),
        "12:48 13:05 13:07 14:35 15:00",
    ),
    "a step that did not help": (
        (
            "10:00 bot: [FIRING] PoolFull booking\n"
            "10:02 ema: looking\n"
            "10:06 ema: restarted, two bookings went through\n"
            "10:08 ema: no, the pool is full again. restart did not help\n"
            "10:20 ema: rollback is out, bookings work again\n"
            "10:30 ema: closing INC-31"
        ),
        "- 10:00 10:02 10:20 10:30",
    ),
    "no incident": (
        (
            "10:00 a: deploying search 8.1\n"
            "10:05 b: search 8.1 is live, all green\n"
            "10:06 a: thanks\n"
            "10:30 c: is api down for everyone or just me?\n"
            "10:31 b: works here\n"
            "10:32 c: nvm, my vpn was off"
        ),
        "- - - - -",
    ),
}


def milestones(chat: str, folder: Path) -> dict[str, Milestone]:
    ids: dict[str, str] = {}
    said = []
    for number, line in enumerate(chat.splitlines()):
        clock, who, text = line.split(" ", 2)
        at = DAY.replace(hour=int(clock[:2]), minute=int(clock[3:])).timestamp()
        user = ids.setdefault(who, f"U{len(ids) + 1:07d}")
        said.append({"type": "message", "user": user, "ts": f"{at:.0f}.{number:06d}", "text": text})
    path = folder / "channel.json"
    path.write_text(json.dumps(said))
    evidence = read([path], options=ReadOptions(tz="UTC"), cast=Cast())
    return build(evidence, now=NOW).milestones


@pytest.mark.parametrize("name", CHATS)
def test_a_chat_tells_the_milestones(name: str, tmp_path: Path):
    chat, expected = CHATS[name]

    found = milestones(chat, tmp_path)

    assert " ".join(_clock(found[one]) for one in CORE) == expected


def test_what_only_a_change_bounds_is_an_interval(tmp_path: Path):
    chat = (
        "18:00 bo: rolling out the node pool upgrade\n"
        "18:22 cy: builds are failing, nothing gets scheduled\n"
        "18:24 bo: will have a look"
    )

    found = milestones(chat, tmp_path)["impact_start"]

    assert (_clock(found), f"{found.latest:%H:%M}", found.confidence) == ("18:00", "18:22", "low")


def test_an_alert_that_holds_for_minutes_bounds_the_start(tmp_path: Path):
    chat = (
        "01:14 pager: [FIRING:1] BookingErrors more than 20 % of bookings fail for 5 minutes\n"
        "01:20 ada: awake, looking"
    )

    found = milestones(chat, tmp_path)

    assert (_clock(found["impact_start"]), _clock(found["detected"])) == ("01:09", "01:14")


def test_a_fresh_report_after_the_end_opens_another_stretch(tmp_path: Path):
    chat = (
        "18:41 dev: the reader does not open in India, expired certificate\n"
        "18:44 ali: looking into it\n"
        "19:17 ali: India can read again\n"
        "19:22 dev: thank you. incident resolved, good night\n"
        "20:06 dev: Frankfurt is down, same error\n"
        "20:07 ali: on it\n"
        "20:33 ali: Frankfurt works. watching\n"
        "21:15 dev: incident is closed, now really"
    )

    found = milestones(chat, tmp_path)

    assert (_clock(found["mitigated"]), _clock(found["resolved"])) == ("20:33", "21:15")


def test_a_request_to_look_is_nobody_looking(tmp_path: Path):
    chat = (
        "10:00 ann: checkout is down for everybody\n"
        "10:02 ben: can someone take a look at the gateway\n"
        "10:09 cem: on it"
    )

    assert _clock(milestones(chat, tmp_path)["acknowledged"]) == "10:09"


def test_where_it_was_better_first_is_another_value_for_the_end(tmp_path: Path):
    chat = (
        "10:00 ann: error rate is at 40 %, checkout is timing out\n"
        "10:02 ben: on it\n"
        "10:20 ben: error rate going down\n"
        "10:40 ben: checkout is back to normal"
    )

    mitigated = milestones(chat, tmp_path)["mitigated"]

    assert _clock(mitigated) == "10:40"
    assert [f"{one.at:%H:%M}" for one in mitigated.alternatives] == ["10:20"]


def _clock(milestone: Milestone) -> str:
    return f"{milestone.at:%H:%M}" if milestone.at is not None else "-"
