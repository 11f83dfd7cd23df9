from datetime import date
from types import SimpleNamespace

from unblame.actions import six_months
from unblame.actions.six_months import months_before
from unblame.evidence.record import Evidence
from unblame.model import BaseRate, EvidenceClass, Factor, Kind, SixMonths, WhyNot, Would
from unblame.testing.morning import a_message


def test_months_before_keeps_to_the_end_of_a_shorter_month() -> None:
    assert [months_before(date(2026, 8, 31), 6), months_before(date(2026, 3, 4), 6)] == [
        date(2026, 2, 28),
        date(2025, 9, 4),
    ]


def test_a_dated_proposal_that_waited_is_class_a(
    timeline: SimpleNamespace, factor: Factor, make: SimpleNamespace
) -> None:
    history = (
        make.ticket(
            "Add backoff to retries against rates-db",
            "Ranked 19th of 37 tickets, low priority. It had caused no impact so far.",
            created=date(2025, 8, 1),
        ),
        make.ticket("Rename the repository", created=date(2025, 9, 1), ticket="QUO-12"),
        make.ticket("Retries against rates-db again", created=date(2026, 4, 1), ticket="QUO-90"),
    )

    answer, questions = six_months(Evidence(history=history), timeline, (factor,), ())

    assert answer.as_of == date(2025, 11, 19)
    assert answer.evidence_class is EvidenceClass.A
    assert answer.why_not_codes == (WhyNot.RATED_LOW, WhyNot.PAST_SUCCESS)
    assert answer.base_rate == BaseRate(k=1, n=2, of="tickets dated by then")
    assert (answer.addresses, answer.would) == ((factor.id,), Would.PREVENT)
    assert [source.place for source in answer.sources] == ["QUO-11"]
    assert answer.statement is not None
    assert answer.statement.startswith(
        "On 2025-08-01 the option **Add backoff to retries against rates-db** was proposed (QUO-11). "
        "It would likely have interrupted F:111111111111"
    )
    assert [question.about for question in questions] == ["six_months.what_differs"]


def test_a_signal_without_a_proposal_is_class_b(
    timeline: SimpleNamespace, factor: Factor, make: SimpleNamespace
) -> None:
    seen = make.ticket(
        "Alert: rates-db retries without backoff", created=date(2025, 8, 1), ticket=None
    )

    answer, _ = six_months(Evidence(history=(seen,)), timeline, (factor,), ())

    assert answer.evidence_class is EvidenceClass.B


def test_knowledge_elsewhere_is_class_c(
    timeline: SimpleNamespace, factor: Factor, make: SimpleNamespace
) -> None:
    note = make.ticket(
        "Vendor note on rates-db retries and backoff", created=date(2025, 8, 1), ticket=None
    )

    answer, _ = six_months(Evidence(history=(note,)), timeline, (factor,), ())

    assert answer.evidence_class is EvidenceClass.C


def test_a_history_that_covers_the_date_and_holds_nothing_is_class_d(
    timeline: SimpleNamespace, factor: Factor, make: SimpleNamespace
) -> None:
    history = (
        make.ticket("Rename the repository", created=date(2025, 3, 1)),
        make.ticket("Repaint the icons", created=date(2026, 1, 1)),
    )

    answer, _ = six_months(Evidence(history=history), timeline, (factor,), ())

    assert answer.evidence_class is EvidenceClass.D


def test_a_history_that_ends_too_early_is_not_assessed(
    timeline: SimpleNamespace, factor: Factor, make: SimpleNamespace
) -> None:
    history = (make.ticket("Rename the repository", created=date(2025, 3, 1)),)

    answer, questions = six_months(Evidence(history=history), timeline, (factor,), ())

    assert answer.evidence_class is None
    assert [question.about for question in questions] == ["six_months.evidence_class"]


def test_without_a_trigger_or_an_impact_start_the_date_is_asked(factor: Factor) -> None:
    timeline = SimpleNamespace(events=(), milestones={})

    answer, questions = six_months(Evidence(), timeline, (factor,), ())

    assert answer == SixMonths()
    assert [question.about for question in questions] == ["six_months.as_of"]


def test_a_ticket_told_of_with_its_date_is_dated_evidence(
    timeline: SimpleNamespace, factor: Factor, make: SimpleNamespace
) -> None:
    told = make.passage(
        "A ticket to add backoff to retries against rates-db (QUO-8, opened 2 August 2025) was deferred",
        "Why",
    )

    answer, _ = six_months(Evidence(passages=(told,)), timeline, (factor,), ())

    assert answer.evidence_class is EvidenceClass.A
    assert [(source.place, source.date) for source in answer.sources] == [("QUO-8", "2025-08-02")]


def test_a_record_of_the_same_things_that_bears_on_no_factor_is_asked_about_and_not_class_d(
    timeline: SimpleNamespace, factor: Factor, make: SimpleNamespace
) -> None:
    alert = a_message(20, 1, "[firing] AgeHigh: oldest webhook waits in the queue", Kind.ALERT)
    seen = SimpleNamespace(events=(*timeline.events, alert), milestones=timeline.milestones)
    history = (
        make.ticket("Page on the age of the oldest webhook", created=date(2025, 3, 1)),
        make.ticket("Repaint the icons", created=date(2026, 1, 1), ticket="QUO-12"),
    )

    answer, (asked,) = six_months(Evidence(history=history), seen, (factor,), ())

    assert (answer.evidence_class, answer.statement) == (None, None)
    assert "“Page on the age of the oldest webhook”" in asked.ask
    assert "Repaint" not in asked.ask
