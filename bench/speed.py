"""Measure start-up, checking and drafting as whole processes, in ratios to `python -c pass`.

Usage: python bench/speed.py [--million]. Prints the median of five runs and the peak memory.
"""

import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "checkout-regression"


def timed(*command: str, runs: int = 5) -> float:
    """Return the median wall seconds of some runs after one warm-up."""
    seconds = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
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
