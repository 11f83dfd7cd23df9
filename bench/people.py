"""How many of the people named in labelled text are found, and how much else is taken for one.

Usage: python bench/people.py PATH [--recogniser FOLDER] [--corpus choosing|proving] [--curve]

PATH is a JSON Lines file with `text` and `names` per line, or a folder of such files; beside
`documents/` a `milestones.jsonl` whose rows give `file` and `person_names` is read too. Each file is
read with nobody known, with a roster of the people named in it, and with a roster of every other one of
them; by rules alone and, with --recogniser, by the recogniser alone and by both. --corpus reads held-out
briefs of the corpus as whole documents too, and --curve shows there how the thresholds move the figures.
A name inside an address or a link that is found counts as found.
"""

import argparse
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent))  # `training` is beside this folder

from training.rows import CHOOSING, PROVING, rows

from unblame.people import Cast, Member, Mention, Roster, mentions
from unblame.people.recognised import Seen
from unblame.recognise import Reader
from unblame.recognise.recogniser import Recogniser

UNLABELLED = {"email", "link", "phone"}  # people's, but labelled sets hold names and handles only
CURVE = [(p, n) for p in (0.5, 0.7, 0.8, 0.9, 0.95) for n in (None, 0.02, 0.1, 0.2)]

Said = tuple[int, int, str, str]  # start, end, text, kind
Way = Callable[[str, Roster | None], list[Said]]
Document = tuple[str, list[tuple[int, int]]]


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


def fold(name: str) -> str:
    return name.strip("@<>~+:()_. ").casefold()


class Tuned(Reader):
    """A reader with other thresholds than those of its card."""

    def __init__(self, folder: Path, **thresholds: float | None) -> None:
        super().__init__(folder, complain=sys.exit)
        card = self.card
        assert card is not None
        self._card = msgspec.structs.replace(card, **thresholds)

    def load(self) -> Recogniser:
        recogniser = super().load()
        recogniser.card = self._card or recogniser.card
        return recogniser


def both(reader: Reader | None) -> Way:
    """Return how people are found by rules, and by a recogniser beside them where there is one."""

    def found(text: str, known: Roster | None) -> list[Said]:
        return [_said(it) for it in mentions(text, Cast(known, reader=reader)) if it.sure]

    return found


def alone(reader: Reader) -> Way:
    """Return how people are found by the recogniser alone, whoever is known."""

    def found(text: str, _: Roster | None) -> list[Said]:
        return [
            (it.start, it.end, text[it.start : it.end], it.kind) for it in Seen(text, reader).hits
        ]

    return found


def _said(found: Mention) -> Said:
    return found.start, found.end, found.text, found.kind


def roster(names: list[str]) -> Roster:
    return Roster(members=tuple(Member(name=name, handles=(name,)) for name in names))


def measure(path: Path, ways: dict[str, Way]) -> None:
    """Print the figures of one file of sentences, in each way and with each roster."""
    kept = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    kept = [row for row in kept if "names" in row and "text" in row]
    everybody = sorted({name for row in kept for name in row["names"] or ()})
    for label, known in (
        ("nobody known", None),
        ("with a roster", roster(everybody)),
        ("with half a roster", roster(everybody[::2])),
    ):
        for way, find in ways.items() if kept else ():
            report(f"{path.name}, {label}, {way}", sentences(kept, known, find))


def sentences(kept: list[dict[str, Any]], known: Roster | None, find: Way) -> tuple[int, int, int]:
    """Return how many names were found, how many others were, and how many names were not."""
    right = extra = missed = 0
    for row in kept:
        wanted = {fold(name) for name in row["names"] or ()}
        told = find(row["text"], known)
        found = {fold(text) for _, _, text, kind in told if kind not in UNLABELLED}
        found |= {fold(text) for _, _, text, _ in told} & wanted
        right, extra = right + len(wanted & found), extra + len(found - wanted)
        missed += len(wanted - found)
    return right, extra, missed


def documents(whole: Iterable[Document], find: Way) -> tuple[int, int, int]:
    """Return the same, mention by mention, over documents whose every mention is labelled."""
    right = extra = missed = 0
    for text, spans in whole:
        got: set[tuple[int, int]] = set()
        for start, end, words, kind in find(text, None):
            met = [span for span in spans if span[0] < end and start < span[1]]
            same = [span for span in met if fold(text[slice(*span)]) == fold(words)]
            extra += not same and kind not in UNLABELLED
            got.update(same or (met if kind in UNLABELLED else ()))
        right, missed = right + len(got), missed + len(spans) - len(got)
    return right, extra, missed


def named(folder: Path, ways: dict[str, Way]) -> None:
    """Print how many of the people listed for each document are found in it: a lower bound is listed."""
    lines = (folder / "milestones.jsonl").read_text(encoding="utf-8").splitlines()
    for way, find in ways.items():
        hit = of = said = words = 0
        started = time.process_time()
        for row in map(json.loads, lines):
            text = (folder / "documents" / Path(row["file"]).name).read_text(encoding="utf-8")
            wanted = {fold(name) for name in row["person_names"] or ()}
            found = {fold(words) for _, _, words, _ in find(text, None)}
            held = {name for name in wanted if any(name in one for one in found)}
            hit, of, said = hit + len(held), of + len(wanted), said + len(found)
            words += len(text.split())
        low, high = wilson(hit, of)
        print(
            f"documents, {way}: recall {hit / of:.3f} ({low:.3f} to {high:.3f}, {hit} of {of}); "
            f"{said} people told in {words} words, {time.process_time() - started:.1f} s"
        )


def held_out(briefs: tuple[str, ...]) -> list[Document]:
    """Return the briefs of the corpus as whole documents, with where people are mentioned."""
    texts: dict[str, str] = defaultdict(str)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows():
        if row.brief in briefs:
            at = len(texts[row.brief])
            places[row.brief] += [(start + at, end + at) for start, end in row.people]
            texts[row.brief] += row.text + "\n\n"
    return [(texts[brief], places[brief]) for brief in texts]


def report(title: str, counts: tuple[int, int, int]) -> None:
    right, extra, missed = counts
    print(f"{title}: {right + missed} names")
    for label, of in (("precision", right + extra), ("recall", right + missed)):
        low, high = wilson(right, of)
        print(
            f"  {label:9} {right / of if of else 0:.3f}  95 % interval {low:.3f} to {high:.3f}  ({right} of {of})"
        )


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("path", type=Path)
    asked.add_argument("--recogniser", type=Path)
    asked.add_argument("--corpus", choices=["choosing", "proving"])
    asked.add_argument("--curve", action="store_true")
    given = asked.parse_args()
    ways = {"rules": both(None)}
    if given.recogniser:
        reader = Reader(given.recogniser, complain=sys.exit)
        ways |= {"recogniser": alone(reader), "both": both(reader)}
    path: Path = given.path
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        measure(file, ways)
    if (path / "documents").is_dir() and (path / "milestones.jsonl").exists():
        named(path, ways)
    if given.corpus:
        whole = held_out(CHOOSING if given.corpus == "choosing" else PROVING)
        for way, find in ways.items():
            report(f"corpus ({given.corpus}), {way}", documents(whole, find))
        for people, nobody in CURVE if given.curve and given.recogniser else ():
            tuned = Tuned(given.recogniser, people=people, nobody=nobody)
            report(f"people {people}, nobody {nobody}", documents(whole, both(tuned)))


if __name__ == "__main__":
    main()
