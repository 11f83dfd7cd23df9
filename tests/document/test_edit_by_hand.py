"""What people do to a document by hand survives byte for byte."""

import difflib

import pytest
from msgspec.structs import replace

from unblame.document import edit, number, read, update, write
from unblame.model import FactorCategory, MilestoneStatus, OwnerStatus, QuestionStatus, Section
from unblame.testing.builders import a_factor, an_action, an_event, an_incident, an_instant

RECORD = number(
    an_incident(
        actions=(an_action(), an_action("Alert on checkout errors")),
        factors=(a_factor(), a_factor("No alert existed.", category=FactorCategory.TOOLING)),
    )
)
TEXT = write(RECORD)


def changed_lines(before, after):
    pairs = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in pairs if line.startswith(("+ ", "- "))]


def test_writing_an_unchanged_record_changes_no_byte():
    assert edit(TEXT, read(TEXT)) == TEXT


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_survive_a_change(end, mark):
    text = mark + TEXT.replace("\n", end)
    record = read(text)

    after = edit(text, replace(record, summary="Checkout failed.\n\nThen it came back."))

    assert after.startswith(f"{mark}---{end}")
    assert after.count("\n") == after.count(end)
    assert read(after).summary == "Checkout failed.\n\nThen it came back."


def test_a_changed_action_changes_its_lines_only():
    actions = (
        replace(RECORD.actions[0], owner="payments", owner_status=OwnerStatus.CONFIRMED),
        RECORD.actions[1],
    )

    after = edit(TEXT, replace(RECORD, actions=actions))

    lines = changed_lines(TEXT, after)
    assert len(lines) == 2
    assert all("A1 · " in line for line in lines)
    assert read(after).actions == actions


def test_sections_keys_comments_and_spacing_of_people_survive():
    text = (
        TEXT.replace("schema:", "# ours\nreviewers: [sre, payments]  # keep\nschema:", 1)
        .replace("## Timeline", "## Our ritual\n\n   odd   spacing\t\n<!-- note -->\n\n## Timeline")
        .replace("| E1 · ", "|E1 ·   ")
    )
    record = read(text)

    after = edit(text, replace(record, summary="Short."))

    assert changed_lines(text, after) == ["+ ", "+ Short."]
    assert record.sections == (
        Section(heading="Our ritual", markdown="\n   odd   spacing\t\n<!-- note -->\n\n"),
    )


def test_a_row_without_an_id_is_new_and_gets_the_next_number():
    row = "| Cap retries at three | Mitigation | payments | 2026-05-01 | 0 retry storms in 30 d |"
    text = TEXT.replace("| A2 · ", f"{row}\n| A2 · ")

    record = read(text)

    assert [(a.id, a.title) for a in record.actions] == [
        ("A1", "Reject config that fails validation"),
        ("A3", "Cap retries at three"),
        ("A2", "Alert on checkout errors"),
    ]
    assert "| A3 · Cap retries" in edit(text, record)
    assert read(edit(text, record)) == record


def test_the_number_of_a_deleted_row_is_not_given_again():
    lines = [line for line in TEXT.splitlines() if not line.startswith(("| A2", "- A2"))]
    gone = "\n".join(lines) + "\n"

    record = read(gone)
    after = edit(gone, replace(record, actions=(*record.actions, an_action("New", id="A3"))))

    assert [a.id for a in record.actions] == ["A1"]
    assert [a.id for a in read(after).actions] == ["A1", "A3"]


def test_a_milestone_that_a_person_fills_in_is_told_and_confirmed():
    text = TEXT.replace("| Acknowledged | — | missing |", "| Acknowledged | 06:15 | missing |")

    told = read(text).milestones["acknowledged"]

    assert (told.at, told.status, told.basis) == (
        an_instant(8).replace(minute=15, second=0),
        MilestoneStatus.CONFIRMED,
        "told",
    )


