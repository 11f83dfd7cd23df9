"""Who is listed with somebody known to be a person is one too: `Ana, Oyunaa and kstad looked`."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from unblame.people.handles import GROUP_WORDS
from unblame.people.hit import Hit
from unblame.people.tokens import Tokens, titled
from unblame.people.words import Lists, ends_like_a_service, ends_like_a_thing, lists, sections
from unblame.text import late

THINGS = sections("around_names.txt")["things"]
BESIDE = r"[?*_\])]{0,3}(?: \([^()\n]{1,30}\))?(?P<comma>,)?(?P<tie> (?:and|&|or|og|und|y|et) |[ ]?[/+] ?| )[*_\[(@]{0,2}"
AFTER = late(BESIDE + r"(?P<word>[^\W\d_][\w'’-]*)")
BEFORE = late(r"(?<![\w/@.#-])(?P<word>[^\W\d_][\w'’-]*)" + BESIDE + "$")
NEXT = late(r"[?*_\])]{0,3} (?P<word>[^\W\d_]\w*)|[/\\@][a-z\d_]|\.\w|[(:]\w")
OPENED = late(r"(?:^|[-–—:|>\]\n]|\d)[ \t]*$")
REACH = 90


def spread(hits: list[Hit], tokens: Tokens) -> list[Hit]:
    """Return the hits with those added, or made sure, that are listed with a sure name."""
    found = {hit.start: hit for hit in hits}
    ends = {hit.end: hit for hit in hits}
    waiting = [hit for hit in hits if hit.sure]
    while waiting:
        hit = waiting.pop()
        for start, end in _neighbours(hit, tokens):
            known = found.get(start) or ends.get(end)
            if known is None and _may_be_a_person(tokens, start):
                known = _named(tokens.text, start, end)
            elif known is None or known.sure:
                continue
            sure = _named(tokens.text, known.start, known.end)
            found[sure.start] = ends[sure.end] = sure
            waiting.append(sure)
    return [found[start] for start in sorted(found)]


def _neighbours(hit: Hit, tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Give the words that a list ties to a name, after it and before it."""
    text = tokens.text
    after = AFTER.match(text, hit.end)
    before = BEFORE.search(text, max(0, hit.start - REACH), hit.start)
    for match, further in ((after, before), (before, after)):
        if match is None or ("/" in match["tie"] and hit.kind != "name"):  # as in `kstad/fix-it`
            continue
        long = further is not None and _ties(further)
        if match["tie"].strip() or (match["comma"] and (long or _goes_on(text, match))):
            yield match.span("word")


def _ties(match: re.Match[str]) -> bool:
    return bool(match["comma"] or match["tie"].strip())


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Return whether the list goes on beyond a neighbour: a comma alone ties no two words."""
    start, end = match.span("word")
    further = (AFTER.match(text, end), BEFORE.search(text, max(0, start - REACH), start))
    return any(found is not None and _ties(found) for found in further)


def _may_be_a_person(tokens: Tokens, start: int) -> bool:
    """Return whether a word in a list of people is a name or nick, and the whole of its entry."""
    index = bisect_left(tokens.starts, start)
    if index >= len(tokens) or tokens.starts[index] != start or tokens.is_closed(index):
        return False
    word, low, known = tokens.words[index], tokens.folded[index], lists()
    if index and _ends_a_name(tokens, index):
        return False
    following = NEXT.match(tokens.text, tokens.ends[index])
    if following and not _may_follow(following["word"] or ""):
        return False
    if low in known.given and titled(word):
        return low not in known.dates
    if word.islower() and not _is_tied_twice(tokens.text, start, start + len(word)):
        return False
    return _is_strange(word, low, known)


def _ends_a_name(tokens: Tokens, index: int) -> bool:
    """Return whether a capitalised word before makes the word the end of a longer name."""
    before = index - 1
    low, known = tokens.folded[before], lists()
    opens = tokens.is_initial(before) and (low in known.never or low in known.any_verb)
    return tokens.follows(index) and titled(tokens.words[before]) and not opens


def _may_follow(word: str) -> bool:
    """Return whether a word after an entry leaves it whole: no noun of things, no further name."""
    return bool(word) and not titled(word) and word.casefold() not in THINGS | GROUP_WORDS


def _is_tied_twice(text: str, start: int, end: int) -> bool:
    """Return whether `and` or a slash ties a word, or commas on both sides: `Ana, the owner` ties none."""
    before = BEFORE.search(text, max(0, start - REACH), start)
    ties = [AFTER.match(text, end), before]
    first = before is None and bool(OPENED.search(text, max(0, start - REACH), start))
    return any(tie and tie["tie"].strip() for tie in ties) or all(
        (tie and tie["comma"]) or (tie is None and first) for tie in ties
    )


def _is_strange(word: str, low: str, known: Lists) -> bool:
    """Return whether a word is in no list, nor made as the names of things are."""
    if len(low) < 3 or low in GROUP_WORDS or word.isupper():
        return False
    words = (known.english, known.tools, known.acronyms, known.any_verb, known.never)
    if any(low in listed for listed in words):
        return False
    return not (ends_like_a_thing(low) if titled(word) else ends_like_a_service(low))


def _named(text: str, start: int, end: int) -> Hit:
    word = " ".join(text[start:end].split())
    if word[0].isupper():
        return Hit(start=start, end=end, kind="name", name=word, basis="grammar")
    return Hit(start=start, end=end, kind="handle", handle=word, basis="grammar")
