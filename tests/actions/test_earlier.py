from datetime import date
from types import SimpleNamespace

from unblame.actions.dossier import option
from unblame.actions.earlier import earlier
from unblame.evidence.record import Evidence
from unblame.model import Factor


def test_an_earlier_proposal_that_waited_is_taken_up_with_its_ticket(
    factor: Factor, make: SimpleNamespace
) -> None:
    waits = make.ticket("Add backoff to retries against rates-db", created=date(2025, 8, 1))

    found = earlier(Evidence(history=(waits,)), (factor,))

    assert [(a.title, a.ticket, a.addresses) for a in found] == [
        ("Add backoff to retries against rates-db", "QUO-11", (factor.id,))
    ]


def test_an_earlier_proposal_that_was_done_is_not_taken_up(
    factor: Factor, make: SimpleNamespace
) -> None:
    done = make.ticket(
        "Add backoff to retries against rates-db", created=date(2025, 8, 1), status="Done"
    )

    assert earlier(Evidence(history=(done,)), (factor,)) == []


def test_option_is_the_proposal_in_the_text_where_the_title_tells_a_symptom(
    make: SimpleNamespace,
) -> None:
    ticket = make.ticket(
        "Key rotation is left out when the clock changes",
        "Seen in spring. Proposal: schedule the job in UTC.",
        created=date(2025, 4, 1),
    )

    assert option(ticket) == "Schedule the job in UTC"
