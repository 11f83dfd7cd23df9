"""Finds where series of values changed: jumps, falls and silences, a handful out of all series.

Two levels must explain the points clearly better than one, by the noise of neighbouring points
(binary segmentation, Scott and Knott 1974). Libraries of change points bring numpy and scipy and
find no more in series of this length.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from unblame.evidence import times
from unblame.evidence.change_point import MOST
from unblame.evidence.record import Change
from unblame.model import Moment

_CLEAR = 12.0
_NOISES = 4.0
_RATIO = 1.5
_GAP = 5
_LEAST = 2
_COUNTERS = ("_total", "_count", "_sum", "_bucket")
MOST_POINTS = 20_000


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its name as people know it, and its points as (seconds since the epoch, value).

    `moments` holds, by those seconds, what was written where that was no Unix time.
    """

    name: str
    points: Sequence[tuple[float, float]]
    place: str
    counter: bool = False
    moments: Mapping[float, Moment] = field(default_factory=dict)

    def moment(self, at: float) -> Moment:
        """Return the moment of a point, as it was written."""
        return self.moments.get(at) or times.epoch(f"{at:.3f}", "s")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    end: int
    mean: float


def metric_changes(found: Sequence[Series], *, most: int = MOST) -> tuple[Change, ...]:
    """Return the changes that matter most in all series, in order of time."""
    scored = [pair for series in found for pair in _of_series(rated(series))]
    scored.sort(key=lambda pair: (-pair[0], pair[1].place))
    kept = [change for _, change in scored[:most]]
    return tuple(sorted(kept, key=lambda one: (str(one.moment.at), one.place)))


def rated(series: Series) -> Series:
    """Return a counter that only grows as its rate a second; others as they are, in order of time."""
    clean = [(at, value) for at, value in series.points if math.isfinite(value)]
    clean.sort()
    if not (series.counter or series.name.partition("{")[0].endswith(_COUNTERS)):
        return replace(series, points=clean, counter=False)
    rates = [
        (b[0], max(b[1] - a[1], 0.0) / (b[0] - a[0]) if b[1] >= a[1] else b[1] / (b[0] - a[0]))
        for a, b in pairwise(clean)
        if b[0] > a[0]
    ]
    return replace(series, name=f"{series.name} a second", points=rates, counter=False)


def _of_series(series: Series) -> Iterator[tuple[float, Change]]:
    points = series.points
    if len(points) < 6:
        return
    yield from _silences(series)
    values = [value for _, value in points]
    levels = _levels(values)
    for at, (before, now) in enumerate(pairwise(levels), start=1):
        noise = _noise(values[before.start : now.end])
        if not _stands_out(before.mean, now.mean, noise):
            continue
        back = _back(levels, at, before.mean)
        size = abs(now.mean - before.mean) / max(abs(before.mean), noise)
        if now.mean < before.mean and at > 1 and _near(levels[at - 2].mean, now.mean, before.mean):
            continue
        yield (
            math.log1p(size) * math.sqrt(now.end - now.start),
            Change(
                moment=series.moment(points[now.start][0]),
                until=series.moment(points[back][0]).at if back is not None else None,
                template=series.name,
                before_per_minute=_rounded(before.mean),
                after_per_minute=_rounded(now.mean),
                count=now.end - now.start,
                place=f"{series.place}, point {now.start + 1}",
                measured=True,
            ),
        )


def _noise(values: list[float]) -> float:
    steps = [abs(b - a) for a, b in pairwise(values)]
    usual = median(steps) * 1.05
    level = median(abs(value) for value in values)
    return max(usual, 0.01 * level, 1e-9 * max(map(abs, values)), 1e-12)


def _levels(values: list[float]) -> list[_Level]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)

    def mean(a: int, b: int) -> float:
        return (sums[b] - sums[a]) / (b - a)

    cuts, todo = [0, len(values)], [(0, len(values))]
    while todo and len(cuts) < 42:
        low, high = todo.pop()
        best, at = 0.0, 0
        if high - low < 2 * _LEAST:
            continue
        noise = _noise(values[low:high])
        for i in range(low + _LEAST, high - _LEAST + 1):
            weight = (i - low) * (high - i) / (high - low)
            step = (mean(low, i) - mean(i, high)) / noise
            gain = weight * step * step
            if gain > best:
                best, at = gain, i
        if at and best > _CLEAR + 4 * math.log(high - low):
            cuts.append(at)
            todo += [(low, at), (at, high)]
    cuts.sort()
    return [_Level(a, b, mean(a, b)) for a, b in pairwise(cuts)]


def _stands_out(before: float, now: float, noise: float) -> bool:
    low, high = sorted((abs(before), abs(now)))
    return abs(now - before) >= _NOISES * noise and (high >= _RATIO * low or before * now < 0)


def _near(old: float, now: float, between: float) -> bool:
    """Say whether a level is back where it was before it was raised."""
    return abs(now - old) <= 0.25 * abs(between - old)


def _back(levels: list[_Level], at: int, before: float) -> int | None:
    raised = levels[at].mean
    return next((one.start for one in levels[at + 1 :] if _near(before, one.mean, raised)), None)


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")


def _silences(series: Series) -> Iterator[tuple[float, Change]]:
    steps = [b[0] - a[0] for a, b in pairwise(series.points)]
    usual = median(steps)
    for number, (a, b) in enumerate(pairwise(series.points), start=1):
        if usual > 0 and b[0] - a[0] > _GAP * usual:
            yield (
                (b[0] - a[0]) / usual,
                Change(
                    moment=series.moment(a[0]),
                    until=series.moment(b[0]).at,
                    template=f"{series.name} (no points)",
                    before_per_minute=_rounded(a[1]),
                    after_per_minute=0.0,
                    count=0,
                    place=f"{series.place}, point {number}",
                    measured=True,
                ),
            )
