"""Measure start-up, checking, throughput, typing and drafting, each from one run.

Usage: python bench/speed.py [--million] [--megabytes N]. Processes are the median of five runs in
ratios to `python -c pass`, with modules compiled as an installed package has them. Throughput and
typing are processor time of one process, so that a busy machine changes little. The texts are
invented: few candidates (N megabytes, 10 unless said) is prose on services in which one sentence
in a hundred blames and no other holds anybody; dense (a tenth of it) is the same with three in ten.
Reports written by people hold names, roles and words of fault in most paragraphs and lie between.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
SUBJECTS = ("service", "queue", "cluster", "dashboard", "cache", "database", "region", "proxy")
STATES = (
    "held many jobs", "served stale pages", "drained in order", "grew past its limit",
    "filled within minutes", "answered in two seconds", "recovered after the release",
    "kept its replicas", "used the older build", "moved to another zone",
)  # fmt: skip
LINKS = ("while", "until", "before", "and then", "so", "although", "after which")
BLAMING = (
    "Ana Lopez forgot to run the tests. ", "The on-call engineer should have escalated. ",
    "Thanks to Jonas, it was found. ", "Ops broke it again. ",
)  # fmt: skip
EXAMPLE = ROOT / "examples" / "checkout-regression"


def timed(*command: str, runs: int = 5) -> float:
    """Return the median wall seconds of some runs after one warm-up."""
    seconds = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)
        seconds.append(time.perf_counter() - started)
    return median(seconds[1:])


def peak_megabytes(*command: str) -> float:
    """Return the peak resident memory of one run, measured in a process of its own."""
    probe = (
        "import resource,subprocess,sys;subprocess.run(sys.argv[1:],capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    out = subprocess.run(
        [sys.executable, "-c", probe, *command], capture_output=True, text=True, check=True
    )
    return int(out.stdout) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def prose(size: int) -> str:
    """Return clean Markdown prose of about `size` bytes."""
    sentence = "The {0} service returned errors for {1} minutes while the queue held {2} jobs. "
    names = ("checkout", "ledger", "search", "mail", "session", "quota")
    parts, count = ["# Notes\n\n"], 0
    while sum(map(len, parts)) < size:
        parts.append(
            "".join(sentence.format(names[(count + i) % 6], 3 + i, 40 * i) for i in range(4))
            + "\n\n"
        )
        count += 1
    return "".join(parts)


def invented(size: int, *, markdown: bool, blaming: float) -> str:
    """Return about `size` characters of invented prose in which a share of the sentences blames."""
    pick = random.Random(7)

    def sentence() -> str:
        if pick.random() < blaming:
            return pick.choice(BLAMING)
        first, second = pick.sample(SUBJECTS, 2)
        return (
            f"The {first} {pick.choice(STATES)} {pick.choice(LINKS)} the {second} "
            f"{pick.choice(STATES)} for {pick.randrange(2, 90)} minutes. "
        )

    parts, length = [], 0
    while length < size:
        text = "".join(sentence() for _ in range(pick.randrange(2, 7)))
        if markdown:
            text = pick.choice(("", "", "", "- ", "> ", "## ", "1. ")) + text
        parts.append(text)
        length += len(text) + 2
    return "\n\n".join(parts)


def throughput(size: int) -> None:
    """Print megabytes a second, whole and by stage."""
    from unblame.language import check
    from unblame.people import mentions
    from unblame.text import parse, sentences

    check("Ana forgot it.")
    for kind, share, goal in (("plain", 0.01, 5.0), ("markdown", 0.01, 1.5), ("markdown", 0.3, 0)):
        text = invented(
            size if share < 0.1 else size // 10, markdown=kind != "plain", blaming=share
        )
        blocks = parse(text, kind).blocks
        stages = {
            "parse": lambda text=text, kind=kind: parse(text, kind),
            "sentences": lambda blocks=blocks: [sentences(block) for block in blocks],
            "people": lambda text=text: mentions(text),
            "check": lambda text=text, kind=kind: check(text, kind=kind),
        }
        spent = {}
        for name, stage in stages.items():
            started = time.process_time()
            stage()
            spent[name] = time.process_time() - started
        each = ", ".join(f"{name} {len(text) / 1e6 / took:.1f}" for name, took in spent.items())
        wanted = f"   (goal {goal} MB/s)" if goal else ""
        what = "few candidates" if share < 0.1 else "dense"
        print(f"{kind:8} {what:14} {share:4.0%} blaming, MB/s: {each}{wanted}")


def typing(size: int = 100_000, changes: int = 60) -> None:
    """Print the time for one typed character in an open Markdown text where 2 % blame."""
    from unblame.language.live import LiveText

    pick = random.Random(3)
    text = invented(size, markdown=True, blaming=0.02)
    live, took = LiveText(), []
    live.update(text)
    for _ in range(changes):
        at = pick.randrange(len(text))
        text = text[:at] + pick.choice("ae t.") + text[at:]
        started = time.process_time()
        live.update(text)
        took.append((time.process_time() - started) * 1000)
    took.sort()
    p95 = took[int(len(took) * 0.95)]
    print(f"one character, 100 kB, 2% {median(took):7.1f} ms p50 {p95:7.1f} ms p95   (goal 50 ms)")


def million_lines(path: Path) -> None:
    """Write a log of a million lines in which errors jump for ten minutes."""
    with path.open("w") as file:
        for number in range(1_000_000):
            second = number * 7200 // 1_000_000
            bad = 3000 < second < 3600 and number % 3 == 0
            what = (
                f"ERROR checkout timeout order={number}"
                if bad
                else f"INFO checkout ok order={number} ms={number % 97}"
            )
            file.write(
                f"2026-03-04T{12 + second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z {what}\n"
            )


def main() -> None:
    words = sys.argv[1:]
    size = int(words[words.index("--megabytes") + 1]) if "--megabytes" in words else 10
    throughput(size * 1_000_000)
    typing()
    python, unblame = sys.executable, str(Path(sys.executable).parent / "unblame")
    floor = timed(python, "-c", "pass")
    print(f"python -c pass            {floor * 1000:7.1f} ms")
    start = timed(unblame, "--help")
    print(f"unblame --help            {start * 1000:7.1f} ms   {start / floor:5.1f}x   (goal 8x)")
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "clean.md"
        document.write_text(prose(100_000))
        check = timed(unblame, "check", str(document))
        print(
            f"unblame check, 100 kB     {check * 1000:7.1f} ms   {check / floor:5.1f}x   (goal 20x)"
        )
        given = tomllib.loads((EXAMPLE / "inputs.toml").read_text())
        words = [w for o in ("incident", "product", "impact") for w in (f"--{o}", str(given[o]))]
        draft = [unblame, "draft", str(EXAMPLE / "evidence"), *words, "--tz", "UTC"]
        print(
            f"draft of the example      {timed(*draft):7.2f} s    {peak_megabytes(*draft):5.0f} MB  (goal 2 s, 200 MB)"
        )
        if "--million" in sys.argv:
            log = Path(folder) / "big.log"
            million_lines(log)
            draft = [unblame, "draft", str(log), *words, "--tz", "UTC"]
            print(
                f"draft, 1,000,000 lines    {timed(*draft, runs=1):7.2f} s    {peak_megabytes(*draft):5.0f} MB  (goal 15 s, 1 GB)"
            )


if __name__ == "__main__":
    main()
