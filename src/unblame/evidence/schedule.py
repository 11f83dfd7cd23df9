"""Finds what comes by a schedule: jobs by the hour, backups at night. That they come is no change.

A line that comes so is counted by period, not by minute: then it is level while all goes as usual, and
a job that grew, stayed away or is new still shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_DAY = 1440
_APART_MINUTES = 3
_JITTER = 0.15
_SAME_TIME_MINUTES = 15
_REGULAR = 0.8
_SELDOM = 3
_TIMES = 4
_A_DAY = 6
_THROUGHOUT = 0.6


@dataclass(frozen=True, slots=True)
class Schedule:
    """How many bins lie between two bursts, the bin in which the first one starts, and how long each takes."""

    period: int
    first: int
    takes: int

    @property
    def slot(self) -> int:
        """The bin in which the first whole period starts that holds a burst in its middle."""
        return (self.first - self.period // 2) % self.period


def schedule_of(counts: Sequence[int], width: int, *, grave: bool) -> Schedule | None:
    """Return the schedule by which counts come in bins of so many minutes, or None.

    Two nights make no schedule of what is `grave`: errors at one time of two days are worth a look.
    """
    if sum(map(bool, counts)) * _SELDOM > len(counts):
        return None
    bursts = _bursts(counts, max(1, -(-_APART_MINUTES // width)))
    starts = [start for start, _ in bursts]
    period = _by_interval(starts, len(counts)) or _by_day(starts, width, least=3 if grave else 2)
    if period is None:
        return None
    return Schedule(period, starts[0], round(median(end - start for start, end in bursts)))


def _bursts(counts: Sequence[int], apart: int) -> list[tuple[int, int]]:
    """Return the runs of bins that hold anything, with no more than so many empty bins between."""
    runs: list[tuple[int, int]] = []
    for at, count in enumerate(counts):
        if count and runs and at - runs[-1][1] <= apart:
            runs[-1] = runs[-1][0], at + 1
        elif count:
            runs.append((at, at + 1))
    return runs


def _by_interval(starts: list[int], bins: int) -> int | None:
    """Return the usual step from burst to burst, where nearly all keep to it throughout."""
    if len(starts) < _TIMES or starts[-1] - starts[0] < _THROUGHOUT * bins:
        return None
    steps = [after - before for before, after in pairwise(starts)]
    usual = round(median(steps))
    slack = max(1.0, usual * _JITTER)
    kept = sum(abs(step - max(round(step / usual), 1) * usual) <= slack for step in steps)
    single = sum(step <= usual + slack for step in steps)
    regular = min(kept, single) >= _REGULAR * len(steps)
    return usual if regular and usual > 1 else None


def _by_day(starts: list[int], width: int, *, least: int) -> int | None:
    """Return a day, where nearly every burst comes at the time of another one a day away."""
    day, slack = round(_DAY / width), -(-_SAME_TIME_MINUTES // width)
    if day <= slack:  # bins so wide that they tell no time of a day
        return None
    met = [
        any(abs(abs(one - other) - day) <= slack for other in starts if other != one)
        for one in starts
    ]
    days = len({(start + slack) // day for start in starts})
    few = len(starts) <= _A_DAY * days  # of many scattered ones each has a neighbour by chance
    return day if days >= least and few and sum(met) >= _REGULAR * len(starts) else None
