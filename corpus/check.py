"""Check the corpus: every row whole, every span in its text, no near-duplicates; print what is thin.

Usage: python corpus/check.py [rows/b07.jsonl ...]     without files: everything
"""

import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unblame.recognise.labels import CATEGORIES, EVENTS, KINDS, SUBTYPES

HERE = Path(__file__).parent
FORMS = set("prose timeline issue chat notes ticket status transcript mail".split())
MENTIONS = set("name handle email id initials phone link".split())
LETTERS = {name: letter for letter, name in CATEGORIES.items()}
KEYS = set("id form text blame borderline people events factor good bad wrong".split())
ADDRESS = re.compile(r"https?://([\w.-]+)|[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
RESERVED = re.compile(r"(?:^|\.)(?:example(?:\.com|\.org|\.net)?|test|invalid|localhost)$")
ALIKE = 0.6  # share of word trigrams from which two rows count as the same sentence

Row = dict[str, Any]


def problems(row: Row) -> Iterator[str]:
    """Yield what is wrong in one row."""
    if unknown := set(row) - KEYS:
        yield f"unknown keys {sorted(unknown)}"
    text = row.get("text", "")
    if not text.strip() or text != text.strip():
        yield "no text, or space around it"
    if row.get("form") not in FORMS:
        yield f"form {row.get('form')!r}"
    for number, blame in enumerate(row.get("blame", ())):
        if blame.get("kind") not in KINDS:
            yield f"blame kind {blame.get('kind')!r}"
        parts = ["text", "who", "act", "object", "when"] if number == 0 else ["text"]
        for part in parts:
            if blame.get(part, "" if part != "text" else None) not in text and (
                blame.get(part) or part == "text"
            ):
                yield f"{part} {blame.get(part)!r} does not stand in the text"
    for mention in row.get("people", ()):
        if mention.get("kind") not in MENTIONS or mention.get("text", "\0") not in text:
            yield f"person {mention}"
    if not row.get("events") or not set(row["events"]) <= set(EVENTS) or len(row["events"]) > 3:
        yield f"events {row.get('events')}"
    factor = row.get("factor")
    if factor and not (factor[1] in SUBTYPES and factor[1][0] == LETTERS.get(factor[0])):
        yield f"factor {factor}"
    if "good" in row and not (row.get("blame") and len(row["good"]) == 2 and row.get("bad")):
        yield "good needs a blaming row, two wordings, and a bad one"
    for found in ADDRESS.finditer(text):
        if not RESERVED.search(found[1] or found[2]):
            yield f"address {found[0]}"


def trigrams(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"\d+", "0", text.lower()))
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([tuple(words)])


def alike(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """Yield the ids of rows that say nearly the same in the same words."""
    seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
    grams = [trigrams(row["text"]) for row in rows]
    for number, mine in enumerate(grams):
        near = Counter(other for gram in mine for other in seen[gram])
        for other, both in near.items():
            if both / len(mine | grams[other]) >= ALIKE:
                yield rows[other]["id"], rows[number]["id"]
        for gram in mine:
            seen[gram].append(number)


def load(paths: list[Path]) -> tuple[list[Row], list[str]]:
    briefs = tomllib.loads((HERE / "briefs.toml").read_text("utf-8"))
    rows, wrong = [], []
    for path in paths:
        if path.stem not in briefs:
            wrong.append(f"{path.name}: no such brief")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
            except ValueError as error:
                wrong.append(f"{path.name}:{number}: {error}")
                continue
            if row.get("id") != f"{path.stem}-{number:03}":
                wrong.append(f"{path.name}:{number}: id {row.get('id')!r}")
            wrong += [f"{path.name}:{number}: {what}" for what in problems(row)]
            rows.append(row)
    return rows, wrong


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or sorted((HERE / "rows").glob("*.jsonl"))
    rows, wrong = load(paths)
    if not wrong:
        wrong = [f"{one} and {other} are nearly the same" for one, other in alike(rows)]
    blaming = [row for row in rows if row["blame"]] if not wrong else []
    for line in wrong[:60]:
        print(line)
    print(f"{len(rows)} rows in {len(paths)} briefs, {len(blaming)} blaming, {len(wrong)} problems")
    if wrong:
        sys.exit(1)
    count = Counter(blame["kind"] for row in rows for blame in row["blame"])
    print("kinds   ", " ".join(f"{kind}:{count[kind]}" for kind in sorted(KINDS)))
    print("forms   ", dict(Counter(row["form"] for row in rows)))
    print("events  ", dict(Counter(event for row in rows for event in row["events"])))
    print("factors ", dict(Counter(row["factor"][0] for row in rows if row["factor"])))
    print("people  ", sum(len(row["people"]) for row in rows), "mentions")
    print("rewrites", sum("good" in row for row in rows))


if __name__ == "__main__":
    main()
