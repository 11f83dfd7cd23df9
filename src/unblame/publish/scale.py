"""The axis of the timeline picture: instants to places, with long quiet stretches folded."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

_FOLD_ABOVE = 0.45
_FOLD_TO = 0.1
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400, 43200)


class Scale:
    """Maps instants to x between `left` and `right`.

    A stretch without any instant that fills most of the span is drawn short and listed in `folds`
    as (x from, x until, seconds).
    """

    def __init__(self, instants: Iterable[datetime], left: float, right: float) -> None:
        stamps = sorted({at.timestamp() for at in instants})
        if stamps[-1] - stamps[0] < 60:
            stamps = [stamps[0] - 30, *stamps, stamps[-1] + 30]
        weights = _weights([b - a for a, b in pairwise(stamps)])
        self.right = right
        self._stamps, self._places = stamps, [left]
        self.folds: list[tuple[float, float, float]] = []
        per_second = (right - left) / sum(weight for weight, _ in weights)
        for (weight, folded), (a, b) in zip(weights, pairwise(stamps), strict=True):
            start = self._places[-1]
            self._places.append(start + weight * per_second)
            if folded:
                self.folds.append((start, self._places[-1], b - a))
        self._per_second = per_second

    def x(self, at: datetime) -> float:
        """Return the place of an instant; outside the span it is the nearer end."""
        stamp = min(max(at.timestamp(), self._stamps[0]), self._stamps[-1])
        for (a, b), (left, right) in zip(
            pairwise(self._stamps), pairwise(self._places), strict=True
        ):
            if stamp <= b:
                return left + (right - left) * (stamp - a) / (b - a)
        return self._places[-1]

    def ticks(self, gap: float) -> list[tuple[float, datetime]]:
        """Return round instants at least `gap` apart, none of them inside a fold."""
        step = next(
            (m * 60 for m in _STEPS_MIN if m * 60 * self._per_second >= gap), _STEPS_MIN[-1] * 60
        )
        first = datetime.fromtimestamp(self._stamps[0] - self._stamps[0] % step + step, UTC)
        ticks: list[tuple[float, datetime]] = []
        count = int((self._stamps[-1] - first.timestamp()) // step) + 1
        for number in range(min(count, 2000)):
            at = first + timedelta(seconds=step * number)
            x = self.x(at)
            folded = any(a - 2 < x < b + 2 for a, b, _ in self.folds)
            if not folded and (not ticks or x - ticks[-1][0] >= gap * 0.9):
                ticks.append((x, at))
        return ticks


def _weights(gaps: list[float]) -> list[tuple[float, bool]]:
    """Return for each gap the width it is given, and whether that is less than its length."""
    weights = [(gap, False) for gap in gaps]
    if len(gaps) == 1:
        return weights
    while True:
        total = sum(weight for weight, _ in weights)
        rest = [w for w in weights if not w[1]]
        widest = max(rest, default=(0.0, False))
        others = total - widest[0]
        if widest[0] < total * _FOLD_ABOVE or others <= 0 or len(rest) < 3:
            return weights
        weights[weights.index(widest)] = (others * _FOLD_TO / (1 - _FOLD_TO), True)
