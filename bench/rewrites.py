"""Measures the rewrites: `python bench/rewrites.py FILE` where FILE holds a sentence a line.

Prints how many of the block and warn findings have a rewrite. `--read` prints each rewrite as a row
to judge by the rubric in `rewrites.md`; `--sheet` counts the verdicts of a judged sheet.
"""

import argparse
import csv
import hashlib
from collections import Counter
from pathlib import Path

from language import wilson

from unblame.language import Family, Finding, check

VERDICTS = (
    "right",
    "loses_a_fact",
    "adds_a_fact",
    "false_subject",
    "ungrammatical",
    "still_blames",
)


def findings(sentence: str) -> list[Finding]:
    """Return what blocks or warns in a sentence, other than a name."""
    return [
        one
        for one in check(sentence, kind="plain")
        if one.level.rank > 0 and one.family is not Family.IDENTITY
    ]


def digest(sentence: str) -> str:
    """Return the first 16 hex digits by which the sheet knows a sentence."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:16]


def offered(sentences: list[str], *, read: bool) -> None:
    """Print the share of findings with a rewrite, and with `read` each rewrite."""
    made = total = 0
    for number, sentence in enumerate(sentences, start=1):
        for one in findings(sentence):
            total += 1
            if one.rewrite is None:
                continue
            made += 1
            if read:
                after = sentence[: one.start] + one.rewrite + sentence[one.end :]
                print(f"W{number:03d}\t{digest(sentence)}\t{one.rule}\t{sentence}\t{after}")
    low, high = wilson(made, total)
    print(
        f"rewrites offered: {made} of {total} = {made / max(1, total):.2f} [{low:.2f}, {high:.2f}]"
    )


def judged(sheet: Path) -> None:
    """Print the verdicts of a sheet, and the share judged right with its interval."""
    with sheet.open(encoding="utf-8", newline="") as file:
        counts = Counter(row["verdict"] for row in csv.DictReader(file, delimiter="\t"))
    total = sum(counts.values())
    low, high = wilson(counts["right"], total)
    share = counts["right"] / max(1, total)
    print(f"judged right: {counts['right']} of {total} = {share:.2f} [{low:.2f}, {high:.2f}]")
    for verdict in VERDICTS[1:]:
        print(f"  {verdict}: {counts[verdict]}")


def main() -> None:
    """Read the sentences or the sheet and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sentences", type=Path, nargs="?")
    asked.add_argument("--read", action="store_true")
    asked.add_argument("--sheet", type=Path)
    given = asked.parse_args()
    if given.sentences:
        lines = given.sentences.read_text(encoding="utf-8").splitlines()
        offered([line for line in lines if line.strip()], read=given.read)
    if given.sheet:
        judged(given.sheet)


if __name__ == "__main__":
    main()
