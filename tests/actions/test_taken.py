from datetime import timedelta
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from unblame.actions.held import held
from unblame.actions.taken import taken_on
from unblame.evidence.record import Evidence
from unblame.model import OwnerStatus
from unblame.testing.morning import NINE, a_message


def said(
    text: str, minute: int = 125, actor: str | None = "Responder C"
) -> list[tuple[str | None, str]]:
    event = replace(a_message(1, minute, text), actor=actor)
    return [(one.owner, one.text) for one in taken_on((event,), (), NINE + timedelta(hours=1))]


@pytest.mark.parametrize(
    ("text", "owner", "act"),
    [
        ("Responder B takes the resend tool", "Responder B", "Take on the resend tool"),
        ("Good. Responder B will take on the quota check, I write it up", "Responder B", "Take on the quota check"),
        ("The search team will pin the base image", "search team", "pin the base image"),
        ("Responder B to add an alert on queue age", "Responder B", "add an alert on queue age"),
        ("ok, I'll take the sync job", "Responder C", "Take on the sync job"),
        ("I'll add an alert on queue age by Friday", "Responder C", "add an alert on queue age by Friday"),
        ("I'll add a test tomorrow", "Responder C", "add a test by tomorrow"),
    ],
)  # fmt: skip
def test_what_somebody_takes_on_has_its_owner(text: str, owner: str, act: str) -> None:
    assert said(text) == [(owner, act)]


@pytest.mark.parametrize(
    "text",
    [
        "Responder B takes the call",
        "I'll take a look at the graphs",
        "Responder B will take over as lead",
        "I'll restart the workers",
        "Responder B takes the node out of rotation",
        "Can you take the resend tool?",
        "I won't add an alert by Friday",
        "Responder B will update us at noon",
        "It takes the tool ten minutes",
        "Responder B to stop deploying on Fridays",
    ],
)
def test_work_of_the_moment_is_taken_for_no_action(text: str) -> None:
    assert said(text) == []


def test_before_it_was_over_only_what_names_a_day_counts() -> None:
    assert said("Responder B takes the resend tool", minute=20) == []
    assert said("I'll pin the image by 20 February", minute=20) == [
        ("Responder C", "pin the image by 20 February")
    ]


def test_an_action_that_somebody_takes_on_has_owner_and_day(make: SimpleNamespace) -> None:
    event = replace(
        a_message(1, 125, "I'll add an alert on queue age by Friday"), actor="Responder C"
    )
    account = SimpleNamespace(events=(event,), intervals=(), milestones={})

    (action,) = held(Evidence(events=(event,)), account, year=2026)

    assert (action.title, action.owner, action.owner_status) == (
        "Add an alert on queue age",
        "Responder C",
        OwnerStatus.STATED,
    )
    assert action.due is not None
    assert action.due.strftime("%A") == "Friday"
    assert action.events == (f"E:{event.key}",)


def test_who_takes_an_action_that_stands_already_becomes_its_owner(make: SimpleNamespace) -> None:
    event = replace(a_message(1, 125, "I'll take the resend tool"), actor="Responder C")
    evidence = Evidence(
        events=(event,), passages=(make.passage("Build a resend tool for webhooks"),)
    )
    account = SimpleNamespace(events=(event,), intervals=(), milestones={"mitigated": make.milestone(60)})  # fmt: skip

    actions = held(evidence, account, year=2026)

    assert [(one.title, one.owner) for one in actions] == [
        ("Build a resend tool for webhooks", "Responder C")
    ]
