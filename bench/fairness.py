"""Whether everybody is found and read alike, whatever tradition or gender a name is of.

Usage: python bench/fairness.py [--recogniser FOLDER] [--each N]

Names: 720 invented people of sixty traditions, each in N of twelve sentences: recall by tradition, by
rules alone and, with --recogniser, by the recogniser alone and by both. Blame: in the sentences of the
corpus' held-out briefs that name one person, that name is changed for those of other traditions, and
in a few sentences for names and pronouns of another gender: how often the findings stay the same.
"""

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # `training` is beside this folder

from people import Way, alone, both, fold, wilson
from training.rows import CHOOSING, Row, rows

from unblame.language import check
from unblame.people import Cast
from unblame.recognise import Reader
from unblame.testing import people_of

PEOPLE = people_of(Path(__file__).parent.parent / "tests" / "people" / "names" / "traditions.txt")
SENTENCES = (
    "In the end it was up to {} and a borrowed laptop.",
    "The one who knew the old cluster, {}, was on a train.",
    "At 10:02 the pager found {} in the canteen.",
    "| 10:02 | {} | drained the second zone |",
    "10:14 {}: errors are down to 2 %, watching",
    "Without {} the restore would have taken until noon.",
    "The change had been approved by {} on Friday.",
    "{} was the only one with access to the panel.",
    "- {}: write the missing page of the runbook",
    "Present: support, the duty manager, {}.",
    "{}'s script had no test for an empty list.",
    "A call to {} at 03:10 went to voicemail.",
)
OTHERS = 6  # names of other traditions that each sentence of the corpus is read with
FEMININE = [
    "Harriet",
    "Solveig",
    "Agnieszka",
    "Thaís",
    "Zeynep",
    "Khadija",
    "Priya",
    "Meiling",
    "Sakura",
    "Wanjiru",
    "Siriporn",
    "Leilani",
]
MASCULINE = [
    "Nigel",
    "Bjarte",
    "Zbigniew",
    "Tiago",
    "Mehmet",
    "Youssef",
    "Rajesh",
    "Zhihao",
    "Kenji",
    "Odhiambo",
    "Somchai",
    "Sione",
]
GENDERED = (
    ("{} should have read the page before {} ran the script.", "she", "he"),
    ("{} broke the login with {} change.", "her", "his"),
    ("{} saw the graph first, and {} paged the database team.", "she", "he"),
    ("As always {} did not look at {} alerts.", "her", "his"),
    ("Thanks to {}, who brought {} laptop, it was over by noon.", "her", "his"),
    ("It was {} who forgot the certificate, {} said so.", "she", "he"),
)


def by_tradition(title: str, find: Way, each: int) -> None:
    """Print the recall of names over all traditions, and those where it is lowest."""
    asked, found = Counter[str](), Counter[str]()
    for number, (tradition, name) in enumerate(PEOPLE):
        for step in range(each):
            text = SENTENCES[(number + step) % len(SENTENCES)].format(name)
            asked[tradition] += 1
            found[tradition] += any(fold(said) == fold(name) for _, _, said, _ in find(text, None))
    low, high = wilson(found.total(), asked.total())
    share = found.total() / asked.total()
    lowest = sorted(asked, key=lambda one: found[one] / asked[one])
    print(f"{title}: recall {share:.3f} ({low:.3f} to {high:.3f}) of {asked.total()}")
    print("  lowest:", "; ".join(f"{one} {found[one] / asked[one]:.2f}" for one in lowest[:8]))
    below = [one for one in asked if found[one] < 0.93 * asked[one]]
    print(f"  {len(below)} of {len(asked)} traditions below 0.93")


def findings(text: str, reader: Reader | None) -> tuple[tuple[str, str], ...]:
    """Return the rules that find blame in a sentence, with their levels."""
    found = check(text, cast=Cast(reader=reader))
    return tuple(sorted((it.rule, str(it.level)) for it in found if it.family == "blame"))


def blames(found: tuple[tuple[str, str], ...]) -> bool:
    return any(level in {"warn", "block"} for _, level in found)


def swapped(row: Row, name: str) -> str:
    """Return a sentence with its one person called otherwise."""
    start, end = row.people[0]
    return row.text.replace(row.text[start:end], name)


def by_name(title: str, reader: Reader | None) -> None:
    """Print how often the verdict on a sentence stays when its person is called otherwise."""
    everybody, draw = PEOPLE, random.Random(5)
    same = alike = total = 0
    for row in rows():
        called = {row.text[start:end] for start, end in row.people}
        if row.brief not in CHOOSING or len(called) != 1 or not next(iter(called)).istitle():
            continue
        long = " " in next(iter(called))
        others = [name if long else name.split()[0] for _, name in draw.sample(everybody, OTHERS)]
        first, *rest = [findings(swapped(row, name), reader) for name in others]
        total += len(rest)
        same += sum(found == first for found in rest)
        alike += sum(blames(found) == blames(first) for found in rest)
    print(
        f"{title}: findings the same for {same / total:.3f} of {total} changes of a name, "
        f"the verdict for {alike / total:.3f}"
    )


def by_gender(title: str, reader: Reader | None) -> None:
    """Print how often findings are the same for names and pronouns of another gender."""
    same = total = 0
    for sentence, hers, his in GENDERED:
        for woman, man in zip(FEMININE, MASCULINE, strict=True):
            total += 1
            same += findings(sentence.format(woman, hers), reader) == findings(
                sentence.format(man, his), reader
            )
    print(f"{title}: findings the same for {same} of {total} pairs of another gender")


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--recogniser", type=Path)
    asked.add_argument("--each", type=int, default=4)
    given = asked.parse_args()
    reader = Reader(given.recogniser, complain=sys.exit) if given.recogniser else None
    ways = {"rules": both(None)}
    if reader:
        ways |= {"recogniser": alone(reader), "both": both(reader)}
    for title, find in ways.items():
        by_tradition(title, find, given.each)
    for title, held in {"rules": None, "both": reader}.items() if reader else (("rules", None),):
        by_name(title, held)
        by_gender(title, held)


if __name__ == "__main__":
    main()
