from unblame.language import Framed, blameless
from unblame.people import Cast


def test_a_clean_sentence_stays_as_it_is() -> None:
    text = "The queue grew for 40 minutes."

    assert blameless(text) == Framed(text=text)


def test_a_blaming_sentence_is_reworded_with_the_question_beside_it() -> None:
    assert blameless("Ops failed to notice the lag.") == Framed(
        text="The lag was not noticed.",
        ask="what would have shown the lag, and to whom?",
        changed=True,
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


def test_a_judging_clause_gives_way_and_the_facts_stay() -> None:
    text = "Priya pushed a bad session config without review because she was careless."

    assert blameless(text) == Framed(
        text="A bad session config was pushed without review […].",
        ask="what made it possible that a bad session config was pushed without review?",
        changed=True,
    )


def test_each_sentence_of_a_text_is_framed() -> None:
    text = "The deploy went out at 17:40 on a Friday. Genius. Ops failed to notice the lag."

    assert blameless(text) == Framed(
        text="The deploy went out at 17:40 on a Friday. […] The lag was not noticed.",
        ask="what would have shown the lag, and to whom?",
        changed=True,
    )


def test_a_sneer_without_a_fact_gives_way_and_asks_nothing() -> None:
    text = "The job wrote to the old path since Friday. Who changes a path and tells nobody??"

    assert blameless(text) == Framed(
        text="The job wrote to the old path since Friday. […]", changed=True
    )


def test_a_clause_that_holds_a_number_stays_with_its_question() -> None:
    text = "Rolled back late because the operator was asleep for 40 minutes."

    framed = blameless(text)

    assert framed.text == text
    assert framed.ask is not None


def test_a_word_of_colour_goes_and_what_was_denied_stays() -> None:
    text = "That did not help of course, and the warehouse lost its link. Typical."

    assert blameless(text).text == "That did not help, and the warehouse lost its link. […]"


def test_framing_twice_changes_nothing_more() -> None:
    text = "The queue filled, and the DBA was asleep. Brilliant. Nobody bothered to look."

    once = blameless(text)

    assert blameless(once.text).text == once.text


def test_what_joins_two_clauses_stays() -> None:
    text = "The queue filled, and the DBA never ran the vacuum on db-07."

    assert blameless(text).text == "The queue filled, and the vacuum was never run on db-07."
