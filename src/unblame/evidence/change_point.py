"""Finds where a condensed log changed: jumps, first-ever templates, falls and silences.

What is kept is a handful, errors before all else; a rise that all lines share is a busier hour.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from msgspec.structs import replace

from unblame.evidence.condense import Condensation, Minutes, Pattern, per_minute
from unblame.evidence.record import Change
from unblame.evidence.schedule import schedule_of
from unblame.evidence.stretch import RATIO, Stretch, gain, stretches_of
from unblame.model import Moment
from unblame.text import late

MOST = 12
_BINS = 1440
_CANDIDATES = 80
_FEW = 0.25
_ONSET = 0.1
_BUSY = {"info": 2.0, "error": 0.5}
_GAP_MINUTES = 5
_RARE = 60
_QUIET_MINUTES = 8
_SILENT = "(no lines)"
_STANDS_OUT = {"error": 1.5, "warn": 1.7, "info": 4.0, "debug": 10.0}
_WEIGHT = {"error": 4.0, "warn": 2.0, "info": 0.5, "debug": 0.1}
_STATE = late(
    r"\b(?:start(?:ed|ing)?|stopp?(?:ed|ing)?|restart\w*|deploy\w*|shut(?:ting)? ?down|version|"
    r"reload\w*|config\w*|migrat\w*|fail(?:ed|ing)?[- ]?over|leader|elected|promot\w*|rollback|"
    r"roll\w* back|boot\w*|killed|evict\w*|scal(?:ed|ing)|listening|disconnect\w*|reconnect\w*)\b",
    re.IGNORECASE,
)
ReadStamp = Callable[[str, int], Moment]
"""Gives the moment of a stamp as written, on the line of that number."""


@dataclass(frozen=True, slots=True)
class _Span:
    """The minutes that the log covers, in at most `_BINS` bins of `width` minutes."""

    first: int
    bins: int
    width: int

    def of(self, minute: int) -> int:
        return (minute - self.first) // self.width

    def holds(self, minute: int) -> bool:
        return 0 <= minute - self.first < self.bins * self.width

    def counts(self, by_minute: Mapping[int, int]) -> list[int]:
        counts = [0] * self.bins
        for minute, count in by_minute.items():
            if self.holds(minute):
                counts[self.of(minute)] += count
        return counts


def changes(log: Condensation[int], moment: ReadStamp, *, most: int = MOST) -> tuple[Change, ...]:
    """Return the handful of changes that matter most, in order of time."""
    total = per_minute(log)
    if not total:
        return ()
    first, last = min(total), max(total)
    width = -(-(last - first + 1) // _BINS)
    span = _Span(first, (last - first) // width + 1, width)
    scored = [*_silences(log, total, moment)]
    whole = span.counts(total)
    for pattern, minutes in _candidates(log):
        slots = _slots(pattern, minutes, span)
        if slots is not None:
            inside = {minute: cell for minute, cell in minutes.items() if slots.holds(minute)}
            scored += _of_pattern(pattern, inside, slots, slots.counts(total), moment)
            continue
        found = [*_of_pattern(pattern, minutes, span, whole, moment)]
        scored += found or _bursts(pattern, minutes, span, moment)
    scored.sort(key=lambda pair: (-pair[0], pair[1].place, pair[1].template))
    together: dict[tuple[object, ...], Change] = {}
    for _, change in scored:
        key = (change.moment.at, change.until, change.count, change.after_per_minute)
        held = together.get(key)
        together[key] = change if held is None else _joined(held, change)
    return tuple(sorted([*together.values()][:most], key=_when))


def _slots(pattern: Pattern, minutes: Minutes, span: _Span) -> _Span | None:
    """Return the periods of a line that comes by a schedule; those that the log cuts are left out."""
    counts = span.counts({minute: cell.count for minute, cell in minutes.items()})
    found = schedule_of(counts, span.width, grave=pattern[0] == "error")
    if found is None:
        return None
    first = found.slot if found.slot + found.period // 2 <= found.first else found.first
    return _Span(
        span.first + first * span.width,
        (span.bins - first - found.period // 2 - found.takes) // found.period + 1,
        found.period * span.width,
    )


def _joined(first: Change, second: Change) -> Change:
    """Tell two templates that always come together as one change, in the order of their lines."""
    for one in (first, second):
        if one.template == _SILENT:
            return one
    if int(second.place.split()[-1]) < int(first.place.split()[-1]):
        first, second = second, first
    head = first.template.partition(": ")[0]
    return replace(first, template=f"{first.template}; {second.template.removeprefix(head + ': ')}")


def _when(change: Change) -> tuple[datetime, str]:
    return change.moment.at or datetime.max.replace(tzinfo=UTC), change.template


def _candidates(log: Condensation[int]) -> list[tuple[Pattern, Minutes]]:
    ranked = []
    for pattern, minutes in log:
        count = sum(cell.count for cell in minutes.values())
        ranked.append((-_weight(pattern) * count, pattern, minutes))
    ranked.sort(key=lambda entry: entry[:2])
    loud = [(pattern, minutes) for _, pattern, minutes in ranked[:_CANDIDATES]]
    told = [(p, m) for _, p, m in ranked[_CANDIDATES:] if p[0] != "debug" and _STATE.search(p[1])]
    return loud + told[:_CANDIDATES]


def _weight(pattern: Pattern) -> float:
    severity, masked = pattern
    weight = _WEIGHT[severity]
    return max(weight, 1.5) if severity == "info" and _STATE.search(masked) else weight


def _of_pattern(
    pattern: Pattern, minutes: Minutes, span: _Span, whole: list[int], moment: ReadStamp
) -> Iterator[tuple[float, Change]]:
    counts = [0] * span.bins
    for minute, cell in minutes.items():
        counts[span.of(minute)] += cell.count
    stretches = stretches_of(counts, span.width)
    others = [all_lines - own for all_lines, own in zip(whole, counts, strict=True)]
    lost = 0.0
    for i, (before, now) in enumerate(pairwise(stretches), start=1):
        score = _weight(pattern) * gain(before, now) * 2.0
        if now.rate > before.rate:
            back, lost = lost and now.rate * RATIO >= lost, 0.0
            end = _fall(stretches, i, before.rate)
            made = _rise(pattern, minutes, span, before, stretches[i:end], moment)
            told = _stands_out(pattern, before, now, others)
            back = back or (pattern[0] != "error" and _returns(stretches[max(i - 2, 0) : i], now))
            if made is not None and told and not back:
                if end == len(stretches):
                    made = replace(made, until=None)
                yield score if before.count == 0 else score / 2, made
        elif before.rate >= _BUSY.get(pattern[0], math.inf) and now.rate < before.rate * _FEW:
            earlier = [stretch.rate for stretch in stretches[: i - 1]] or [before.rate]
            usual = max(earlier) if pattern[0] == "info" else min(earlier)
            made = _drop(pattern, minutes, span, before, stretches[i:], moment)
            lasting = pattern[0] == "info" and before.end - before.start >= 2 * (
                now.end - now.start
            )
            if made is not None and (lasting or before.rate <= usual * RATIO):
                lost = before.rate
                yield score, made


def _outlasts(one: Stretch, other: Stretch) -> bool:
    return one.end - one.start >= 2 * (other.end - other.start)


def _returns(earlier: list[Stretch], now: Stretch) -> bool:
    """Say whether a rise only ends a dip: it leads back to what lasted longer before."""
    usual, dip = earlier[0], earlier[-1]
    return _outlasts(usual, dip) and usual.rate < now.rate * RATIO and now.rate < usual.rate * RATIO


def _stands_out(pattern: Pattern, before: Stretch, now: Stretch, others: list[int]) -> bool:
    """Say whether a rise is more than the rise of all other lines with it (a busier hour)."""
    if before.count == 0:
        return pattern[0] != "debug"
    ratio = now.rate / before.rate
    quiet, busy = ((sum(others[s.start : s.end]) + 1) / (s.end - s.start) for s in (before, now))
    return ratio >= _STANDS_OUT[pattern[0]] * min(max(busy / quiet, 1.0), 4.0)


def _fall(stretches: list[Stretch], i: int, before: float) -> int:
    for j in range(i + 1, len(stretches)):
        if stretches[j].rate < max(before * 1.5, stretches[i].rate * _FEW):
            return j
    return len(stretches)


def _rise(
    pattern: Pattern,
    minutes: Minutes,
    span: _Span,
    before: Stretch,
    raised: list[Stretch],
    moment: ReadStamp,
) -> Change | None:
    low, high = raised[0].start, raised[-1].end
    if before.rate < raised[0].rate * _ONSET:
        held = {span.of(minute) for minute in minutes}
        if (
            sum(at in held for at in range(before.start, before.end)) * 2
            < before.end - before.start
        ):
            low = next(at for at in range(low, -1, -1) if at == 0 or at - 1 not in held)
    inside = sorted(m for m in minutes if low <= span.of(m) < high)
    if not inside:
        return None
    cell = minutes[inside[0]]
    count = sum(minutes[m].count for m in inside)
    return Change(
        moment=moment(cell.stamp, cell.line),
        until=datetime.fromtimestamp(minutes[inside[-1]].last, UTC),
        template=_written(pattern),
        before_per_minute=round(before.rate, 2),
        after_per_minute=round(raised[0].rate, 2),
        count=count,
        place=f"line {cell.line}",
    )


def _drop(
    pattern: Pattern,
    minutes: Minutes,
    span: _Span,
    before: Stretch,
    after: list[Stretch],
    moment: ReadStamp,
) -> Change | None:
    last = max((m for m in minutes if span.of(m) < after[0].start), default=None)
    if last is None:
        return None
    cell = minutes[last]
    back = [m for m in minutes if len(after) > 1 and span.of(m) >= after[1].start]
    return Change(
        moment=moment(cell.stamp, cell.line),
        until=datetime.fromtimestamp(minutes[min(back)].first, UTC) if back else None,
        template=_written(pattern),
        before_per_minute=round(before.rate, 2),
        after_per_minute=round(after[0].rate, 2),
        count=after[0].count,
        place=f"line {cell.line}",
    )


def _written(pattern: Pattern) -> str:
    severity, masked = pattern
    return masked if masked.casefold().startswith(severity) else f"{severity}: {masked}"


def _bursts(
    pattern: Pattern, minutes: Minutes, span: _Span, moment: ReadStamp
) -> Iterator[tuple[float, Change]]:
    """Yield each burst of a rare template that tells of an error or of a change of state."""
    count = sum(cell.count for cell in minutes.values())
    told = pattern[0] == "error" or _STATE.search(pattern[1])
    if not told or pattern[0] == "debug" or count > _RARE or len(minutes) * 5 > span.bins:
        return
    runs: list[list[int]] = []
    for minute in sorted(minutes):
        if runs and minute - runs[-1][-1] <= _QUIET_MINUTES:
            runs[-1].append(minute)
        else:
            runs.append([minute])
    if len(runs) > 4:
        return
    for number, run in enumerate(runs):
        inside = sum(minutes[m].count for m in run)
        before = Stretch(span.of(run[0]), span.of(run[0]), 0.0, 0)
        held = [Stretch(span.of(run[0]), span.of(run[-1]) + 1, inside / len(run), inside)]
        made = _rise(pattern, minutes, span, before, held, moment)
        if made is not None and run[0] > span.first:
            yield _weight(pattern) * (inside + (2.0 if number == 0 else 0.0)), made


def _silences(
    log: Condensation[int], total: dict[int, int], moment: ReadStamp
) -> Iterator[tuple[float, Change]]:
    present = sorted(total)
    if len(present) < 10:
        return
    gaps = sorted(b - a for a, b in pairwise(present))
    usual = gaps[int(len(gaps) * 0.9)]
    for a, b in pairwise(present):
        if b - a - 1 < max(_GAP_MINUTES, 10 * usual):
            continue
        last = max((m[a] for _, m in log if a in m), key=lambda cell: (cell.last, cell.line))
        first = min((m[b] for _, m in log if b in m), key=lambda cell: (cell.first, cell.line))
        rate = sum(total.values()) / len(present)
        yield (
            rate * (b - a),
            Change(
                moment=moment(last.stamp, last.line),
                until=datetime.fromtimestamp(first.first, UTC),
                template=_SILENT,
                before_per_minute=round(rate, 2),
                after_per_minute=0.0,
                count=0,
                place=f"line {last.line}",
            ),
        )
