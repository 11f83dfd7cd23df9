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
    rough = _roughness(sums)
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
        elif (inside := _episode(sums, low, high, rough)) is not None:
            made += 2
            yield from inside
            todo += pairwise((low, *inside, high))


def _roughness(sums: list[int]) -> float:
    """Return how many times as much counts vary from bin to bin as chance has it; jumps apart."""
    counts = [after - before for before, after in pairwise(sums)]
    steps = sorted((after - before) ** 2 for before, after in pairwise(counts))
    kept = steps[: len(steps) - len(steps) // 50]
    chance = 2 * sums[-1] / max(len(counts), 1)
    return max(1.0, sum(kept) / len(kept) / chance) if kept and chance else 1.0


def _episode(sums: list[int], low: int, high: int, rough: float) -> tuple[int, int] | None:
    """Return a part inside of some bins, of another rate than both its sides, which no single cut shows.

    Its length is a power of two; where it begins and ends to the bin, the cuts after it tell. Of counts
    that vary more than by chance more is asked.
    """
    bins, whole = high - low, sums[high] - sums[low]
    least, found = rough * (_CLEAR + 2 * math.log(max(bins, 2))), None
    length = 1
    while length * 2 < bins:
        level = whole * length / bins
        for start in range(low + 1, high - length, max(length // 2, 1)):
            inside = sums[start + length] - sums[start]
            if level / RATIO < inside < level * RATIO:
                continue
            best = _split(inside, length, whole - inside, bins - length)
            if best > least:
                least, found = best, (start, start + length)
        length *= 2
    return found


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
