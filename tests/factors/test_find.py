from datetime import timedelta
from types import SimpleNamespace

import pytest
from msgspec import structs

from unblame.evidence.record import Evidence, Passage
from unblame.factors import find, spoken
from unblame.model import (
    DetectedBy,
    Event,
    FactorCategory,
    FactorRole,
    FactorStatus,
    Interval,
    Kind,
    Milestone,
    MilestoneStatus,
    Source,
)
from unblame.testing.morning import NINE, a_message


def a_timeline(*events: Event, **minutes: int) -> SimpleNamespace:
    milestones = {
        name: Milestone(
            at=NINE + timedelta(minutes=minute),
            status=MilestoneStatus.STATED,
            events=(f"E:{name}",),
        )
        for name, minute in minutes.items()
    }
    return SimpleNamespace(events=events, milestones=milestones, intervals=())


def a_passage(text: str, section: str | None = None) -> Passage:
    return Passage(text=text, section=section, source=Source(evidence="S2", place="line 3"))


def test_no_evidence_gives_no_factor_and_one_question_a_category() -> None:
    found = find(Evidence(), a_timeline(), impact="Checkout was down for 40 % of users")

    assert found.factors == ()
    assert [question.about for question in found.questions] == [
        f"factors.{category}" for category in FactorCategory
    ]


def test_a_statement_of_cause_becomes_a_hypothesis_with_its_source() -> None:
    cause = a_passage(
        "The root cause was an expired TLS certificate on ledger.internal.", "Root cause"
    )

    found = find(Evidence(passages=(cause,)), a_timeline())

    factor = found.factors[0]
    assert (factor.category, factor.subtype_code) == (FactorCategory.CONFIG, "G4")
    assert factor.status is FactorStatus.HYPOTHESIS
    assert factor.sources == (cause.source,)
    assert "root cause" not in factor.statement.lower()


def test_bullets_under_contributing_factors_each_become_one() -> None:
    bullets = (
        "No documentation of the key rotation",
        "The pipeline had no staging step for this service",
    )
    passages = tuple(a_passage(text, "Contributing Factors") for text in bullets)

    codes = {
        factor.subtype_code for factor in find(Evidence(passages=passages), a_timeline()).factors
    }

    assert {"P6", "T4"} <= codes


def test_what_went_well_and_plain_tasks_are_no_factors() -> None:
    passages = (
        a_passage("Rollback was quick because the pipeline keeps old artefacts", "What went well"),
        a_passage("Add an alert because none existed for the queue", "Action items"),
    )

    assert find(Evidence(passages=passages), a_timeline()).factors == ()


def test_one_sentence_told_by_two_sources_is_one_factor_with_both() -> None:
    text = "Connections ran out because max_connections was set to 100"
    passages = tuple(
        Passage(text=text, section="Root cause", source=Source(evidence=s, place="line 1"))
        for s in ("S2", "S3")
    )

    factors = find(Evidence(passages=passages), a_timeline()).factors

    told_by = [[source.evidence for source in factor.sources] for factor in factors]
    assert told_by == [["S2", "S3"]] * len(factors)


def test_a_change_shortly_before_impact_is_the_trigger() -> None:
    change = a_message(1, 2, "Deploy of `quote-api` 4.7.0 at 100 %", Kind.CHANGE)
    early = a_message(2, -300, "Deploy of `mail` 1.0.0", Kind.CHANGE)

    factors = find(Evidence(), a_timeline(early, change, impact_start=4)).factors

    assert [(f.role, f.events, f.statement) for f in factors] == [
        (
            FactorRole.TRIGGER,
            ("E:0000000000000001",),
            "A change reached production 2 min before impact began: Deploy of `quote-api` 4.7.0 at 100 %.",
        )
    ]


def test_late_detection_by_customers_is_a_tooling_factor() -> None:
    timeline = a_timeline(impact_start=0, detected=145)
    timeline.milestones["detected"] = Milestone(
        at=NINE + timedelta(minutes=145), status=MilestoneStatus.STATED, by=DetectedBy.CUSTOMER
    )

    factors = find(Evidence(), timeline).factors

    assert [(f.subtype_code, f.role, f.statement) for f in factors] == [
        (
            "T1",
            FactorRole.DELAYED_DETECTION,
            "Customers reported first: detection came 2 h 25 min after impact began.",
        )
    ]


def test_a_slow_answer_and_late_words_to_customers_are_factors() -> None:
    page = a_message(1, 1, "Page to quotes-oncall", Kind.PAGE)
    update = a_message(2, 55, "Status page updated", Kind.CUSTOMER_UPDATE)

    factors = find(
        Evidence(), a_timeline(page, update, impact_start=0, detected=1, acknowledged=21)
    ).factors

    assert [(f.subtype_code, f.statement) for f in factors] == [
        ("M2", "The page waited 20 min for an answer."),
        ("M5", "The first customer update appeared 55 min after impact began."),
    ]


def test_quick_detection_and_answer_are_no_factors() -> None:
    assert find(Evidence(), a_timeline(impact_start=0, detected=3, acknowledged=5)).factors == ()


def test_at_most_twelve_factors_stand_and_every_category_told_of_is_among_them() -> None:
    texts = [
        "The outage was due to an expired certificate", "Retries had no backoff because of a bug",
        "The disk was full because the limit was low", "DNS records were wrong because of a typo",
        "No alert existed because monitoring was not set up", "The runbook was missing a step, as no owner was named",
        "A race condition caused duplicate rows", "The feature flag was on by default which meant all users",
        "Handover lost context because of a shift change", "A memory leak caused the pods to restart",
        "The rollout reached all regions at once, as no canary stage existed", "The dashboard did not show the queue",
        "Two teams owned the queue and no escalation path was agreed", "The backup had never been restored in a test",
    ]  # fmt: skip
    passages = tuple(
        Passage(
            text=text,
            section="Contributing factors",
            source=Source(evidence="S2", place=f"line {n}"),
        )
        for n, text in enumerate(texts)
    )

    factors = find(Evidence(passages=passages), a_timeline()).factors

    assert len(factors) == 12
    assert {factor.category for factor in factors} == set(FactorCategory)


