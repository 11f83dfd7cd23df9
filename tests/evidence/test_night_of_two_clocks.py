"""The example of conflicting clocks, as far as the evidence goes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from unblame.evidence import Evidence, ReadOptions, read
from unblame.model import Kind
from unblame.people import Cast, load_roster

EXAMPLE = Path(__file__).parents[2] / "examples" / "night-of-two-clocks"


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    roster = load_roster((EXAMPLE / "roster.yaml").read_text(), ".yaml")
    options = ReadOptions(
        tz="Europe/Oslo", history=(EXAMPLE / "history",), owners=EXAMPLE / "owners.yaml"
    )
    return read([EXAMPLE / "evidence"], options=options, cast=Cast(roster))


def test_every_source_is_read_by_its_reader(evidence):
    assert [(item.id, item.path, item.reader) for item in evidence.items] == [
        ("S1", "inc-berth-confirm.json", "slack"),
        ("S2", "keys-1.log", "plain_log"),
        ("S3", "night-notes.md", "markdown"),
        ("S4", "pagerduty-log-entries.json", "pagerduty"),
    ]
    assert evidence.skipped == ()


def test_only_what_states_no_zone_takes_the_given_one(evidence):
    log = evidence.items[1]

    assert (log.zone.assumed, log.zone.by) == ("Europe/Oslo", "--tz")
    assert [item.zone.assumed for item in evidence.items] == [None, "Europe/Oslo", None, None]


def test_the_lines_of_the_skipped_hour_are_named(evidence):
    assert [(one.where, one.what) for one in evidence.items[1].warnings] == [
        ("line 2", "2026-03-29 02:00: the clock of Europe/Oslo skips this time"),
        ("line 4", "2026-03-29 02:30: the clock of Europe/Oslo skips this time"),
    ]


def test_nobody_pressed_acknowledge(evidence):
    paged = [e.kind for e in evidence.events if e.sources[0].evidence == "S4"]

    assert Kind.ACKNOWLEDGED not in paged
    assert paged.count(Kind.PAGE) == 5


def test_two_clocks_tell_of_one_moment_apart(evidence):
    told = {
        event.text: event.at
        for event in evidence.events
        if event.text.startswith("confirmations are through") or "error rate back" in event.text
    }

    assert sorted(told.values()) == [
        datetime(2026, 3, 29, 3, 51, 20, 211, tzinfo=UTC),
        datetime(2026, 3, 29, 3, 58, tzinfo=UTC),
    ]


def test_the_edit_and_the_deletion_are_events_of_their_own(evidence):
    texts = [event.text for event in evidence.events]

    assert sum(text.startswith("A message was edited") for text in texts) == 1
    assert texts.count("A message was deleted") == 1


def test_the_history_holds_the_ticket_that_foresaw_it(evidence):
    found = {item.ticket: (item.created, item.status) for item in evidence.history}

    assert found["DEP-214"] == (date(2025, 4, 1), "Won't do")
    assert len(evidence.history) == 10
    assert all(item.source.date for item in evidence.history)


def test_owners_are_read(evidence):
    assert evidence.owners["signing-keys"] == "Platform"
