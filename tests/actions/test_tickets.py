from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from unblame.actions.held import held
from unblame.evidence.record import Evidence, Statement
from unblame.evidence.tasks import task
from unblame.model import ActionStatus, Moment, OwnerStatus
from unblame.testing.morning import NINE


def a_task(title: str = "Set prefetch in the workers", days: float = 2, **fields: Any) -> Statement:
    opened = Moment(at=NINE + timedelta(days=days))
    found = task(title, place="issue RLY-290", opened=opened, ticket="RLY-290", **fields)
    assert found is not None
    return found


def actions_of(
    make: SimpleNamespace, *tasks: Statement, passages: tuple[Any, ...] = ()
) -> list[Any]:
    account = SimpleNamespace(events=(), intervals=(), milestones={"mitigated": make.milestone(30)})
    return held(Evidence(statements=tasks, passages=passages), account, year=2026)


def test_a_ticket_opened_afterwards_is_an_action_as_it_states_it(make: SimpleNamespace) -> None:
    (action,) = actions_of(make, a_task(owner="Responder B", due="2026-02-20", state="To Do"))

    assert (action.title, action.owner, action.due) == (
        "Set prefetch in the workers", "Responder B", date(2026, 2, 20),
    )  # fmt: skip
    assert (action.ticket, action.status) == ("RLY-290", ActionStatus.OPEN)
    assert action.owner_status is OwnerStatus.STATED


@pytest.mark.parametrize(
    "one",
    [
        a_task(owner="Responder B", days=-40),
        a_task(owner="Responder B", days=60),
        a_task(),
        a_task("Webhooks arrive late", owner="Responder B"),
    ],
)
def test_a_ticket_of_another_time_or_of_nobody_is_no_action(
    make: SimpleNamespace, one: Statement
) -> None:
    assert actions_of(make, one) == []


def test_a_linked_ticket_is_an_action_whenever_it_was_opened(make: SimpleNamespace) -> None:
    (action,) = actions_of(make, a_task(days=-40, linked=True, state="Done"))

    assert (action.ticket, action.status) == ("RLY-290", ActionStatus.DONE)


def test_a_ticket_gives_its_fields_to_the_action_that_it_tracks(make: SimpleNamespace) -> None:
    noted = make.passage("Set prefetch explicitly in the delivery workers")

    (action,) = actions_of(make, a_task(owner="Responder B", due="2026-02-20"), passages=(noted,))

    assert action.title == "Set prefetch explicitly in the delivery workers"
    assert (action.owner, action.ticket) == ("Responder B", "RLY-290")
    assert len(action.sources) == 2


@pytest.mark.parametrize(
    ("sort", "state"), [("Incident", ""), ("Support", ""), ("Task", "Won't Do"), ("Task", "not_planned")]
)  # fmt: skip
def test_what_failed_is_no_work_and_dropped_work_is_none(sort: str, state: str) -> None:
    assert task("Set it", place="issue 1", opened=Moment(at=NINE), sort=sort, state=state) is None
