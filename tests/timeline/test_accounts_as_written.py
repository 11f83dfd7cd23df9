"""Milestones of accounts as people write them: lead-ins, steps that ended nothing, and halves of a recovery."""

from datetime import UTC, datetime

from unblame.evidence import ReadOptions, read
from unblame.people import Cast
from unblame.timeline import build

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def milestones(tmp_path, lines):
    path = tmp_path / "oven.md"
    path.write_text("# Cold oven\n\nTimes in UTC.\n\n" + "\n".join(lines) + "\n")
    found = build(read([path], options=ReadOptions(), cast=Cast()), now=NOW).milestones
    return {name: f"{one.at:%d %H:%M}" if one.at else None for name, one in found.items()}


def test_a_lead_in_of_weeks_is_neither_the_start_nor_the_detection(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- 2026-03-02 18:10 We add an exception for the new oven",
            "- 2026-03-02 18:40 We realized that the oven had a key already",
            "- 2026-03-24 09:10 The old key is deployed to the oven, which fails to open",
            "- 2026-03-24 19:00 Alerts fire for the oven",
            "- 2026-03-24 19:30 The right key is deployed. Service is restored",
        ],
    )

    assert (found["impact_start"], found["detected"]) == ("24 09:10", "24 19:00")


def test_a_step_after_which_the_record_goes_on_and_on_did_not_end_it(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- 2026-03-04 09:00 Alerts fire: the oven is down",
            "- 2026-03-04 09:10 The oven is restarted",
            "- 2026-03-04 09:20 Flour is counted",
            "- 2026-03-04 09:30 Yeast is counted",
            "- 2026-03-04 09:40 The supplier calls",
        ],
    )

    assert (found["mitigated"], found["resolved"]) == (None, None)


def test_a_step_at_which_the_record_ends_may_have_ended_it(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- 2026-03-04 09:00 Alerts fire: the oven is down",
            "- 2026-03-04 09:10 The oven is restarted",
        ],
    )

    assert found["mitigated"] == "04 09:10"


def test_work_that_starts_and_checks_to_come_are_no_recovery(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- 2026-03-04 09:00 Alerts fire: the oven is down",
            "- 2026-03-04 09:10 The team started working on a new burner",
            "- 2026-03-04 09:40 The team tests the burner to ensure that it is operational",
            "- 2026-03-04 10:00 The oven is fully available",
        ],
    )

    assert (found["mitigated"], found["resolved"]) == ("04 10:00", "04 10:00")


def test_a_team_that_is_back_up_and_a_test_reported_to_pass_are_no_signs(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- 2026-03-04 08:00 Baker reports that the new oven passes all tests",
            '- 2026-03-04 09:00 Baker reports: "There is an issue, the oven failed"',
            "- 2026-03-04 09:05 The chief responds to the alarm",
            "- 2026-03-04 09:30 The team is back up from the cellar",
            "- 2026-03-04 10:00 The belt starts moving again",
        ],
    )

    assert (found["detected"], found["acknowledged"], found["mitigated"]) == (
        "04 09:00",
        "04 09:05",
        "04 10:00",
    )


def test_a_first_word_that_it_is_down_tells_of_the_start_better_than_the_change_before(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- 2026-03-04 08:00 The new menu is deployed",
            "- 2026-03-04 08:03 The site is hard down, bakers respond to alarms",
            "- 2026-03-04 08:40 The site is back online",
        ],
    )

    assert (found["impact_start"], found["detected"]) == ("04 08:03", "04 08:03")


def test_a_response_that_begins_is_not_the_impact(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- 2026-03-04 07:50 The oven begins to fail",
            "- 2026-03-04 09:16 Response to issue begins",
            "- 2026-03-04 10:00 The oven is back online",
        ],
    )

    assert found["impact_start"] == "04 07:50"


def test_the_start_and_the_end_of_what_was_out_are_said_in_a_line_each(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- 2026-03-04 08:00 Start of bakery.example outage",
            "- 2026-03-04 08:10 A baker posted a note, notifying the oven team",
            "- 2026-03-04 09:00 The bad loaf was taken down",
            "- 2026-03-04 09:30 Fix deployed everywhere",
            "- 2026-03-04 10:00 End of the incident",
        ],
    )

    assert found["impact_start"] == "04 08:00"
    assert found["detected"] == "04 08:10"
    assert (found["mitigated"], found["resolved"]) == ("04 09:30", "04 10:00")


def test_an_oven_that_stops_replying_is_failing_and_one_that_is_taken_down_is_not(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- 2026-03-04 08:00 The old sign was taken down",
            "- 2026-03-04 08:30 The oven stopped replying",
            "- 2026-03-04 08:40 Alerts fire",
        ],
    )

    assert found["impact_start"] == "04 08:30"


def test_a_part_restored_and_all_restored_are_two_ends(tmp_path):
    found = milestones(
        tmp_path,
        [
            "- Between 03:00 and 04:00 on 2026-03-04 orders failed with errors",
            "- Service was partially restored by 14:00 on 2026-03-04",
            "- Service was fully restored by 09:00 on 2026-03-06",
        ],
    )

    assert (found["mitigated"], found["resolved"]) == ("04 14:00", "06 09:00")
