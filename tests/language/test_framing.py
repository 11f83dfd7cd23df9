from unblame.language import Framed, blameless
from unblame.people import Cast


def test_a_clean_sentence_stays_as_it_is() -> None:
    text = "The queue grew for 40 minutes."

    assert blameless(text) == Framed(text=text)


def test_a_blaming_sentence_is_reworded_with_the_question_beside_it() -> None:
    assert blameless("Ops failed to notice the lag.") == Framed(
        text="The lag was not noticed.", ask="what would have shown it, and to whom?", changed=True
    )


def test_a_sentence_with_no_wording_stays_with_its_question() -> None:
    text = "The response was unacceptable."

    assert blameless(text) == Framed(
        text=text, ask="what was the number, and what was the stated expectation?"
    )


def test_people_are_replaced_by_their_pseudonyms() -> None:
    cast = Cast()
    cast.meet(name="Priya Nair")

    framed = blameless("Priya Nair restarted the queue.", cast)

    assert framed == Framed(text="Responder A restarted the queue.", changed=True)
