from datetime import UTC, date, datetime
from types import SimpleNamespace

from msgspec.structs import replace

from unblame.actions import draft
from unblame.evidence.record import Evidence
from unblame.model import ActionStatus, Factor, OwnerStatus, Strength

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


def test_draft_acts_on_the_thing_that_the_evidence_names(
    evidence: Evidence, timeline: SimpleNamespace, factor: Factor
) -> None:
    drafted = draft(evidence, timeline, (factor,), severity="SEV-2", now=NOW)
    action = next(a for a in drafted.actions if a.strength is Strength.STRONGER)

    assert action.title == (
        "Cap retries on quote-api to rates-db at 10 % (proposed) of first attempts in "
        "`rates.retry.max_attempts` with jittered exponential backoff"
    )
    assert action.events == ("E:0000000000000006",)
    assert action.addresses == (factor.id,)
    assert (action.owner, action.owner_status) == ("quote-platform", OwnerStatus.PROPOSED)
    assert action.due == date(2026, 6, 4)
    assert action.status is ActionStatus.PROPOSED


def test_draft_without_evidence_gives_no_action_and_says_why(timeline: SimpleNamespace) -> None:
    drafted = draft(Evidence(), replace_events(timeline), (), severity=None, now=NOW)

    assert drafted.actions == ()
    assert [question.about for question in drafted.questions] == ["actions"]


def test_draft_asks_for_the_thing_that_no_evidence_names(
    timeline: SimpleNamespace, factor: Factor
) -> None:
    bare = replace(factor, events=(), statement="Retries came without a pause.")

    drafted = draft(Evidence(), replace_events(timeline), (bare,), severity=None, now=NOW)

    assert drafted.actions == ()
    assert [question.about for question in drafted.questions] == [
        f"factors.{factor.id}.control",
        "actions",
    ]


def test_draft_keeps_what_the_evidence_holds_first(
    timeline: SimpleNamespace, factor: Factor, make: SimpleNamespace
) -> None:
    held = Evidence(
        passages=(
            make.passage(
                "[ ] Block merges without a load test \u2014 owner: quote-platform, due 2026-06-05 (QUO-7)"
            ),
            make.passage("[x] Raise the pool size of rates-db"),
            make.passage("Improve monitoring"),
            make.passage("None"),
            make.passage("The team met at nine", "Timeline"),
        )
    )

    actions = draft(held, timeline, (factor,), severity=None, now=NOW).actions

    assert [(a.title, a.status) for a in actions[:3]] == [
        ("Block merges without a load test", ActionStatus.OPEN),
        ("Raise the pool size of rates-db", ActionStatus.DONE),
        ("Improve monitoring", ActionStatus.IDEA),
    ]
    first = actions[0]
    assert (first.owner, first.owner_status, first.due, first.ticket) == (
        "quote-platform",
        OwnerStatus.STATED,
        date(2026, 6, 5),
        "QUO-7",
    )


def test_draft_reads_an_action_item_in_chat(
    timeline: SimpleNamespace, make: SimpleNamespace
) -> None:
    said = make.event(9, 40, "action item: add an alert on queue depth of quote-api, due 5 June")
    timeline.events = (said,)

    action = draft(Evidence(), timeline, (), severity=None, now=NOW).actions[0]

    assert (action.title, action.due, action.events) == (
        "Add an alert on queue depth of quote-api",
        date(2026, 6, 5),
        ("E:0000000000000009",),
    )


def test_draft_puts_at_most_five_in_the_table(
    timeline: SimpleNamespace, make: SimpleNamespace
) -> None:
    held = Evidence(
        passages=tuple(make.passage(f"Add check number {n} to the gate") for n in range(9))
    )

    actions = draft(held, timeline, (), severity=None, now=NOW).actions

    assert [action.status for action in actions].count(ActionStatus.PROPOSED) == 5
    assert len(actions) == 9


def test_draft_gives_the_same_bytes_twice(
    evidence: Evidence, timeline: SimpleNamespace, factor: Factor
) -> None:
    once, again = (draft(evidence, timeline, (factor,), severity=None, now=NOW) for _ in range(2))

    assert once == again


def replace_events(timeline: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(events=(), milestones=timeline.milestones)
