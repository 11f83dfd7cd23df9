"""A document read back is the record that was written, whatever the record holds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from unblame.document import edit, number, read, write
from unblame.model import (
    Action,
    ActionCategory,
    ActionStatus,
    BaseRate,
    Confidence,
    Coverage,
    Event,
    Factor,
    FactorCategory,
    Impact,
    Incident,
    Kind,
    Learnt,
    Measure,
    Milestone,
    MilestoneStatus,
    Precision,
    Question,
    QuestionStatus,
    SixMonths,
    Source,
)
from unblame.testing.builders import an_action, an_event, an_incident, an_instant

words = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r"), max_size=40)
times = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
sources = st.lists(
    st.builds(Source, evidence=st.sampled_from(["S1", "S12"]), place=words), max_size=2
).map(tuple)


@st.composite
def events(draw):
    at = draw(st.none() | times)
    width = timedelta(seconds=draw(st.sampled_from([0, 0.999, 59.999, 400])))
    return Event(
        key=f"{draw(st.integers(0, 2**64 - 1)):016x}",
        text=draw(words),
        at=at,
        earliest=at,
        latest=at + width if at else None,
        precision=draw(st.sampled_from(list(Precision))) if at else Precision.NONE,
        as_written=draw(words),
        zone_basis=draw(st.sampled_from(["offset", "assumed:UTC", "none"])),
        known_at=draw(st.none() | times),
        kind=draw(st.sampled_from([Kind.ALERT, Kind.NOTE, Kind.CHANGE])),
        actor=draw(st.none() | words),
        sources=draw(sources),
    )


@st.composite
def actions(draw):
    owner = draw(st.none() | words)
    return Action(
        id=f"A:{draw(st.integers(0, 2**48 - 1)):012x}",
        title=draw(words),
        category=draw(st.sampled_from(list(ActionCategory))),
        owner=owner,
        due=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
        status=draw(st.sampled_from(list(ActionStatus))),
        measure=Measure(text=draw(words), window=draw(st.none() | words)),
        sources=draw(sources),
        public=draw(st.booleans()),
        ticket=draw(st.none() | words),
    )


@st.composite
def factors(draw):
    return Factor(
        id=f"F:{draw(st.integers(0, 2**48 - 1)):012x}",
        category=draw(st.sampled_from(list(FactorCategory))),
        statement=draw(words),
        subtype=draw(st.none() | words),
        subtype_code=draw(st.sampled_from([None, "C1", "M8"])),
        sources=draw(sources),
        confidence=draw(st.sampled_from(list(Confidence))),
    )


@st.composite
def questions(draw):
    return Question(
        id=f"Q:{draw(st.integers(0, 2**48 - 1)):012x}",
        about=draw(words),
        ask=draw(words),
        why=draw(words),
        status=draw(st.sampled_from(list(QuestionStatus))),
    )


def unique(strategy, key):
    return st.lists(strategy, max_size=3, unique_by=key).map(tuple)


@st.composite
def postmortems(draw):
    at = draw(times)
    gone = draw(
        st.sampled_from([{}, {"intervals": ()}, {"coverage": Coverage(expected_absent=("x",))}])
    )
    base = an_incident(**{"factors": (), "actions": (), "events": (), "questions": ()} | gone)
    return replace(
        base,
        incident=Incident(
            id=draw(words), product=draw(words), zone=draw(st.sampled_from(["Europe/Oslo", None]))
        ),
        summary=draw(st.none() | words),
        impact=Impact(text=draw(words), share=draw(st.none() | st.floats(0, 1))),
        events=draw(unique(events(), lambda e: e.key)),
        actions=draw(unique(actions(), lambda a: a.id)),
        factors=draw(unique(factors(), lambda f: f.id)),
        questions=draw(unique(questions(), lambda q: q.id)),
        milestones=base.milestones
        | {
            "declared": Milestone(
                at=at, earliest=at, latest=at, status=MilestoneStatus.STATED, reason=draw(words)
            )
        },
        learnt=Learnt(went_well=tuple(draw(st.lists(words, max_size=2)))),
        six_months=SixMonths(
            action=draw(st.none() | words),
            statement=draw(st.none() | words),
            base_rate=draw(st.none() | st.just(BaseRate(k=1, n=37, of="tickets"))),
        ),
        public_text=draw(st.none() | words),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(postmortems())
def test_reading_a_written_record_gives_the_same_record(record):
    numbered = number(record)

    assert read(write(numbered)) == numbered


@pytest.mark.parametrize("template", ["default", "sre-book", "one-pager"])
def test_every_shipped_template_loses_nothing(template):
    numbered = number(an_incident(summary="Checkout failed for 57 minutes."))

    assert read(write(numbered, template)) == numbered


def test_writing_twice_gives_the_same_bytes():
    assert write(number(an_incident())) == write(number(an_incident()))


@pytest.mark.parametrize(
    "text",
    ["# a heading", "```\nopen fence", "a | b", "<!-- comment", "- **Owner:** x", "A9 · x", "—"],
)
def test_text_that_looks_like_structure_stays_text(text):
    numbered = number(
        an_incident(summary=text, events=(an_event(text),), actions=(an_action(text),))
    )

    assert read(write(numbered)) == numbered


def test_a_local_time_that_comes_twice_in_a_night_is_kept_apart():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    twice = (an_event("a", at=first), an_event("b", at=first + timedelta(hours=1)))

    numbered = number(an_incident(events=twice))

    assert [e.at for e in read(write(numbered)).events] == [e.at for e in twice]


def test_an_undated_event_shows_what_was_written():
    undated = an_event("Lights flickered", at=None, as_written="around lunch")

    text = write(number(an_incident(events=(undated,))))

    assert "| E1 · — around lunch | Lights flickered |" in text


def test_what_was_learnt_later_is_marked():
    later = an_event("The heap was full", known_at=an_instant(600))

    text = write(number(an_incident(events=(later,))))

    assert "The heap was full *(learnt later: 2026-03-04 16:06:07)*" in text


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(postmortems(), postmortems(), st.booleans())
def test_any_record_can_be_written_onto_the_document_of_another(before, after, windows):
    text = write(number(before))
    changed = replace(number(after), public_text=None)

    onto = edit(text.replace("\n", "\r\n") if windows else text, changed)

    assert same(without_cells(read(onto)), without_cells(changed))
    settled = edit(onto, read(onto))
    assert edit(settled, read(settled)) == settled


def without_cells(record):
    """Return a record without the questions that a changed cell asks or answers by itself."""
    ends = (".owner", ".due", ".measure", ".when")
    return replace(
        record, questions=tuple(q for q in record.questions if not q.about.endswith(ends))
    )


def same(one, other):
    """Whether two records hold the same parts; a document keeps the order its rows had."""
    parts = ("events", "factors", "actions", "questions")

    def by_id(record):
        return [sorted(getattr(record, name), key=lambda part: part.id) for name in parts]

    bare = dict.fromkeys(parts, ())
    return by_id(one) == by_id(other) and replace(one, **bare) == replace(other, **bare)
