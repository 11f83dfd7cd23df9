"""When each edition is due, counted from the moment the service was back."""

from datetime import timedelta
from hashlib import sha256

from unblame.model import (
    Distribution,
    DistributionStatus,
    EditionName,
    Instant,
    Milestone,
    MilestoneName,
    Question,
)

TEAM_WITHIN = timedelta(hours=48)
READOUT_WITHIN = timedelta(days=7)
_COUNTED_FROM = (MilestoneName.MITIGATED, MilestoneName.RESOLVED, MilestoneName.ALL_CLEAR)
ABOUT = "distribution"
_QUESTION = "Q:" + sha256(b"distribution|end of impact").hexdigest()[:12]


def distribution(
    milestones: dict[str, Milestone],
    now: Instant,
    *,
    customers_affected: bool | None = None,
    public_by: timedelta | None = None,
) -> tuple[tuple[Distribution, ...], tuple[Question, ...]]:
    """Return the editions with their dates: team 48 hours, readout 7 days, public where it applies.

    Counted from `mitigated`, else `resolved`, else `all_clear`; with none of them no date is set
    and the second part holds the question. `public_by` is the team's own limit, where it has one.
    """
    counted, start = _start(milestones)
    editions = (
        _dated(EditionName.TEAM, start, counted, TEAM_WITHIN, now),
        _dated(EditionName.READOUT, start, counted, READOUT_WITHIN, now),
        _public(start, counted, customers_affected, public_by, now),
    )
    return editions, () if start else (_ask(),)


def _start(milestones: dict[str, Milestone]) -> tuple[str | None, Instant | None]:
    for name in _COUNTED_FROM:
        milestone = milestones.get(name)
        if milestone and milestone.at:
            return name.value, milestone.at
    return None, None


def _dated(
    name: EditionName,
    start: Instant | None,
    counted: str | None,
    within: timedelta,
    now: Instant,
) -> Distribution:
    if start is None:
        reason = "the record has no end of the impact to count from"
        return Distribution(edition=name, status=_first(name), reason=reason)
    due = start + within
    if now > due:
        return Distribution(
            edition=name, due=due, counted_from=counted, status=DistributionStatus.LATE
        )
    return Distribution(edition=name, due=due, counted_from=counted, status=_first(name))


def _first(name: EditionName) -> DistributionStatus:
    return DistributionStatus.DRAFT if name is EditionName.TEAM else DistributionStatus.NOT_STARTED


def _public(
    start: Instant | None,
    counted: str | None,
    affected: bool | None,
    within: timedelta | None,
    now: Instant,
) -> Distribution:
    if affected is False:
        return Distribution(
            edition=EditionName.PUBLIC,
            status=DistributionStatus.NOT_APPLICABLE,
            reason="no customer was affected",
        )
    if within is None:
        reason = "where it applies: a person decides whether and when"
        return Distribution(edition=EditionName.PUBLIC, reason=reason)
    return _dated(EditionName.PUBLIC, start, counted, within, now)


def _ask() -> Question:
    return Question(
        id=_QUESTION,
        about=ABOUT,
        ask="When was the service back for users?",
        why="The dates of the team draft (48 hours) and the readout (7 days) count from it.",
    )
