"""Cuts counts per minute into stretches of one rate each.

Two Poisson rates must explain the counts clearly better than one (binary segmentation, Scott and
Knott 1974), and differ at least twofold.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

RATIO = 2.0
_CLEAR = 9.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of bins (start included, end excluded) with one rate per minute."""

    start: int
    end: int
    rate: float
    count: int


def stretches_of(counts: list[int], width: int) -> list[Stretch]:
    """Cut the counts where the rate changed at least twofold, and clearly."""
    sums = [0]
    for count in counts:
        sums.append(sums[-1] + count)
    cuts = [0, *sorted(_cuts(sums, 0, len(counts))), len(counts)]
    stretches = [_stretch(sums, a, b, width) for a, b in pairwise(cuts)]
    joined = [stretches[0]]
    for stretch in stretches[1:]:
        low, high = sorted((joined[-1].rate, stretch.rate))
        if high >= RATIO * low and gain(joined[-1], stretch) >= _CLEAR / 2:
            joined.append(stretch)
        else:
            joined[-1] = _stretch(sums, joined[-1].start, stretch.end, width)
    return _without_edges(joined)


def _without_edges(stretches: list[Stretch]) -> list[Stretch]:
    """Give a bin that a change cuts in two to the louder side of it."""
    kept: list[Stretch] = []
    for at, one in enumerate(stretches):
        before = kept[-1] if kept else None
        after = stretches[at + 1] if at + 1 < len(stretches) else None
        if before is None or after is None or one.end - one.start > 1:
            kept.append(one)
        elif before.rate < one.rate < after.rate:
            stretches[at + 1] = Stretch(one.start, after.end, after.rate, one.count + after.count)
        elif before.rate > one.rate > after.rate:
            kept[-1] = Stretch(before.start, one.end, before.rate, before.count + one.count)
        else:
            kept.append(one)
    return kept


def _stretch(sums: list[int], start: int, end: int, width: int) -> Stretch:
    count = sums[end] - sums[start]
    return Stretch(start, end, count / ((end - start) * width), count)


def _cuts(sums: list[int], start: int, end: int) -> Iterator[int]:
    todo = [(start, end)]
    made = 0
    while todo and made < 40:
        low, high = todo.pop()
        best, at = 0.0, 0
        for i in range(low + 1, high):
            if sums[i] == sums[i - 1] and (i + 1 > high or sums[min(i + 1, high)] == sums[i]):
                continue
            gain = _split(sums[i] - sums[low], i - low, sums[high] - sums[i], high - i)
            if gain > best:
                best, at = gain, i
        if at and best >= _CLEAR + math.log(high - low):
            made += 1
            yield at
            todo += [(low, at), (at, high)]


def gain(a: Stretch, b: Stretch) -> float:
    """Return how much better two rates explain two stretches than one does."""
    return _split(a.count, a.end - a.start, b.count, b.end - b.start)


def _split(a: int, minutes_a: int, b: int, minutes_b: int) -> float:
    """Return the log-likelihood that two Poisson rates gain over one."""
    whole = a + b
    gain = -whole * math.log(whole / (minutes_a + minutes_b)) if whole else 0.0
    if a:
        gain += a * math.log(a / minutes_a)
    if b:
        gain += b * math.log(b / minutes_b)
    return gain
