"""A re-draft: a person's text stays, the evidence's news come in or are asked about."""

from msgspec.structs import replace

from unblame.document import edit, number, read, update, write
from unblame.model import EvidenceItem, FactorCategory
from unblame.testing.builders import (
    a_factor,
    a_milestone,
    a_source,
    an_action,
    an_event,
    an_incident,
)

DRAFT = an_incident()
TEXT = write(number(DRAFT))
MORE = EvidenceItem(id="S2", path="b.log", sha256="1" * 64, reader="log")


def test_the_same_evidence_changes_no_byte():
    assert update(TEXT, DRAFT).text == TEXT


def test_more_evidence_adds_without_renumbering():
    early = an_event("A deploy began", minutes=-9, sources=(a_source("S2"),))
    factor = a_factor("No alert existed.", category=FactorCategory.TOOLING)
    drafted = an_incident(
        events=(early, *DRAFT.events),
        factors=(factor, *DRAFT.factors),
        evidence=(*DRAFT.evidence, MORE),
    )

    updated = update(TEXT, drafted)

    assert [e.id for e in updated.postmortem.events] == ["E5", "E1", "E2", "E3", "E4"]
    assert {f.id: f.statement for f in updated.postmortem.factors} == {
        "F1": "The gate has no schema check.",
        "F2": "No alert existed.",
    }
    assert "E5 added: A deploy began" in updated.changes


def test_evidence_keeps_its_number_when_other_evidence_comes_before_it():
    first = EvidenceItem(id="S1", path="a.log", sha256="2" * 64, reader="log")
    notes = replace(DRAFT.evidence[0], id="S2")
    drafted = an_incident(
        evidence=(first, notes),
        events=tuple(replace(e, sources=(a_source("S2"),)) for e in DRAFT.events),
        factors=(a_factor(sources=(a_source("S2"),)),),
    )

    updated = update(TEXT, drafted).postmortem

    assert {item.id: item.path for item in updated.evidence} == {"S1": "notes.md", "S2": "a.log"}
    assert {s.evidence for e in updated.events for s in e.sources} == {"S1"}
    assert [f.id for f in updated.factors] == ["F1"]


def test_an_edited_cell_stays_and_the_news_is_asked():
    edited = TEXT.replace("| Detected | 2026-03-04 06:12:07 ", "| Detected | 2026-03-04 06:10:00 ")
    drafted = an_incident(milestones=DRAFT.milestones | {"detected": a_milestone(7)})

    updated = update(edited, drafted)

    assert "| Detected | 2026-03-04 06:10:00 |" in updated.text
    question = updated.postmortem.questions[-1]
    assert question.about == "evidence.milestones.detected.when"
    assert "2026-03-04 06:13:07" in question.ask
    assert update(updated.text, drafted).text == updated.text


def test_an_unedited_cell_follows_the_evidence():
    drafted = an_incident(milestones=DRAFT.milestones | {"detected": a_milestone(7)})

    updated = update(TEXT, drafted)

    assert "| Detected | 2026-03-04 06:13:07 |" in updated.text
    assert updated.postmortem.durations["ttd"].seconds == 420


def test_a_confirmed_milestone_stays():
    confirmed = TEXT.replace(
        "| Detected | 2026-03-04 06:12:07 | inferred, medium confidence |",
        "| Detected | 2026-03-04 06:12:07 | confirmed |",
    )
    drafted = an_incident(milestones=DRAFT.milestones | {"detected": a_milestone(7)})

    updated = update(confirmed, drafted).postmortem

    assert updated.milestones["detected"].at == DRAFT.milestones["detected"].at
    assert updated.milestones["detected"].status == "confirmed"


def test_a_deleted_row_stays_deleted():
    gone = "\n".join(
        line
        for line in TEXT.split("\n")
        if not line.startswith(("| A1 ", "- A1 ", "| E3 ", "- F1 ", "  *enabling"))
    )

    updated = update(gone, DRAFT)

    assert updated.text == gone
    assert updated.postmortem.actions == ()


