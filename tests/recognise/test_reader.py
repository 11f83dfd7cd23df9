"""The recogniser as other rooms hold it: lazy, told of once, never in the way."""

from copy import deepcopy

import pytest

from unblame.people import Cast
from unblame.recognise import Reader, Reading, Unusable
from unblame.testing import FakeReader, a_card, a_mark


@pytest.fixture
def told() -> list[str]:
    return []


def test_name_and_digest_are_told_before_anything_is_loaded(broken, told):
    (broken / "model.onnx").unlink()
    reader = Reader(broken, told.append)

    assert (reader.name, reader.digest[:8], told) == ("tiny 1", "2fcbb1e1", [])
    assert reader.stated() == {"name": "tiny 1", "digest": reader.digest}


def test_weights_that_cannot_be_used_are_told_of_once_and_rules_go_on(broken, told):
    (broken / "model.onnx").unlink()
    reader = Reader(broken, told.append)

    assert [reader.read("Priya forgot"), reader.read("Priya forgot")] == [None, None]
    assert len(told) == 1
    assert told[0].startswith("Rules only: A file of the recogniser cannot be read")
    assert (reader.card, reader.name, reader.digest, reader.stated()) == (None,) * 4


def test_a_missing_card_is_told_of_once(tmp_path, told):
    reader = Reader(tmp_path, told.append)

    assert (reader.stated(), reader.card, reader.read("Priya forgot")) == (None, None, None)
    assert len(told) == 1


def test_loading_now_raises(tmp_path, told):
    with pytest.raises(Unusable):
        Reader(tmp_path, told.append).load()
    assert told == []


def test_a_script_that_it_never_saw_is_told_of_once(tiny, told):
    reader = Reader(tiny, told.append)

    for said in ("ระบบล่ม", "ครับ", "база упала", "🎉", "Priya forgot"):
        reader.read(said)
    assert told == [
        "Sentences in Thai script are hardly read: the recogniser and most rules know English. Let a person read them.",
        "Sentences in Cyrillic script are hardly read: the recogniser and most rules know English. Let a person read them.",
    ]


def test_a_passage_too_long_for_a_sentence_is_read_as_far_as_it_goes(tiny, told):
    reader = Reader(tiny, told.append)

    early = reader.read("Priya forgot " + "the cache closed " * 40_000)
    late = reader.read("x" * 200_000 + " Priya forgot")

    assert (early.blame, late.blame) == (0.982, 0.018)
    assert told == [
        "Rules only after the first 10,000 characters of a passage without a full stop."
    ]


def test_a_cast_and_its_copies_share_one(tiny, told):
    cast = Cast(reader=Reader(tiny, told.append))

    cast.return_to(cast.state())
    assert deepcopy(cast).reader is cast.reader
    assert cast.reader.read("Priya forgot").blame > 0.9


def test_the_fake_says_what_a_test_wants():
    said = "Priya forgot"
    reading = Reading(blame=0.99, people=(a_mark(said, "Priya"),))
    reader = FakeReader({said: reading})

    assert (reader.read(said), reader.read("Else").blame, reader.asked) == (
        reading,
        pytest.approx(0.35),
        [said, "Else"],
    )
    assert reader.stated() == {"name": "fake 1", "digest": "0" * 64}
    assert FakeReader({}, card=a_card(warn=0.9)).card.warn == 0.9


def test_what_is_read_ahead_on_several_cores_is_what_would_be_read(tiny, told):
    said = [f"Priya forgot step {n} of the runbook" for n in range(40)]
    one, several = Reader(tiny, told.append), Reader(tiny, told.append)

    several.ahead(iter(said), 4)

    assert [several.read(sentence) for sentence in said] == [
        one.read(sentence) for sentence in said
    ]
    assert told == []


def test_nothing_is_read_ahead_with_weights_that_cannot_be_used(broken, told):
    (broken / "model.onnx").unlink()
    reader = Reader(broken, told.append)

    reader.ahead([f"Step {n} was left out" for n in range(40)], 4)

    assert len(told) == 1
