"""A sentence in, a reading out; with a network of a table, so that each number is known."""

import sys
import time

import pytest

from unblame.recognise import Factor, Mark, Reading, Scored, Unusable
from unblame.recognise.recogniser import KEPT, Recogniser
from unblame.recognise.weights import read


def marks(text: str, found: tuple[Mark, ...]) -> list[str]:
    return [text[mark.start : mark.end] for mark in found]


@pytest.fixture
def small(tiny) -> Recogniser:
    return Recogniser.load(tiny)


def test_a_sentence_is_read_whole(small):
    said = "Priya Nair forgot the check."

    assert small.read(said) == Reading(
        blame=0.982,
        kinds=(Scored(name="UB106", score=0.9526),),
        people=(Mark(start=0, end=10, score=0.9999),),
        perhaps=(Mark(start=0, end=10, score=0.9999),),
        span=Mark(start=11, end=27, score=0.6111),
        frame={
            "act": Mark(start=11, end=17, score=0.9526),
            "object": Mark(start=22, end=27, score=0.9526),
        },
        weighed=(Mark(start=11, end=17, score=2.0), Mark(start=22, end=27, score=1.0)),
        events=(Scored(name="note", score=0.018),),
        factor=None,
    )


def test_two_who_stand_side_by_side_are_two(small):
    said = "priya priya nair closed"

    assert marks(said, small.read(said).people) == ["priya", "priya nair"]


def test_kinds_of_event_that_are_likely_enough_are_told_likeliest_first(small):
    assert small.read("paged and closed").events == (
        Scored(name="page", score=0.982),
        Scored(name="resolved", score=0.9526),
    )


def test_a_factor_has_its_category_and_a_subtype_of_it(small):
    assert small.read("cache") == Reading(
        blame=0.018,
        events=(Scored(name="note", score=0.018),),
        factor=Factor(category="Code", subtype="C1", score=0.9999),
    )


def test_nothing_is_said_of_no_words(small):
    assert small.read("") == small.read(" \n\t") == Reading(blame=0.0, known=0.0)


@pytest.mark.parametrize(
    "said", ["สวัสดีครับ ระบบล่ม", "ሰላም ለዓለም", "🎉🎉 👍", "база упала", "— … 14:02"]
)
def test_a_script_it_never_saw_is_not_read(small, said):
    assert small.read(said) == Reading(blame=0.0, known=0.0)


def test_names_of_any_script_stand_in_a_sentence_that_is_read(small):
    assert small.read("Иван forgot the check").known == 0.75


def test_controls_and_lone_surrogates_do_no_harm(small):
    said = "\x00\x1b[31m Priya \ud800\u202e forgot\x07"

    assert marks(said, small.read(said).people) == ["Priya"]


def test_a_long_passage_is_read_in_stretches_and_the_most_blameful_speaks(small):
    said = " ".join(["the cache closed"] * 100 + ["Priya Nair forgot"] + ["the cache closed"] * 100)

    found = small.read(said)

    assert found.blame == 0.982
    assert marks(said, found.people) == ["Priya Nair"]
    assert marks(said, (found.span,)) == ["forgot"]


def test_a_name_on_the_border_of_two_stretches_stays_whole(small):
    for length in range(90, 130):
        said = "the " * length + "Priya Nair " + "the " * 60

        assert marks(said, small.read(said).people) == ["Priya Nair"]


def test_twenty_thousand_words_without_a_full_stop_end(small):
    said = "the cache closed and " * 5_000
    began = time.process_time()

    assert small.read(said).blame == 0.018
    assert time.process_time() - began < 10


def test_a_reading_is_kept(small):
    said = "Priya forgot"

    assert small.read(said) is small.read(said)
    small._kept = dict.fromkeys(map(str, range(KEPT)))
    small.read(said)
    assert list(small._kept) == [said]


def test_what_runs_it_may_be_missing(tiny, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    with pytest.raises(Unusable, match=r"what runs them is not \(onnxruntime\). Install it: pip"):
        Recogniser.load(tiny)


def test_a_network_that_cannot_be_loaded_is_refused(broken):
    pytest.importorskip("onnxruntime")
    weights = read(broken)
    (broken / "model.onnx").write_bytes(b"no network")

    with pytest.raises(Unusable, match=r"network cannot be run \(\w+\). Install it again"):
        Recogniser(weights)


def test_a_network_of_other_answers_than_its_card_tells_is_refused(broken):
    pytest.importorskip("onnxruntime")
    import msgspec

    weights = read(broken)
    card = msgspec.structs.replace(weights.card, kinds=("UB101",))

    with pytest.raises(Unusable, match="does not answer what its card tells of"):
        Recogniser(msgspec.structs.replace(weights, card=card))


@pytest.mark.parametrize("vocabulary", [b"", b"a\nb\n", b"\xff\n"])
def test_a_vocabulary_that_is_none_is_refused(broken, vocabulary):
    pytest.importorskip("onnxruntime")
    weights = read(broken)
    (broken / "vocab.txt").write_bytes(vocabulary)

    with pytest.raises(Unusable, match="vocabulary is not as expected"):
        Recogniser(weights)


def test_a_vocabulary_longer_than_the_network_knows_is_refused(broken):
    pytest.importorskip("onnxruntime")
    weights = read(broken)
    with (broken / "vocab.txt").open("a") as file:
        file.write("onemore\n")

    with pytest.raises(Unusable, match="network cannot be run"):
        Recogniser(weights)


def test_what_is_installed_reads_blame_and_people(recogniser):
    card = recogniser.card
    said = "Priya should have read the runbook before she restarted the primary, careless as ever."

    blaming, plain = recogniser.read(said), recogniser.read("The disk of the primary filled up.")

    assert blaming.blame >= card.warn - 0.05
    assert plain.blame < blaming.blame
    assert marks(said, blaming.people)[:1] == ["Priya"]
    assert len(recogniser.digest) == 64
