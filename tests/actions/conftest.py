from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from unblame.evidence.record import Evidence, HistoryItem, Passage
from unblame.model import (
    Confidence,
    Factor,
    FactorCategory,
    FactorRole,
    Kind,
    Milestone,
    MilestoneStatus,
    Source,
)
from unblame.testing.morning import NINE, a_message


def a_milestone(minute: int) -> Milestone:
    return Milestone(at=NINE + timedelta(minutes=minute), status=MilestoneStatus.STATED)


RETRIES = a_message(
    6,
    31,
    "`rates.retry.max_attempts` 6 -> 1; retries of quote-api to rates-db had no backoff",
    Kind.FINDING,
)


@pytest.fixture
def factor() -> Factor:
    return Factor(
        id="F:111111111111",
        category=FactorCategory.CODE,
        subtype_code="C2",
        subtype="error handling and retries",
        role=FactorRole.AMPLIFYING,
        statement="Retries against rates-db had no backoff.",
        events=(f"E:{RETRIES.key}",),
        confidence=Confidence.MEDIUM,
    )


@pytest.fixture
def timeline() -> SimpleNamespace:
    return SimpleNamespace(
        events=(RETRIES,),
        milestones={
            "trigger": a_milestone(2),
            "impact_start": a_milestone(4),
            "detected": a_milestone(20),
        },
    )


@pytest.fixture
def evidence() -> Evidence:
    return Evidence(events=(RETRIES,), owners={"quote-api": "@quote-platform", "*": "everyone"})


def a_passage(text: str, section: str = "Action items") -> Passage:
    return Passage(text=text, source=Source(evidence="S2", place="line 9"), section=section)


def a_ticket(title: str, text: str = "", *, created: date, status: str | None = "open", ticket: str | None = "QUO-11") -> HistoryItem:  # fmt: skip
    return HistoryItem(
        source=Source(evidence="S9", place="history/tickets.json"),
        title=title,
        text=text,
        created=created,
        status=status,
        ticket=ticket,
    )


@pytest.fixture
def make() -> SimpleNamespace:
    return SimpleNamespace(
        event=a_message, milestone=a_milestone, passage=a_passage, ticket=a_ticket
    )
