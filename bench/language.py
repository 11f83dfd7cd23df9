"""Measures how well blame is told: `python bench/language.py FOLDER_OR_FILE [--recogniser FOLDER]`.

Prints precision, recall and F1 with 95 % intervals, borderline rows apart, recall for each kind, and
the rate of false alarms on sentences as they come: for rules alone and, with `--recogniser`, for the
recogniser alone and for both, and how precision and recall move with its threshold. `--corpus` measures
the held-out briefs of the corpus too, `--baselines` what others would do, `--documents` findings per
1,000 words.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # `training` is beside this folder

from baselines import baselines
from training.rows import CHOOSING, PROVING, Row, rows, split
from ways import Settled, Verdict, Way, both, predicted, ways

from unblame.language import RULES, check

ROUNDS = 2000
CURVE = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
Labelled = dict[str, Any]
Pairs = list[tuple[bool, bool]]

__all__ = ["interval", "predicted", "read", "scores", "wilson"]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def scores(pairs: Pairs) -> tuple[float, float, float]:
    """Return precision, recall and F1 of (labelled, predicted) pairs."""
    counts = Counter(pairs)
    right = counts[True, True]
    precision = right / max(1, right + counts[False, True])
    recall = right / max(1, right + counts[True, False])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def interval(pairs: Pairs) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of F1."""
    chance = random.Random(0)
    drawn = sorted(scores(chance.choices(pairs, k=len(pairs)))[2] for _ in range(ROUNDS))
    return drawn[int(0.025 * ROUNDS)], drawn[int(0.975 * ROUNDS)]


def report(name: str, pairs: Pairs) -> None:
    """Print one line of scores with their intervals."""
    counts = Counter(pairs)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    precision, recall, f1 = scores(pairs)
    plow, phigh = wilson(right, right + wrong)
    rlow, rhigh = wilson(right, right + missed)
    flow, fhigh = interval(pairs)
    print(
        f"  {name}: n={len(pairs)}  precision {precision:.2f} [{plow:.2f}, {phigh:.2f}]  "
        f"recall {recall:.2f} [{rlow:.2f}, {rhigh:.2f}]  F1 {f1:.2f} [{flow:.2f}, {fhigh:.2f}]"
    )


def pairs_of(labelled: list[Labelled], way: Way) -> Pairs:
    """Return what is labelled of each row beside what a way says."""
    return [(row["blameful"], way(row["text"]).blames) for row in labelled]


def whole(name: str, labelled: list[Labelled], told: dict[str, Way], *, show: bool) -> None:
    """Print the scores of every way on one set, clear rows and borderline ones apart."""
    for part, wanted in (("clear", False), ("borderline", True)):
        chosen = [row for row in labelled if row["borderline"] is wanted]
        if chosen:
            print(f"{name}, {part}:")
            for way, judge in told.items():
                report(way, pairs_of(chosen, judge))
    for way, judge in told.items() if show else ():
        for row in labelled:
            verdict = judge(row["text"])
            if verdict.blames != row["blameful"]:
                print(
                    f"  wrong by {way}",
                    row["id"],
                    row["blameful"],
                    row["rules"],
                    verdict.said,
                    row["text"][:200],
                )


def kinds(labelled: list[Labelled], told: dict[str, Way]) -> None:
    """Print for each kind how often each way finds it where it is labelled, and elsewhere."""
    wanted = {row["id"]: {f"UB1{rule[1:]}" for rule in row["rules"]} for row in labelled}
    counts = Counter(code for codes in wanted.values() for code in codes)
    seen = {
        way: {row["id"]: judge(row["text"]).codes for row in labelled}
        for way, judge in told.items()
    }
    found = {code for by_id in seen.values() for codes in by_id.values() for code in codes}
    for code in sorted(counts | Counter(dict.fromkeys(found, 0))):
        if code not in RULES:
            continue
        print(f"  {code} {RULES[code].name}: {counts[code]} labelled")
        for way, by_id in seen.items():
            right = sum(code in by_id[row] for row, codes in wanted.items() if code in codes)
            elsewhere = sum(
                code in codes for row, codes in by_id.items() if code not in wanted[row]
            )
            low, high = wilson(right, counts[code])
            print(f"    {way}: {right} found [{low:.2f}, {high:.2f}], elsewhere {elsewhere}")


