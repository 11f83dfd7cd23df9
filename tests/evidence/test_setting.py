from datetime import date

import pytest

from unblame.evidence.setting import day_of_account, zone_in, zones_within
from unblame.evidence.times import Zones
from unblame.text import parse


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("All times in CET", "CET"),
        ("Timeline (times in UTC)", "UTC"),
        ("All times in PST (UTC-7)", "UTC-7"),
        ("Time (Europe/Oslo)", "Europe/Oslo"),
        ("All times Pacific.", "Pacific"),
        ("Timeline/Slack thread", None),
        ("The UTC library was upgraded", None),
    ],
)
def test_a_sentence_states_the_zone_of_all_times(text: str, zone: str | None):
    assert zone_in(text) == zone


@pytest.mark.parametrize(
    ("zone", "default", "basis"),
    [
        ("CET", "+01:00", "abbreviation:CET"),
        ("UTC-7", "-07", "stated"),
        ("UTC", "+00:00", "stated"),
        ("Pacific", "America/Los_Angeles", "stated"),
        ("IST", None, None),
    ],
)
def test_zones_are_taken_as_stated_and_ambiguous_ones_are_not_guessed(
    zone: str, default: str | None, basis: str | None
):
    zones, found = zones_within(zone, Zones("Asia/Tokyo"))

    assert (zones.default, found) == (default, basis)


def test_the_choice_of_the_user_settles_an_ambiguous_zone():
    zones, basis = zones_within("IST", Zones(None, {"IST": "Asia/Kolkata"}))

    assert (zones.default, basis) == ("Asia/Kolkata", "chosen:Asia/Kolkata")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("All timelines are on 2020-06-04 and are UTC\n\n- 10:12 down", date(2020, 6, 4)),
        ("# February 8th, 2019 - slow\n\nLast modified 2019-02-10", date(2019, 2, 8)),
        ("---\ntitle: Down on May 18, 2022\n---\n\n- 09:17 down", date(2022, 5, 18)),
        ("- 23:03:57: error 2020-04-06 23:03:09 seen\n\nSince 2017-02-01.", date(2020, 4, 6)),
        ("- 15:36 alert about the article of April 29, 2016", None),
    ],
)
def test_the_day_comes_from_what_is_said_of_the_whole(text: str, day: date | None):
    assert day_of_account(parse(text).blocks, text, "notes.md") == day


@pytest.mark.parametrize(
    "text",
    [
        "# Logins\n\n- 07:05 Logins fail\n\n## Actions\n\n- Add an alert, by 2026-03-20\n",
        "# Logins\n\n# Follow-ups\n\n| What | Day |\n|---|---|\n| Alert | 2026-03-20 |\n",
        "# Logins\n\n- 07:05 Logins fail\n- Add an alert (Tove Brandal, 2026-03-20)\n",
        "Notes\n\nOwner: Tove Brandal, 20 March 2026\n",
    ],
)
def test_the_day_on_which_an_action_is_due_is_not_the_day_of_the_account(text: str):
    assert day_of_account(parse(text, "markdown").blocks, text, "notes.md") is None


def test_the_day_of_the_account_is_found_beside_that_of_an_action():
    text = "# Logins\n\n## Actions\n\n- Alert (Tove, 2026-03-20)\n\n## Notes\n\nOn 4 March 2026.\n"

    assert day_of_account(parse(text, "markdown").blocks, text, "notes.md") == date(2026, 3, 4)
