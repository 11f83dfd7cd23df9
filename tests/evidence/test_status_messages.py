"""Messages copied off a status page: a state, a text and a time, in either order."""

from unblame.evidence.account import read_account
from unblame.evidence.form import Sample
from unblame.evidence.readers.csv_table import CsvTableReader
from unblame.evidence.zones import Zones
from unblame.model import Kind


def records(text):
    reading = read_account(text, "plain", Zones(), "notes.txt")
    return [(f"{one.moment.at:%H:%M}", one.text, one.kind) for one in reading.records]


def test_a_state_stands_above_the_text_and_the_time_below_it():
    text = (
        "Cold oven - 4 March 2026\n\nResolved -\nThe oven burns again.\nMar 4, 10:16 UTC\n"
        "Update -\nWe wait for the heat.\nMar 4, 09:15 UTC\n"
        "Investigating -\nWe see a cold oven.\nMar 4, 07:00 UTC\n"
    )

    assert records(text) == [
        ("10:16", "Resolved - The oven burns again.", Kind.RESOLVED),
        ("09:15", "Update - We wait for the heat.", Kind.NOTE),
        ("07:00", "Investigating - We see a cold oven.", Kind.ACKNOWLEDGED),
    ]


def test_a_state_and_its_time_stand_above_the_text():
    text = (
        "- investigating Mar 4, 2026, 07:00 AM UTC\nThe oven is down.\n"
        "- resolved Mar 4, 2026, 10:16 AM UTC\nThe oven burns again.\n"
    )

    assert records(text) == [
        ("07:00", "Investigating - The oven is down.", Kind.ACKNOWLEDGED),
        ("10:16", "Resolved - The oven burns again.", Kind.RESOLVED),
    ]


def test_messages_posted_on_one_day_tell_the_day_of_the_incident():
    text = (
        "At 6:22am EDT the oven suffered an outage.\n\n"
        "Posted about 1 year ago. Apr 18, 2018 - 12:19 UTC\n\nThe oven is resolved.\n"
        "Posted about 1 year ago. Apr {} 2018 - 11:23 UTC\n"
    )
    told = [
        [f"{one.moment.at:%d %H:%M}" for one in reading.statements if one.moment and one.moment.at]
        for day in ("18,", "19,")
        for reading in [read_account(text.format(day), "plain", Zones(), "notes.txt")]
    ]

    assert told == [["18 10:22"], []]


def test_a_sentence_that_begins_with_the_word_is_none():
    text = "Monitoring -\nWe look.\nMar 4 2026, 09:00 UTC\n\nIdentified 3 cold ovens at 08:10 UTC\n"

    assert records(text) == [("09:00", "Monitoring - We look.", Kind.NOTE)]


def test_resolved_among_labels_stays_the_label_of_a_fact():
    text = "- **Key events**\n  - First detected 2026-03-04 08:17\n  - Resolved 2026-03-04 09:40\n\n- **Identified**:\n  A cold oven\n"
    reading = read_account(text, "markdown", Zones("UTC"), "notes.md")

    assert [one.label for one in reading.statements if one.moment and "prose" not in one.label] == [
        "First detected",
        "Resolved",
    ]


def test_sentences_with_a_comma_each_are_no_table():
    text = (
        "Sunday Nov 17th, 11:08am PST. The site is down.\n\n"
        "Sunday Nov 17th, 11:22am PST. We understand the problem.\n"
    )
    sample = Sample(name="a.txt", head=text.encode(), text=text)

    assert CsvTableReader().recognises(sample) <= 0.1
