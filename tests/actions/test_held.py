from types import SimpleNamespace

import pytest

from unblame.actions.held import held
from unblame.actions.parsed import Held, parse
from unblame.evidence.record import Evidence
from unblame.model import ActionStatus, OwnerStatus, Source

SOURCE = (Source(evidence="S2", place="line 9"),)


@pytest.mark.parametrize(
    ("text", "title", "ticket"),
    [
        ("Add alert on queue depth [#4704](https://example.org/issues/4704)", "Add alert on queue depth", "#4704"),
        ("Create a ticket to alert on pending pods (OPS-7)", "Alert on pending pods", "OPS-7"),
        ("We need to pin the base image ([issue][pin-issue])", "Pin the base image", None),
        ("Fix the gate (per node)", "Fix the gate (per node)", None),
    ],
)  # fmt: skip
def test_parse_leaves_the_act_without_pointers_and_lead(
    text: str, title: str, ticket: str | None
) -> None:
    action = parse(Held(text=text, source=SOURCE), year=2026)

    assert action is not None
    assert (action.title, action.ticket) == (title, ticket)


@pytest.mark.parametrize(
    "text",
    [
        "Review actions",
        "These are only sample subheadings",
        "Add the #incident tag to these tasks",
        "None",
        "Responder A must be more careful with certificates",
    ],
)
def test_parse_takes_talk_templates_and_blame_for_no_action(text: str) -> None:
    assert parse(Held(text=text, source=SOURCE), year=2026) is None


def test_held_splits_a_list_of_acts_and_gives_one_its_owner(make: SimpleNamespace) -> None:
    evidence = Evidence(
        passages=(
            make.passage("What should happen: run the job in UTC, alert on key age.", "Thoughts"),
            make.passage("Responder D said he would take the alert on key age (by 17 April).", "Thoughts"),
        )
    )  # fmt: skip

    actions = held(evidence, SimpleNamespace(events=(), milestones={}), year=2026)

    assert [(a.title, a.owner, a.owner_status, a.status) for a in actions] == [
        ("Run the job in UTC", None, OwnerStatus.MISSING, ActionStatus.PROPOSED),
        ("Alert on key age", "Responder D", OwnerStatus.STATED, ActionStatus.OPEN),
    ]
