"""Teach a recogniser from labelled rows, and from a teacher's answers where there is a teacher."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import SKIP, Batch, batches
from training.distil import Lesson, beside
from training.network import Recogniser, apart
from training.rows import Row
from training.swap import lowered, swapped
from unblame.recognise.labels import CATEGORIES, EVENTS, KINDS, SUBTYPES
from unblame.recognise.pieces import Vocabulary


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 4
    size: int = 24
    encoder_rate: float = 6e-5
    head_rate: float = 1e-3
    swap: float = 0.5
    lower: float = 0.1
    seed: int = 0
    frozen_table: bool = True
    stop: int = 0  # after this many epochs, whatever the schedule says
    begin: bool = True  # the heads at the usual answers


def fit(
    model: Recogniser, rows: list[Row], vocabulary: Vocabulary, plan: Plan,
    told: dict[str, Lesson] | None = None, after: Callable[[int], None] = lambda _: None,
) -> None:  # fmt: skip
    """Teach the model in place; `after` is called with the number of each finished epoch."""
    torch.manual_seed(plan.seed)
    luck = random.Random(plan.seed)
    model.encoder.table.weight.requires_grad_(not plan.frozen_table)
    if plan.begin and told is None:
        _begin_at_the_usual(model, rows)
    optimiser = _optimiser(model, plan)
    steps = plan.epochs * -(-len(rows) // plan.size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / (0.06 * steps), max(0.0, (steps - step) / (0.94 * steps))),
    )
    began, done = time.monotonic(), 0
    for epoch in range(plan.stop or plan.epochs):
        model.train()
        heard = 0.0
        varied = rows if told else [_varied(row, plan, luck) for row in rows]
        for number, batch in enumerate(batches(varied, vocabulary, plan.size, luck), 1):
            optimiser.zero_grad(set_to_none=True)
            lost = loss(model, batch, told)
            lost.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            heard += float(lost.detach())
            done += 1
            if number % 50 == 0:
                left = (time.monotonic() - began) / done * (steps - done)
                print(
                    f"epoch {epoch + 1}/{plan.epochs} batch {number}: loss {heard / number:.3f}, {left / 60:.1f} min left",
                    flush=True,
                )
        model.eval()
        after(epoch + 1)


def _begin_at_the_usual(model: Recogniser, rows: list[Row]) -> None:
    """Let each head begin by answering how often its label stands: to learn that would bend the encoder."""
    known = [row for row in rows if row.blames is not None]

    def odds(names: Sequence[str], told: list[Sequence[str]]) -> Tensor:
        shares = torch.tensor(
            [(sum(name in said for said in told) + 1) / (len(told) + 2) for name in names]
        )
        return shares.logit()

    category = ["none", *CATEGORIES.values()]
    with torch.no_grad():
        heads = model.heads
        heads["blame"].bias.fill_(float(odds(["b"], [["b"] * row.blames for row in known])[0]))
        heads["kinds"].bias.copy_(odds(KINDS, [row.kinds for row in known]))
        heads["events"].bias.copy_(odds(EVENTS, [row.events for row in known if row.events]))
        stated = [row.factor[0] if row.factor else "none" for row in known]
        heads["category"].bias.copy_(odds(category, [[one] for one in stated]))
        heads["subtype"].bias.copy_(
            odds(SUBTYPES, [[row.factor[1]] for row in known if row.factor])
        )
        model.words.bias.copy_(torch.tensor([3.0, -0.5, -1.0, -2.0, -3.0, -2.5, -3.5, -4.0]))
        for head in (*heads.values(), model.words):
            head.weight.mul_(0.5)


def loss(model: Recogniser, batch: Batch, told: dict[str, Lesson] | None) -> Tensor:
    """Return what is wrong with the answers: by the labels, and by the teacher's answers."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        sentence, words, hidden = model(batch.ids, batch.cases, batch.mask)
    sentence, words = sentence.float(), words.float()
    by_label = _by_label(sentence, words, batch)
    if told is None:
        return by_label
    return 0.5 * by_label + _by_teacher(sentence, words, hidden, beside(batch, told), batch)


def _by_label(sentence: Tensor, words: Tensor, batch: Batch) -> Tensor:
    heads = apart(sentence)
    blame = functional.binary_cross_entropy_with_logits(
        heads["blame"][:, 0], batch.blame, batch.weight
    )
    total = 1.5 * blame
    for name, told, share in (("kinds", batch.kinds, 0.5), ("events", batch.events, 0.5)):
        known = told[:, 0] != SKIP
        if known.any():
            total = total + share * _many(heads[name][known], told[known])
    for name, told, share in (("category", batch.category, 0.7), ("subtype", batch.subtype, 0.5)):
        if (told != SKIP).any():
            total = total + share * functional.cross_entropy(heads[name], told, ignore_index=SKIP)
    if (batch.people != SKIP).any():
        total = total + 2.0 * functional.cross_entropy(
            words[..., :3].transpose(1, 2), batch.people, ignore_index=SKIP
        )
        known = batch.frame != SKIP
        total = total + functional.binary_cross_entropy_with_logits(
            words[..., 3:][known], batch.frame[known]
        )
    return total


def _by_teacher(
    sentence: Tensor, words: Tensor, hidden: Tensor, taught: tuple[Tensor, ...], batch: Batch
) -> Tensor:
    said, marked, thought = (part.float() for part in taught)
    mine, theirs = apart(sentence), apart(said)
    total = sentence.new_zeros(())
    for name, share in (("blame", 2.0), ("kinds", 0.6), ("events", 0.6)):
        total = total + share * _many(mine[name], theirs[name].sigmoid())
    for name, share in (("category", 1.0), ("subtype", 0.5)):
        total = total + share * functional.cross_entropy(mine[name], theirs[name].softmax(-1))
    real = batch.mask > 0
    total = total + 3.0 * functional.cross_entropy(
        words[real][:, :3], marked[real][:, :3].softmax(-1)
    )
    total = total + functional.binary_cross_entropy_with_logits(
        words[real][:, 3:], marked[real][:, 3:].sigmoid()
    )
    if hidden.shape == taught[2].shape:
        total = (
            total
            + 1.0
            - functional.cosine_similarity(hidden.float()[real], thought[real], dim=-1).mean()
        )
    return total


def _many(logits: Tensor, told: Tensor) -> Tensor:
    """Sum over the labels of a row, since most are no: their mean would hardly teach the rare ones."""
    each = functional.binary_cross_entropy_with_logits(logits, told, reduction="none")
    return each.sum(-1).mean()


def _varied(row: Row, plan: Plan, luck: random.Random) -> Row:
    if row.people and luck.random() < plan.swap:
        row = swapped(row, luck)
    return lowered(row) if luck.random() < plan.lower else row


def _optimiser(model: Recogniser, plan: Plan) -> torch.optim.Optimizer:
    slow = [weight for weight in model.encoder.parameters() if weight.requires_grad]
    inside = set(map(id, model.encoder.parameters()))
    quick = [weight for weight in model.parameters() if id(weight) not in inside]
    return torch.optim.AdamW(
        [{"params": slow, "lr": plan.encoder_rate}, {"params": quick, "lr": plan.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
