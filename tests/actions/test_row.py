from datetime import date
from types import SimpleNamespace

import pytest

from unblame.actions.day import due_day
from unblame.actions.held import held
from unblame.actions.parsed import Held, parse
from unblame.actions.row import Row, row_of
from unblame.evidence.record import Evidence
from unblame.model import ActionCategory, ActionStatus, OwnerKind, OwnerStatus, Source

SOURCE = (Source(evidence="S2", place="line 9"),)
VALIDATE = Row(
    act="Validate TTL in config/auth.yaml",
    owner="identity-team",
    due="2026-04-01",
    kind=ActionCategory.PREVENTION,
)


@pytest.mark.parametrize(
    "text",
    [
        "| Validate TTL in config/auth.yaml | Prevent | identity-team | 2026-04-01 |",
        "Validate TTL in config/auth.yaml \u2014 Prevent \u2014 identity-team \u2014 2026-04-01",
        "Action: Validate TTL in config/auth.yaml; Type: Prevent; Owner: identity-team; Due: 2026-04-01",
        "Action: Validate TTL in config/auth.yaml | Type: Prevent | Owner: identity-team | Due: 2026-04-01",
        "Action: Validate TTL in config/auth.yaml. Type: Prevent. Owner: identity-team. Due: 2026-04-01",
    ],
)
def test_row_reads_named_and_bare_cells_alike(text: str) -> None:
    assert row_of(text) == VALIDATE


@pytest.mark.parametrize(
    "text",
    [
        "Add an alert on queue depth",
        "Block merges \u2014 the gate is open \u2014 until the load test of the whole service has passed",
        "Make the page say: no owner",
    ],
)
def test_row_leaves_a_sentence_whole(text: str) -> None:
    assert row_of(text) == Row(act=text)


@pytest.mark.parametrize(
    ("text", "title", "owner", "due"),
    [
        ("Add alert on pool exhaustion (Responder C, 2026-03-20)", "Add alert on pool exhaustion", "Responder C", date(2026, 3, 20)),
        ("Add alert on pool exhaustion \u2014 @payments, by 20 March", "Add alert on pool exhaustion", "payments", date(2026, 3, 20)),
        ("Add dashboard for pool. Owner: Payments team. Due: 2026-04-15", "Add dashboard for pool", "Payments team", date(2026, 4, 15)),
        ("Responder A: add a check on pool size by 2026-04-02", "Add a check on pool size", "Responder A", date(2026, 4, 2)),
        ("Add a check on pool size @payments", "Add a check on pool size", "payments", None),
        ("Add a check on pool size, due March 20th", "Add a check on pool size", None, date(2026, 3, 20)),
        ("Cut the time to restore by 20 percent", "Cut the time to restore by 20 percent", None, None),
        ("Fix the gate (per node)", "Fix the gate (per node)", None, None),
    ],
)  # fmt: skip
def test_parse_takes_owner_and_day_out_of_the_title(
    text: str, title: str, owner: str | None, due: date | None
) -> None:
    action = parse(Held(text=text, source=SOURCE), year=2026)

    assert action is not None
    assert (action.title, action.owner, action.due) == (title, owner, due)


def test_parse_keeps_a_ticket_beside_the_owner() -> None:
    text = "Add a check on pool size (Responder A, ticket OPS-12, 2026-03-20)"

    action = parse(Held(text=text, source=SOURCE), year=2026)

    assert action is not None
    assert (action.title, action.ticket, action.owner_kind, action.owner_status) == (
        "Add a check on pool size",
        "OPS-12",
        OwnerKind.PERSON,
        OwnerStatus.STATED,
    )


def test_held_joins_labels_to_the_act_before_them(make: SimpleNamespace) -> None:
    texts = ("Add dashboard for pool.", "Owner: Payments team.", "Due: 2026-04-15")
    evidence = Evidence(passages=tuple(map(make.passage, texts)))

    actions = held(evidence, SimpleNamespace(events=(), milestones={}), year=2026)

    assert [(a.title, a.owner, a.due, a.status) for a in actions] == [
        ("Add dashboard for pool", "Payments team", date(2026, 4, 15), ActionStatus.OPEN)
    ]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("10 January", date(2026, 1, 10)),
        ("Friday", date(2025, 12, 19)),
        ("next Friday", None),
        ("31 February", None),
    ],
)
def test_due_day_counts_from_what_is_known(text: str, due: date | None) -> None:
    monday = date(2025, 12, 15)

    assert due_day(text, year=2025, after=monday, said_on=monday) == due
    assert due_day("Friday", year=2025) is None
