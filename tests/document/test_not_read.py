"""A source that could not be read this time withdraws nothing; one that was read may."""

import pytest
from msgspec.structs import replace

from unblame.document import number, read, update, write
from unblame.document.front import parse
from unblame.model import EvidenceItem, HistoryCoverage, SixMonths, Source
from unblame.model import Warning as Unread
from unblame.testing.builders import a_factor, a_source, an_action, an_event, an_incident

LOG = EvidenceItem(id="S2", path="b.log", sha256="1" * 64, reader="log", events=1)
ONLY_LOG = an_event("Disk filled up", minutes=-9, sources=(a_source("S2"),))
BASE = an_incident()
FACTOR = a_factor("The disk has no quota.", id="F:0123456789ab", sources=(a_source("S2"),))
ACTION = an_action(title="Give the disk a quota", id="A:0123456789ab", addresses=(FACTOR.id,))
BOTH = an_incident(
    events=(ONLY_LOG, *BASE.events),
    evidence=(*BASE.evidence, LOG),
    factors=(*BASE.factors, FACTOR),
    actions=(*BASE.actions, ACTION),
)
TEXT = write(number(BOTH))
BROKEN = replace(LOG, events=0, sha256="2" * 64, warnings=(Unread(where="line 1", what="cut"),))
CUT = replace(LOG, events=1, sha256="3" * 64, warnings=(Unread(where="line 9", what="cut"),))


def rows(pm):
    return [sorted(part.id for part in parts) for parts in (pm.events, pm.factors, pm.actions)]


@pytest.mark.parametrize(
    "evidence",
    [BASE.evidence, (*BASE.evidence, BROKEN), (*BASE.evidence, CUT)],
    ids=["not given", "unreadable", "cut short"],
)
def test_what_rests_on_a_source_that_was_not_read_stays(evidence):
    updated = update(TEXT, an_incident(evidence=evidence))

    assert rows(updated.postmortem) == rows(read(TEXT))
    assert not [change for change in updated.changes if "left out" in change]
    again = update(updated.text, an_incident(evidence=evidence))
    assert rows(again.postmortem) == rows(read(TEXT))


def test_what_was_not_read_is_named():
    assert "S2 (b.log) was not read this time; what rests on it stays" in update(TEXT, BASE).changes


def test_what_a_source_read_again_no_longer_gives_is_left_out_unless_a_person_took_it_on():
    read_again = an_incident(evidence=(*BASE.evidence, LOG))
    event = next(e.id for e in read(TEXT).events if e.text == ONLY_LOG.text)
    edited = TEXT.replace("Disk filled up", "The disk filled up")

    assert f"{event} left out: the evidence no longer gives it" in update(TEXT, read_again).changes
    assert event in {e.id for e in update(edited, read_again).postmortem.events}


def test_an_event_of_two_sources_is_not_told_twice_when_its_key_came_from_the_one_not_read():
    folded = an_event("Alert", minutes=-3, sources=(a_source("S2"), a_source("S1", "line 7")))
    alone = replace(folded, key="0123456789abcdef", sources=(a_source("S1", "line 7"),))
    before = an_incident(events=(folded, *BASE.events), evidence=(*BASE.evidence, LOG))
    text = write(number(before))

    updated = update(text, an_incident(events=(alone, *BASE.events)))

    assert updated.postmortem.events == read(text).events


@pytest.mark.parametrize("name", sorted(set(parse(TEXT).data) - {"schema"}))
def test_a_key_of_the_front_matter_taken_out_by_hand_doubles_no_row(name):
    front = parse(TEXT)
    start = TEXT.index(f"\n{name}:") + 1
    end = next(
        at
        for at in range(TEXT.index("\n", start) + 1, len(TEXT))
        if TEXT[at] not in " \n" and TEXT[at - 1] == "\n"
    )
    without = TEXT[:start] + TEXT[end:]
    assert name not in parse(without).data
    assert len(parse(without).data) == len(front.data) - 1

    if name == "drafted_at":
        return
    updated = update(without, BOTH)

    assert rows(updated.postmortem) == rows(read(TEXT))
    assert [q.ask for q in updated.postmortem.questions] == [q.ask for q in read(TEXT).questions]


def test_the_time_before_is_an_evidence_item_that_the_six_months_answer_cites():
    answer = SixMonths(
        statement="A ticket asked for a quota.",
        coverage=HistoryCoverage(items=3),
        sources=(Source(evidence="history", place="OPS-311", date="2025-08-12"),),
    )
    numbered = number(an_incident(six_months=answer))
    text = write(numbered)

    assert numbered.six_months.sources[0].evidence in {item.id for item in numbered.evidence}
    assert [item.reader for item in numbered.evidence][-1] == "history"
    assert number(numbered) == numbered
    assert update(text, an_incident(six_months=answer)).text == text
    assert update(text, an_incident()).postmortem.six_months == numbered.six_months


def test_a_source_that_was_not_read_asks_nothing_and_makes_no_room():
    texts = [f"Line {number}" for number in range(6)]
    more = tuple(an_event(text, minutes=9 + at) for at, text in enumerate(texts))
    drafted = an_incident(
        events=(*BASE.events, *more),
        factors=(*BASE.factors, replace(FACTOR, statement="The disk is full.")),
    )
    text = update(write(number(BOTH, events=5)), BOTH, events=5).text

    updated = update(text, drafted, events=5)

    assert len(updated.postmortem.events) == 5
    assert [q.ask for q in updated.postmortem.questions] == [q.ask for q in read(text).questions]
    assert not [change for change in updated.changes if "as edited" in change]
