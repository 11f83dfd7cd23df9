"""Which strings of a text no list knows: names, odd words, and forms that belong inside."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from unblame.document.beside import Beside
from unblame.document.candidate import Candidate, forms
from unblame.document.harmless import JUDGES
from unblame.document.safe import Safe, safe
from unblame.document.unlisted import PERSON, Page, unlisted
from unblame.people import Cast, Mention, mentions
from unblame.people.tokens import Tokens

_SAID_BY_FORM = {
    "email": "an email address",
    "phone": "a phone number",
    "link": "an address",
    "id": "a staff number",
}
_IN_FULL = re.compile(r"((?<![\w'’])(?:[\w'’]+[ -]){2,7})\(([A-Z]{2,6})\)")
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_MACHINE = re.compile(r"[a-z][a-z0-9]*+(?:[-_][a-z0-9]++)*+(?:(?<=\d)|(?<=\d[a-z]))")


def listed(text: str, cast: Cast, allowed: frozenset[str] = frozenset()) -> list[Candidate]:
    """Return each string of a text that no list knows, in order; `allowed` are folded words."""
    known = safe()
    shapes, people = _apart(
        [*forms(text), *_harmless(text, known)], [*map(_person, mentions(text, cast))]
    )
    taken = [(found.start, found.end) for found in (*people, *shapes)]
    hits = [*people, *(hit for shape in shapes if (hit := _form(shape, known)))]
    beside = Beside(text, [(person.start, person.end) for person in people])
    hits += unlisted(Page(Tokens(text, taken), known, allowed, beside))
    return sorted(hits, key=lambda found: found.start)


def _harmless(text: str, known: Safe) -> Iterator[Candidate]:
    """Give famous names of several words, and short forms that stand behind their own words."""
    for match in known.phrases.finditer(text):
        yield Candidate(start=match.start(), end=match.end(), text=match[0], kind="")
    told = {match[2] for match in _IN_FULL.finditer(text) if _spells(match[1], match[2])}
    for match in _CAPITALS.finditer(text):
        if match[0] in told:
            yield Candidate(start=match.start(), end=match.end(), text=match[0], kind="")


def _spells(words: str, short: str) -> bool:
    """Return whether the last words before a short form begin with its letters."""
    firsts = [word[0].casefold() for word in re.split(r"[\s-]+", words) if word]
    return firsts[-len(short) :] == list(short.casefold())


def _person(mention: Mention) -> Candidate:
    kind = _SAID_BY_FORM.get(mention.kind, PERSON)
    return Candidate(start=mention.start, end=mention.end, text=mention.text, kind=kind)


def _apart(
    shapes: list[Candidate], people: list[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """Return forms and people that do not overlap: the longer one stays, such as a path."""
    shapes = sorted(shapes, key=lambda shape: shape.start)
    starts = [shape.start for shape in shapes]
    kept, gone = list[Candidate](), set[int]()
    for person in people:
        first = max(bisect_right(starts, person.start) - 1, 0)
        met = [
            at
            for at in range(first, bisect_left(starts, person.end))
            if shapes[at].end > person.start
        ]
        if person.text.strip() and not any(_holds(shapes[at], person) for at in met):
            kept.append(person)
            gone.update(met)
    return [shape for at, shape in enumerate(shapes) if at not in gone], kept


def _holds(shape: Candidate, person: Candidate) -> bool:
    """Return whether a person is named inside of something longer, such as a path."""
    inside = shape.start <= person.start and person.end <= shape.end
    if shape.kind == "" and inside:  # a country of two words, or `Jan 14`
        return len(shape.text) == len(person.text) or shape.text[-1].isdigit()
    return inside and shape.kind != "" and len(shape.text) > len(person.text) + 1


def _form(found: Candidate, known: Safe) -> Candidate | None:
    """Return a string of a telling form, with its kind made sharper, or None where it is harmless."""
    text, kind = found.text, found.kind
    if kind == "":
        return None
    judge = JUDGES.get(kind)
    if judge and judge(text, known):
        return None
    if kind in {"mixed letters and digits", "a ticket"} and _MACHINE.fullmatch(text):
        kind = "a machine name"
    return Candidate(start=found.start, end=found.end, text=text, kind=kind)
