"""Two voices on what a sentence states: the cues of the taxonomy and the recogniser."""

from datetime import UTC, datetime

from unblame.evidence import Evidence, Passage
from unblame.factors import find
from unblame.factors.heard import AGREED, Voiced, voiced
from unblame.factors.taxonomy import Hit, hits, subtypes
from unblame.model import Confidence, FactorCategory, Source
from unblame.recognise import Factor, Reading
from unblame.testing import FakeReader
from unblame.timeline import build

CUED = "The runbook was missing the step for the standby."
PLAIN = "What the nightly job left behind met the new column."
CALM = Reading(blame=0.0)


def states(category: str, subtype: str) -> Reading:
    return Reading(blame=0.0, factor=Factor(category=category, subtype=subtype, score=0.995))


def a_reader(said: dict[str, Reading]) -> FakeReader:
    return FakeReader(said, otherwise=CALM)


def factors_of(text: str, reader: FakeReader | None, section: str = "Contributing factors") -> dict:
    passage = Passage(text=text, source=Source(evidence="S1", place="line 4"), section=section)
    evidence = Evidence(passages=(passage,))
    timeline = build(evidence, now=datetime(2026, 3, 4, tzinfo=UTC))
    return {
        (one.category, one.subtype_code): one.confidence
        for one in find(evidence, timeline, reader=reader).factors
    }


def test_without_a_reader_the_cues_speak_alone():
    assert [one.hit for one in voiced(CUED, hits(CUED), None)] == hits(CUED)
    assert voiced(PLAIN, hits(PLAIN), None) == []


def test_both_voices_on_one_category_are_surer_and_take_the_subtype_that_was_read():
    hit = hits(CUED)[0]
    heard = next(one for one in subtypes().values() if one.category is hit.subtype.category)
    reader = a_reader({CUED: states(heard.category, heard.code)})

    assert voiced(CUED, [hit], reader) == [
        Voiced(hit=Hit(subtype=heard, cues=hit.cues), gain=AGREED * 0.995, agreed=True)
    ]


def test_where_they_differ_the_cue_stands_and_is_doubted():
    hit = hits(CUED)[0]
    other = next(one for one in subtypes().values() if one.category is not hit.subtype.category)
    reader = a_reader({CUED: states(other.category, other.code)})

    assert voiced(CUED, [hit], reader) == [Voiced(hit=hit, gain=0.0, agreed=False)]


def test_what_reads_as_no_cause_is_doubted():
    hit = hits(CUED)[0]

    assert voiced(CUED, [hit], a_reader({})) == [Voiced(hit=hit, gain=0.0, agreed=False)]


def test_a_cause_without_a_cue_is_found_by_the_reading_alone():
    reader = a_reader({PLAIN: states("Code", "C1")})

    assert factors_of(PLAIN, None) == {}
    assert factors_of(PLAIN, reader) == {(FactorCategory.CODE, "C1"): Confidence.MEDIUM}


def test_under_a_heading_that_holds_no_causes_the_reading_finds_none():
    reader = a_reader({PLAIN: states("Code", "C1")})

    assert factors_of(PLAIN, reader, section="What went well") == {}


def test_agreement_and_disagreement_show_in_the_confidence():
    hit = hits(CUED)[0].subtype
    other = next(one for one in subtypes().values() if one.category is not hit.category)

    agreed = factors_of(CUED, a_reader({CUED: states(hit.category, hit.code)}))
    differing = factors_of(CUED, a_reader({CUED: states(other.category, other.code)}))

    assert agreed[hit.category, hit.code] is Confidence.MEDIUM
    assert differing[hit.category, hit.code] is Confidence.LOW


def test_a_wording_that_reads_as_blame_is_left_to_a_person():
    [calm] = factors_found(CUED, a_reader({}))
    [blaming] = factors_found(CUED, a_reader({CUED: Reading(blame=0.9)}))

    assert calm == CUED
    assert blaming.startswith("The evidence tells of runbook")
    assert "the condition behind it is open [ask " in blaming


def factors_found(text: str, reader: FakeReader | None) -> list[str]:
    passage = Passage(
        text=text, source=Source(evidence="S1", place="line 4"), section="Contributing factors"
    )
    evidence = Evidence(passages=(passage,))
    timeline = build(evidence, now=datetime(2026, 3, 4, tzinfo=UTC))
    return [one.statement for one in find(evidence, timeline, reader=reader).factors]
