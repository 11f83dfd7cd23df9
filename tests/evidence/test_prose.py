"""Sentences whose words tell what happened at a time, before it or after it."""

import pytest

from unblame.evidence.account import read_account
from unblame.evidence.zones import Zones

DAY = "# Bread, 4 March 2026\n\nAll times in UTC.\n\n"


def told(text, kind="markdown", zones=None):
    reading = read_account(text, kind, zones or Zones(), "notes.md")
    return [
        (one.label.removeprefix("prose: "), f"{one.moment.at:%H:%M}")
        for one in reading.statements
        if one.moment is not None and one.moment.at is not None
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At 13:24, we noticed that no loaf could be ordered.", [("detected at", "13:24")]),
        (
            "At 13:24 our monitoring system alerted us to failing orders.",
            [("detected at", "13:24")],
        ),
        ("At 13:24 the first alerts fired for the oven.", [("detected at", "13:24")]),
        (
            "At roughly 13:20 the bakery experienced a total outage.",
            [("outage started at", "13:20")],
        ),
        ("At 14:40, the platform was fully restored.", [("restored at", "14:40")]),
        ("At 14:50 the incident was declared resolved.", [("resolved at", "14:50")]),
        ("The shop was once again accessible at 14:05.", [("restored at", "14:05")]),
        (
            "The weekly list was unavailable from 11:30 until 12:51.",
            [("outage started at", "11:30"), ("outage until", "12:51")],
        ),
        ("The shop will be unavailable from 11:30 until 12:51 for planned work.", []),
        (
            "The shop was down between the hours of 1900 and 2100 UTC on 2026-03-05.",
            [("outage started at", "19:00"), ("outage until", "21:00")],
        ),
        ("At around 3am the whole bakery halted.", [("outage started at", "03:00")]),
        ("At 14:37, the shop began taking new orders again.", [("restored at", "14:37")]),
        ("We first became aware of it at 13:20 when a customer rang.", [("detected at", "13:20")]),
        ("The incident began at 13:12 when a deploy went out.", [("outage started at", "13:12")]),
        (
            "The fix was deployed at 13:30 and orders returned to normal by 13:45 again.",
            [("restored at", "13:45")],
        ),
        ("At about 1:30PM Eastern, our oven crashed.", [("outage started at", "18:30")]),
        ("At 1:30PM Pacific Time, our oven crashed.", [("outage started at", "21:30")]),
        (
            "We rolled the change back at 15:28, which resolved it for all.",
            [("restored at", "15:28")],
        ),
        ("By 16:10 the shop had returned to normal levels.", [("restored at", "16:10")]),
        ("Orders resumed at 16:00 for all.", [("restored at", "16:00")]),
        ("We achieved full remediation by 19:46 for all.", [("resolved at", "19:46")]),
        ("A second outage began at 17:10 and was short.", []),
        ("At 13:20 the baker went home.", []),
    ],
)
def test_the_words_around_a_time_say_what_happened_then(sentence, expected):
    assert told(DAY + sentence) == expected


def test_a_range_takes_the_day_that_stands_after_it():
    text = "# Bread\n\n2026-03-04\n\nThe outage lasted from 3:00 PM to 4:30 PM UTC on April 17th 2024 for all."
    reading = read_account(text, "markdown", Zones(), "notes.md")

    assert [f"{one.moment.at:%Y-%m-%d %H:%M}" for one in reading.statements if one.moment] == [
        "2024-04-17 15:00",
        "2024-04-17 16:30",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "We will restore the oven at 15:00 on the day after.",
        "By 12:00 we hope that all ovens have recovered.",
        "If the alert had fired at 10:00, we could have recovered by 10:05 that day.",
        "Had we noticed at 10:00, the outage would have been shorter.",
        "The list was restored from the backup of 03:00 that day.",
        "The dashboards show no errors from 08:00 to 09:00 that day.",
        "At 10:00 we posted that the issue was resolved, but it was not.",
        "The oven was stable until 10:00 for all.",
        "At 10:05 the team had noticed nothing.",
        "A similar incident began at 14:00 the year before.",
    ],
)
def test_what_was_to_come_or_would_have_been_has_no_time(sentence):
    assert told(DAY + sentence) == []


def test_a_sentence_goes_on_with_the_day_of_the_one_before():
    text = (
        "# Bread, 27 January 2023\n\nAll times in UTC.\n\nWe kicked off an incident on January 30th at 18:33 "
        "for all. The ovens were restored at 19:37 that evening.\n"
    )
    reading = read_account(text, "markdown", Zones(), "notes.md")

    assert [
        (one.label, f"{one.moment.at:%d %H:%M}") for one in reading.statements if one.moment
    ] == [("prose: declared at", "30 18:33"), ("prose: restored at", "30 19:37")]


def test_a_title_or_a_word_that_holds_log_is_no_aside():
    text = "# Catalogue transactions, 4 March 2026\n\nThe outage began at 13:20 UTC and was short."

    assert told(text) == [("outage started at", "13:20")]


def test_a_zone_in_emphasis_holds_for_all_times():
    text = "# Bread, 4 March 2026\n\n_All times in EDT_\n\n- 09:00 Alerts fire\n"
    reading = read_account(text, "markdown", Zones(), "notes.md")

    assert [f"{one.moment.at:%H:%M}" for one in reading.records] == ["13:00"]


def test_a_zone_in_brackets_after_a_label_is_that_of_its_times():
    text = "Date: 2026-03-30\nTime (PDT): 12:08 PM - 1:30 PM\nSeverity: High\n"

    assert ("Time (PDT)", "19:08") in told(text, "plain")


def test_short_facts_in_the_lines_of_one_paragraph_are_read_one_by_one():
    text = "# Bread\n\nDate: 2026-03-04\nStart: 12:08 UTC\nEnd: 13:30 UTC\nBakers were told.\n"

    assert told(text)[1:] == [("Start", "12:08"), ("End", "13:30")]
