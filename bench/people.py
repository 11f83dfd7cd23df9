"""How many of the people named in labelled sentences are found, and how much else is taken for one.

Usage: python bench/people.py PATH, where PATH is a JSON Lines file with `text` and `names` per line,
or a folder of such files. Each file is read three times: with nobody known, with a roster of the
people named in it, and with a roster of every other one of them. A name inside an address or a
link that is found counts as found.
"""

import json
import math
import re
import sys
import time
from pathlib import Path
from typing import Any

from unblame.people import Cast, Member, Roster, mentions

RANK = re.compile(r"^(?:mr|mrs|ms|dr)\.? ")


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


UNLABELLED = {"email", "link", "phone"}  # people's, but labelled sets hold names and handles only


def fold(name: str) -> str:
    return name.strip("@<>~+:()_. ").casefold()


def measure(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    rows = [row for row in rows if "names" in row and "text" in row]
    if not rows:
        return
    everybody = sorted({name for row in rows for name in row["names"] or ()})
    for label, known in (
        ("nobody known", None),
        ("with a roster", roster(everybody)),
        ("with half a roster", roster(everybody[::2])),
    ):
        report(f"{path.name}, {label}", rows, known)


def roster(names: list[str]) -> Roster:
    return Roster(members=tuple(Member(name=name, handles=(name,)) for name in names))


def found_in(text: str, wanted: set[str], cast: Cast) -> set[str]:
    """Return what was found, an address or link that holds a wanted name as that name."""
    found: set[str] = set()
    for mention in mentions(text, cast):
        said = RANK.sub("", fold(mention.text))
        if mention.sure and mention.kind in {"email", "link", "id"}:
            held = {name for name in wanted if name in said}
            found |= held if held or mention.kind != "id" else {said}
        elif mention.sure:
            found.add(said)
    return found


def report(title: str, rows: list[dict[str, Any]], roster: Roster | None) -> None:
    right = extra = missed = 0
    started = time.perf_counter()
    for row in rows:
        wanted = {fold(name) for name in row["names"] or ()}
        sure = [mention for mention in mentions(row["text"], Cast(roster)) if mention.sure]
        found = {fold(mention.text) for mention in sure if mention.kind not in UNLABELLED}
        found |= {fold(mention.text) for mention in sure} & wanted
        right += len(wanted & found)
        extra += len(found - wanted)
        missed += len(wanted - found)
    spent = time.perf_counter() - started
    print(f"{title}: {len(rows)} sentences, {right + missed} names, {spent * 1000:.0f} ms")
    for label, of in (("precision", right + extra), ("recall", right + missed)):
        low, high = wilson(right, of)
        print(
            f"  {label:9} {right / of if of else 0:.2f}  95 % interval {low:.2f} to {high:.2f}  ({right} of {of})"
        )


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    path = Path(sys.argv[1])
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        measure(file)


if __name__ == "__main__":
    main()
