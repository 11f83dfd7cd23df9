from datetime import UTC, date, datetime
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.irc import IrcReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"
NAMES = ["irc.2026-03-04.log", "irc.irssi.log", "irc.weechatlog"]
ANA, BO = Identity(handle="ana"), Identity(handle="bo")


def reading(text: str | Path, zones: Zones | None = None, path: str = "inc.log") -> Reading:
    if isinstance(text, Path):
        source = OpenSource(path=text.name, file=text)
    else:
        source = OpenSource(path=path, data=text.encode())
    return IrcReader().read(source, zones or Zones())


def test_recognises_its_samples_and_no_neighbour():
    others = [
        b"2026-03-04 05:06:07 <INFO> started\n2026-03-04 05:06:08 <ERROR> failed\n",
        b"2026-03-04 05:06:07,123 ERROR pay timeout\n" * 3,
        b"[04/03/2026, 05:06:07] Ana: down\n[04/03/2026, 05:06:09] Bo: on it\n",
        b"05:06 alarm fires\n05:10 rollback\n",
    ]

    found = [reader_for(Sample.of("x", (SAMPLES / name).read_bytes())) for name in NAMES]

    assert [one.name for one in found if one is not None] == ["irc"] * 3
    assert [IrcReader().recognises(Sample.of("irc.log", other)) for other in others] == [0.0] * 4


def test_weechat_lines_become_records_and_a_new_nick_stays_one_person():
    found = reading(SAMPLES / "irc.weechatlog")

    assert [
        (r.moment.at, r.moment.zone_basis, r.text, r.actor, r.place) for r in found.records
    ] == [
        (datetime(2026, 3, 4, 5, 6, 7, 123456, UTC), "stated", "checkout is down", ANA, "line 1"),
        (datetime(2026, 3, 4, 5, 7, 1, 250000, UTC), "stated", "ana: rolling back", Identity(handle="bo_away", id="irc:bo"), "line 4"),
        (datetime(2026, 3, 4, 5, 8, tzinfo=UTC), "stated", "watches the graph", ANA, "line 5"),
    ]  # fmt: skip
    assert Identity(handle="bo", id="irc:bo") in found.identities


def test_irssi_takes_its_days_from_its_own_lines():
    found = reading(SAMPLES / "irc.irssi.log", Zones("+01:00"))

    assert [(r.moment.at, r.text, r.actor) for r in found.records] == [
        (datetime(2026, 3, 3, 22, 58, tzinfo=UTC), "checkout is down", ANA),
        (datetime(2026, 3, 3, 22, 59, tzinfo=UTC), "on it", BO),
        (datetime(2026, 3, 3, 23, 4, tzinfo=UTC), "rolled back", BO),
        (datetime(2026, 3, 3, 23, 5, tzinfo=UTC), "sees errors fall", ANA),
    ]


def test_a_bouncers_day_comes_from_its_file_and_rolls_past_midnight():
    found = reading(SAMPLES / "irc.2026-03-04.log", Zones("UTC"))

    assert [r.moment.at for r in found.records] == [
        datetime(2026, 3, 4, 23, 58, 10, tzinfo=UTC),
        datetime(2026, 3, 5, 0, 3, tzinfo=UTC),
    ]


def test_without_a_zone_or_a_day_nothing_is_made_up():
    zoneless = reading(SAMPLES / "irc.irssi.log")
    dayless = reading("05:06 <ana> down\n05:07 <bo> on it\n", Zones("UTC"))
    told = reading("05:06 <ana> down\n", Zones("UTC", day=date(2026, 3, 4)))

    assert {r.moment.at for r in zoneless.records} == {None}
    assert {r.moment.at for r in dayless.records} == {None}
    assert [r.moment.at for r in told.records] == [datetime(2026, 3, 4, 5, 6, tzinfo=UTC)]


def test_a_night_of_two_clocks_has_no_instant_where_an_hour_repeats():
    log = "--- Day changed Sun Oct 25 2026\n01:59 <ana> a\n02:30 <ana> b\n03:10 <ana> c\n"

    found = reading(log, Zones("Europe/Oslo"))

    assert [r.moment.at for r in found.records] == [
        datetime(2026, 10, 24, 23, 59, tzinfo=UTC),
        None,
        datetime(2026, 10, 25, 2, 10, tzinfo=UTC),
    ]


def test_hostile_lines_give_warnings_with_places():
    log = (
        "05:06 <ana> fine\n\x07garbage\n99:99 <ana> no such time\n05:07 <> nobody\n05:08 <bo> "
        + "x" * 70_000
    )

    found = reading(log, Zones("UTC", day=date(2026, 3, 4)))

    assert [(r.text[:12], r.moment.at is None) for r in found.records] == [
        ("fine", False),
        ("no such time", True),
        ("xxxxxxxxxxxx", False),
    ]
    assert found.warnings == (
        Warned(where="line 2", what="no line of IRC"),
        Warned(where="line 4", what="no line of IRC"),
        Warned(where="line 5", what="longer than is read; the rest of it was left out"),
    )


def test_the_same_log_twice_says_everything_once_and_repeated_words_stay_two(tmp_path: Path):
    log = "--- Log opened Tue Mar 03 05:00:00 2026\n05:06 <ana> ping\n05:06 <ana> ping\n"
    (tmp_path / "one.log").write_text(log)
    (tmp_path / "copy.log").write_text(log + "\n")

    found = read([tmp_path], options=ReadOptions(tz="UTC"))

    assert [(event.text, len(event.sources)) for event in found.events] == [
        ("ping", 2),
        ("ping", 2),
    ]
