"""Chances that mean what they say, and the thresholds that are kept beside the weights.

Everything here is chosen on the choosing briefs by the network as it is shipped.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.network import SIZES
from training.rows import Row
from unblame.recognise.labels import EVENTS, KINDS
from unblame.recognise.pieces import Pieces, Vocabulary
from unblame.recognise.recogniser import LIMIT
from unblame.recognise.session import Session


@dataclass(frozen=True)
class Raw:
    """The network's logits for one row: of each head, and of each word."""

    heads: dict[str, list[float]]
    words: list[list[float]]
    spans: list[tuple[int, int]]


def raw(path: Path, rows: Sequence[Row], vocabulary: Vocabulary) -> list[Raw]:
    """Run the network over rows as it is run when it is shipped."""
    session = Session(path, answers=sum(SIZES.values()), pieces=len(vocabulary))
    return [_one(session, vocabulary.cut(row.text, LIMIT)) for row in rows]


def _one(session: Session, pieces: Pieces) -> Raw:
    said, heads, at = session.read(pieces), {}, 0
    for name, size in SIZES.items():
        heads[name] = said.sentence[at : at + size]
        at += size
    return Raw(heads, said.words, pieces.spans)


def line(logits: Sequence[float], told: Sequence[bool]) -> dict[str, float]:
    """Fit chance = logistic(slope * logit + offset), by Newton's steps on the log loss (Platt)."""
    x, y = np.array(logits, float), np.array(told, float)

    def lost(slope: float, offset: float) -> float:
        value = slope * x + offset
        return float(np.logaddexp(0, value).sum() - (y * value).sum() + 0.5e-3 * (slope - 1) ** 2)

    slope, offset = 1.0, 0.0
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(slope * x + offset, -30, 30)))
        w = np.maximum(p * (1 - p), 1e-6)
        gradient = np.array([((p - y) * x).sum() + 1e-3 * (slope - 1), (p - y).sum()])
        curve = np.array(
            [[(w * x * x).sum() + 1e-3, (w * x).sum()], [(w * x).sum(), w.sum() + 1e-6]]
        )
        step, size = np.linalg.solve(curve, gradient), 1.0
        while size > 1e-6 and lost(slope - size * step[0], offset - size * step[1]) > lost(
            slope, offset
        ):
            size /= 2
        slope, offset = float(slope - size * step[0]), float(offset - size * step[1])
        if np.abs(size * step).max() < 1e-8:
            break
    return {"slope": round(float(slope), 4), "offset": round(float(offset), 4)}


def chance(logit: float, how: dict[str, float]) -> float:
    """Return the calibrated chance of a logit."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, how["slope"] * logit + how["offset"]))))


def calibration_error(chances: Sequence[float], told: Sequence[bool], bins: int = 10) -> float:
    """Return the expected calibration error: the mean gap between chance and share, over bins of chance."""
    total = 0.0
    for n in range(bins):
        inside = [
            (c, t)
            for c, t in zip(chances, told, strict=True)
            if n / bins <= c < (n + 1) / bins or (n == bins - 1 and c == 1)
        ]
        if inside:
            total += abs(sum(c for c, _ in inside) - sum(t for _, t in inside))
    return total / len(chances)


def calibrated(rows: Sequence[Row], found: Sequence[Raw]) -> dict[str, dict[str, float]]:
    """Fit the line of each head."""
    firm = [(row, one) for row, one in zip(rows, found, strict=True) if not row.borderline]
    return {
        "blame": line(
            [float(one.heads["blame"][0]) for _, one in firm], [bool(row.blames) for row, _ in firm]
        ),
        "kinds": line(*_flat(rows, found, "kinds", KINDS, lambda row: row.kinds)),
        "events": line(*_flat(rows, found, "events", EVENTS, lambda row: row.events)),
    }


def _flat(
    rows: Sequence[Row],
    found: Sequence[Raw],
    head: str,
    names: Sequence[str],
    told: Callable[[Row], Sequence[str]],
) -> tuple[list[float], list[bool]]:
    pairs = [
        (float(one.heads[head][n]), name in told(row))
        for row, one in zip(rows, found, strict=True) if told(row) or head == "kinds"
        for n, name in enumerate(names)
    ]  # fmt: skip
    return [logit for logit, _ in pairs], [yes for _, yes in pairs]


def best_f(
    chances: Sequence[float],
    told: Sequence[bool],
    low: float = 0.15,
    high: float = 0.8,
    beta: float = 1.0,
) -> float:
    """Return the threshold with the best F1, the middle one where many are as good.

    A `beta` below one weighs precision more than recall (van Rijsbergen's F).
    """
    scores = {}
    for n in range(int(low * 100), int(high * 100) + 1):
        said = [c >= n / 100 for c in chances]
        hits = sum(a and b for a, b in zip(said, told, strict=True))
        wanted = beta * beta * sum(told) + sum(said)
        scores[n / 100] = (1 + beta * beta) * hits / wanted if wanted else 0.0
    best = max(scores.values())
    good = [threshold for threshold, value in scores.items() if value >= best - 0.003]
    return good[len(good) // 2] if best else 0.5
