from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.whatsapp import WhatsappReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones

SAMPLES = Path(__file__).parent / "samples"
ANA, BO = Identity(name="Ana Ruiz"), Identity(name="Bo Lind")


def reading(
    text: str | Path, zones: Zones | None = None, modified: datetime | None = None, **columns: str
) -> Reading:
    if isinstance(text, Path):
        source = OpenSource(path=text.name, file=text, columns=columns)
    else:
        source = OpenSource(
            path="_chat.txt", data=text.encode(), modified=modified, columns=columns
        )
    return WhatsappReader().read(source, zones or Zones("UTC"))


def test_recognises_its_samples_and_no_neighbour():
    names = ["whatsapp.txt", "whatsapp.android.txt"]
    others = [
        b"[05:06:07] <ana> down\n[05:06:09] <bo> on it\n",
        b"2026-03-04 05:06:07 ERROR pay: timeout\n" * 3,
        b"When,What\n04/03/2026 05:06,alarm: fires\n",
        b"- 14:02 UTC: alarm\n- 14:10 UTC: rollback\n",
    ]

    found = [reader_for(Sample.of("x", (SAMPLES / name).read_bytes())) for name in names]

    assert [one.name for one in found if one is not None] == ["whatsapp"] * 2
    assert [WhatsappReader().recognises(Sample.of("_chat.txt", o)) for o in others] == [0.0] * 4


def test_messages_of_several_lines_deletions_and_numbers_become_records():
    found = reading(SAMPLES / "whatsapp.txt", Zones("Europe/Oslo"))

    assert [(r.moment.at, r.text, r.actor, r.deleted, r.place) for r in found.records] == [
        (datetime(2026, 3, 14, 4, 6, 7, tzinfo=UTC), "checkout is down\nsee the board: 5xx over 2 %", ANA, False, "line 2"),
        (datetime(2026, 3, 14, 4, 6, 41, tzinfo=UTC), "on it", BO, False, "line 4"),
        (datetime(2026, 3, 14, 4, 8, tzinfo=UTC), "A message was deleted", ANA, True, "line 6"),
        (datetime(2026, 3, 14, 4, 9, 30, tzinfo=UTC), "rolled back", Identity(id="+47 912 34 567"), False, "line 7"),
    ]  # fmt: skip
    assert [w.where for w in found.warnings] == ["line 4"]


def test_month_before_day_and_a_clock_of_twelve_hours_are_read_off_the_file():
    found = reading(SAMPLES / "whatsapp.android.txt")

    assert [(r.moment.at, r.text) for r in found.records] == [
        (datetime(2026, 3, 4, 17, 6, tzinfo=UTC), "checkout is down"),
        (datetime(2026, 3, 5, 0, 1, tzinfo=UTC), "rolled back"),
        (datetime(2026, 3, 13, 9, 0, tzinfo=UTC), "review today"),
    ]


def test_an_order_that_stays_open_is_asked_for_and_never_guessed():
    chat = "04/03/2026, 05:06 - Ana: down\n04/03/2026, 05:10 - Bo: on it\n"

    unknown, told = reading(chat), reading(chat, order="dmy")
    before_april = reading(chat, modified=datetime(2026, 3, 9, tzinfo=UTC))

    assert {r.moment.at for r in unknown.records} == {None}
    assert [w.where for w in unknown.warnings] == ["line 1"]
    assert "--dates FILE=dmy" in unknown.warnings[0].what
    assert told.records[0].moment.at == datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    assert before_april.records[0].moment.at == datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def test_without_a_zone_there_is_no_instant_and_a_skipped_hour_has_none():
    chat = "[29/03/2026, 02:30:00] Ana: in the gap\n[29/03/2026, 03:30:00] Ana: after\n"

    zoneless, oslo = reading(chat, Zones()), reading(chat, Zones("Europe/Oslo"))

    assert [r.moment.at for r in zoneless.records] == [None, None]
    assert [r.moment.at for r in oslo.records] == [None, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]


def test_hostile_lines_give_warnings_with_places():
    chat = (
        "before\n[14/03/2026, 05:06:07] Ana: fine\n[32/13/2026, 05:06:07] Ana: no such day\n[14/03/2026, 29:06:07] Ana: no such hour\n"
        + "y" * 200_000
    )

    found = reading(chat)

    assert [(r.text[:12], r.moment.at is None) for r in found.records] == [
        ("fine", False),
        ("no such day", True),
        ("no such hour", True),
    ]
    assert [w.where for w in found.warnings] == ["line 1", "line 3", "line 4"]


def test_the_same_chat_twice_says_everything_once(tmp_path: Path):
    data = (SAMPLES / "whatsapp.txt").read_bytes()
    (tmp_path / "one.txt").write_bytes(data)
    (tmp_path / "two.txt").write_bytes(data + b"\n")

    found = read([tmp_path], options=ReadOptions(tz="Europe/Oslo"))

    assert [len(event.sources) for event in found.events] == [2] * 4