def test_the_order_of_the_evidence_changes_nothing() -> None:
    passages = (
        a_passage("The outage was due to an expired certificate", "Root cause"),
        a_passage("No alert existed for the endpoint", "Contributing factors"),
    )

    there = find(Evidence(passages=passages), a_timeline())
    back = find(Evidence(passages=passages[::-1]), a_timeline())

    assert there == back


def test_spoken_says_durations_as_people_do() -> None:
    said = [spoken(seconds) for seconds in (20, 600, 7200, 8700, 273600)]

    assert said == ["20 s", "10 min", "2 h", "2 h 25 min", "3 d 4 h"]


def test_a_change_at_the_start_of_impact_is_said_as_such() -> None:
    change = a_message(1, 4, "Deploy of `quote-api` 4.7.0 at 100 %", Kind.CHANGE)

    statements = [f.statement for f in find(Evidence(), a_timeline(change, impact_start=4)).factors]

    assert statements == [
        "A change reached production as impact began: Deploy of `quote-api` 4.7.0 at 100 %."
    ]


def test_what_is_said_after_the_service_was_back_counts_more() -> None:
    said = "There is no test for an order that a gift card covers"
    during = a_message(1, 10, said, Kind.NOTE)
    after = a_message(1, 90, said, Kind.NOTE)

    found = [
        [f.subtype_code for f in find(Evidence(), a_timeline(event, mitigated=30)).factors]
        for event in (during, after)
    ]

    assert found == [[], ["P2"]]


def test_a_planned_action_points_to_a_factor_where_nothing_else_does() -> None:
    plan = a_passage("Add an integration test that checks that logs arrive", "Action items")

    statements = [f.statement for f in find(Evidence(passages=(plan,)), a_timeline()).factors]

    assert statements == [
        (
            "A planned action points to test and staging fidelity: "
            "Add an integration test that checks that logs arrive."
        )
    ]


@pytest.mark.parametrize("kind", [Kind.CUSTOMER_UPDATE, Kind.MITIGATION_WORKED, Kind.NOTE])
def test_a_line_that_denies_an_update_is_the_factor_and_no_update(kind: Kind) -> None:
    said = a_message(
        1, 64, "Back to normal. Status page was never updated, sorry", Kind.CUSTOMER_UPDATE
    )

    factors = find(Evidence(), a_timeline(said, impact_start=0, mitigated=50)).factors

    assert [(f.subtype_code, f.statement, f.events) for f in factors] == [
        ("M5", "The status page was never updated.", ("E:0000000000000001",))
    ]


def test_reports_before_the_first_alert_are_said_with_both_sources() -> None:
    mails = a_message(1, 10, "7 mails to customers@ in ten minutes, all the same", Kind.SYMPTOM)
    timeline = a_timeline(mails, impact_start=0, detected=21)
    late = timeline.milestones["detected"]
    timeline.milestones["detected"] = structs.replace(late, by=DetectedBy.MONITOR)

    factor = find(Evidence(), timeline).factors[0]

    assert (factor.subtype_code, factor.events[1]) == ("T1", "E:0000000000000001")
    assert factor.statement == (
        "A customer report stood 11 min before the first alert, which came 21 min after impact began."
    )


def test_a_late_declaration_without_a_page_on_record_is_no_factor() -> None:
    timeline = a_timeline(impact_start=0, detected=2, declared=90, mitigated=120)

    assert find(Evidence(), timeline).factors == ()


def statements(*texts: str, section: str = "Contributing factors") -> list[str]:
    passages = tuple(a_passage(text, section) for text in texts)
    return [one.statement for one in find(Evidence(passages=passages), a_timeline()).factors]


def test_one_sentence_that_points_to_two_categories_is_said_once() -> None:
    said = "The runbook lived in a wiki that nobody was told about at the handover."

    first, second = sorted(statements(said), key=len, reverse=True)

    assert first == said
    assert "F:" in second
    assert second.endswith(" as well.")


def test_a_sentence_that_hangs_on_the_one_before_is_said_with_it() -> None:
    said = statements(
        "The token lives six hours.", "They expired because the certificates have no owner."
    )

    assert "The token lives six hours. They expired because the certificates have no owner." in said


@pytest.mark.parametrize(
    "text",
    [
        'ctl hold set on app by=deployer reason="not reviewed, no test" zone=a',
        "Still to do: an alert on the age of the oldest mail, a load test for the canary.",
    ],
)
def test_a_record_of_a_machine_and_a_list_of_tasks_tell_of_no_cause(text: str) -> None:
    assert statements(text) == []


def test_what_is_said_between_two_stretches_of_impact_weighs_more_than_what_is_said_in_them() -> (
    None
):
    text = "The sync job was never tested with the pinned chart"
    stretches = (Interval(id="I1", from_=NINE, until=NINE + timedelta(minutes=30)),
                 Interval(id="I2", from_=NINE + timedelta(minutes=60), until=NINE + timedelta(minutes=90)))  # fmt: skip

    def found(minute: float) -> list[FactorCategory]:
        timeline = a_timeline(a_message(1, minute, text), mitigated=90)
        timeline.intervals = stretches
        return [one.category for one in find(Evidence(), timeline).factors]

    assert found(45)
    assert found(45) == found(100)
    assert found(10) == found(70) == []
