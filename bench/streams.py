"""Measure how fast logs are condensed, beside DuckDB on the same work and others on a bare parse.

Usage: python bench/streams.py [--lines N] [--jobs N] [--folder DIR] [--beside [--peers PYTHON] [--plaso PATH]]
The lines are mixed and invented: 40 % plain, 25 % syslog, 20 % JSON lines, 15 % access log, one file each, with a jump of
errors inside. `--beside` runs DuckDB and Polars, of the Python named by `--peers`, lnav where it is on the path, and
plaso where `--plaso` names its log2timeline. Each engine runs in a process of its own; DuckDB does the same
masking, grouping and counting. lnav, which has no such form by itself, is not given the JSON lines and
counts by minute and level; plaso reads the access log alone: it has no parser for the other three.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

START = 1_772_600_400
HOURS = 6
SHARES = {"plain.log": 0.40, "syslog.log": 0.25, "json.log": 0.20, "access.log": 0.15}
TEXTS = (
    "order {n} placed in {ms} ms", "cache miss for key user:{n}", "GET /orders/{n} took {ms} ms",
    "job {hex} finished after {ms} ms", "connection from 10.2.{b}.{b}:{n} accepted",
    "retrying batch {n}, attempt {b}", "session {hex} expired", "stock of item {n} is {ms}",
    "payment {n} of {ms}.{b} EUR settled", "worker-{b} idle for {ms} seconds",
)  # fmt: skip
BAD = "payment provider timed out for order {n} after {ms} ms"


def events(lines: int, seed: int) -> Iterator[tuple[float, str, str]]:
    """Yield (time, level, message) of so many lines; errors jump for forty minutes."""
    pick = random.Random(seed)
    step = HOURS * 3600 / lines
    numbers = [
        {"n": pick.randrange(1_000_000), "ms": pick.randrange(900), "b": pick.randrange(250),
         "hex": f"{pick.getrandbits(64):016x}"}
        for _ in range(4096)
    ]  # fmt: skip
    for number in range(lines):
        at = START + number * step
        minute = (at - START) / 60
        bad = 120 <= minute < 160 and number % 4 == 0
        text = BAD if bad else TEXTS[pick.randrange(len(TEXTS))]
        held = numbers[pick.randrange(4096)]
        held["n"] = (held["n"] * 31 + number) % 1_000_000
        yield at, "ERROR" if bad else "INFO", text.format(**held)


def write(folder: Path, lines: int) -> int:
    """Write the four files and return their size in bytes."""
    forms = {
        "plain.log": lambda s, level, text, _: f"{s}Z {level} {text}\n",
        "syslog.log": lambda s, level, text, _: (
            f"<{131 if level == 'ERROR' else 134}>1 {s}Z web-1 checkout 77 - - {text}\n"
        ),
        "json.log": lambda s, level, text, n: (
            f'{{"ts":"{s}Z","level":"{level.lower()}","msg":"{text}","trace":"{n:032x}"}}\n'
        ),
        "access.log": lambda s, level, _, n: (
            f"203.0.113.{n % 251} - - [{s[8:10]}/Mar/2026:{s[11:19]} +0000] "
            f'"GET /orders/{n} HTTP/1.1" {502 if level == "ERROR" else 200} {n % 5000} "-" "curl/8"\n'
        ),
    }
    for seed, (name, share) in enumerate(SHARES.items()):
        form = forms[name]
        last, stamp = None, ""
        with (folder / name).open("w", buffering=1 << 20) as file:
            for n, (at, level, text) in enumerate(events(int(lines * share), seed)):
                if int(at) != last:
                    last = int(at)
                    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(last))
                whole = stamp if name == "access.log" else f"{stamp}.{int(at % 1 * 1000):03d}"
                file.write(form(whole, level, text, n))
    return sum((folder / name).stat().st_size for name in SHARES)


UNBLAME = """
import sys
from pathlib import Path
from unblame.evidence import ReadOptions, read
if __name__ == "__main__":
    found = read([Path(p) for p in sys.argv[2:]], options=ReadOptions(tz="UTC", jobs=int(sys.argv[1])))
    print(len(found.changes), "changes,", sum(len(i.warnings) for i in found.items), "warnings")
