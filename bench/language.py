"""Measures the language rules on labelled sentences: `python bench/language.py FOLDER_OR_FILE`.

Prints precision, recall and F1 with 95 % intervals, borderline rows apart, recall for each kind,
the rate of false alarms on sentences as they come, and with `--documents` findings per 1,000 words.
"""

import argparse
import json
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

from unblame.language import RULES, Family, Finding, check

ROUNDS = 2000
Row = dict[str, Any]


def predicted(findings: list[Finding]) -> bool:
    """Whether a sentence counts as blameful: a warn or block finding of family blame."""
    return any(one.level.rank > 0 and one.family is Family.BLAME for one in findings)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def scores(pairs: list[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of (labelled, predicted) pairs."""
    counts = Counter(pairs)
    right = counts[True, True]
    precision = right / max(1, right + counts[False, True])
    recall = right / max(1, right + counts[True, False])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def interval(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of F1."""
    chance = random.Random(0)
    drawn = sorted(scores(chance.choices(pairs, k=len(pairs)))[2] for _ in range(ROUNDS))
    return drawn[int(0.025 * ROUNDS)], drawn[int(0.975 * ROUNDS)]


def report(name: str, pairs: list[tuple[bool, bool]]) -> None:
    """Print one line of scores with their intervals."""
    counts = Counter(pairs)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    precision, recall, f1 = scores(pairs)
    plow, phigh = wilson(right, right + wrong)
    rlow, rhigh = wilson(right, right + missed)
    flow, fhigh = interval(pairs)
    print(
        f"{name}: n={len(pairs)}  precision {precision:.2f} [{plow:.2f}, {phigh:.2f}]  "
        f"recall {recall:.2f} [{rlow:.2f}, {rhigh:.2f}]  F1 {f1:.2f} [{flow:.2f}, {fhigh:.2f}]"
    )


def kinds(rows: list[Row], found: dict[str, list[Finding]], show: bool) -> None:
    """Print for each kind how often it was found where it is labelled, and found elsewhere."""
    labelled, right, other = Counter[str](), Counter[str](), Counter[str]()
    missed: dict[str, list[str]] = {}
    for row in rows:
        wanted = {f"UB1{rule[1:]}" for rule in row["rules"]}
        seen = {code for one in found[row["id"]] for code in (one.rule, *one.also)}
        labelled.update(wanted)
        right.update(wanted & seen)
        other.update(seen - wanted)
        for code in wanted - seen:
            missed.setdefault(code, []).append(f"{row['id']} {row['text'][:200]}")
    for code in sorted(labelled | other):
        name = RULES[code].name if code in RULES else "(not built)"
        low, high = wilson(right[code], labelled[code])
        share = f"{right[code]} of {labelled[code]} [{low:.2f}, {high:.2f}]"
        print(f"  {code} {name}: {share}, elsewhere {other[code]}")
        for line in missed.get(code, []) if show else []:
            print("    missed", line)


def natural(rows: list[Row], found: dict[str, list[Finding]], show: bool) -> None:
    """Print the rate of false alarms on sentences drawn at random."""
    neutral = [row for row in rows if not row["blameful"]]
    alarms = [row for row in neutral if predicted(found[row["id"]])]
    blameful = [row for row in rows if row["blameful"]]
    caught = [row for row in blameful if predicted(found[row["id"]])]
    low, high = wilson(len(alarms), len(neutral))
    share = len(alarms) / max(1, len(neutral))
    print(
        f"natural: {len(alarms)} false alarms of {len(neutral)} = {share:.3f} [{low:.3f}, {high:.3f}]"
    )
    print(f"natural: {len(caught)} of {len(blameful)} blameful found")
    if show:
        for row in alarms:
            print("  alarm", row["id"], [one.rule for one in found[row["id"]]], row["text"])
        for row in blameful:
            if row not in caught:
                print("  missed", row["id"], row["rules"], row["text"][:200])


def documents(folder: Path) -> None:
    """Print how many findings there are in 1,000 words of whole documents, by family and level."""
    counts, words = Counter[str](), 0
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".md", ".txt", ".mediawiki", ".wiki", ".erb", ".rst"}:
            continue
        text = path.read_text("utf-8", errors="replace")
        words += len(text.split())
        counts.update(f"{one.family} {one.level}" for one in check(text))
    print(f"documents: {words} words")
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count}, {1000 * count / max(1, words):.2f} per 1,000 words")


def read(path: Path) -> list[Row]:
    """Return the rows of one file; one without ids gets its line numbers."""
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        {"id": f"{path.stem}-{number}", "borderline": False, "rules": [], **row}
        for number, row in enumerate(rows, start=1)
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="a folder, or one file of labelled sentences")
    parser.add_argument("--show", action="store_true", help="list the sentences that went wrong")
    parser.add_argument("--documents", action="store_true", help="count findings in documents too")
    arguments = parser.parse_args()
    path: Path = arguments.path
    whole = read(path) if path.is_file() else read(path / "language.jsonl")
    drawn = read(path) if path.is_file() else read(path / "natural.jsonl")
    found = {row["id"]: check(row["text"]) for row in [*whole, *drawn]}
    for name, rows in (
        ("clear", [row for row in whole if not row["borderline"]]),
        ("borderline", [row for row in whole if row["borderline"]]),
    ):
        if rows:
            report(name, [(row["blameful"], predicted(found[row["id"]])) for row in rows])
    if arguments.show:
        for row in whole:
            if row["blameful"] != predicted(found[row["id"]]):
                print("  wrong", row["id"], row["blameful"], row["rules"], row["text"][:200])
    kinds(whole, found, arguments.show)
    natural(drawn, found, arguments.show)
    if arguments.documents and path.is_dir():
        documents(path / "documents")


if __name__ == "__main__":
    main()
