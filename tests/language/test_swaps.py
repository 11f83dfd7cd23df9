"""What is swapped must not matter, or must: names for names, people for machines."""

import pytest

from unblame.language import check

NAMES = [
    "Priya",
    "Odd",
    "Chase",
    "Will",
    "Mark",
    "Grant",
    "May",
    "April",
    "June",
    "Bill",
    "Rob",
    "Sue",
    "Jack",
    "Drew",
    "Frank",
    "Hope",
    "Grace",
    "Faith",
    "Rusty",
    "Sandy",
    "Max",
    "Guy",
    "Penny",
    "Ruby",
    "Julia",
    "Ada",
    "Liv",
    "Bo",
    "Stein",
    "Mai",
    "Sol",
    "Yusuf",
    "Aisha",
    "Mehmet",
    "Ngozi",
    "Chidi",
    "Søren",
    "Åse",
    "Łukasz",
    "Zoë",
    "João",
    "Hiroshi",
    "Yuki",
    "Wei",
    "Minh",
    "Thandiwe",
    "Oluwaseun",
    "Dmitri",
    "Olga",
    "Giulia",
    "Pedro",
    "Fatima",
    "Ahmed",
    "Leila",
    "Ravi",
    "Ananya",
    "Siobhan",
    "Eoin",
    "Marek",
    "Ilse",
]
FAULTS = [
    "{} forgot to renew the certificate.",
    "On Monday {} accidentally dropped the orders table.",
    "The restore was late because {} overlooked the runbook.",
]
MACHINES = ["The scheduler", "The release pipeline", "Jenkins", "The operator pod", "`sync-job`"]
PERSON_RULES = {"UB101", "UB103", "UB106", "UB110", "UB117", "UB121", "UB127"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", FAULTS)
def test_any_name_in_a_fault_is_noticed(text: str, name: str) -> None:
    found = {code for one in check(text.format(name)) for code in (one.rule, *one.also)}

    assert found & {"UB101", "UB103"}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    "text",
    [
        "{} failed to restart the queue.",
        "{} did not verify the target.",
        "{} ignored the taint.",
        "{} dropped the connection.",
        "The job was deleted by {}.",
        "{} assumed that clocks agree.",
    ],
)
def test_a_machine_in_the_same_place_is_no_fault_of_a_person(text: str, machine: str) -> None:
    found = {code for one in check(text.format(machine)) for code in (one.rule, *one.also)}

    assert found & PERSON_RULES == set()


@pytest.mark.parametrize(
    "text",
    [
        "Will restart the queue once replicas catch up.",
        "Mark the job as failed, then grant read access.",
        "May fail to start when the disk is full.",
        "Chase bank's API failed to answer.",
        "Grant the role before the deploy.",
        "Bill of materials was not verified by the scanner.",
        "Jasper reports failed to render.",
        "Cassandra dropped the mutation.",
        "Hudson failed to start the agent.",
    ],
)
def test_a_word_that_is_also_a_name_is_no_person(text: str) -> None:
    assert [one.rule for one in check(text) if one.rule in PERSON_RULES] == []