"""

DUCKDB = r"""
import sys, duckdb
con = duckdb.connect()
con.execute("set enable_progress_bar = false")
con.execute("set threads to " + sys.argv[1])
BODY = {
    "plain.log": "regexp_extract(line, '^\\S+ (\\w+) (.*)$', 2)",
    "syslog.log": "regexp_extract(line, '^<\\d+>1 \\S+ \\S+ \\S+ \\S+ \\S+ \\S+ (.*)$', 1)",
    "json.log": "json_extract_string(line, '$.msg')",
    "access.log": "regexp_extract(line, '\"([A-Z]+ [^? ]+)', 1) || ' ' || regexp_extract(line, '\" (\\d)\\d\\d ', 1) || 'xx'",
}
STAMP = {"json.log": "json_extract_string(line, '$.ts')[1:16]", "access.log": "regexp_extract(line, '\\[([^\\]]{17})', 1)"}
LEVEL = {
    "json.log": "json_extract_string(line, '$.level')",
    "syslog.log": "regexp_extract(line, '^<(\\d+)>', 1)",
    "access.log": "regexp_extract(line, '\" (\\d)\\d\\d ', 1)",
}
rows = 0
for path in sys.argv[2:]:
    name = path.rsplit("/", 1)[1]
    stamp = STAMP.get(name, "regexp_extract(line, '(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)', 1)")
    text = BODY[name]
    masked = text
    for pattern in ("\\\"[^\\\"]*\\\"|''[^'']*''", "[\\w.+-]+@[\\w-]+\\.[\\w.-]+", "\\b[0-9a-f]{8,}\\b", "\\d[\\w.:%-]*"):
        masked = f"regexp_replace({masked}, '{pattern}', '*', 'g')"
    level = LEVEL.get(name, "regexp_extract(line, '\\b(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\b', 1)")
    query = f'''select {level} as level, {masked} as template, {stamp} as minute, count(*), min(line), max(line)
        from read_csv('{path}', columns={{'line': 'VARCHAR'}}, delim=chr(1), quote='', escape='', header=false, max_line_size=70000)
        group by 1, 2, 3'''
    rows += len(con.execute(query).fetchall())
print(rows, "cells")
"""

POLARS = """
import sys, polars as pl
total = 0
for path in sys.argv[2:]:
    total += pl.scan_csv(path, has_header=False, separator="\\x01", quote_char=None).collect().height
print(total, "lines, a bare parse")
"""


LNAV = (
    ";select count(*) as cells from (select strftime('%Y-%m-%dT%H:%M', log_time), log_level, count(*) "
    "from all_logs group by 1, 2)"
)


def timed(name: str, command: list[str], lines: int) -> float:
    """Print the wall time, rate and peak memory of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    probe = "import resource,subprocess,sys;r=subprocess.run(sys.argv[1:]).returncode;u=resource.getrusage(resource.RUSAGE_CHILDREN);print('peak',u.ru_maxrss//1024,'MB');sys.exit(r)"
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", probe, *command], capture_output=True, text=True, check=False
    )
    took = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = " · ".join((done.stdout if done.returncode == 0 else done.stderr[-300:]).split("\n"))
    print(f"{name:22} {took:8.2f} s {cpu:8.2f} s cpu {lines / took:12,.0f} lines/s   {said}")
    return took


def beside(folder: Path, lines: int, jobs: str, peers: str, plaso: str) -> None:
    """Print what others take over the same files, or over those of them that they can read."""
    files = [str(folder / name) for name in SHARES]
    timed("DuckDB, the same", [peers, "-c", DUCKDB, jobs, *files], lines)
    timed("Polars, bare parse", [peers, "-c", POLARS, jobs, *files], lines)
    if shutil.which("lnav"):
        known = [name for name in SHARES if name != "json.log"]
        share = int(lines * sum(SHARES[name] for name in known))
        found = [str(folder / name) for name in known]
        timed("lnav, without JSON", ["lnav", "-n", "-c", LNAV, *found], share)
    if plaso:
        with tempfile.TemporaryDirectory() as made:
            given = [
                "--status_view",
                "none",
                "--logfile",
                f"{made}/log.gz",
                "--storage_file",
                f"{made}/found.plaso",
            ]
            command = [
                plaso,
                *given,
                "--unattended",
                "--parsers",
                "text",
                str(folder / "access.log"),
            ]
            timed("plaso, access log", command, int(lines * SHARES["access.log"]))


def main() -> None:
    words = sys.argv[1:]

    def option(name: str, usual: str) -> str:
        return words[words.index(name) + 1] if name in words else usual

    lines, jobs = int(option("--lines", "200000")), option("--jobs", "1")
    peers = option("--peers", sys.executable)
    given = option("--folder", "")
    folder = Path(given or tempfile.mkdtemp(prefix="streams"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if not all((folder / name).exists() for name in SHARES):
            write(folder, lines)
        size = sum((folder / name).stat().st_size for name in SHARES)
        print(f"{lines:,} lines, {size / 1e6:.0f} MB, {os.cpu_count()} cores, jobs {jobs}")
        files = [str(folder / name) for name in SHARES]
        for name, part in SHARES.items():
            share = int(lines * part)
            timed(
                f"unblame {name}", [sys.executable, "-c", UNBLAME, jobs, str(folder / name)], share
            )
        timed("unblame, all", [sys.executable, "-c", UNBLAME, jobs, *files], lines)
        if "--beside" in words:
            beside(folder, lines, jobs, peers, option("--plaso", ""))
    finally:
        if not given:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
