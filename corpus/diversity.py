"""How varied the corpus is: distinct word runs, and how near the nearest other row is, inside and across splits.

Usage: python corpus/diversity.py
"""

import json
import random
import re
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from training.splits import CHOOSING, PROVING  # noqa: E402 - the corpus is no package

SAMPLE = 1500  # rows of the training split whose nearest neighbour is looked for


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\d+", "0", text.lower()))


def distinct(texts: list[list[str]], n: int) -> float:
    """Return the share of runs of n words that stand once."""
    runs = Counter(
        run for text in texts for run in zip(*(text[at:] for at in range(n)), strict=False)
    )
    return len(runs) / max(1, sum(runs.values()))


class Near:
    """Finds the row that shares most pairs of words, by Jaccard."""

    def __init__(self, rows: list[tuple[str, list[str]]]) -> None:
        self.rows = [(brief, frozenset(pairwise(text))) for brief, text in rows]
        self.holds: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, (_, pairs) in enumerate(self.rows):
            for pair in pairs:
                self.holds[pair].append(number)

    def best(
        self, text: list[str], skip: int | None = None, other_than: str | None = None
    ) -> float:
        pairs = frozenset(pairwise(text))
        shared = Counter(n for pair in pairs for n in self.holds.get(pair, ()) if n != skip)
        return max(
            (
                both / len(pairs | self.rows[n][1])
                for n, both in shared.items()
                if self.rows[n][0] != other_than
            ),
            default=0.0,
        )


def spread(values: list[float]) -> str:
    ordered = sorted(values)
    at = [ordered[int(len(ordered) * share)] for share in (0.5, 0.95, 0.99)]
    return "median {:.2f}, 95 % {:.2f}, 99 % {:.2f}, most {:.2f}".format(*at, ordered[-1])


def main() -> None:
    rows = [
        json.loads(line)
        for path in sorted((HERE / "rows").glob("*.jsonl"))
        for line in path.open("r", encoding="utf-8")
    ]
    told = [(row["id"].split("-")[0], words(row["text"])) for row in rows]
    training = [one for one in told if one[0] not in CHOOSING + PROVING]
    print(f"{len(told)} rows, {len({word for _, text in told for word in text})} words")
    print(
        "distinct runs of one, two, three words: "
        + ", ".join(f"{distinct([t for _, t in told], n):.2f}" for n in (1, 2, 3))
    )
    near = Near(training)
    drawn = random.Random(0).sample(range(len(training)), SAMPLE)
    print(
        "nearest row, training, any brief:   "
        + spread([near.best(training[n][1], n) for n in drawn])
    )
    print(
        "nearest row, training, other brief: "
        + spread([near.best(training[n][1], n, training[n][0]) for n in drawn])
    )
    for name, briefs in (("choosing", CHOOSING), ("proving", PROVING)):
        print(
            f"nearest training row of the {name} briefs: "
            + spread([near.best(text) for brief, text in told if brief in briefs])
        )


if __name__ == "__main__":
    main()
