from datetime import UTC, datetime

import pytest

from unblame.document.clockface import Clockface, span, span_in_words
from unblame.model import Precision

AT = datetime(2026, 3, 4, 23, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "short"),
    [(0, "0 s"), (45, "45 s"), (720, "12 min"), (3421, "57 min"), (5040, "1 h 24 min"), (97200, "1 d 3 h"), (-90, "−1 min 30 s")],
)  # fmt: skip
def test_span_is_short(seconds, short):
    assert span(seconds) == short


def test_span_in_words_counts_one():
    assert span_in_words(3660) == "1 hour 1 minute"


def test_clockface_shows_the_incidents_zone_with_utc_beside():
    face = Clockface("Europe/Oslo")

    assert (face.time(AT), face.utc(AT), face.day(AT)) == ("00:06:07", "23:06:07", "5 March 2026")


@pytest.mark.parametrize("zone", [None, "UTC", "Nowhere/Town"])
def test_clockface_without_a_zone_is_utc(zone):
    face = Clockface(zone)

    assert (face.zone, face.full(AT), face.utc(AT)) == ("UTC", "4 March 2026, 23:06", None)


def test_clockface_knows_offsets():
    assert Clockface("-05:30").time(AT) == "17:36:07"


def test_clockface_is_no_sharper_than_what_is_known():
    shown = [
        Clockface(None).time(AT, p)
        for p in (Precision.MINUTE, Precision.HOUR, Precision.APPROXIMATE)
    ]

    assert shown == ["23:06", "23:00", "~23:06"]


def test_clockface_names_a_day_once():
    face = Clockface(None)

    assert face.between(AT, AT.replace(minute=40)) == "4 March 2026, 23:06 to 23:40"
    assert face.between(AT, AT.replace(day=5)) == "4 March 2026, 23:06 to 5 March 2026, 23:06"
