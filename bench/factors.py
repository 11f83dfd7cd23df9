"""Measure factor categories against labelled documents: `bench/factors.py PATH`.

PATH holds `milestones.jsonl` and the documents that it names. A category named by both readers is
required, one named by one reader is neither required nor wrong, any other is wrong.
"""

import argparse
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.factors import find
from unblame.model import FactorCategory
from unblame.people import Cast
from unblame.timeline import build

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def categories(document: Path, tz: str | None) -> set[str]:
    """Return the categories of the factors found, by the path that `draft` takes."""
    evidence = read([document], options=ReadOptions(tz=tz), cast=Cast())
    timeline = build(evidence, now=NOW)
    return {factor.category.value for factor in find(evidence, timeline).factors}


def f1(hits: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean."""
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def main() -> None:
    """Print precision, recall and F1 for each category, and their means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    hits, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    lines = (arguments.path / "milestones.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines):
        found = categories(arguments.path / row["file"], None if row["tz_in_doc"] else "UTC")
        must, may = set(row["factors_must"]), set(row["factors_may"])
        hits.update(found & must)
        wrong.update(found - must - may)
        missed.update(must - found)
        if arguments.verbose and (found - must - may or must - found):
            print(row["id"], "wrong", sorted(found - must - may), "missed", sorted(must - found))
    scores = {c.value: f1(hits[c], wrong[c], missed[c]) for c in FactorCategory}
    for name, (precision, recall, mean) in scores.items():
        print(f"{name:14} precision {precision:.2f} recall {recall:.2f} F1 {mean:.2f}")
    macro = sum(mean for _, _, mean in scores.values()) / len(scores)
    precision, recall, micro = f1(hits.total(), wrong.total(), missed.total())
    print(f"macro F1 {macro:.2f}; micro precision {precision:.2f} recall {recall:.2f} F1 {micro:.2f}")


if __name__ == "__main__":
    main()
