"""Measure how fast 100,000 chat messages of two overlapping exports are read, merged and deduplicated.

Usage: python bench/messages.py [--messages N] [--whole]. The exports are invented and always the same: each holds
seven tenths of the messages, so that four tenths come twice. Processor time of one process. `--whole`
adds all that stands between the files and the evidence: people replaced, secrets masked, kinds told.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from typical import PEOPLE, chat

from unblame.evidence import ReadOptions, read
from unblame.evidence.form import OpenSource
from unblame.evidence.merge import Keyed, fold, keyed
from unblame.evidence.reading import Read, read_source
from unblame.evidence.zones import Zones

GOAL = 2.0
A_DAY = 5_000
DAY = 86_400


def write(folder: Path, count: int) -> list[Path]:
    """Write two exports of one channel that overlap, a file a day, and return their files."""
    told = sorted(chat(random.Random(5), count))
    messages = [
        {"type": "message", "user": who, "text": text, "ts": f"{at.timestamp() + DAY * (n // A_DAY):.6f}"}
        for n, (at, who, text) in enumerate(told)
    ]  # fmt: skip
    days = [messages[at : at + A_DAY] for at in range(0, count, A_DAY)]
    users = [
        {"id": i, "name": n.split()[0].lower(), "real_name": n, "is_bot": False} for i, n in PEOPLE
    ]
    parts = {"first": slice(0, len(days) * 7 // 10), "second": slice(len(days) * 3 // 10, None)}
    files = []
    for name, part in parts.items():
        home = folder / name / "ops"
        home.mkdir(parents=True)
        (home.parent / "users.json").write_text(json.dumps(users))
        for number, day in list(enumerate(days))[part]:
            files.append(home / f"2026-{number // 28 + 3:02d}-{number % 28 + 1:02d}.json")
            files[-1].write_text(json.dumps(day))
    return files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--whole", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        files = write(Path(made), asked.messages)
        read_source(OpenSource(path="warm.json", data=b"[]"), Zones())
        started = time.process_time()
        readings = [read_source(OpenSource(path=str(one), file=one), Zones()) for one in files]
        opened = time.process_time()
        records: list[Keyed] = []
        for number, one in enumerate(readings, start=1):
            if not isinstance(one, Read):
                sys.exit(one.what)
            records += keyed(one.reader, f"S{number}", one.reading.records)
        folded = fold(records)
        merged = time.process_time()
        print(f"{len(records):,} messages in two exports, {len(folded):,} different ones")
        print(f"read                      {opened - started:6.2f} s")
        print(f"merged and deduplicated   {merged - opened:6.2f} s   (goal {GOAL} s)")
        if asked.whole:
            started = time.process_time()
            found = read([Path(made)], options=ReadOptions(tz="UTC"))
            print(f"all, {len(found.events):,} events   {time.process_time() - started:6.2f} s")


if __name__ == "__main__":
    main()
