"""How well a recogniser answers on labelled rows."""

from __future__ import annotations

from collections.abc import Iterable

import torch

from training.batches import batches
from training.network import Recogniser, apart
from training.rows import Row
from unblame.recognise.answer import people_in
from unblame.recognise.labels import CATEGORIES, EVENTS, KINDS
from unblame.recognise.pieces import Vocabulary


@torch.no_grad()
def answers(model: Recogniser, rows: list[Row], vocabulary: Vocabulary) -> dict[str, dict]:
    """Return, for each row's id, the probabilities of each head and the places of the people found."""
    model.eval()
    found: dict[str, dict] = {}
    for batch in batches(rows, vocabulary, 32):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            sentence, words, _ = model(batch.ids, batch.cases, batch.mask)
        heads, words = apart(sentence.float()), words.float()
        for n, row in enumerate(batch.rows):
            found[row.id] = {
                "blame": float(heads["blame"][n, 0].sigmoid()),
                "kinds": heads["kinds"][n].sigmoid().tolist(),
                "events": heads["events"][n].sigmoid().tolist(),
                "category": heads["category"][n].softmax(-1).tolist(),
                "people": mentions(words[n, batch.first[n]].tolist(), batch.spans[n]),
            }
    return found


def mentions(
    words: list[list[float]], spans: list[tuple[int, int]], least: float = 0.5
) -> list[tuple[int, int]]:
    """Return the places of the mentions, read out of the words' logits as the product reads them."""
    return [(mark.start, mark.end) for mark in people_in(words, spans, least)]


def f1(hit: float, said: float, true: float) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision, recall = hit / said if said else 0.0, hit / true if true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def summary(rows: list[Row], found: dict[str, dict], threshold: float = 0.5) -> str:
    """Say in a few lines how good the answers are."""
    firm = [row for row in rows if not row.borderline]
    hit = sum(bool(row.blames) and found[row.id]["blame"] >= threshold for row in firm)
    said = sum(found[row.id]["blame"] >= threshold for row in firm)
    lines = [
        "blame P {:.3f} R {:.3f} F1 {:.3f}".format(
            *f1(hit, said, sum(bool(row.blames) for row in firm))
        )
    ]
    hit = sum(len(set(row.people) & set(found[row.id]["people"])) for row in rows)
    lines.append(
        "people P {:.3f} R {:.3f} F1 {:.3f}".format(
            *f1(
                hit,
                sum(len(found[row.id]["people"]) for row in rows),
                sum(len(row.people) for row in rows),
            )
        )
    )
    for head, names, told in (
        ("kinds", KINDS, [row.kinds for row in rows]),
        ("events", EVENTS, [row.events for row in rows]),
    ):
        lines.append(f"{head} macro {_macro(names, told, [found[row.id][head] for row in rows])}")
    names = ("none", *CATEGORIES.values())
    chosen = [
        [float(n == max(range(6), key=found[row.id]["category"].__getitem__)) for n in range(6)]
        for row in rows
    ]
    lines.append(
        f"category macro {_macro(names, [(row.factor[0] if row.factor else 'none',) for row in rows], chosen)}"
    )
    return "\n".join(lines)


def _macro(names: Iterable[str], told: list[tuple[str, ...]], chances: list[list[float]]) -> str:
    each = {}
    for n, name in enumerate(names):
        true = [name in said for said in told]
        said = [chance[n] >= 0.5 for chance in chances]
        if any(true):
            each[name] = f1(
                sum(a and b for a, b in zip(true, said, strict=True)), sum(said), sum(true)
            )[2]
    return f"{sum(each.values()) / len(each):.3f}: " + " ".join(
        f"{name} {value:.2f}" for name, value in each.items()
    )
