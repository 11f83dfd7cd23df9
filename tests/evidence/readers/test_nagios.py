from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.nagios import NagiosReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind

SAMPLE = Path(__file__).parent / "samples" / "nagios.log"
OTTO, INGER = Identity(handle="otto"), Identity(handle="inger")


def reading(text: str | bytes) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return NagiosReader().read(OpenSource(path="nagios.log", data=data), Zones("Asia/Tokyo"))


def test_recognises_its_sample_and_no_neighbour():
    others = [
        b"[1772600767] kernel: SERVICE ALERT\n",
        b"[1772600767] DEBUG: started\n[1772600768] INFO: ready\n",
        b"SERVICE ALERT: pay1;HTTP;CRITICAL;HARD;3;x\n",
    ]

    found = reader_for(Sample.of("x", SAMPLE.read_bytes()))

    assert found is not None
    assert found.name == "nagios"
    assert [NagiosReader().recognises(Sample.of("x", one)) for one in others] == [0.0] * 3


def test_states_pages_and_commands_become_records():
    found = reading(SAMPLE.read_bytes())

    assert [(f"{r.moment.at:%H:%M:%S}", r.kind, r.text, r.actor) for r in found.records] == [
        ("05:06:02", Kind.SYMPTOM, "HTTP on pay1 is CRITICAL, soft, attempt 1: HTTP CRITICAL: 502 Bad Gateway", None),
        ("05:08:02", Kind.ALERT, "HTTP on pay1 is CRITICAL: HTTP CRITICAL: 502 Bad Gateway", None),
        ("05:08:02", Kind.PAGE, "Notification sent by notify-service-by-sms: HTTP on pay1 is CRITICAL: HTTP CRITICAL: 502 Bad Gateway", None),
        ("05:09:00", Kind.ACKNOWLEDGED, "HTTP on pay1 acknowledged: on it; looking at v7", OTTO),
        ("05:09:00", Kind.NOTE, "Notification sent by notify-service-by-mail: HTTP on pay1 is ACKNOWLEDGEMENT (CRITICAL): HTTP CRITICAL: 502;otto;on it", None),
        ("05:11:00", Kind.NOTE, "Notifications turned off for HTTP on pay1", None),
        ("05:12:00", Kind.NOTE, "pay1: v7 went out at 04:58", OTTO),
        ("05:26:40", Kind.ALERT, "pay2 is DOWN: PING CRITICAL - Packet loss = 100%", None),
        ("05:50:00", Kind.RECOVERY, "HTTP on pay1 is OK: HTTP OK: 200", None),
    ]  # fmt: skip
    assert found.identities == (OTTO, INGER)
    assert found.records[6].kinds == ()


def test_a_planned_downtime_names_who_planned_it():
    line = "[1772600940] EXTERNAL COMMAND: SCHEDULE_HOST_DOWNTIME;pay1;1772600940;1772604540;1;0;3600;inger;new disk"

    (record,) = reading(line).records

    assert (record.text, record.actor) == ("pay1 downtime planned: new disk", INGER)


def test_hostile_lines_are_passed_over():
    head = "[1772600767] "
    odd = ["SERVICE ALERT: ", "HOST NOTIFICATION: ;;;", "EXTERNAL COMMAND: ACKNOWLEDGE_SVC_PROBLEM", "EXTERNAL COMMAND: ;"]  # fmt: skip

    found = reading("\n".join(head + one for one in odd) + "\n[9999999999] HOST ALERT: a;DOWN;HARD;1;" + "x" * 90_000)  # fmt: skip

    assert [r.place for r in found.records] == ["line 2", "line 5"]


def test_times_are_unix_time_also_when_clocks_change():
    (record,) = reading("[1792888200] HOST ALERT: a;UP;HARD;1;ok").records

    assert (record.moment.at, record.moment.zone_basis) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "epoch",
    )


def test_the_same_lines_twice_are_read_once():
    data = SAMPLE.read_bytes()

    assert [r.source_id for r in reading(data + data).records] == [
        r.source_id for r in reading(data).records
    ]
