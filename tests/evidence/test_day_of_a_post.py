"""The day of an incident that a post tells of, which is posted on a later one."""

from datetime import date

from unblame.evidence.setting import day_of_account
from unblame.text import parse


def day(front, text):
    whole = f"---\n{front}\n---\n\n# Cold oven\n\n{text}\n"
    return day_of_account(parse(whole, "markdown").blocks, whole, "oven.md")


def test_the_title_says_a_day_before_the_post():
    assert day("title: The cold oven of March 4th\ndate: 2026-03-11", "- 10:15 Oven down") == date(
        2026, 3, 4
    )


def test_a_sentence_with_a_clock_says_a_day_before_the_post():
    text = "On March 4th, at 10:15 UTC, the oven went cold.\n\n- 10:20 UTC Oven cleaned"

    assert day("title: The cold oven\ndate: 2026-03-11", text) == date(2026, 3, 4)


def test_what_led_up_to_it_is_not_the_day():
    text = (
        "On February 20 at 08:00 UTC the key was ordered.\n\n"
        "On March 4 at 10:15 UTC, the oven went cold."
    )

    assert day("title: The cold oven\ndate: 2026-03-11", text) == date(2026, 3, 4)


def test_the_day_of_the_post_stands_where_nothing_says_another():
    assert day("title: The cold oven\ndate: 2026-03-11", "The oven of 2025 was old.") == date(
        2026, 3, 11
    )
