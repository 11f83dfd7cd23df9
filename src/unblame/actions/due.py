"""Due dates: the earlier of what the severity allows and what the effort needs, on a working day."""

import re
from datetime import date, datetime, timedelta

from msgspec import Struct, field

SATURDAY = 5
_LEVEL = re.compile(r"(\d)")
_WORDS = {"critical": 1, "major": 2, "high": 2, "medium": 3, "moderate": 3, "low": 4, "minor": 4}


class Policy(Struct, frozen=True, kw_only=True):
    """How long actions may take.

    `limit_days` is by severity level (PagerDuty's published 15 and 30 days for levels 1 and 2);
    `effort_days` by effort in calendar days, `hours` in working days; `holidays` are no working days.
    """

    limit_days: dict[int, int] = field(default_factory=lambda: {1: 15, 2: 30})
    hours_working_days: int = 5
    effort_days: dict[str, int] = field(default_factory=lambda: {"days": 15, "weeks": 30})
    holidays: tuple[date, ...] = ()


def due_date(
    effort: str | None, *, severity: str | None, now: datetime, policy: Policy | None = None
) -> date | None:
    """Return the due date counted from `now`, or None where neither severity nor effort says."""
    policy = policy or Policy()
    start = now.date()
    limits = []
    level = severity_level(severity)
    if level in policy.limit_days:
        limits.append(start + timedelta(days=policy.limit_days[level]))
    if effort == "hours":
        limits.append(_after_working_days(start, policy.hours_working_days, policy))
    elif effort in policy.effort_days:
        limits.append(start + timedelta(days=policy.effort_days[effort]))
    return working_day(min(limits), policy, not_before=start) if limits else None


def severity_level(severity: str | None) -> int | None:
    """Return the level in a severity such as `SEV-1`, `P2` or `critical`."""
    if severity is None:
        return None
    number = _LEVEL.search(severity)
    if number is not None:
        return int(number.group(1))
    return next((n for word, n in _WORDS.items() if word in severity.lower()), None)


def working_day(day: date, policy: Policy | None = None, *, not_before: date | None = None) -> date:
    """Return the day itself or the last working day before it; the next one if none is left before."""
    policy = policy or Policy()
    earlier = day
    while not _works(earlier, policy):
        earlier -= timedelta(days=1)
    if not_before is None or earlier > not_before:
        return earlier
    while not _works(day, policy):
        day += timedelta(days=1)
    return day


def next_working_day(day: date, policy: Policy | None = None) -> date:
    """Return the day itself or the first working day after it."""
    while not _works(day, policy or Policy()):
        day += timedelta(days=1)
    return day


def _after_working_days(start: date, count: int, policy: Policy) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= _works(day, policy)
    return day


def _works(day: date, policy: Policy) -> bool:
    return day.weekday() < SATURDAY and day not in policy.holidays
