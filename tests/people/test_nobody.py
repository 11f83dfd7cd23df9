"""A short text of plain words is not looked through for people, unless a known name is such a word."""

import pytest

from unblame.people import Cast, mentions

PLAIN = "the payment gateway answers in 300 ms now, 34 % of requests fail"


def test_plain_words_hold_nobody():
    cast = Cast()
    cast.meet(name="Ingrid Solberg", handle="ingrid.s")

    assert not cast.may_be_told_of("the gateway is slow, requests fail")
    assert mentions(PLAIN, cast) == []


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ({"name": "Summer Field"}, "we asked summer field about it"),
        ({"handle": "@night-cache"}, "please ask night-cache about it"),
        ({"name": "Jörg Bär"}, "the queue of bär is full"),
    ],
)
def test_a_known_name_of_plain_words_is_looked_for(known, text):
    cast = Cast()
    cast.meet(**known)

    assert cast.may_be_told_of(text)


@pytest.mark.parametrize(
    "text", ["ask Ingrid", "ask @otto", "ask <@U04AB12CD>", "it was JM", "call +44 20 7946 0018"]
)
def test_whoever_could_be_somebody_is_looked_for(text):
    assert Cast().may_be_told_of(text)
