"""Dates that follow a milestone are no edit: they are drawn again from where it stands now."""

from msgspec.structs import replace

from unblame.document import distribution, edit, number, read, update, write
from unblame.model import MilestoneStatus
from unblame.testing.builders import a_milestone, an_incident


def drafted(back=57):
    base = an_incident()
    milestones = {**base.milestones, "mitigated": a_milestone(back)}
    dates, questions = distribution(milestones, now=base.drafted_at)
    asked = (*base.questions, *questions)
    return replace(base, milestones=milestones, distribution=dates, questions=asked)


def reviewed(text, minutes=30):
    """Return the document after a person moved the end of the impact, and what follows from it."""
    pm = read(text)
    told = a_milestone(minutes, status=MilestoneStatus.CONFIRMED, basis="told", events=())
    milestones = {**pm.milestones, "mitigated": told}
    dates, _ = distribution(milestones, now=pm.drafted_at)
    return edit(text, replace(pm, milestones=milestones, distribution=dates))


def test_dates_that_follow_a_moved_milestone_are_kept_without_a_question():
    text = reviewed(write(number(drafted())))

    updated = update(text, drafted(back=80))

    assert updated.postmortem.distribution == read(text).distribution
    assert [one for one in updated.changes if "distribution" in one] == []
    assert [q.about for q in updated.postmortem.questions if "distribution" in q.about] == []


def test_dates_follow_the_evidence_where_nobody_moved_the_milestone():
    updated = update(write(number(drafted())), drafted(back=80))

    assert updated.postmortem.distribution == drafted(back=80).distribution


def test_a_date_that_a_person_wrote_stays_and_the_news_is_asked():
    text = write(number(drafted()))
    due = f"{drafted().distribution[0].due.astimezone():%Y}"
    row = next(line for line in text.splitlines() if line.startswith("| Team draft"))
    edited = text.replace(row, row.replace(row.split("|")[2].strip(), f"{due}-12-24 12:00"))

    updated = update(edited, drafted(back=80)).postmortem

    assert updated.distribution[0] == replace(
        read(edited).distribution[0], counted_from="mitigated"
    )
    assert "evidence.distribution.team.due" in {q.about for q in updated.questions}


def test_an_end_that_a_person_told_leaves_nothing_to_ask_of_the_dates():
    nowhere = drafted(back=None)
    nowhere = replace(
        nowhere,
        milestones={**nowhere.milestones, "resolved": a_milestone(None)},
    )
    dates, questions = distribution(nowhere.milestones, now=nowhere.drafted_at)
    bare = replace(nowhere, distribution=dates, questions=(*an_incident().questions, *questions))

    updated = update(reviewed(write(number(drafted()))), bare).postmortem

    assert updated.distribution == read(reviewed(write(number(drafted())))).distribution
    assert "distribution" not in {q.about for q in updated.questions}
