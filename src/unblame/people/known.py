"""People whom the cast knows already, found again by handle, by whole name or by one word of it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from copy import copy

from unblame.people.addresses import PLAIN_EMAIL
from unblame.people.around import ARTICLES, PERSON_PREP, TO_PERSON, Around
from unblame.people.cast import Cast
from unblame.people.hit import Hit
from unblame.people.initials import leads_a_noun
from unblame.people.person import Person
from unblame.people.spelling import fold, spellings
from unblame.people.tokens import Tokens, is_family_form, titled
from unblame.people.words import lists
from unblame.text import late, lines_with, within

MANY = 200  # for more handles than that every line is looked at
SPEAKS = late(r"[*_>]{0,2}:[ \t]+[^\W\d]")
HANDLE_WORD = late(r"(?<![\w@./-])[A-Za-z][\w.-]*[\w](?![\w@/])")


def find_known(tokens: Tokens, taken: list[tuple[int, int]], cast: Cast) -> list[Hit]:
    """Return the names and handles of the cast in a text, outside the spans that are taken."""
    emails = _known_emails(tokens.text, cast)
    return [*emails, *_known_names(tokens, cast), *_known_handles(tokens, taken, cast)]


def _known_emails(text: str, cast: Cast) -> list[Hit]:
    """Find addresses of the cast that read like a shared mailbox."""
    return [
        Hit(start=match.start(), end=match.end(), kind="email", email=match[0])
        for match in (PLAIN_EMAIL.finditer(text) if "@" in text else ())
        if "email:" + fold(match[0]) in cast.exact
    ]


def _known_handles(tokens: Tokens, taken: list[tuple[int, int]], cast: Cast) -> list[Hit]:
    """Find handles of the cast written without `@`; one that is a word too where it acts."""
    if not cast.handles:
        return []
    found: list[Hit] = []
    words, is_taken = lists(), within(taken)
    around = Around(tokens)
    for match in _handle_words(tokens.text, cast):
        low = match.group().casefold()
        person = cast.handles.get(low)
        if person is None or len(low) < 2:
            continue
        plain = low in words.english or low in words.tools or len(low) < 3
        lettered = match[0].isupper() and match[0] in person.handles and len(low) < 4
        if lettered and not leads_a_noun(tokens.text, match.end()):
            plain = False  # `AC`, as the roster writes it
        if plain and not _stands_as_a_person(around, match.start()):
            continue
        if titled(match.group()) and low in words.given:
            continue
        if not is_taken(match.start()):
            found.append(
                Hit(
                    start=match.start(),
                    end=match.end(),
                    kind="handle",
                    handle=match.group(),
                    basis="structure",
                )
            )
    return found


def _stands_as_a_person(around: Around, start: int) -> bool:
    """Return whether a handle that is a word too, such as `hmac`, speaks or acts as people do."""
    tokens = around.t
    index = bisect_left(tokens.starts, start)
    if index >= len(tokens) or tokens.starts[index] != start or tokens.glued(index):
        return False
    speaks = tokens.is_initial(index) and SPEAKS.match(tokens.text, tokens.ends[index])
    return bool(speaks) or around.fits_only_a_person(index)


def _handle_words(text: str, cast: Cast) -> Iterator[re.Match[str]]:
    """Give the words that could be handles, of the lines that hold a handle of the cast."""
    if len(cast.handles) > MANY:
        yield from HANDLE_WORD.finditer(text)
        return
    for start, end in lines_with(text, cast.handles, foreign=True):
        yield from HANDLE_WORD.finditer(text, start, end)


def _known_names(tokens: Tokens, cast: Cast) -> list[Hit]:
    """Find names of the cast: whole names, and single words of them that only a person can be."""
    found: list[Hit] = []
    if cast.words:
        tokens = _spelt(tokens, cast)
        around = Around(tokens)
        last = -1
        for index in [at for at, low in enumerate(tokens.folded) if low in cast.parts]:
            if index > last:
                hit, last = _name_at(around, index, cast)
                found += [hit] if hit else []
    for name in cast.caseless:
        found += [
            Hit(start=match.start(), end=match.end(), kind="name", name=name, basis="structure")
            for match in re.finditer(re.escape(name), tokens.text)
        ]
    return found


def _name_at(around: Around, index: int, cast: Cast) -> tuple[Hit | None, int]:
    """Return the name of the cast that begins at a word, if any, and the last word looked at."""
    tokens = around.t
    if tokens.folded[index] not in cast.parts or tokens.is_closed(index):
        return None, index
    turned = _turned(tokens, index, cast)
    if turned:
        return _hit(tokens, index, index + 1, turned), index + 1
    last = _whole_name(tokens, index, cast)
    if last is not None and _reads_as_words(around, index, last):
        return None, index
    if last is None and _single_name(around, index, cast) and not _in_a_pair(tokens, index):
        first = _with_its_initial(tokens, index, cast)
        return _hit(
            tokens, first, index, None if first == index else _of_one(cast, tokens, index)
        ), index
    return (None, index) if last is None else (_hit(tokens, index, last, None), last)


def _reads_as_words(around: Around, first: int, last: int) -> bool:
    """Return whether a name written small is plain words here: `we will mark it`."""
    known, words = lists(), around.t.words[first : last + 1]
    plain = all(word.islower() and (word in known.english or word in known.never) for word in words)
    return plain and not around.fits_only_a_person(last)


def _hit(tokens: Tokens, first: int, last: int, name: str | None) -> Hit:
    start, end = tokens.starts[first], tokens.ends[last]
    name = name or " ".join(tokens.text[start:end].split())
    return Hit(start=start, end=end, kind="name", name=name, basis="structure")


def _turned(tokens: Tokens, index: int, cast: Cast) -> str | None:
    """Return the name that is written family name first: `Tanner, Mark`."""
    after = index + 1
    if after >= len(tokens) or tokens.gap(after).rstrip() != "," or tokens.possessive[index]:
        return None
    turned = tokens.folded[index : index + 2][::-1]
    for person in cast.words.get(tokens.folded[index], ()):
        for name in person.names:
            spelt = [form.split() for form in spellings(fold(name))]
            if any(len(words) > 1 and [words[0], words[-1]] == turned for words in spelt):
                return name
    return None


def _with_its_initial(tokens: Tokens, index: int, cast: Cast) -> int:
    """Return the index of the initial before a family name, as in `M. Tanner`, or of the name."""
    before = index - 1
    if before < 0 or len(tokens.words[before]) != 1 or tokens.gap(index) not in {". ", ".", " "}:
        return index
    firsts = {
        spelt[0]
        for person in cast.words.get(tokens.folded[index], ())
        for name in person.names
        for spelt in spellings(fold(name))
    }
    return before if tokens.words[before].isupper() and tokens.folded[before] in firsts else index


def _of_one(cast: Cast, tokens: Tokens, index: int) -> str | None:
    """Return the full name of the one person who has this word in theirs."""
    people = cast.words.get(tokens.folded[index], [])
    return max(people[0].names, key=len) if len(people) == 1 else None


def _spelt(tokens: Tokens, cast: Cast) -> Tokens:
    """Return the tokens with words spelt as the cast knows them: `Sørensen` as `sorensen`."""
    if tokens.text.isascii():
        return tokens
    spelt = copy(tokens)
    spelt.folded = [
        low
        if low.isascii()
        else next((form for form in spellings(low)[1:] if form in cast.parts), low)
        for low in tokens.folded
    ]
    return spelt


def _in_a_pair(tokens: Tokens, index: int) -> bool:
    """Return whether the word is half of another whole name, which grammar then judges."""
    known = lists()
    after, before = index + 1, index - 1
    if after < len(tokens) and tokens.follows(after) and not tokens.possessive[index]:
        low = tokens.folded[after]
        if titled(tokens.words[after]) and low not in known.english and low not in known.tools:
            return True
    return (
        before >= 0
        and tokens.follows(index)
        and titled(tokens.words[before])
        and not tokens.possessive[before]
        and tokens.folded[before] in known.given
        and tokens.folded[before] not in known.english
    )


def _whole_name(tokens: Tokens, index: int, cast: Cast) -> int | None:
    best: int | None = None
    for words in cast.starts.get(" ".join(tokens.folded[index : index + 2]), ()):
        size = len(words)
        if best is not None and index + size - 1 <= best:
            continue
        if tuple(tokens.folded[index : index + size]) == words and all(
            tokens.follows(at) or not tokens.gap(at).strip(". \n")
            for at in range(index + 1, index + size)
        ):
            best = index + size - 1
    return best


def _single_name(around: Around, index: int, cast: Cast) -> bool:
    tokens = around.t
    low = tokens.folded[index]
    if low not in cast.words or len(low) < 2:
        return False
    words, known = tokens.words[index], lists()
    if around.is_a_date(index):
        return False
    collides = low in known.english or low in known.tools or low in known.never
    if tokens.glued(index) and not (
        tokens.starts[index] and tokens.text[tokens.starts[index] - 1] == "~"
    ):
        return False
    if not is_family_form(words):
        plain = words.islower() or (words.isupper() and len(words) > 3)
        plain = plain or _is_written_so(words, cast.words[low])
        first = any(
            low == spelt.split()[0]
            for person in cast.words[low]
            for name in person.names
            for spelt in spellings(fold(name))
        )
        if collides:
            return plain and first and around.fits_only_a_person(index)
        return plain and (first or _acts_alone(tokens, index))
    return not collides or around.fits_only_a_person(index) or _fits_a_person(tokens, index, low)


def _is_written_so(word: str, people: list[Person]) -> bool:
    """Return whether a word is written to the letter as one of them is called, as in `MaxSem`."""
    return any(word in name.split() for person in people for name in person.names)


def _acts_alone(tokens: Tokens, index: int) -> bool:
    """Return whether a lone family name stands as a person does: `tanner said`, `told tanner`."""
    known = lists()
    joined = index > 0 and tokens.follows(index)
    before = tokens.folded[index - 1] if joined else ""
    if before in ARTICLES or before in {"this", "that", "each", "every", "no"}:
        return False
    if tokens.words[index].isupper() or tokens.possessive[index]:
        return True
    following = (
        tokens.folded[index + 1]
        if index + 1 < len(tokens) and not tokens.gap(index + 1).strip(" *_\n")
        else ""
    )
    return following in known.deeds_past or before in TO_PERSON or before in PERSON_PREP


def _fits_a_person(tokens: Tokens, index: int, low: str) -> bool:
    """Return whether a colliding name stands where the word could not: mid-sentence, or acting."""
    known = lists()
    following = (
        tokens.folded[index + 1]
        if index + 1 < len(tokens) and not tokens.gap(index + 1).strip(" *_\n")
        else ""
    )
    before = tokens.folded[index - 1] if index else ""
    acts = following in known.finite or following in {
        "was",
        "had",
        "has",
        "is",
        "did",
        "and",
        "also",
        "then",
        "quickly",
    }
    if low in known.dates and (
        before in {"in", "since", "until", "by", "on", "of", "last", "next", "early", "late", "mid"}
        or re.match(r"\s*\d", tokens.text[tokens.ends[index] :][:4])
    ):
        return False
    if following in {
        "bank",
        "server",
        "cluster",
        "pipeline",
        "stage",
        "plugin",
        "job",
        "build",
        "api",
        "gem",
        "gems",
    }:
        return False
    if low in known.tools:
        return following in known.deeds_past and following not in {
            "reported",
            "failed",
            "ran",
        }
    if tokens.is_initial(index):
        speaks = SPEAKS.match(tokens.text, tokens.ends[index])
        return acts or tokens.possessive[index] or bool(speaks)
    return before not in {"the", "a", "an"}
