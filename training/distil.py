"""From a teacher to a smaller student: fewer layers, and the teacher's answers to learn from."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from training.batches import Batch, batches
from training.network import Encoder, Recogniser, Shape
from training.rows import Row
from training.swap import lowered, swapped
from unblame.recognise.pieces import Vocabulary


@dataclass(frozen=True)
class Lesson:
    """What the teacher says of one sentence: logits of the sentence, of each piece, and its hidden states."""

    sentence: Tensor
    words: Tensor
    hidden: Tensor


def cut(teacher: Recogniser, layers: int) -> Recogniser:
    """Return a student that begins as the teacher's lowest layers under its heads."""
    student = Recogniser(Encoder(Shape(**{**vars(teacher.encoder.shape), "layers": layers})))
    mine = student.state_dict()
    student.load_state_dict(
        {name: weight for name, weight in teacher.state_dict().items() if name in mine}
    )
    return student


@torch.no_grad()
def lessons(
    teacher: Recogniser, rows: list[Row], vocabulary: Vocabulary, copies: int, seed: int
) -> tuple[list[Row], dict[str, Lesson]]:
    """Return variants of the rows and what the teacher says of each, by the variant's id."""
    teacher.eval()
    luck = random.Random(seed)
    varied = [
        replace(_varied(row, luck) if copy else row, id=f"{row.id}~{copy}")
        for copy in range(copies) for row in rows
    ]  # fmt: skip
    told: dict[str, Lesson] = {}
    began = time.monotonic()
    for number, batch in enumerate(batches(varied, vocabulary, 48, luck), 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            sentence, words, hidden = teacher(batch.ids, batch.cases, batch.mask)
        for n, row in enumerate(batch.rows):
            real = int(batch.mask[n].sum())
            told[row.id] = Lesson(
                sentence[n].float(), words[n, :real].float(), hidden[n, :real].bfloat16()
            )
        if number % 100 == 0:
            print(
                f"lessons: {len(told)} of {len(varied)}, {time.monotonic() - began:.0f} s",
                flush=True,
            )
    return varied, told


def beside(batch: Batch, told: dict[str, Lesson]) -> tuple[Tensor, Tensor, Tensor]:
    """Put the lessons of a batch side by side, as the teacher would have answered it."""
    some = [told[row.id] for row in batch.rows]
    width = batch.ids.shape[1]

    def wide(each: list[Tensor]) -> Tensor:
        return torch.stack(
            [torch.nn.functional.pad(one.float(), (0, 0, 0, width - len(one))) for one in each]
        )

    return (
        torch.stack([one.sentence for one in some]),
        wide([one.words for one in some]),
        wide([one.hidden for one in some]),
    )


def _varied(row: Row, luck: random.Random) -> Row:
    if row.people and luck.random() < 0.8:
        row = swapped(row, luck)
    return lowered(row) if luck.random() < 0.15 else row
