"""How the clock of an account runs on: past noon without a half of the day, and days said once for all."""

import pytest

from unblame.evidence.account import read_account
from unblame.evidence.zones import Zones


def instants(text):
    reading = read_account(text, "markdown", Zones("UTC"), "notes.md")
    moments = [one.moment.at for one in reading.records]
    return [f"{at:%d %H:%M}" if at is not None else None for at in moments]


@pytest.mark.parametrize(
    ("clocks", "expected"),
    [
        (("11.55", "12.56", "1.02", "1.28"), ["02 11:55", "02 12:56", "02 13:02", "02 13:28"]),
        (("11:50", "1:10", "2:40"), ["02 11:50", "02 13:10", "02 14:40"]),
        (("22:50", "1:10"), ["02 22:50", "03 01:10"]),
        (("12:56", "01:02"), ["02 12:56", "03 01:02"]),
        (("12:56 PM", "1:02 AM"), ["02 12:56", "03 01:02"]),
    ],
)
def test_an_hour_of_one_digit_after_noon_is_one_of_the_afternoon(clocks, expected):
    lines = "\n\n".join(f"{clock} The oven is cold" for clock in clocks)

    assert instants(f"# Cold oven\n\n## Timeline\n\n2 March 2021\n\n{lines}\n") == expected


def test_a_day_said_for_all_lines_holds_after_a_line_with_its_own():
    text = (
        "# Cold oven\n\nUnless otherwise noted all events happened on 2019-10-21, and in\nUTC.\n\n"
        "- 2019-10-20 00:55: the fire goes out\n- 01:38: alerts fire\n- 02:06: it burns again\n"
    )

    assert instants(text) == ["20 00:55", "21 01:38", "21 02:06"]


def test_a_day_on_every_line_does_not_hide_that_the_hours_are_of_the_afternoon():
    text = (
        "# Cold oven 2018\n\n2018-07-12\n\n- July 12 1:34pm It is cold\n- July 12 2:10 It burns\n"
    )

    assert instants(text) == ["12 13:34", "12 14:10"]


def test_a_day_may_have_its_month_in_letters_between_dashes():
    assert instants("# Cold oven\n\n- Date: 2025-Feb-07\n\n- 04:49 PM UTC It is cold\n") == [
        "07 16:49"
    ]


def test_a_title_may_write_its_day_with_two_digits_of_the_year():
    assert instants("# Cold oven 5-26-21\n\n- 04:49 PM UTC It is cold\n") == ["26 16:49"]
    assert instants("# Cold oven 5-6-21\n\n- 04:49 PM UTC It is cold\n") == [None]


def test_the_standard_time_of_the_gulf_is_four_hours_ahead():
    text = "# Cold oven\n\n**20 September 2023:**\n\n18:32 GST: The oven went cold.\n"

    assert instants(text) == ["20 14:32"]


def test_who_is_not_looking_has_not_picked_it_up():
    text = "# Cold oven\n\n- 2026-03-04 09:10 He isn't looking at the oven\n"
    reading = read_account(text, "markdown", Zones("UTC"), "notes.md")

    assert "acknowledged" not in reading.records[0].kinds
