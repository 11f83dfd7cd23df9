"""Lines that people wrote get their kind from the recogniser where it is sure of it."""

from pathlib import Path

from unblame.evidence import ReadOptions, heard, read
from unblame.evidence.heard import both
from unblame.evidence.heard import heard as heard_in
from unblame.model import Event, Kind
from unblame.people import Cast
from unblame.recognise import Reading, Scored
from unblame.testing import FakeReader, a_card

NOTES = """Notes of 2026-03-04, UTC

09:02 the shop front goes quiet, baskets pile up
09:10 ack, looking
09:20 pool of the broker put back to 40
"""
CALM = Reading(blame=0.0)


def reads_as(**kinds: float) -> Reading:
    events = tuple(Scored(name=name, score=score) for name, score in kinds.items())
    return Reading(blame=0.0, events=events)


def a_reader(said: dict[str, Reading], **changes: object) -> FakeReader:
    return FakeReader(said, otherwise=CALM, card=a_card(**changes))


def kinds_in(folder: Path, text: str, reader: FakeReader | None) -> dict[str, tuple[Kind, ...]]:
    notes = folder / "notes.txt"
    notes.write_text(text)
    evidence = read([notes], options=ReadOptions(tz="UTC"), cast=Cast(reader=reader))
    return {event.text: event.kinds for event in evidence.events}


def test_a_sure_reading_gives_the_kind_and_the_others_stay(tmp_path: Path):
    reader = a_reader(
        {
            "the shop front goes quiet, baskets pile up": reads_as(symptom=0.9),
            "pool of the broker put back to 40": reads_as(mitigation_tried=0.9, change=0.6),
        }
    )

    assert kinds_in(tmp_path, NOTES, None) == {
        "the shop front goes quiet, baskets pile up": (Kind.NOTE,),
        "ack, looking": (Kind.ACKNOWLEDGED,),
        "pool of the broker put back to 40": (Kind.NOTE,),
    }
    assert kinds_in(tmp_path, NOTES, reader) == {
        "the shop front goes quiet, baskets pile up": (Kind.SYMPTOM,),
        "ack, looking": (Kind.ACKNOWLEDGED,),
        "pool of the broker put back to 40": (Kind.MITIGATION_TRIED, Kind.CHANGE),
    }


def test_the_wording_alone_is_kept_beside_it(tmp_path: Path):
    notes = tmp_path / "notes.txt"
    notes.write_text(NOTES)
    reader = a_reader({"pool of the broker put back to 40": reads_as(change=0.9)})

    evidence = read([notes], options=ReadOptions(tz="UTC"), cast=Cast(reader=reader))

    changed = next(event for event in evidence.events if event.kind is Kind.CHANGE)
    assert evidence.worded == {changed.key: (Kind.NOTE,)}


def test_each_kind_has_its_own_threshold():
    reader = a_reader({"x": reads_as(symptom=0.7, change=0.7)}, event={"symptom": 0.8})

    assert heard_in("x", reader) == {Kind.CHANGE: 0.7}


def test_a_long_story_is_read_sentence_by_sentence():
    last = "By noon all shelves were stocked again."
    story = f"The import stood still, {'and stood, ' * 24}as the shelves showed. {last}"
    reader = a_reader({last: reads_as(recovery=0.9)})

    assert heard_in(story, reader) == {Kind.RECOVERY: 0.9}
    assert len(reader.asked) == 2


def test_certain_cues_hold():
    asked = (Kind.QUESTION, Kind.SYMPTOM)

    assert both(asked, {Kind.SYMPTOM: 0.9}) == (Kind.QUESTION, Kind.SYMPTOM)
    assert both((Kind.PAGE,), {Kind.ALERT: 0.9}) == (Kind.ALERT, Kind.PAGE)
    assert both((Kind.CHANGE,), {Kind.MITIGATION_TRIED: 0.9}) == (Kind.MITIGATION_TRIED,)


def test_where_neither_voice_is_beyond_doubt_both_are_heard():
    assert both((Kind.CHANGE,), {Kind.MITIGATION_TRIED: 0.6}) == (
        Kind.MITIGATION_TRIED,
        Kind.CHANGE,
    )
    assert both((Kind.CHANGE,), {}) == (Kind.CHANGE,)


def test_what_a_source_states_is_not_asked_again():
    stated = Event(key="a" * 16, text="the pager rings", kind=Kind.PAGE, kinds=(Kind.PAGE,))
    reader = a_reader({"the pager rings": reads_as(chatter=0.99)})

    assert heard.hear((stated,), set(), reader) == ((stated,), {}, ())
    assert reader.asked == []


def test_of_a_very_long_record_nothing_is_heard_and_that_is_said():
    event = Event(key="a" * 16, text="x", kind=Kind.NOTE, kinds=(Kind.NOTE,))
    reader = a_reader({"x": reads_as(change=0.9)})
    many = {event.key, *map(str, range(heard.MOST_LINES))}

    events, worded, warnings = heard.hear((event,), many, reader)

    assert (events, worded, len(warnings)) == ((event,), {}, 1)
    assert "10001 lines are more than the recogniser hears" in warnings[0].what
