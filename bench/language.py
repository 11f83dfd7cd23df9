"""Measures the language rules on labelled sentences: `python bench/language.py DATA_FOLDER`.

Prints precision, recall and F1 with 95 % intervals, borderline rows apart, recall for each kind,
and the rate of false alarms on sentences as they come. Reads, never writes.
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


def kinds(rows: list[Row], found: dict[str, list[Finding]]) -> None:
    """Print for each kind how often it was found where it is labelled, and found elsewhere."""
    labelled, right, other = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        wanted = {f"UB1{rule[1:]}" for rule in row["rules"]}
        seen = {code for one in found[row["id"]] for code in (one.rule, *one.also)}
        labelled.update(wanted)
        right.update(wanted & seen)
        other.update(seen - wanted)
    for code in sorted(labelled | other):
        name = RULES[code].name if code in RULES else "(not built)"
        print(f"  {code} {name}: {right[code]} of {labelled[code]}, elsewhere {other[code]}")


def natural(rows: list[Row], found: dict[str, list[Finding]], show: bool) -> None:
    """Print the rate of false alarms on sentences drawn at random."""
    neutral = [row for row in rows if not row["blameful"]]
    alarms = [row for row in neutral if predicted(found[row["id"]])]
    caught = [row for row in rows if row["blameful"] and predicted(found[row["id"]])]
    low, high = wilson(len(alarms), len(neutral))
    share = len(alarms) / max(1, len(neutral))
    print(
        f"natural: {len(alarms)} false alarms of {len(neutral)} = {share:.3f} [{low:.3f}, {high:.3f}]"
    )
    print(f"natural: {len(caught)} of {len(rows) - len(neutral)} blameful found")
    if show:
        for row in alarms:
            print("  alarm", row["id"], [one.rule for one in found[row["id"]]], row["text"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", action="store_true", help="list the sentences that went wrong")
    arguments = parser.parse_args()
    sets: dict[str, list[Row]] = {}
    for name in ("language", "natural"):
        lines = (arguments.path / f"{name}.jsonl").read_text("utf-8").splitlines()
        sets[name] = [json.loads(line) for line in lines]
    found = {row["id"]: check(row["text"]) for rows in sets.values() for row in rows}
    clear = [row for row in sets["language"] if not row["borderline"]]
    unclear = [row for row in sets["language"] if row["borderline"]]
    report("clear", [(row["blameful"], predicted(found[row["id"]])) for row in clear])
    report("borderline", [(row["blameful"], predicted(found[row["id"]])) for row in unclear])
    if arguments.show:
        for row in sets["language"]:
            if row["blameful"] != predicted(found[row["id"]]):
                print("  wrong", row["id"], row["blameful"], row["rules"], row["text"][:200])
    kinds(sets["language"], found)
    natural(sets["natural"], found, arguments.show)


if __name__ == "__main__":
    main()
