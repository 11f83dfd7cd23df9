"""How far the recogniser reads in what never ends: dumps on one line, pastes without a full stop."""

from unblame.language import check
from unblame.people import Cast
from unblame.recognise.reader import LONGEST
from unblame.testing.reader import FakeReader


def test_a_passage_without_a_full_stop_is_read_as_far_as_its_bound() -> None:
    reader = FakeReader({})

    said = " ".join(f"Priya forgot check {number} and then" for number in range(4000))

    check(said, cast=Cast(reader=reader))

    assert LONGEST / 2 < sum(map(len, set(reader.asked))) < LONGEST + 1000


def test_sentences_after_such_a_passage_are_read() -> None:
    reader = FakeReader({})

    check("Priya forgot the check and then " * 4000 + ". Then Jonas did.", cast=Cast(reader=reader))

    assert "Then Jonas did." in reader.asked
