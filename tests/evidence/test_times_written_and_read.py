"""What is written in any form, zone and precision comes back; what is no time gives none."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from unblame.evidence.day_clock import DayClock
from unblame.evidence.times import Zones, duration_seconds, find_times, read_day, read_time
from unblame.text import parse

DAYS = (
    "%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d.%m.%Y",
    "%A, %d %B %Y", "%G-W%V-%u", "%dth of %B %Y",
)  # fmt: skip
JOINS = (" ", " at ", ", ", " @ ")
CLOCKS = {
    "%H:%M": "minute", "%H:%M:%S": "second", "%H:%M:%S.%f": "exact", "%I:%M %p": "minute",
    "%I:%M:%S %p": "second", "%I:%M%p": "minute", "%I %p": "hour", "%H.%M Uhr": "minute",
}  # fmt: skip
ZONES = {
    "UTC": 0, "Z": 0, "GMT": 0, "+00:00": 0, "CET": 60, "CEST": 120, "PST": -480, "EDT": -240,
    "JST": 540, "+05:30": 330, "-03:00": -180, "UTC+2": 120, "GMT-5": -300, "+0100": 60,
}  # fmt: skip
WIDTH = {"hour": 3600, "minute": 60, "second": 1, "exact": 0}
WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "queue",
            "grew",
            "and",
            "pods",
            "were",
            "restarted",
            "by",
            "nobody",
            "while",
            "errors",
            "rose",
            "in",
            "checkout",
            "may",
            "second",
            "be",
            "march",
        ]
    ),
    max_size=6,
).map(" ".join)


@st.composite
def stamps(draw: st.DrawFn) -> tuple[str, datetime, str]:
    """Draw a stamp as written, its instant and its precision."""
    form = draw(st.sampled_from(sorted(CLOCKS)))
    precision = CLOCKS[form]
    wall = draw(st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001 (a wall clock)
    zone = draw(st.sampled_from(sorted(ZONES)))
    written = wall.strftime(f"{draw(st.sampled_from(DAYS))}{draw(st.sampled_from(JOINS))}{form}")
    keep = {"hour": {"minute": 0}, "minute": {}, "second": {}, "exact": {}}[precision]
    exact = wall if precision == "exact" else wall.replace(microsecond=0)
    exact = exact if precision in ("exact", "second") else exact.replace(second=0, **keep)
    offset = timezone(timedelta(minutes=ZONES[zone]))
    gap = "" if zone in ("Z", "+00:00", "+05:30") and form[-1] in "Mf" else " "
    return f"{written}{gap}{zone}", exact.replace(tzinfo=offset).astimezone(UTC), precision


@given(stamps(), WORDS, WORDS)
def test_what_is_written_with_its_day_and_zone_comes_back_out_of_prose(stamp, before, after):
    written, instant, precision = stamp

    found = find_times(f"{before} ({written}) {after}", Zones())

    assert [(m.at, m.precision) for _, _, m in found] == [(instant, precision)]
    assert found[0][2].zone_basis in ("stated", "offset") or found[0][2].zone_basis[:4] == "abbr"


@given(stamps())
def test_the_bounds_hold_the_instant_and_are_as_wide_as_the_precision(stamp):
    written, _, precision = stamp
    ((_, _, moment),) = find_times(written, Zones())

    assert moment.earliest <= moment.at <= moment.latest
    wide = timedelta(seconds=WIDTH[precision])
    assert moment.latest - moment.earliest == max(wide - timedelta(milliseconds=1), timedelta(0))


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 30)),
    st.times().map(lambda one: one.replace(microsecond=0)),
    st.sampled_from(["Europe/Oslo", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "+02:00"]),
)  # fmt: skip
def test_a_time_without_zone_is_read_in_the_one_given_or_is_in_an_hour_of_a_clock_change(
    day, clock, zone
):
    ((_, _, moment),) = find_times(f"at {clock:%H:%M:%S} it fell", Zones(zone), day)

    assert moment.zone_basis == f"assumed:{zone}"
    if moment.at is not None:
        local = read_time(f"{day} {clock:%H:%M:%S}", zones=Zones(zone))
        assert local is not None
        assert moment.at == local.at


@given(st.times(), st.integers(1, 600))
def test_a_range_and_what_is_told_relative_to_it_go_forward(clock, minutes):
    start = datetime.combine(date(2026, 3, 4), clock.replace(second=0, microsecond=0), UTC)
    end = start + timedelta(minutes=minutes)
    text = f"from {start:%H:%M} to {end:%H:%M} UTC it failed; 7 minutes later it was closed"

    ((_, _, span), (_, _, later)) = find_times(text, Zones(), start.date())

    assert (span.at, span.until, span.precision) == (start, end, "range")
    assert later.at == start + timedelta(minutes=7)


@given(st.integers(1, 12), st.sampled_from(["five", "ten", "quarter", "twenty", "half"]))
def test_a_spoken_time_is_one_of_two_and_the_nearer_to_what_is_known(hour, minute):
    names = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ]
    text = f"at {minute} past {names[hour - 1]} the pager went"
    near = datetime(2026, 3, 4, 15, tzinfo=UTC)

    ((_, _, unknown),) = find_times(text, Zones("UTC"), near.date())
    ((_, _, known),) = find_times(text, Zones("UTC"), near.date(), near=(near,))

    assert unknown.at is None
    assert known.at is not None
    assert abs(known.at - near) <= timedelta(hours=9)
    assert known.precision == "approximate"


NUMBER = st.integers(0, 99_999)
SMALL = st.integers(0, 59)
AMOUNTS = st.one_of(
    st.builds("{} requests".format, NUMBER),
    st.builds("v{}.{}.{}".format, SMALL, SMALL, SMALL),
    st.builds("10.{}.{}.{}:8080".format, SMALL, SMALL, SMALL),
    st.builds("took {}:{:02d}".format, SMALL, SMALL),
    st.builds("{}:{:02d} minutes".format, SMALL, SMALL),
    st.builds("{}.{:02d} %".format, SMALL, SMALL),
    st.builds("at {}.{:02d} GB".format, SMALL, SMALL),
    st.builds("{}-{} pods".format, SMALL, SMALL),
    st.builds("{}/{} replicas".format, SMALL, SMALL),
    st.builds("p99 {} ms".format, NUMBER),
    st.builds("sha256:{:012x}".format, st.integers(0, 2**48)),
    st.builds("{} minutes ago".format, SMALL),
    st.builds("line {}:{:02d}".format, SMALL, SMALL),
    st.builds("{:02x}:{:02x}:{:02x}:{:02x}:{:02x}:{:02x}".format, *[st.integers(16, 255)] * 6),
)


@given(st.lists(st.one_of(WORDS, AMOUNTS), max_size=5).map(", ".join))
def test_a_text_without_a_time_gives_none(text):
    assert find_times(text, Zones("UTC"), date(2026, 3, 4)) == []


TIMELIKE = st.text(
    alphabet="0123456789:./-–+ ~,()\nTZWapmUTCEhXxMarchSunnoonpasttoagolateryesterday", max_size=80
)


@given(st.one_of(st.text(max_size=80), TIMELIKE), st.sampled_from(["Europe/Oslo", "UTC", None]))
def test_no_text_breaks_the_reading_and_no_time_stands_outside_its_text(text, zone):
    near = (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC))
    for day in (date(2026, 3, 4), date.min, date.max, None):
        found = find_times(text, Zones(zone), day, near=near)
        assert [a for a, _, _ in found] == sorted(a for a, _, _ in found)
        for start, end, moment in found:
            assert 0 <= start < end <= len(text)
            assert moment.as_written
            assert moment.at is None or moment.earliest <= moment.at <= moment.latest
        read_time(text, zones=Zones(zone), day=day)
        read_day(text, near=day)
    duration_seconds(text)


@given(st.lists(TIMELIKE, max_size=8).map("\n".join))
def test_no_notes_break_the_clock_of_an_account(text):
    clock = DayClock(parse(text, "plain"), Zones("Europe/Oslo"), "2026-03-04.txt")
    for line in text.splitlines():
        found = clock.leading(line)
        if found is not None:
            clock.take(found[0])
        clock.times(line)
        clock.begin_day(line)


def test_a_time_of_day_without_anything_keeps_its_text():
    ((_, _, moment),) = find_times(f"at {time(14, 5):%H:%M}", Zones())

    assert (moment.at, moment.as_written, moment.zone_basis) == (None, "14:05", "none")
