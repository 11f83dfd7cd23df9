"""Measure factor categories against labelled documents: `bench/factors.py PATH`.

PATH holds `milestones.jsonl` and the documents that it names. A category named by both readers is
required, one named by one reader is neither required nor wrong, any other is wrong. Where a recogniser
is installed (or given with `--recogniser FOLDER`) three ways are compared: rules alone, the recogniser
alone over every sentence, and both as `draft` takes them. The intervals come from 1,000 draws of the
documents.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.factors import find
from unblame.model import FactorCategory
from unblame.people import Cast
from unblame.recognise import Reader, installed
from unblame.timeline import build

NOW = datetime(2030, 1, 1, tzinfo=UTC)
DRAWS = 1000
Way = Callable[[Path, str | None], set[str]]
#: Of one document: the categories found, those required, and those that are not wrong.
Row = tuple[set[str], set[str], set[str]]


def both(document: Path, tz: str | None, reader: Reader | None) -> set[str]:
    """Return the categories of the factors found, by the path that `draft` takes."""
    evidence = read([document], options=ReadOptions(tz=tz), cast=Cast(reader=reader))
    timeline = build(evidence, now=NOW)
    found = find(evidence, timeline, reader=reader)
    return {factor.category.value for factor in found.factors}


def heard(document: Path, tz: str | None, reader: Reader) -> set[str]:
    """Return the categories that the recogniser alone reads out of any sentence."""
    evidence = read([document], options=ReadOptions(tz=tz), cast=Cast())
    texts = [one.text for one in evidence.passages] + [one.text for one in evidence.events]
    readings = [reader.read(text) for text in texts]
    return {one.factor.category for one in readings if one is not None and one.factor is not None}


def ways(reader: Reader | None) -> dict[str, Way]:
    """Return the ways of answering that can be compared."""
    found: dict[str, Way] = {"rules alone": lambda document, tz: both(document, tz, None)}
    if reader is not None:
        found["recogniser alone"] = lambda document, tz: heard(document, tz, reader)
        found["both"] = lambda document, tz: both(document, tz, reader)
    return found


def f1(hits: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean."""
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def scores(rows: list[Row]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of each category."""
    hits, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for found, must, may in rows:
        hits.update(found & must)
        wrong.update(found - must - may)
        missed.update(must - found)
    return {c.value: f1(hits[c], wrong[c], missed[c]) for c in FactorCategory}


def macro(rows: list[Row]) -> float:
    """Return the mean F1 over the categories."""
    return sum(mean for _, _, mean in scores(rows).values()) / len(FactorCategory)


def interval(rows: list[Row]) -> tuple[float, float]:
    """Return the 95 % interval of the mean by drawing the documents again and again."""
    luck = random.Random(0)
    drawn = sorted(macro(luck.choices(rows, k=len(rows))) for _ in range(DRAWS))
    return drawn[DRAWS * 25 // 1000], drawn[DRAWS * 975 // 1000]


def main() -> None:
    """Print precision, recall and F1 for each category, and their mean, for each way of answering."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--recogniser", type=Path, default=installed())
    options = parser.parse_args()
    reader = Reader(options.recogniser, print) if options.recogniser else None
    lines = (options.path / "milestones.jsonl").read_text("utf-8").splitlines()
    for title, way in ways(reader).items():
        rows: list[Row] = []
        print(f"{title}:")
        for row in map(json.loads, lines):
            found = way(options.path / row["file"], None if row["tz_in_doc"] else "UTC")
            must, may = set(row["factors_must"]), set(row["factors_may"])
            rows.append((found, must, may))
            if options.verbose and (found - must - may or must - found):
                print(
                    row["id"], "wrong", sorted(found - must - may), "missed", sorted(must - found)
                )
        for name, (precision, recall, mean) in scores(rows).items():
            print(f"  {name:14} precision {precision:.2f} recall {recall:.2f} F1 {mean:.2f}")
        low, high = interval(rows)
        print(f"  macro F1 {macro(rows):.3f} (95 % {low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