def test_an_edited_title_is_found_again_by_the_title_as_drafted():
    edited = TEXT.replace("Reject config that fails validation", "Refuse bad config")

    updated = update(edited, DRAFT)

    assert [(a.id, a.title) for a in updated.postmortem.actions] == [("A1", "Refuse bad config")]
    assert updated.text == edited


def test_what_the_evidence_no_longer_gives_goes_unless_a_person_touched_it():
    drafted = an_incident(factors=(), actions=(an_action("Another"),))
    touched = TEXT.replace("The gate has no schema check.", "The gate checks no schema.")

    assert [a.title for a in update(TEXT, drafted).postmortem.actions] == ["Another"]
    assert update(TEXT, drafted).postmortem.factors == ()
    assert [f.statement for f in update(touched, drafted).postmortem.factors] == [
        "The gate checks no schema."
    ]


def test_what_rests_on_evidence_not_given_again_stays():
    other = an_event("Only this", minutes=20, sources=(a_source("S1"),))
    drafted = an_incident(
        evidence=(replace(MORE, id="S1"),),
        events=(other,),
        factors=(),
        actions=(),
        intervals=(),
        milestones={},
        questions=(),
    )

    updated = update(TEXT, drafted).postmortem

    assert [e.id for e in updated.events] == ["E1", "E2", "E3", "E5", "E4"]
    assert [f.id for f in updated.factors] == ["F1"]
    assert updated.milestones["detected"].at == DRAFT.milestones["detected"].at


def test_a_summary_and_a_section_of_a_person_stay():
    text = TEXT.replace("## Customer impact", "It was DNS.\n\n## Customer impact", 1) + (
        "\n## Notes of ours\n\nKeep me.\n"
    )

    updated = update(text, an_incident(summary="Drafted summary."))

    assert updated.postmortem.summary == "It was DNS."
    assert updated.text.endswith("\n## Notes of ours\n\nKeep me.\n")


def test_a_row_of_a_person_stays():
    row = "| Cap retries at three | Mitigation | payments | 2026-05-01 | 0 retry storms in 30 d |"
    text = TEXT.replace("| A1 · ", f"{row}\n| A1 · ")

    once = update(text, DRAFT)
    twice = update(once.text, DRAFT)

    assert once.postmortem.actions[0].title == "Cap retries at three"
    assert twice.text == once.text
    assert read(once.text).actions[0].id == "A2"


def test_a_factor_with_one_more_source_keeps_its_number():
    drafted = an_incident(factors=(a_factor(sources=(a_source(), a_source(place="line 7"))),))

    updated = update(TEXT, drafted)

    assert [f.id for f in updated.postmortem.factors] == ["F1"]
    assert "S1 line 1; S1 line 7" in updated.text


def test_what_is_computed_follows_a_milestone_that_a_person_corrected():
    text = TEXT.replace("| Detected | 2026-03-04 06:12:07 ", "| Detected | 2026-03-04 06:16:07 ")

    assert "| TTD (MTTD), time to detect | 10 min |" in update(text, DRAFT).text


def test_a_computed_value_that_a_person_wrote_over_stays():
    text = TEXT.replace("| TTD (MTTD), time to detect | 6 min |", "| TTD (MTTD) | six minutes |")
    drafted = an_incident(milestones=DRAFT.milestones | {"detected": a_milestone(7)})

    once = update(text, drafted).text

    assert "| TTD (MTTD) | six minutes |" in once
    assert update(once, drafted).text == once


def test_an_event_that_is_kept_stays_however_many_there_are():
    crowd = tuple(an_event(f"Alert {n}", minutes=n / 9, kind="alert") for n in range(90))
    chatter = an_event("Coffee?", minutes=3, kind="chatter")
    text = write(number(an_incident(events=(chatter, *DRAFT.events)), events=4))
    wished = replace(number(DRAFT), events=(replace(chatter, id="E9"), *number(DRAFT).events))
    kept = edit(text, wished).replace('kind: "chatter"', 'keep: true, kind: "chatter"')

    updated = update(kept, an_incident(events=(chatter, *DRAFT.events, *crowd)))

    assert "Coffee?" in [event.text for event in updated.postmortem.events]
    assert len(updated.postmortem.events) == 60
    assert "keep: true" in updated.text
