"""Measure the kinds of events: `bench/events.py FILE… [--recogniser FOLDER]`.

Each FILE holds labelled sentences, one JSON object a line with `text` and its kinds as `kind` or
`events`. Three answers are compared: of the wording alone, of the recogniser alone, and of both as
`draft` takes them. The mean is over the kinds that the labels know; its interval comes from 1,000
draws of the sentences.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from unblame.evidence.cues import kinds as worded
from unblame.evidence.heard import both, heard
from unblame.recognise import Reader, installed

Rows = list[tuple[frozenset[str], frozenset[str]]]
DRAWS = 1000


def labelled(files: Iterable[Path]) -> list[tuple[str, frozenset[str]]]:
    """Return each sentence with the kinds that it tells."""
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [(row["text"], frozenset(row.get("kind") or row.get("events") or ())) for row in lines]


def by_kind(rows: Rows) -> dict[str, tuple[float, float, float, int]]:
    """Return precision, recall, F1 and the number of labels of each kind that is labelled."""
    hit, said, true = Counter[str](), Counter[str](), Counter[str]()
    for answer, label in rows:
        hit.update(answer & label)
        said.update(answer)
        true.update(label)
    return {
        kind: (
            hit[kind] / said[kind] if said[kind] else 0.0,
            hit[kind] / true[kind],
            2 * hit[kind] / (said[kind] + true[kind]),
            true[kind],
        )
        for kind in sorted(true)
    }


def macro(rows: Rows) -> float:
    """Return the mean F1 over the kinds that are labelled."""
    scores = by_kind(rows)
    return sum(f1 for _, _, f1, _ in scores.values()) / len(scores) if scores else 0.0


def interval(rows: Rows) -> tuple[float, float]:
    """Return the 95 % interval of the mean by drawing the sentences again and again."""
    luck = random.Random(0)
    drawn = sorted(macro(luck.choices(rows, k=len(rows))) for _ in range(DRAWS))
    return drawn[DRAWS * 25 // 1000], drawn[DRAWS * 975 // 1000]


def report(title: str, rows: Rows, *, verbose: bool) -> None:
    """Print the figures of one way of answering."""
    low, high = interval(rows)
    chief = sum(bool(answer & label) for answer, label in rows) / len(rows)
    print(
        f"{title:16} macro F1 {macro(rows):.3f} (95 % {low:.3f} to {high:.3f}), a kind right in {chief:.3f}"
    )
    if verbose:
        for kind, (precision, recall, f1, count) in by_kind(rows).items():
            print(f"  {kind:18} P {precision:.2f} R {recall:.2f} F1 {f1:.2f} of {count}")


def main() -> int:
    """Score the three ways of answering."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--recogniser", type=Path, default=installed())
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    reader = Reader(options.recogniser, print) if options.recogniser else None
    ways: dict[str, Callable[[str], Iterable[str]]] = {"rules alone": worded}
    if reader is not None:
        ways["recogniser alone"] = lambda text: heard(text, reader) or ("note",)
        ways["both"] = lambda text: both(worded(text), heard(text, reader))
    sentences = labelled(options.files)
    print(f"{len(sentences)} sentences")
    for title, way in ways.items():
        rows = [(frozenset(map(str, way(text))), label) for text, label in sentences]
        report(title, rows, verbose=options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