def test_durations_follow_a_corrected_milestone():
    text = TEXT.replace("| Detected | 2026-03-04 06:12:07 ", "| Detected | 2026-03-04 06:16:07 ")

    assert read(text).durations["ttd"].seconds == 600


def test_an_answered_question_leaves_the_list_and_is_remembered():
    question = replace(RECORD.questions[0], status=QuestionStatus.ANSWERED)
    record = replace(RECORD, questions=(question, *RECORD.questions[1:]))

    after = edit(TEXT, record)

    assert "- Q1 · " not in after
    assert read(after) == record
    assert read(update(after, an_incident()).text).questions[0] == question


def test_an_idea_moves_to_the_table_when_it_is_taken_on():
    idea = replace(RECORD, actions=(replace(RECORD.actions[0], status="idea"), RECORD.actions[1]))
    parked = edit(TEXT, idea)

    assert {a.id: a.status for a in read(parked).actions} == {"A1": "idea", "A2": "proposed"}
    assert {a.id: a.status for a in read(edit(parked, RECORD)).actions} == {
        "A1": "proposed",
        "A2": "proposed",
    }


def test_factors_and_events_are_added_where_they_belong():
    record = replace(
        RECORD,
        factors=(*RECORD.factors, a_factor("Two teams ran fixes.", id="F3", category="Process")),
        events=(
            *RECORD.events[:2],
            an_event("A dashboard went red", id="E9", minutes=3),
            *RECORD.events[2:],
        ),
    )

    after = edit(TEXT, record)

    assert "### Process\n\n- F3 · Two teams ran fixes.\n" in after
    assert [e.id for e in read(after).events] == ["E1", "E2", "E9", "E3", "E4"]


def test_a_measure_changed_by_hand_drops_what_was_kept_beside_it():
    measure = replace(
        RECORD.actions[0].measure, text="0 invalid configs in 30 d", source="gate log"
    )
    actions = (replace(RECORD.actions[0], measure=measure), RECORD.actions[1])
    text = write(replace(RECORD, actions=actions))
    by_hand = text.replace("0 invalid configs in 30 d", "at most 1 invalid config")

    assert read(text).actions[0].measure.source == "gate log"
    assert read(by_hand).actions[0].measure.source is None


def test_rows_are_found_under_a_heading_of_ones_own():
    text = TEXT.replace("## Action items", "## What we will do").replace(
        "## Timeline", "## The night, minute by minute"
    )

    assert read(text) == RECORD
    assert update(text, an_incident()).postmortem.events == RECORD.events


def test_an_event_typed_with_a_time_alone_falls_on_the_day_of_the_incident():
    row = "| 06:30 | The mirror was slow too | | |"
    text = TEXT.replace("| E4 · ", f"{row}\n| E4 · ")

    typed = read(text).events[3]

    assert (typed.id, typed.text, typed.at) == (
        "E5",
        "The mirror was slow too",
        an_instant(0).replace(minute=30, second=0),
    )


def test_a_milestone_that_comes_new_gets_its_row_and_a_deleted_one_stays_away():
    lines = [line for line in TEXT.split("\n") if not line.startswith("| Acknowledged ")]
    gone = "\n".join(lines)
    record = read(gone)
    declared = replace(record.milestones["detected"], status="stated")

    after = edit(gone, replace(record, milestones=record.milestones | {"declared": declared}))

    assert edit(gone, record) == gone
    assert changed_lines(gone, after)[-1].startswith("+ | Declared | 2026-03-04 06:12:07 | stated")
    assert "| Acknowledged |" not in after


def test_an_empty_value_in_the_front_matter_is_filled_behind_its_colon():
    text = TEXT.replace('drafted_at: "', 'reviewed_by:\ndrafted_at: "').replace(
        "\nnext: {E: 5, F: 3, A: 3, Q: 3, I: 2, S: 2}", "\nnext:"
    )

    after = edit(text, replace(read(text), summary="Short."))

    assert "\nreviewed_by:\n" in after
    assert "\nnext: {E: 5," in after
    assert read(after).summary == "Short."
