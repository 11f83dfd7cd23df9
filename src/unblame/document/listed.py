"""Which strings of a text no list knows: names, odd words, and forms that belong inside."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from unblame.document.candidate import Candidate, forms, mixed
from unblame.document.safe import Safe, safe
from unblame.people import Cast, Mention, mentions
from unblame.people.tokens import Tokens

PERSON, WORD, CAPITALS, SHORT = "a person", "an unknown word", "a name in capitals", "a short form"
_HEADING = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t].*|\*\*[^*\n]+\*\*:?|[^.\n]{1,60}:)[ \t]*$", re.MULTILINE
)
_MACHINE = re.compile(r"[a-z]+(?:[-_]?[a-z0-9]+)*?[-_]?\d+[a-z]?")


def listed(text: str, cast: Cast, allowed: frozenset[str] = frozenset()) -> list[Candidate]:
    """Return each string of a text that no list knows, in order; `allowed` are folded words."""
    known = safe()
    people = [_person(mention) for mention in mentions(text, cast) if mention.text.strip()]
    shapes = [found for found in forms(text) if not _inside(found, people)]
    hits = [*people]
    for found in shapes:
        judged = _form(found, known)
        if judged:
            hits.append(judged)
    taken = [(found.start, found.end) for found in (*people, *shapes)]
    hits += _words(text, taken, known, allowed)
    return sorted(hits, key=lambda found: found.start)


def _person(mention: Mention) -> Candidate:
    return Candidate(start=mention.start, end=mention.end, text=mention.text, kind=PERSON)


def _inside(found: Candidate, people: list[Candidate]) -> bool:
    return any(found.start < person.end and person.start < found.end for person in people)


def _form(found: Candidate, known: Safe) -> Candidate | None:
    """Return a string of a telling form, with its kind made sharper, or None where it is harmless."""
    text, kind = found.text, found.kind
    if kind == "":
        return None
    judge = _JUDGES.get(kind)
    if judge and judge(text, known):
        return None
    if kind in {"mixed letters and digits", "a ticket"} and _MACHINE.fullmatch(text):
        kind = "a machine name"
    return Candidate(start=found.start, end=found.end, text=text, kind=kind)


def _harmless_path(text: str, known: Safe) -> bool:
    parts = [part for part in re.split(r"[/\\]", text) if part]
    if text[0] in "/~.\\" or ":" in text[:2]:
        return False
    return all(
        part.isdigit() or known.figure(part) or (known.plain(part) and "." not in part)
        for part in parts
    )


def _harmless_number(text: str, known: Safe) -> bool:
    digits = sum(sign.isdigit() for sign in text)
    return text[0] not in "+(" and (digits < 7 or known.figure(text))


def _harmless_code(text: str, known: Safe) -> bool:
    inner = text.strip("`").strip()
    low = inner.casefold()
    return (
        low in {"true", "false", "null", "none", "yes", "no"}
        or bool(re.fullmatch(r"[\d .,%:<>=+-]*", inner))
        or low in known.acronyms
        or known.figure(low)
    )


def _harmless_mixture(text: str, known: Safe) -> bool:
    return known.figure(text) or known.counted(text)


_JUDGES: dict[str, Callable[[str, Safe], bool]] = {
    "a path": _harmless_path,
    "a phone number": _harmless_number,
    "a long number": lambda text, known: known.figure(text),
    "code": _harmless_code,
    "a host name": lambda text, known: known.dotted(text),
    "mixed letters and digits": _harmless_mixture,
    "a ticket": _harmless_mixture,
    "a secret-like string": lambda text, known: known.plain(text),
}


def _words(
    text: str, taken: list[tuple[int, int]], known: Safe, allowed: frozenset[str]
) -> Iterator[Candidate]:
    """Give the words that no list knows; capitals that follow each other are one string."""
    tokens = Tokens(text, taken)
    titles = [match.span() for match in _HEADING.finditer(text)]
    index = 0
    while index < len(tokens):
        if tokens.is_closed(index):
            index += 1
        elif tokens.words[index][0].isupper():
            last = _run(tokens, index)
            yield from _capitals(tokens, index, last, known, allowed, titles)
            index = last + 1
        else:
            yield from _small(tokens, index, known, allowed)
            index += 1


def _run(tokens: Tokens, index: int) -> int:
    """Return the last of the capitalised words that follow each other from here."""
    last = index
    while (
        last + 1 < len(tokens)
        and not tokens.is_closed(last + 1)
        and tokens.follows(last + 1)
        and not tokens.possessive[last]
        and tokens.words[last + 1][0].isupper()
    ):
        last += 1
    return last


def _small(tokens: Tokens, index: int, known: Safe, allowed: frozenset[str]) -> Iterator[Candidate]:
    low = tokens.folded[index]
    if len(low) < 3 and low.isascii():
        return
    if _allowed(low, allowed) or (known.known(low) and not mixed(low)):
        return
    parts = low.split("-")
    if len(parts) > 1 and all(len(part) < 2 or known.known(part) for part in parts):
        if parts[-1] not in known.services or parts[0] in {
            "on",
            "per",
            "non",
            "multi",
            "re",
            "pre",
            "post",
            "cross",
            "single",
            "sub",
            "co",
        }:
            return
        yield _token(tokens, index, index, "a service name")
        return
    yield _token(tokens, index, index, "mixed scripts" if mixed(low) else WORD)


def _capitals(
    tokens: Tokens,
    first: int,
    last: int,
    known: Safe,
    allowed: frozenset[str],
    titles: list[tuple[int, int]],
) -> Iterator[Candidate]:
    at = range(first, last + 1)
    odd = [i for i in at if not _allowed(tokens.folded[i], allowed) and _is_odd(tokens, i, known)]
    if odd:
        kind = "mixed scripts" if any(mixed(tokens.words[i]) for i in odd) else CAPITALS
        if len(odd) == 1 and tokens.words[odd[0]].isupper():
            kind = SHORT
        yield _token(tokens, odd[0], odd[-1], kind)
        return
    at_rest = [i for i in at if _stands_out(tokens, i, known)]
    if not at_rest or any(_allowed(tokens.folded[i], allowed) for i in at):
        return
    if _in_a_title(tokens.starts[first], titles) or any(
        tokens.folded[i] in known.trade for i in at
    ):
        return
    yield _token(tokens, at_rest[0], at_rest[-1], CAPITALS)


def _stands_out(tokens: Tokens, index: int, known: Safe) -> bool:
    """Return whether a plain word has a capital where a plain word has none."""
    word, low = tokens.words[index], tokens.folded[index]
    if len(word) < 2 or word.isupper() or low in known.public or low in known.acronyms:
        return False
    return not tokens.is_initial(index)


def _is_odd(tokens: Tokens, index: int, known: Safe) -> bool:
    """Return whether a capitalised word is one that no list knows, or one that may be a name."""
    word, low = tokens.words[index], tokens.folded[index]
    if mixed(word):
        return True
    if len(word) == 1 and word.isascii():
        return False
    if known.named(low):
        return not tokens.is_initial(index) and not _is_place_or_tool(tokens, index, known)
    parts = low.split("-")
    return not (
        known.known(low) or (len(parts) > 1 and all(len(p) < 2 or known.known(p) for p in parts))
    )


def _is_place_or_tool(tokens: Tokens, index: int, known: Safe) -> bool:
    low = tokens.folded[index]
    if low in known.people.dates:
        return True
    if low in known.people.places:
        return index > 0 and tokens.folded[index - 1] in known.before_place
    return low in known.public


def _allowed(low: str, allowed: frozenset[str]) -> bool:
    return low in allowed or low.removesuffix("s") in allowed


def _in_a_title(start: int, titles: list[tuple[int, int]]) -> bool:
    at = bisect_right(titles, (start, len(titles) and 1 << 60)) - 1
    return at >= 0 and start < titles[at][1]


def _token(tokens: Tokens, first: int, last: int, kind: str) -> Candidate:
    start, end = tokens.starts[first], tokens.ends[last]
    return Candidate(start=start, end=end, text=tokens.text[start:end], kind=kind)
