"""One encoder, four heads: blame and its frame, people, events, factors.

The encoder is the usual transformer with its norms after each part (BERT), with MPNet's bias by distance
where the base has one. Written out here, some sixty lines, since layers are cut, and since the exported graph is then as small as it can be.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from unblame.recognise.labels import CATEGORIES, EVENTS, FRAME, KINDS, SUBTYPES

#: The parts of the sentence's answer, in order. Of the categories the first means none.
SIZES = {
    "blame": 1,
    "kinds": len(KINDS),
    "events": len(EVENTS),
    "category": 1 + len(CATEGORIES),
    "subtype": len(SUBTYPES),
}
_POOL = {"blame": 0, "kinds": 0, "events": 1, "category": 2, "subtype": 2}
#: Outside, begin, inside of a mention; then one mark for the blaming span and each part of its frame.
WORDS = 3 + 1 + len(FRAME)


@dataclass(frozen=True)
class Shape:
    """The measures of an encoder."""

    pieces: int = 30527
    width: int = 768
    inner: int = 3072
    heads: int = 12
    layers: int = 12
    places: int = 514
    first_place: int = 2
    buckets: int = 32  # of distance; 0: no bias by distance
    epsilon: float = 1e-5


class Layer(nn.Module):
    """Attention, then a wide step, each with its norm after it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.mixed = nn.Linear(shape.width, 3 * shape.width)
        self.joined = nn.Linear(shape.width, shape.width)
        self.wide = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.norm_one = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.norm_two = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Return the next hidden states, shape (batch, pieces, width)."""
        batch, count, width = hidden.shape
        query, key, value = (
            part.view(batch, count, self.heads, width // self.heads).transpose(1, 2)
            for part in self.mixed(hidden).split(width, -1)
        )
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + bias
        seen = self.drop(scores.softmax(-1)) @ value
        hidden = self.norm_one(
            hidden + self.drop(self.joined(seen.transpose(1, 2).reshape(batch, count, width)))
        )
        return self.norm_two(hidden + self.drop(self.narrow(functional.gelu(self.wide(hidden)))))


class Encoder(nn.Module):
    """Pieces to hidden states."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.table = nn.Embedding(shape.pieces, shape.width)
        self.place = nn.Embedding(shape.places, shape.width)
        self.case = nn.Embedding(5, shape.width)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.distance = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """Return hidden states, shape (batch, pieces, width)."""
        count = ids.shape[1]
        at = torch.arange(count, device=ids.device)
        hidden = self.table(ids) + self.place(at + self.shape.first_place) + self.case(cases)
        hidden = self.drop(self.norm(hidden))
        bias = (mask[:, None, None, :] - 1) * 1e4
        if self.distance is not None:
            bias = bias + self.distance(_bucket(at, self.shape.buckets)).permute(2, 0, 1)[None]
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden


class Recogniser(nn.Module):
    """The encoder with its heads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.shape.width
        self.encoder = encoder
        self.attend = nn.Linear(width, 3)  # zero: begins as the mean over the pieces
        nn.init.zeros_(self.attend.weight)
        nn.init.zeros_(self.attend.bias)
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in SIZES.items()})
        self.words = nn.Linear(width, WORDS)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the sentence's logits, each piece's logits, and the hidden states."""
        hidden = self.encoder(ids, cases, mask)
        weights = (self.attend(hidden) + (mask[..., None] - 1) * 1e4).softmax(1)
        sentence, words = self.answer(hidden, weights)
        return sentence, words, hidden

    def answer(self, hidden: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of the sentence and of each piece, given how much each piece counts."""
        pooled = weights.transpose(1, 2) @ hidden
        sentence = torch.cat(
            [head(pooled[:, _POOL[name]]) for name, head in self.heads.items()], -1
        )
        return sentence, self.words(hidden)


def _bucket(at: Tensor, buckets: int, farthest: int = 128) -> Tensor:
    """Number the distance between two places as T5 and MPNet do: near ones apart, far ones together."""
    away = at[:, None] - at[None, :]
    half = buckets // 2
    exact = half // 2
    far = exact + (
        (away.abs().float().clamp(min=1) / exact).log()
        / math.log(farthest / exact)
        * (half - exact)
    ).long().clamp(max=half - 1 - exact)
    return (away < 0).long() * half + torch.where(away.abs() < exact, away.abs(), far)


def apart(sentence: Tensor) -> dict[str, Tensor]:
    """Split the sentence's logits into those of each head."""
    return dict(zip(SIZES, sentence.split(list(SIZES.values()), -1), strict=True))
