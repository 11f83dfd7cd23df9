from datetime import UTC, datetime, timedelta

from unblame.document.distribution import distribution
from unblame.model import Distribution, DistributionStatus, EditionName, Milestone, MilestoneStatus

BACK = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)


def reached(at=BACK):
    return Milestone(at=at, status=MilestoneStatus.STATED)


def test_distribution_counts_from_mitigated():
    milestones = {"mitigated": reached(), "resolved": reached(BACK + timedelta(hours=3))}

    dates, questions = distribution(milestones, now=BACK + timedelta(hours=1))

    assert questions == ()
    assert dates == (
        Distribution(
            edition=EditionName.TEAM,
            due=BACK + timedelta(hours=48),
            counted_from="mitigated",
            status=DistributionStatus.DRAFT,
        ),
        Distribution(
            edition=EditionName.READOUT, due=BACK + timedelta(days=7), counted_from="mitigated"
        ),
        Distribution(
            edition=EditionName.PUBLIC, reason="where it applies: a person decides whether and when"
        ),
    )


def test_distribution_counts_from_the_next_best_end():
    counted = [
        distribution(milestones, now=BACK)[0][0].counted_from
        for milestones in (
            {"mitigated": Milestone(), "resolved": reached(), "all_clear": reached()},
            {"all_clear": reached()},
        )
    ]

    assert counted == ["resolved", "all_clear"]


def test_distribution_asks_when_nothing_ends():
    dates, questions = distribution({"impact_start": reached()}, now=BACK)

    assert [entry.due for entry in dates] == [None, None, None]
    assert [question.about for question in questions] == ["distribution"]


def test_distribution_is_late_after_the_date():
    dates, _ = distribution({"mitigated": reached()}, now=BACK + timedelta(days=3))

    assert [entry.status for entry in dates] == ["late", "not_started", "not_started"]


def test_distribution_leaves_out_the_public_where_no_customer_was_affected():
    dates, _ = distribution({"mitigated": reached()}, now=BACK, customers_affected=False)

    assert dates[2] == Distribution(
        edition=EditionName.PUBLIC,
        status=DistributionStatus.NOT_APPLICABLE,
        reason="no customer was affected",
    )


def test_distribution_dates_the_public_by_the_teams_own_limit():
    dates, _ = distribution({"mitigated": reached()}, now=BACK, public_by=timedelta(days=5))

    assert dates[2].due == BACK + timedelta(days=5)
