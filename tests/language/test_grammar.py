import pytest

from unblame.language.grammar import read
from unblame.language.who import Who


@pytest.mark.parametrize(
    ("text", "who", "lemma"),
    [
        ("The on-call engineer failed to escalate.", Who.ROLE, "fail"),
        ("The operator pod evicted two replicas.", Who.THING, None),
        ("The operator controller failed to start.", Who.SYSTEM, "fail"),
        ("Nobody bothered to check.", Who.SOMEONE, "bother"),
        ("One of our engineers forgot the flag.", Who.ROLE, "forget"),
        ("The engineer on call forgot the flag.", Who.ROLE, "forget"),
        ("Customers retried; they missed the page.", Who.SYSTEM, "miss"),
        ("I've broken the build.", Who.SELF, "break"),
        ("Responder A restarted the wrong node.", Who.PSEUDONYM, "restart"),
        ("@kstad broke the build.", Who.PERSON, "break"),
        ("Will restart the queue.", Who.SYSTEM, "restart"),
    ],
)
def test_the_subject_of_a_verb_is_found(text: str, who: Who, lemma: str | None) -> None:
    clauses = read(text).clauses

    assert [(clause.who, clause.lemma) for clause in clauses if clause.lemma == lemma] == (
        [(who, lemma)] if lemma else []
    )


def test_a_verb_joined_by_and_shares_the_subject() -> None:
    first, second = read("The DBA ran the script and dropped the table.").clauses

    assert (first.subject_text, second.subject_text) == ("The DBA", "The DBA")


def test_the_agent_of_a_passive_is_found() -> None:
    (clause,) = read("The alert was silenced at 10:05 by the on-call.").clauses

    assert clause.agent is not None
    assert clause.agent[0] is Who.ROLE


def test_negation_and_modality_are_told() -> None:
    (clause,) = read("They should not have restarted the node.").clauses

    assert (clause.negated, clause.modal, clause.have) == (True, "should", True)
