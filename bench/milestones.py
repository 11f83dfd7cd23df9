"""Measure the five core milestones against labelled documents: `bench/milestones.py PATH`.

PATH holds `milestones.jsonl` and the documents that it names. A value within one minute of any
accepted one is right; `missing` is right where null is accepted. Where a recogniser is installed (or
given with `--recogniser FOLDER`) three ways are compared: rules alone, the recogniser alone, which takes
the first or last dated line that reads as the milestone, and both as `draft` takes them. What a document states is
counted apart: a labelled time of which it writes both the year and the clock, in whatever way.
"""

import argparse
import json
import math
import re
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from unblame.evidence import ReadOptions, read
from unblame.model import CORE_MILESTONES
from unblame.people import Cast
from unblame.recognise import Reader, installed
from unblame.timeline import build
from unblame.timeline.scene import Scene
from unblame.timeline.voice import alone

NOW = datetime(2030, 1, 1, tzinfo=UTC)
Answers = dict[str, datetime | None]
Way = Callable[[Path, str | None], Answers]


def both(document: Path, tz: str | None, reader: Reader | None) -> Answers:
    """Return the answer for each core milestone, by the path that `draft` takes."""
    evidence = read([document], options=ReadOptions(tz=tz), cast=Cast(reader=reader))
    milestones = build(evidence, now=NOW).milestones
    return {name: milestones[name].at for name in CORE_MILESTONES}


def heard(document: Path, tz: str | None, reader: Reader) -> Answers:
    """Return the answer for each core milestone of the recogniser alone."""
    evidence = read([document], options=ReadOptions(tz=tz), cast=Cast(reader=reader))
    picks = alone(Scene(evidence, NOW))
    return {name: picks[name].at if name in picks else None for name in CORE_MILESTONES}


def ways(reader: Reader | None) -> dict[str, Way]:
    """Return the ways of answering that can be compared."""
    found: dict[str, Way] = {"rules alone": lambda document, tz: both(document, tz, None)}
    if reader is not None:
        found["recogniser alone"] = lambda document, tz: heard(document, tz, reader)
        found["both"] = lambda document, tz: both(document, tz, reader)
    return found


def right(answer: datetime | None, accepted: list[str | None]) -> bool:
    """Say whether an answer is one of the accepted ones, within a minute."""
    if answer is None:
        return None in accepted
    return any(
        value is not None and abs((datetime.fromisoformat(value) - answer).total_seconds()) <= 60
        for value in accepted
    )


def states(text: str, row: dict[str, Any], name: str) -> bool:
    """Say whether a document writes the year and the clock of a labelled time."""
    offset = timedelta(minutes=row["tz_offset_used_min"] or 0)
    times = [datetime.fromisoformat(value) for value in row["accept"][name] if value is not None]
    walls = [time + shift for time in times for shift in {offset, timedelta()}]
    return any(str(wall.year) in text and _clock(wall).search(text) for wall in walls)


def _clock(wall: datetime) -> re.Pattern[str]:
    hour, twelve, minute = wall.hour, wall.hour % 12 or 12, f"{wall.minute:02d}"
    sharp = rf"|{twelve} ?[ap]\.?m" if wall.minute == 0 else ""
    return re.compile(
        rf"(?<![\d:])(?:0?{hour}[:.h ]?{minute}(?!\d)|{twelve}[:.]{minute} ?[ap]\.?m{sharp})",
        re.IGNORECASE,
    )


def interval(hits: int, total: int) -> str:
    """Return the share with its 95 % Wilson interval."""
    if not total:
        return "none"
    p, z = hits / total, 1.96
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{p:.3f} ({hits}/{total}, 95 % {middle - half:.3f} to {middle + half:.3f})"


def score(rows: list[dict[str, Any]], root: Path, way: Way, *, named: bool, verbose: bool) -> None:
    """Print the scores of some labelled documents."""
    hits = total = empty = found = valued = told = stated = invented = 0
    by_name: dict[str, list[int]] = {name: [0, 0] for name in CORE_MILESTONES}
    for row in rows:
        given = _answers(root / row["file"], row, way, named=named)
        text = (root / row["file"]).read_text(encoding="utf-8")
        for name in CORE_MILESTONES:
            accepted = row["accept"][name]
            ok = right(given[name], accepted)
            total, hits, empty = total + 1, hits + ok, empty + (None in accepted)
            by_name[name][0] += ok
            by_name[name][1] += 1
            if row[name] is not None:
                hit = ok and given[name] is not None
                valued, found = valued + 1, found + hit
                if states(text, row, name):
                    stated, told = stated + 1, told + hit
            invented += given[name] is not None and accepted == [None]
            if verbose and not ok:
                print(f"  {row['id']} {name:13} {given[name]} not in {accepted}")
    print(f"  right            {interval(hits, total)}")
    print(f"  always missing   {interval(empty, total)}")
    print(f"  recall of values {interval(found, valued)}")
    print(f"  recall of stated {interval(told, stated)}")
    print(f"  invented         {invented} where only missing is accepted")
    print("  " + "  ".join(f"{name} {a}/{b}" for name, (a, b) in by_name.items()))


def _answers(document: Path, row: dict[str, Any], way: Way, *, named: bool) -> Answers:
    tz = "UTC" if row["tz_in_doc"] is None else None
    if not named:
        return way(document, tz)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / Path(row["path"]).name
        copy.write_bytes(document.read_bytes())
        return way(copy, tz)


def main() -> int:
    """Score the documents under PATH and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--named", action="store_true", help="read under the original file names")
    parser.add_argument("--verbose", action="store_true", help="list what is wrong")
    parser.add_argument("--recogniser", type=Path, default=installed())
    options = parser.parse_args()
    reader = Reader(options.recogniser, print) if options.recogniser else None
    lines = (options.path / "milestones.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    for title, conflicting in (
        ("without conflict in the document", False),
        ("with conflict", True),
    ):
        chosen = [row for row in rows if bool(row["conflict_in_doc"]) is conflicting]
        for name, way in ways(reader).items():
            print(f"{len(chosen)} documents {title}, {name}:")
            score(chosen, options.path, way, named=options.named, verbose=options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
