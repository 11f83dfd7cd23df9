import pytest

from unblame.document.sheet import INTERVENTIONS, POLL, sheet
from unblame.document.stops import stops
from unblame.model import Coverage, Incident, Kind, Postmortem
from unblame.testing import an_account
from unblame.testing.moments import START, an_event


def test_stops_choose_decisions_before_signals_in_order_of_time():
    assert [stop.event for stop in stops(an_account())] == ["E1", "E4", "E6", "E7", "E8", "E10"]


def test_stop_shows_what_was_known_then_and_names_what_came_later():
    late = an_event(
        2, 1, Kind.FINDING, "The certificate had run out", known_at=START.replace(hour=18)
    )
    account = an_account(
        events=(
            an_event(1, 0, Kind.ALERT, "Errors rise"),
            late,
            an_event(3, 5, Kind.MITIGATION_TRIED, "Restart of the gateway"),
        ),
    )

    (_, attempt) = stops(account)

    assert [event.id for event in attempt.visible] == ["E1"]
    assert attempt.later == ("E2",)


@pytest.mark.parametrize(
    "heading",
    ["Before the meeting", "Opening words", "The hour", "Stops: what was visible then",
     "What the record cannot say", "When the talk turns", "After: five questions, anonymous",
     "When not to use a post-mortem"],
)  # fmt: skip
def test_sheet_has_every_part(heading):
    assert f"\n## {heading}\n" in sheet(an_account())


def test_sheet_has_eight_interventions_and_five_questions():
    assert (len(INTERVENTIONS), len(POLL)) == (8, 5)


def test_sheet_fills_an_hour_without_a_gap():
    rows = [
        line.split("|")[1].strip() for line in sheet(an_account()).splitlines() if "–" in line[:8]
    ]

    minutes = [tuple(map(int, row.split("–"))) for row in rows]
    assert [begin for begin, _ in minutes[1:]] == [end for _, end in minutes[:-1]]
    assert (minutes[0][0], minutes[-1][1]) == (0, 60)


def test_sheet_hears_by_role_those_closest_to_change_and_decision():
    text = sheet(an_account())

    assert "- Responder C: close to an attempt at 14:40" in text
    assert "deploy-bot: close" not in text


def test_sheet_asks_how_and_what_never_why():
    asked = [q for stop in stops(an_account()) for q in stop.questions]

    assert all(question.startswith(("How", "What", "Which", "Where")) for question in asked)


def test_sheet_says_what_the_record_cannot():
    account = an_account(milestones={}, coverage=Coverage(expected_absent=("paging record",)))

    text = sheet(account)

    assert "- Acknowledged: not in the record." in text
    assert "- Not given: paging record." in text


def test_sheet_of_an_empty_account_still_runs_the_hour():
    empty = Postmortem(incident=Incident(id="INC-7", product="Search"), drafted_at=START)

    assert "| 5–40 | Walk the timeline from each seat |" in sheet(empty)


def test_sheet_is_short_enough_for_two_pages():
    assert len(sheet(an_account()).split()) < 1300
