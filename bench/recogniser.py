"""Measure the recogniser: start to first answer, sentences a second, memory, and what the prefilter loses.

Usage: python bench/recogniser.py [--recogniser FOLDER] [--sentences N]. Everything is processor time of
one process on one core, so that a busy machine changes little, beside the runtime's own floor: the same
packages with a network of a table (tests/recognise/tiny). Sentences are those of the corpus' briefs that
nothing was trained on.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from training.rows import CHOOSING, PROVING, Row, rows  # noqa: E402

from unblame.recognise import Reader, installed  # noqa: E402
from unblame.recognise.worth import worth  # noqa: E402

TINY = ROOT / "tests" / "recognise" / "tiny"
SAID = "Mira should have checked the ledger before she restarted it."
ONE_CORE = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
PROBE = f"""
import json, sys, time
from pathlib import Path
def spent():
    return time.process_time()
told = {{"python": spent()}}
from unblame.recognise import Reader
reader = Reader(Path(sys.argv[1]), complain=sys.exit)
told["unblame"] = spent()
import numpy, onnxruntime
told["runtime"] = spent()
from unblame.recognise.weights import read
read(Path(sys.argv[1]))
told["digests"] = spent()
reader.load()
told["load"] = spent()
reader.read({SAID!r})
told["first"] = spent()
for line in sys.stdin.read().splitlines():
    reader.read(line)
status = Path("/proc/self/status")  # what getrusage tells counts the process that started this one
kept = status.read_text().split("VmHWM:")[1].split() if status.exists() else ["nan"]
told["peak"] = float(kept[0]) / 1024
print(json.dumps(told))
"""


def probe(folder: Path, text: str = "") -> dict[str, float]:
    """Return processor seconds up to each step of one fresh process, and its peak memory."""
    command = [sys.executable, "-c", PROBE, str(folder)]
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, check=True, env=ONE_CORE
    )
    return json.loads(done.stdout)


def start(folder: Path, runs: int = 3) -> None:
    """Print where the time from start to the first answer goes, and the runtime's own floor."""
    whole, floor = ([probe(where) for _ in range(runs + 1)][1:] for where in (folder, TINY))
    ends = [
        median(one["first"] - one["digests"] + one["runtime"] for one in each)
        for each in (whole, floor)
    ]
    print(
        f"start to first answer    {ends[0]:6.2f} s   (goal 0.40; floor of the runtime {ends[1]:.2f})"
    )
    steps = ("python", "unblame", "runtime", "digests", "load", "first")
    for before, after in zip(("", *steps), steps, strict=False):
        took = median(one[after] - one.get(before, 0) for one in whole)
        print(f"  {after:20} {took * 1000:8.0f} ms")
    print("  (digests are checked once more inside load; the line above is what that costs)")


def throughput(folder: Path, held: list[Row]) -> None:
    """Print sentences a second and the time of one, the half and the slowest twentieth."""
    reader = Reader(folder, complain=sys.exit)
    reader.read(SAID)
    took = []
    for row in held:
        began = time.process_time()
        reader.read(row.text)
        took.append(time.process_time() - began)
    took.sort()
    words = sum(len(row.text.split()) for row in held) / len(held)
    print(
        f"sentences a second      {len(took) / sum(took):6.0f}     (goal 300; {words:.0f} words each;"
        f" {median(took) * 1000:.1f} ms p50, {took[len(took) * 19 // 20] * 1000:.1f} ms p95)"
    )


def memory(folder: Path, held: list[Row]) -> None:
    """Print the peak of a process that read all sentences, beside the runtime's floor."""
    text = "\n".join(" ".join(row.text.split()) for row in held)
    peak, floor = probe(folder, text)["peak"], probe(TINY)["peak"]
    print(f"peak memory             {peak:6.0f} MB  (goal 250; floor of the runtime {floor:.0f})")


def prefilter(everything: list[Row]) -> None:
    """Print what the look before the network costs, what it loses and what it lets through."""
    began = time.process_time()
    passed = {row.id for row in everything if worth(row.text)}
    took = time.process_time() - began
    words = sum(len(row.text.split()) for row in everything)
    blaming = [row for row in everything if row.blames]
    plain = [row for row in everything if not row.blames and row.form in {"prose", "status"}]
    lost = sum(row.id not in passed for row in blaming)
    let = sum(row.id in passed for row in plain)
    print(
        f"prefilter               {took / words * 1e6:6.2f} µs a word (goal 5); loses {lost} of {len(blaming)}"
        f" that blame ({lost / len(blaming):.2%}, goal 0.5%); passes {let / len(plain):.0%} of {len(plain)}"
        " of prose and status that do not"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--recogniser", type=Path, help="a folder with weights; else the installed ones"
    )
    parser.add_argument("--sentences", type=int, default=500, help="how many to time on")
    given = parser.parse_args()
    everything = rows()
    prefilter(everything)
    folder = given.recogniser or installed()
    if folder is None:
        print("No recogniser is installed: nothing more to measure.")
        return
    card = Reader(folder, complain=sys.exit).card
    size = sum((folder / name).stat().st_size for name in card.digests) / 1e6
    print(f"{card.name} {card.version}: on disk           {size:6.1f} MB  (goal 45)")
    held = [row for row in everything if row.brief in CHOOSING + PROVING][: given.sentences]
    start(folder)
    throughput(folder, held)
    memory(folder, held)


if __name__ == "__main__":
    main()
