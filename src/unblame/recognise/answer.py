"""The numbers of the network read by its card: chances, marks, and the words that weighed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from unblame.recognise.labels import CATEGORIES, FRAME, TOKENS
from unblame.recognise.reading import Factor, Mark, Reading, Scored
from unblame.recognise.weights import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unblame.recognise.session import Said
    from unblame.recognise.weights import Card

Spans = list[tuple[int, int]]
SPAN = TOKENS.index("span")
GAP = 2  # unmarked words that a mark may run over
MOST = 4  # words that are said to have weighed


def answers(card: Card) -> int:
    """Return how many numbers the network gives for a sentence."""
    return sum(_sizes(card))


def _sizes(card: Card) -> tuple[int, ...]:
    return 1, len(card.kinds), len(card.events), 1 + len(CATEGORIES), len(card.subtypes)


def reading(card: Card, said: Said, spans: Spans, known: float) -> Reading:
    """Return what the numbers say; `spans` are the places of the words."""
    cut, at = [], 0
    for size in _sizes(card):
        cut.append(said.sentence[at : at + size])
        at += size
    blame, kinds, events, category, subtype = cut
    frame = {part: _mark(said.words, TOKENS.index(part), spans) for part in FRAME}
    return Reading(
        blame=_chances(card, "blame", blame)[0],
        kinds=_above(card.kinds, _chances(card, "kinds", kinds), card.kind),
        people=tuple(people_in(said.words, spans, card.people)),
        perhaps=tuple(people_in(said.words, spans, card.nobody)) if card.nobody else (),
        span=_mark(said.words, SPAN, spans),
        frame={part: mark for part, mark in frame.items() if mark},
        weighed=_weighed(said.shares, spans),
        events=_events(card, _chances(card, "events", events)),
        factor=_factor(card, category, subtype),
        known=known,
    )


def _chances(card: Card, head: str, logits: Sequence[float]) -> list[float]:
    line = card.calibration.get(head, Line())
    return [round(_logistic(line.slope * logit + line.offset), 4) for logit in logits]


def _above(names: Sequence[str], chances: Sequence[float], least: float) -> tuple[Scored, ...]:
    found = [
        (-chance, name) for name, chance in zip(names, chances, strict=True) if chance >= least
    ]
    return tuple(Scored(name=name, score=-chance) for chance, name in sorted(found))


def _events(card: Card, chances: list[float]) -> tuple[Scored, ...]:
    """Return the kinds of event that are likely enough, likeliest first; else the likeliest alone."""
    found = [
        (-chance, name)
        for name, chance in zip(card.events, chances, strict=True)
        if chance >= card.event.get(name, 0.5)
    ] or [min((-chance, name) for name, chance in zip(card.events, chances, strict=True))]
    return tuple(Scored(name=name, score=-chance) for chance, name in sorted(found))


def _factor(card: Card, category: Sequence[float], subtype: Sequence[float]) -> Factor | None:
    none, *chances = softmax(category)
    if 1 - none < card.factor:
        return None
    letter, name = list(CATEGORIES.items())[chances.index(max(chances))]
    _, code = max((v, c) for v, c in zip(subtype, card.subtypes, strict=True) if c[0] == letter)
    return Factor(category=name, subtype=code, score=round(1 - none, 4))


def people_in(words: list[list[float]], spans: Spans, least: float) -> Iterator[Mark]:
    """Yield each run of words that are likely a person's; a word that rather begins one begins anew."""
    mark: Mark | None = None
    for (start, end), logits in zip(spans, words, strict=True):
        outside, begin, inside = softmax(logits[:3])
        score = round(1 - outside, 4)
        goes_on = mark is not None and inside > begin
        if mark and not (score >= least and goes_on):
            yield mark
            mark = None
        if score >= least:
            mark = Mark(
                start=mark.start if mark else start,
                end=end,
                score=min(mark.score, score) if mark else score,
            )
    if mark:
        yield mark


def _mark(words: list[list[float]], at: int, spans: Spans) -> Mark | None:
    """Return the run of marked words with the most weight, small gaps in it included."""
    runs: list[list[tuple[int, float]]] = []
    for number, logits in enumerate(words):
        value = _logistic(logits[at])
        if value < 0.5:
            continue
        if runs and number - runs[-1][-1][0] <= GAP + 1:
            runs[-1].append((number, value))
        else:
            runs.append([(number, value)])
    if not runs:
        return None
    best = max(runs, key=lambda run: sum(value for _, value in run))
    first, last = best[0][0], best[-1][0]
    score = sum(value for _, value in best) / (last - first + 1)
    return Mark(start=spans[first][0], end=spans[last][1], score=round(score, 4))


def _weighed(shares: list[float], spans: Spans) -> tuple[Mark, ...]:
    """Return the words that added most to the logit of blame, in order of place; signs do not count."""
    most = sorted(
        (-share, number)
        for number, (share, (start, end)) in enumerate(zip(shares, spans, strict=True))
        if share > 0 and end - start > 1
    )[:MOST]
    return tuple(
        Mark(start=spans[number][0], end=spans[number][1], score=round(-share, 4))
        for share, number in sorted(most, key=lambda one: one[1])
    )


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))


def softmax(values: Sequence[float]) -> list[float]:
    most = max(values)
    parts = [math.exp(value - most) for value in values]
    whole = sum(parts)
    return [part / whole for part in parts]
