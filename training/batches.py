"""Rows to tensors: cut, labelled, put together by length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from training.rows import Row, token_labels
from unblame.recognise.labels import CATEGORIES, EVENTS, FRAME, KINDS, SUBTYPES
from unblame.recognise.pieces import Vocabulary
from unblame.recognise.recogniser import LIMIT

SKIP = -100  # a label that is not counted
_CATEGORY = {name: number for number, name in enumerate(CATEGORIES.values(), 1)}


@dataclass
class Batch:
    """Sentences side by side: `ids`, `cases`, `mask` are (rows, pieces); labels have SKIP where unknown."""

    rows: list[Row]
    ids: Tensor
    cases: Tensor
    mask: Tensor
    blame: Tensor
    weight: Tensor
    kinds: Tensor
    events: Tensor
    category: Tensor
    subtype: Tensor
    people: Tensor
    frame: Tensor
    first: list[list[int]]
    spans: list[list[tuple[int, int]]]


def batches(
    rows: list[Row], vocabulary: Vocabulary, size: int, luck: random.Random | None = None
) -> Iterator[Batch]:
    """Yield batches of rows of like length; with `luck` in another order each time."""
    order = list(rows)
    if luck:
        luck.shuffle(order)
        pools = [order[at : at + 50 * size] for at in range(0, len(order), 50 * size)]
    else:
        pools = [order]
    groups = []
    for pool in pools:
        pool.sort(key=lambda row: len(row.text))
        groups += [pool[at : at + size] for at in range(0, len(pool), size)]
    if luck:
        luck.shuffle(groups)
    for group in groups:
        yield batch(group, vocabulary)


def batch(rows: list[Row], vocabulary: Vocabulary) -> Batch:
    """Put rows side by side."""
    cut = [vocabulary.cut(row.text, LIMIT) for row in rows]
    width = max(len(one.ids) for one in cut)
    ids = torch.ones(len(rows), width, dtype=torch.long)
    cases, mask = torch.zeros_like(ids), torch.zeros(len(rows), width)
    people = torch.full((len(rows), width), SKIP)
    frame = torch.full((len(rows), width, 1 + len(FRAME)), float(SKIP))
    for n, (row, one) in enumerate(zip(rows, cut, strict=True)):
        ids[n, : len(one.ids)] = torch.tensor(one.ids)
        cases[n, : len(one.ids)] = torch.tensor(one.cases)
        mask[n, : len(one.ids)] = 1
        if row.blames is None:
            continue
        marks = token_labels(row, one.spans)
        people[n, one.first] = torch.tensor(marks["people"])
        if row.spans or not row.kinds:
            for part, name in enumerate(("span", *FRAME)):
                frame[n, one.first, part] = torch.tensor(marks[name], dtype=torch.float)
    known = torch.tensor([row.blames is not None for row in rows])
    return Batch(
        rows=rows, ids=ids, cases=cases, mask=mask,
        blame=torch.tensor([float(bool(row.blames)) for row in rows]),
        weight=torch.tensor([0.0 if row.blames is None else 0.3 if row.borderline else 1.0 for row in rows]),
        kinds=_many([row.kinds for row in rows], KINDS, known),
        events=_many([row.events for row in rows], EVENTS, torch.tensor([bool(row.events) for row in rows])),
        category=torch.tensor([SKIP if row.blames is None else _CATEGORY[row.factor[0]] if row.factor else 0 for row in rows]),
        subtype=torch.tensor([SUBTYPES.index(row.factor[1]) if row.factor else SKIP for row in rows]),
        people=people, frame=frame, first=[one.first for one in cut], spans=[one.spans for one in cut],
    )  # fmt: skip


def _many(told: list[tuple[str, ...]], names: tuple[str, ...], known: Tensor) -> Tensor:
    labels = torch.tensor([[float(name in said) for name in names] for said in told])
    labels[~known] = SKIP
    return labels
