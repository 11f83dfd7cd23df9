from types import SimpleNamespace

import pytest

from unblame.evidence.record import Evidence, Passage
from unblame.factors import find
from unblame.model import (
    Confidence,
    Event,
    FactorCategory,
    FactorRole,
    Kind,
    Milestone,
    MilestoneStatus,
    Source,
)
from unblame.testing.morning import NINE, a_message

SOURCE = Source(evidence="S2", place="line 9")


def a_change(number: int, minute: int, text: str, kind: Kind = Kind.CHANGE) -> Event:
    return a_message(number, minute, text, kind)


def a_timeline(*events: Event) -> SimpleNamespace:
    start = Milestone(at=NINE, status=MilestoneStatus.STATED)
    return SimpleNamespace(events=events, milestones={"impact_start": start}, intervals=())


def a_cause(text: str, section: str = "Root cause") -> Evidence:
    return Evidence(passages=(Passage(text=text, section=section, source=SOURCE),))


def config(evidence: Evidence, timeline: SimpleNamespace) -> list[tuple[str | None, str]]:
    return [
        (factor.subtype_code, factor.statement)
        for factor in find(evidence, timeline).factors
        if factor.category is FactorCategory.CONFIG
    ]


def test_what_commit_chat_and_notes_say_of_one_setting_is_one_factor() -> None:
    events = (
        a_change(1, -25, "Commit 38e8a8b406: Lower pool_max to 5"),
        a_change(2, -5, "deploying fares-api v2.41 now"),
        a_change(
            3,
            15,
            "I think it's the pool config, pool_max went from 50 to 5. It should be tested",
            Kind.NOTE,
        ),
    )
    notes = a_cause("Root cause: Responder A carelessly lowered pool_max.", "Notes")

    factors = find(notes, a_timeline(*events)).factors

    assert [(f.category, f.subtype_code, f.role, f.confidence, f.statement) for f in factors] == [
        (
            FactorCategory.CODE,
            None,
            FactorRole.TRIGGER,
            Confidence.LOW,
            "A change reached production 5 min before impact began: deploying fares-api v2.41 now.",
        ),
        (
            FactorCategory.CONFIG,
            "G5",
            FactorRole.TRIGGER,
            Confidence.MEDIUM,
            "The setting `pool_max` went from 50 to 5, 25 min before impact began.",
        ),
    ]
    assert [source.place for source in factors[1].sources] == ["message 1", "message 3", "line 9"]


@pytest.mark.parametrize(
    ("text", "code", "statement"),
    [
        ("Set `cache.ttl` to 0", "G1", "The setting `cache.ttl` was set to 0, 10 min before impact began."),
        ("request_timeout: 30 \u2192 3", "G1", "The setting `request_timeout` went from 30 to 3, 10 min before impact began."),
        ("Raised worker-count from 4 to 400", "G5", "The setting `worker-count` went from 4 to 400, 10 min before impact began."),
    ],
)  # fmt: skip
def test_a_setting_changed_last_before_impact_is_the_trigger(
    text: str, code: str, statement: str
) -> None:
    factors = find(Evidence(), a_timeline(a_change(1, -10, text))).factors

    assert [(f.subtype_code, f.role, f.statement) for f in factors] == [
        (code, FactorRole.TRIGGER, statement)
    ]


def test_a_setting_told_under_a_cause_heading_needs_no_code_name() -> None:
    told = a_cause("The session cache TTL was set to 0 in config/auth.yaml.")

    assert [code for code, _ in config(told, a_timeline())] == ["G1"]


@pytest.mark.parametrize(
    "event",
    [
        a_change(1, 20, "raised pool_max to 50", Kind.MITIGATION_TRIED),
        a_change(1, 20, "set pool_max back to 50", Kind.NOTE),
        a_change(1, 20, "rolled back fares-api to v2.40", Kind.NOTE),
        a_change(1, 20, "error_rate went from 1 to 40", Kind.ALERT),
        a_change(1, 20, "queue_depth went from 3 to 9000", Kind.NOTE),
        a_change(1, -5, "`http_errors_total` jumped from 3 to 9000", Kind.NOTE),
        a_change(1, 20, "should we set pool_max to 50?", Kind.QUESTION),
    ],
)
def test_what_is_changed_to_mend_is_no_factor(event: Event) -> None:
    assert config(Evidence(), a_timeline(event)) == []
