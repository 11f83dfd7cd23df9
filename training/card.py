"""The card beside the weights: labels, calibration, thresholds, digests; and the figures of the model card."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from training.calibrate import Raw, best_f, calibrated, calibration_error, chance, raw
from training.rows import Row
from training.score import f1, mentions
from unblame.recognise.answer import softmax
from unblame.recognise.labels import CATEGORIES, EVENTS, KINDS, SUBTYPES
from unblame.recognise.pieces import Vocabulary

NAME, VERSION = "unblame-recogniser", "1.0.0"
#: From here on a sentence is found blaming. In real reviews one sentence in fifty blames: of 887 real ones that do
#: not, 13 passed (1.5 %). The corpus, where one in four blames, cannot tell that.
WARN = 0.6
#: Of whom the recogniser alone marks, on briefs full of tools and places called like people.
PRECISE = 0.93
#: A kind of event is shown beside its line, where a wrong one costs more than none: precision weighs twice as much.
SHOWN = {"beta": 0.7, "low": 0.35}
_NAMES = ("none", *CATEGORIES.values())


def write(
    folder: Path, choosing: Sequence[Row], proving: Sequence[Row], vocabulary: Vocabulary
) -> None:
    """Choose calibration and thresholds, write the card, print the figures on the proving briefs."""
    found = raw(folder / "model.onnx", choosing, vocabulary)
    lines = calibrated(choosing, found)
    chosen = _thresholds(choosing, found, lines)
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("model.onnx", "vocab.txt")
    }
    card = {
        "form": 1, "name": NAME, "version": VERSION, "model": "model.onnx", "vocabulary": "vocab.txt", "digests": digests,
        "kinds": [f"UB1{kind[1:]}" for kind in KINDS], "events": list(EVENTS), "subtypes": list(SUBTYPES),
        "calibration": lines, **chosen,
    }  # fmt: skip
    proved = raw(folder / "model.onnx", proving, vocabulary)
    card["figures"] = {
        f"{what} (briefs never trained on)": value
        for what, value in proud(proving, proved, card).items()
    }
    (folder / "recogniser.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    print(json.dumps(chosen, indent=1))
    for name, rows in (("choosing", choosing), ("proving", proving)):
        print(
            f"on the {name} briefs:\n"
            + figures(
                rows,
                found if rows is choosing else proved,
                card,
            )
        )


def _thresholds(rows: Sequence[Row], found: Sequence[Raw], lines: dict) -> dict:
    firm = [(row, one) for row, one in zip(rows, found, strict=True) if not row.borderline]
    blame = [chance(float(one.heads["blame"][0]), lines["blame"]) for _, one in firm]
    told = [bool(row.blames) for row, _ in firm]
    factor = [1 - softmax(one.heads["category"])[0] for one in found]
    return {
        "warn": WARN,
        "note": round(best_f(blame, told) / 1.5, 2),
        "clear": _clear(blame, told),
        "people": _people(rows, found),
        "nobody": _nobody(rows, found),
        "kind": best_f(*_pairs(found, "kinds", KINDS, [row.kinds for row in rows], lines)),
        "factor": best_f(factor, [row.factor is not None for row in rows]),
        "event": {
            name: best_f([chance(float(one.heads["events"][n]), lines["events"]) for one in found], [name in row.events for row in rows], **SHOWN)
            for n, name in enumerate(EVENTS)
        },
    }  # fmt: skip


def _clear(chances: Sequence[float], told: Sequence[bool]) -> float:
    """Return the chance below which one blaming row in fifty lies."""
    blaming = sorted(c for c, t in zip(chances, told, strict=True) if t)
    return round(min(0.2, blaming[len(blaming) // 50]), 3)


def _people(rows: Sequence[Row], found: Sequence[Raw]) -> float:
    """Return the least chance from which marks are precise, else the one with the best F1.

    Rules find besides whom it marks too weakly, and nobody unmarks whom it marks wrongly.
    """
    each = {n / 100: _mentioned(rows, found, n / 100) for n in range(30, 96, 5)}
    precise = [least for least, (precision, _, _) in each.items() if precision >= PRECISE]
    return precise[0] if precise else max(each, key=lambda least: each[least][2])


def _nobody(rows: Sequence[Row], found: Sequence[Raw]) -> float:
    """Return the chance that all words of a mention stay below in one mention of twenty."""
    highest = sorted(
        max((1 - softmax(word[:3])[0] for word, (a, b) in zip(one.words, one.spans, strict=True) if a < end and start < b), default=0.0)
        for row, one in zip(rows, found, strict=True)
        for start, end in row.people
    )  # fmt: skip
    return round(float(min(0.2, max(0.02, highest[len(highest) // 20]))), 3)


def _mentioned(
    rows: Sequence[Row], found: Sequence[Raw], least: float
) -> tuple[float, float, float]:
    hit = said = true = 0
    for row, one in zip(rows, found, strict=True):
        marks = mentions(one.words, one.spans, least)
        hit, said, true = (
            hit + len(set(marks) & set(row.people)),
            said + len(marks),
            true + len(row.people),
        )
    return f1(hit, said, true)


def _pairs(found, head, names, told, lines):
    chances = [
        chance(float(one.heads[head][n]), lines[head]) for one in found for n in range(len(names))
    ]
    return chances, [name in said for said in told for name in names]


def proud(rows: Sequence[Row], found: Sequence[Raw], card: dict) -> dict[str, str]:
    """Return the figures that the card itself tells."""
    told = dict(
        line.split(": ", 1) for line in figures(rows, found, card).split("\n") if ": " in line
    )
    return {
        "blame": told[f"blame at warn {card['warn']:.2f}"],
        "blame, notes included": told[f"blame at note {card['note']:.2f}"],
        "people": told["people"],
        "rows": str(len(rows)),
    }


def figures(rows: Sequence[Row], found: Sequence[Raw], card: dict) -> str:
    """Return what the network scores on rows at the thresholds of a card."""
    lines = card["calibration"]
    firm = [(row, one) for row, one in zip(rows, found, strict=True) if not row.borderline]
    blame = [chance(float(one.heads["blame"][0]), lines["blame"]) for _, one in firm]
    told = [bool(row.blames) for row, _ in firm]
    out = []
    for level in ("warn", "note"):
        said = [c >= card[level] for c in blame]
        out.append(
            f"blame at {level} {card[level]:.2f}: "
            + _prf(sum(a and b for a, b in zip(said, told, strict=True)), sum(said), sum(told))
        )
    out.append(f"blame calibration error {calibration_error(blame, told):.3f}")
    out.append(
        "people: P {:.3f} R {:.3f} F1 {:.3f}".format(*_mentioned(rows, found, card["people"]))
    )
    for head, names, said, least in (
        ("kinds", KINDS, [row.kinds for row in rows], dict.fromkeys(KINDS, card["kind"])),
        ("events", EVENTS, [row.events for row in rows], card["event"]),
    ):
        each = {}
        for n, name in enumerate(names):
            true = [name in labels for labels in said]
            mine = [chance(float(one.heads[head][n]), lines[head]) >= least[name] for one in found]
            if any(true):
                each[name] = f1(
                    sum(a and b for a, b in zip(true, mine, strict=True)), sum(mine), sum(true)
                )[2]
        out.append(
            f"{head} macro F1 {sum(each.values()) / len(each):.3f}: "
            + ", ".join(f"{k} {v:.2f}" for k, v in each.items())
        )
    each = {}
    chosen = []
    for one in found:
        parts = softmax(one.heads["category"])
        chosen.append(
            _NAMES[1 + parts[1:].index(max(parts[1:]))]
            if 1 - parts[0] >= card["factor"]
            else "none"
        )
    for name in _NAMES:
        true = [(row.factor[0] if row.factor else "none") == name for row in rows]
        mine = [one == name for one in chosen]
        each[name] = f1(
            sum(a and b for a, b in zip(true, mine, strict=True)), sum(mine), sum(true)
        )[2]
    out.append(
        f"factor category macro F1 {sum(each.values()) / len(each):.3f}: "
        + ", ".join(f"{k} {v:.2f}" for k, v in each.items())
    )
    return "\n".join(out)


def _prf(hit: float, said: float, true: float) -> str:
    return "P {:.3f} R {:.3f} F1 {:.3f}".format(*f1(hit, said, true))