def natural(labelled: list[Labelled], told: dict[str, Way], *, show: bool) -> None:
    """Print the rate of false alarms on sentences drawn at random."""
    neutral = [row for row in labelled if not row["blameful"]]
    blameful = [row for row in labelled if row["blameful"]]
    print("natural:")
    for way, judge in told.items():
        alarms = [row for row in neutral if judge(row["text"]).blames]
        missed = [row for row in blameful if not judge(row["text"]).blames]
        low, high = wilson(len(alarms), len(neutral))
        share = len(alarms) / max(1, len(neutral))
        print(
            f"  {way}: {len(alarms)} false alarms of {len(neutral)} = {share:.3f} [{low:.3f}, {high:.3f}], "
            f"{len(blameful) - len(missed)} of {len(blameful)} blameful found"
        )
        for row in alarms if show else ():
            print("    alarm", row["id"], judge(row["text"]).said, row["text"][:200])
        for row in missed if show else ():
            print("    missed", row["id"], row["rules"], row["text"][:200])


def curve(name: str, labelled: list[Labelled], drawn: list[Labelled], reader: Settled) -> None:
    """Print how both together move with the threshold from which the recogniser warns."""
    clear = [row for row in labelled if not row["borderline"]]
    neutral = [row for row in drawn if not row["blameful"]]
    print(f"{name}, both, by threshold (the card says {reader.card.warn if reader.card else '-'}):")
    for threshold in CURVE:
        judge = both(reader.with_threshold(threshold))
        precision, recall, f1 = scores(pairs_of(clear, judge))
        alarms = sum(judge(row["text"]).blames for row in neutral)
        rate = f"  false alarms {alarms / len(neutral):.3f}" if neutral else ""
        print(
            f"  {threshold:.2f}: precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}{rate}"
        )


def documents(folder: Path) -> None:
    """Print how many findings there are in 1,000 words of whole documents, by family and level."""
    counts, words = Counter[str](), 0
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".md", ".txt", ".mediawiki", ".wiki", ".erb", ".rst"}:
            continue
        text = path.read_text("utf-8", errors="replace")
        words += len(text.split())
        counts.update(f"{one.family} {one.level}" for one in check(text))
    print(f"documents, rules: {words} words")
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count}, {1000 * count / max(1, words):.2f} per 1,000 words")


def read(path: Path) -> list[Labelled]:
    """Return the rows of one file; one without ids gets its line numbers."""
    if not path.exists():
        return []
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        {"id": f"{path.stem}-{number}", "borderline": False, "rules": [], **row}
        for number, row in enumerate(lines, start=1)
    ]


def held_out(briefs: tuple[str, ...]) -> list[Labelled]:
    """Return the rows of some briefs of the corpus in the shape of the other sets."""
    return [_labelled(row) for row in rows() if row.brief in briefs]


def _labelled(row: Row) -> Labelled:
    return {
        "id": row.id,
        "text": row.text,
        "blameful": bool(row.blames),
        "borderline": row.borderline,
        "rules": list(row.kinds),
    }


def remembered(judge: Way) -> Way:
    """Return a way that judges each text once."""
    known: dict[str, Verdict] = {}

    def judged(text: str) -> Verdict:
        if text not in known:
            known[text] = judge(text)
        return known[text]

    return judged


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="a folder, or one file of labelled sentences")
    parser.add_argument("--recogniser", type=Path, metavar="FOLDER", help="its weights")
    parser.add_argument("--corpus", choices=["choosing", "proving"], help="held-out briefs too")
    parser.add_argument("--baselines", action="store_true", help="what others would do, too")
    parser.add_argument(
        "--base", type=Path, metavar="FOLDER", help="where to unpack the encoder for them"
    )
    parser.add_argument("--show", action="store_true", help="list the sentences that went wrong")
    parser.add_argument("--documents", action="store_true", help="count findings in documents too")
    arguments = parser.parse_args()
    path: Path = arguments.path
    reader = Settled(arguments.recogniser) if arguments.recogniser else None
    told = ways(reader)
    if arguments.baselines:
        training, choosing, _ = split(rows())
        told |= baselines(training, choosing, arguments.base)
    told = {name: remembered(way) for name, way in told.items()}
    labelled = read(path) if path.is_file() else read(path / "language.jsonl")
    drawn = read(path) if path.is_file() else read(path / "natural.jsonl")
    sets = {path.stem: labelled}
    if arguments.corpus:
        briefs = CHOOSING if arguments.corpus == "choosing" else PROVING
        sets[f"corpus, briefs for {arguments.corpus}"] = held_out(briefs)
    for name, chosen in sets.items():
        whole(name, chosen, told, show=arguments.show)
        kinds(chosen, {way: told[way] for way in ways(reader)})
        if reader:
            curve(name, chosen, drawn if chosen is labelled else [], reader)
    natural(drawn, told, show=arguments.show)
    if arguments.documents and path.is_dir():
        documents(path / "documents")


if __name__ == "__main__":
    main()
